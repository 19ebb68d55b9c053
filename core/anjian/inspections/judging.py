"""Judges an entity by the rules in force on the day it was inspected, and keeps each judgement with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anjian.commands.desk import Desk
from anjian.database.ids import uuid7
from anjian.entities.model import Profile
from anjian.entities.observing import Seen, seen_by
from anjian.inspections import model
from anjian.inspections.model import Inspection, StoredVerdict
from anjian.judgement import Judgement, Rule, Verdict, explain, judge, rules_on


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as it was reached and as it is kept."""

    reached: Judgement
    kept: model.Judgement

    @property
    def rule(self) -> Rule:
        return self.reached.rule

    @property
    def binds(self) -> bool:
        """Whether a major hazard follows."""
        return self.reached.verdict is Verdict.MAJOR and self.rule.binds


async def judge_entity(desk: Desk, inspection: Inspection, profile: Profile) -> list[Judged]:
    seen = await seen_by(desk, profile, inspection.inspected_on, of=inspection.id)
    facts = {name: fact.value for name, fact in seen.items()}
    rules = rules_on(desk.plugins.rules(profile.sector, profile.region_code), inspection.inspected_on)
    reached = [judge(rule, facts, inspection.inspected_on) for rule in rules]
    judged = [Judged(judgement, kept(desk, inspection, judgement, seen)) for judgement in reached]
    await keep(desk, judged)
    return judged


async def keep(desk: Desk, judged: Sequence[Judged]) -> None:
    desk.session.add_all(judgement.kept for judgement in judged)
    await desk.session.flush()


def kept(desk: Desk, inspection: Inspection, reached: Judgement, seen: Mapping[str, Seen]) -> model.Judgement:
    return model.Judgement(
        entity_id=inspection.entity_id,
        id=uuid7(),
        region_code=inspection.region_code,
        sector=inspection.sector,
        judged_at=desk.now,
        inspection_id=inspection.id,
        **reasons(reached, seen),
    )


def reasons(reached: Judgement, seen: Mapping[str, Seen]) -> dict[str, Any]:
    """The verdict and all it rests on, as every record of a judgement keeps it."""
    clause = reached.rule.clause
    return {
        "rule_code": reached.rule.code,
        "standard": clause.standard.number,
        "edition": clause.standard.edition,
        "clause": clause.item,
        "verdict": StoredVerdict(reached.verdict.value),
        "judged_on": reached.on,
        "facts": reached.stored_facts,
        "missing": list(reached.missing),
        "explanation": explain(reached, {name: source(fact) for name, fact in seen.items()}),
    }


def source(seen: Seen) -> dict[str, str | None]:
    """Where a fact comes from: the inspection that saw it, and the day."""
    return {
        "inspection": str(seen.inspection_id) if seen.inspection_id else None,
        "on": seen.on.isoformat() if seen.on else None,
    }
