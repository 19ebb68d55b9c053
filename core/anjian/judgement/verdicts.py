"""A judgement: one rule applied to the facts of one entity on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anjian.errors import AnjianError
from anjian.judgement.facts import Json
from anjian.judgement.kleene import decisive, missing, truth
from anjian.judgement.rules import Rule
from anjian.judgement.walk import facts_of
from anjian.words import Title


class Verdict(StrEnum):
    """A computed verdict proposes; a person with authority confirms."""

    MAJOR = "major"
    NOT_MAJOR = "not_major"
    UNDECIDED = "undecided"

    @classmethod
    def of(cls, truth: bool | None) -> Verdict:
        if truth is None:
            return cls.UNDECIDED
        return cls.MAJOR if truth else cls.NOT_MAJOR


class RuleNotInForce(AnjianError):
    code = "RULE_NOT_IN_FORCE"
    words = Title("规则 {rule}（{clause}）在 {on} 不适用", "the rule {rule} ({clause}) was not in force on {on}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict with all it rests on; ``known`` are the facts the rule could see, ``facts_used`` the decisive."""

    rule: Rule
    on: date
    verdict: Verdict
    missing: tuple[str, ...]
    facts_used: Mapping[str, object]
    known: Mapping[str, object]

    @property
    def stored_facts(self) -> dict[str, Json | None]:
        """The facts used as they are kept with the verdict, spelled as a profile spells them."""
        return {name: self.rule.facts[name].write(value) for name, value in self.facts_used.items()}


def judge(rule: Rule, facts: Mapping[str, object], on: date) -> Judgement:
    """Facts are Python values or the JSON of a stored profile; what the rule does not mention is not looked at."""
    if not rule.in_force(on):
        raise RuleNotInForce(rule=rule.code, clause=rule.clause, on=on)
    read = {name: fact.read(facts.get(name)) for name, fact in rule.facts.items()}
    known = {name: value for name, value in read.items() if value is not None}
    condition = rule.condition
    used = [name for leaf in decisive(condition, known) for name in facts_of(leaf) if name in known]
    return Judgement(
        rule=rule,
        on=on,
        verdict=Verdict.of(truth(condition, known)),
        missing=missing(condition, known),
        facts_used={name: known[name] for name in used},
        known=known,
    )
