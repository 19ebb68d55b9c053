"""A rule: one expression over facts, with its clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from anjian.errors import AnjianError
from anjian.judgement.expressions import AllOf, Condition, checked
from anjian.judgement.facts import Fact
from anjian.judgement.standards import Clause, Confidence
from anjian.judgement.walk import facts_of
from anjian.words import Title


class DuplicateRule(AnjianError):
    code = "RULE_CODE_DUPLICATE"
    words = Title(
        "规则编号 {rule} 重复：{first} 与 {second}", "the rule code {rule} is used twice: {first} and {second}"
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes a major hazard, in the words of one clause. A new edition is a new rule; the old one stays."""

    code: str
    clause: Clause
    title: Title
    major: Condition = field(compare=False)
    confidence: Confidence = Confidence.VERIFIED
    rectification: Title | None = None
    applies: Condition | None = field(default=None, compare=False)  # to whom; empty for everybody of the sector
    extends: str | None = None  # the code of the national rule to which a stricter local one adds

    source: str = field(default="", compare=False, repr=False)  # file and line, if it came from a file

    condition: Condition = field(init=False, repr=False, compare=False)  # what is judged: it applies, and it is met
    facts: Mapping[str, Fact] = field(init=False, repr=False, compare=False)  # every fact it mentions, by name

    def __post_init__(self) -> None:
        applies = () if self.applies is None else (self.applies,)
        condition = AllOf((*applies, self.major)) if applies else checked(self.major)
        object.__setattr__(self, "condition", condition)
        object.__setattr__(self, "facts", MappingProxyType(facts_of(condition)))

    @property
    def binds(self) -> bool:
        """Whether a major hazard follows. A rule nobody compared with the official text only prompts a person."""
        return self.confidence is Confidence.VERIFIED

    def in_force(self, on: date) -> bool:
        return self.clause.standard.in_force(on)


def rules_on(rules: Iterable[Rule], on: date) -> tuple[Rule, ...]:
    """The rules of the editions in force that day, in the order given; no two share a code."""
    return tuple(rule for rule in distinct(rules) if rule.in_force(on))


def distinct(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    seen: dict[str, Rule] = {}
    for rule in rules:
        first = seen.setdefault(rule.code, rule)
        if first is not rule:
            raise DuplicateRule(rule=rule.code, first=first.clause, second=rule.clause)
    return tuple(seen.values())
