"""A fact, a question and a rule for each clause."""

from __future__ import annotations

from typing import Any

from anjian.plugin import Checklist, Clause, Confidence, Item, Profile, Result, Rule, Title, facts, field
from anjian_chemicals.aq3067.topics import TOPICS, Topic
from anjian_chemicals.fields.people import BusinessKind
from anjian_chemicals.standards import AQ_3067

READ = Title(
    "打开该条的正式文本，逐项对照现场与资料；本表只有条号和主题",
    "Open the official text of the clause and compare it with the site and the records: this list has only its topic",
)
MEND = Title(
    "按该条正式文本整改，是否为重大事故隐患由有权人员认定",
    "Mend it as the official text asks; whether it is a major hazard is for a person with authority",
)


def prompts() -> dict[str, Any]:
    """The facts, as fields of the profile."""
    return {topic.fact: (bool | None, prompt(topic)) for topic in TOPICS}


def prompt(topic: Topic) -> Any:
    judged = Title(
        f"由人员对照 {AQ_3067.number} 第{topic.clause}条正式文本判定；判定条件未收入本系统",
        f"Judged by a person from the official text of {topic.clause}; its conditions are not kept here",
    )
    return field(topic.met, meaning=judged, manual=True)


def checklist() -> Checklist:
    title = Title("AQ 3067-2026 逐条核对表（须对照正式文本）", "AQ 3067-2026 clause by clause (with the official text)")
    return Checklist("CHEMICALS-2026", "1", title, tuple(item(topic) for topic in TOPICS))


def item(topic: Topic) -> Item:
    observes = {topic.fact: {Result.PASS: True, Result.FAIL: False}}
    return Item(topic.clause, topic.met, READ, topic.broken, MEND, observes)


def rules(profile: type[Profile]) -> tuple[Rule, ...]:
    """For whom the standard is: chemical enterprises, producers, and traders that store."""
    f = facts(profile)
    applies = f.business_kind.in_(BusinessKind.CHEMICAL, BusinessKind.PRODUCER, BusinessKind.STORING_TRADER)
    return tuple(
        Rule(
            f"CHEMICALS-2026-{topic.clause}",
            Clause(AQ_3067, topic.clause),
            title=topic.broken,
            major=~getattr(f, topic.fact),
            confidence=Confidence.RECALLED,
            rectification=MEND,
            applies=applies,
        )
        for topic in TOPICS
    )
