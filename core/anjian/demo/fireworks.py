"""The fireworks trade in the demonstration: invented facts, real verdicts of the installed rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from anjian.database.ids import UUID
from anjian.demo.answering import AnswerRow, answers
from anjian.demo.chance import chance, record_id
from anjian.demo.courses import Course
from anjian.demo.sectors import Examination, JudgementRow, ObservationRow, ProfileRow
from anjian.demo.trades import FIREWORKS
from anjian.demo.visits import Visit
from anjian.judgement import Judgement, Rule, Verdict, explain, judge, rules_on
from anjian.judgement.facts import Json
from anjian.plugin import Checklist, Result

Facts = dict[str, Json]

UNSEEN = 0.08  # the share of facts that one inspection does not see

BUSINESS = {"烟花爆竹零售点": "retailer", "烟花爆竹批发有限公司": "wholesaler", "烟花爆竹有限公司": "producer"}

NUMBERS: Facts = {"actual_persons": 3, "approved_persons": 4, "actual_powder_kg": "3.5", "approved_powder_kg": "5"}
# What is in order when it is false; everything else that is yes or no is in order when it is true.
FAULTS = frozenset({
    "private_tools_used", "use_changed", "illegal_building", "oxidant_reductant_same_store", "illegal_premix",
    "same_room_grinding", "machine_altered", "license_misuse", "beyond_license", "prohibited_chemical",
    "subcontracting", "one_license_many_plants", "license_expired", "suspended", "other_explosives_in_store",
    "banned_products", "retail_with_dwelling", "open_flame",
})  # fmt: skip
# How a rule comes to be broken; those that no entity of the demonstration breaks are left out.
BREACHES: Mapping[str, tuple[Facts, ...]] = {
    "FIREWORKS-2017-01": ({"safety_managers_assessed": False},),
    "FIREWORKS-2017-02": ({"special_ops_all_certified": False},),
    "FIREWORKS-2017-04": ({"actual_persons": 6}, {"actual_persons": 7}, {"actual_persons": 9}),
    "FIREWORKS-2017-05": ({"actual_powder_kg": "12.5"}, {"actual_powder_kg": "8"}),
    "FIREWORKS-2017-06": ({"barrier_ok": False}, {"distances_ok": False}),
    "FIREWORKS-2017-07": ({"lightning_ok": False}, {"antistatic_ok": False}),
    "FIREWORKS-2017-08": ({"illegal_building": True},),
    "FIREWORKS-2017-10": ({"oxidant_reductant_same_store": True},),
    "FIREWORKS-2017-13": ({"hazard_inspection_system": False},),
    "FIREWORKS-2017-14": ({"license_misuse": True},),
    "FIREWORKS-2017-18": ({"suspended": True},),
    "FIREWORKS-2017-19": ({"banned_products": True},),
    "FIREWORKS-2017-20": ({"retail_with_dwelling": True}, {"open_flame": True}),
}


class Sight(NamedTuple):
    """What one visit saw, beside how it is when all is in order."""

    visit: Visit
    rules: Sequence[Rule]
    facts: Facts
    sound: Facts
    broken: Rule | None = None
    breach: Facts = {}  # noqa: RUF012 - never changed
    mended_at: datetime | None = None

    @property
    def mended(self) -> Facts:
        """What was mended was seen again when that was accepted."""
        return {name: self.sound[name] for name in self.breach} if self.mended_at else {}


class FireworksExaminer:
    """Observes facts at a visit and has the rules in force that day judge them."""

    def __init__(self, rules: Callable[[str], Sequence[Rule]], checklist: Checklist | None = None) -> None:
        self.rules, self.checklist = rules, checklist
        self.rng = chance("fireworks facts")
        self.examined: set[UUID] = set()

    def violation(self, visit: Visit, course: Course) -> Examination | None:
        rules, sound = self._known(visit)
        breaches = list(ways_to_break(rules, sound, visit.at.date()))
        if not breaches:
            return None
        broken, breach = self.rng.choice(breaches)
        seen = {**self._incomplete(sound, keep=broken.facts), **breach}
        return self._examination(Sight(visit, rules, seen, sound, broken, breach, course.accepted))

    def routine(self, visit: Visit) -> Examination | None:
        rules, sound = self._known(visit)
        if not rules or visit.unit.id in self.examined:
            return None
        self.examined.add(visit.unit.id)
        return self._examination(Sight(visit, rules, self._incomplete(sound, keep=()), sound))

    def _known(self, visit: Visit) -> tuple[Sequence[Rule], Facts]:
        """The rules of the trade that day, and how its facts are when all is in order."""
        if visit.unit.trade is not FIREWORKS:
            return (), {}
        rules = rules_on(self.rules(visit.unit.region_code), visit.at.date())
        return rules, sound_facts(rules, BUSINESS[visit.unit.form], visit.at.date())

    def _incomplete(self, facts: Facts, keep: Container[str]) -> Facts:
        """Hardly an inspection sees everything: what it did not see stays unknown, and some verdicts undecided."""
        seen = (name for name in facts if name in keep or name == "business_kind" or self.rng.random() > UNSEEN)
        return {name: facts[name] for name in seen}

    def _examination(self, sight: Sight) -> Examination:
        visit, region = sight.visit, sight.visit.unit.region_code
        judgements = {
            rule.code: judgement_row(record_id(self.rng, visit.at), visit, judge(rule, sight.facts, visit.at.date()))
            for rule in sight.rules
        }
        observations = self._observations(visit, sight.facts, visit.at, visit.id)
        if sight.mended_at:
            observations += self._observations(visit, sight.mended, sight.mended_at, None)
        now, at = {**sight.facts, **sight.mended}, sight.mended_at or visit.at
        given = self._answers(sight)
        return Examination(
            profile=ProfileRow(visit.unit.id, FIREWORKS.code, region, json.dumps(now), at),
            answers=given,
            observations=observations,
            judgements=list(judgements.values()),
            visit=checklist_columns(self.checklist),
            hazard=hazard_columns(sight.broken, judgements[sight.broken.code], given) if sight.broken else {},
        )

    def _answers(self, sight: Sight) -> list[AnswerRow]:
        if self.checklist is None:
            return []
        return list(answers(self.checklist, sight.visit, sight.facts, asked=sight.sound, wrong=sight.breach))

    def _observations(self, visit: Visit, facts: Facts, at: datetime, inspection: UUID | None) -> list[ObservationRow]:
        unit, observer = visit.unit, visit.inspector if inspection else visit.second
        return [
            ObservationRow(
                unit.id,
                record_id(self.rng, at),
                unit.region_code,
                FIREWORKS.code,
                name,
                json.dumps(value),
                at.date(),
                at,
                inspection,
                observer.id,
            )
            for name, value in facts.items()
        ]


def sound_facts(rules: Sequence[Rule], business: str, on: date) -> Facts:
    """Everything the rules that bind this kind of business ask for, in order."""
    kind: Facts = {"business_kind": business}
    binding = (rule for rule in rules if judge(rule, kind, on).verdict is not Verdict.NOT_MAJOR)
    names = dict.fromkeys(name for rule in binding for name in rule.facts)
    return {**{name: NUMBERS.get(name, name not in FAULTS) for name in names}, **kind}


def ways_to_break(rules: Sequence[Rule], sound: Facts, on: date) -> Iterator[tuple[Rule, Facts]]:
    """Breaches that the rule itself calls major at such a business."""
    for rule in rules:
        for breach in BREACHES.get(rule.code, ()):
            if judge(rule, {**sound, **breach}, on).verdict is Verdict.MAJOR:
                yield rule, breach


def checklist_columns(checklist: Checklist | None) -> dict[str, str]:
    return {"checklist_code": checklist.code, "checklist_version": checklist.version} if checklist else {}


def hazard_columns(rule: Rule, judgement: JudgementRow, given: Sequence[AnswerRow]) -> dict[str, Any]:
    return {
        "title": rule.title.zh,
        "description": rule.rectification.zh if rule.rectification else None,
        "judgement_id": judgement.id,
        "item_code": next((answer.item_code for answer in given if answer.result == Result.FAIL), None),
    }


def judgement_row(identity: UUID, visit: Visit, reached: Judgement) -> JudgementRow:
    clause = reached.rule.clause
    source = {"inspection": str(visit.id), "on": reached.on.isoformat()}
    return JudgementRow(
        entity_id=visit.unit.id,
        id=identity,
        region_code=visit.unit.region_code,
        rule_code=reached.rule.code,
        sector=FIREWORKS.code,
        standard=clause.standard.number,
        edition=clause.standard.edition,
        clause=clause.item,
        verdict=reached.verdict,
        judged_on=reached.on,
        judged_at=visit.at,
        facts=json.dumps(reached.stored_facts),
        missing=list(reached.missing),
        explanation=json.dumps(explain(reached, dict.fromkeys(reached.known, source)), ensure_ascii=False),
        inspection_id=visit.id,
    )
