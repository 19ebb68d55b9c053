"""Verdicts, what they rest on, and the edition that gives them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from anjian.judgement import (
    Clause,
    Condition,
    DuplicateRule,
    Rule,
    RuleNotInForce,
    Standard,
    Verdict,
    WrongExpression,
    WrongFactValue,
    all_,
    any_,
    at_least,
    judge,
    rules_on,
)
from anjian.plugin import UnknownFact, facts
from anjian.words import Title

from .sample import Sample, Trade

f = facts(Sample)
DAY = date(2019, 9, 1)
OLD = Standard("甲 1", Title("旧版", "old edition"), date(2017, 1, 1), date(2025, 10, 31), edition="2017")
NEW = Standard("甲 1", Title("新版", "new edition"), date(2025, 11, 1), edition="2025")


def rule(major: Condition, applies: Condition | None = None) -> Rule:
    return Rule("SAMPLE-1", Clause(OLD, "第1项"), Title("超员", "Too many people"), major, applies=applies)


CROWDED = rule(f.present > f.approved, applies=f.trade == Trade.PRODUCER)


@pytest.mark.parametrize(
    ("known", "verdict", "missing"),
    [
        ({"trade": "producer", "present": 6, "approved": 4}, Verdict.MAJOR, ()),
        ({"trade": "producer", "present": 4, "approved": 4}, Verdict.NOT_MAJOR, ()),
        ({"trade": "producer", "present": 6}, Verdict.UNDECIDED, ("approved",)),
        ({"present": 6, "approved": 4}, Verdict.UNDECIDED, ("trade",)),
        ({"present": 4, "approved": 4}, Verdict.NOT_MAJOR, ()),
        ({"trade": "retailer"}, Verdict.NOT_MAJOR, ()),
        ({}, Verdict.UNDECIDED, ("trade", "present", "approved")),
    ],
    ids=[
        "two over",
        "at the limit",
        "no approval on record",
        "nobody knows whether it applies",
        "within the limit, whoever it is",
        "does not apply, whatever the numbers",
        "nothing known",
    ],
)
def test_a_rule_asks_only_for_what_could_decide_it(
    known: dict[str, object], verdict: Verdict, missing: tuple[str, ...]
) -> None:
    """A fact nobody recorded leaves a verdict open only if it matters."""
    judgement = judge(CROWDED, known, DAY)
    assert (judgement.verdict, judgement.missing) == (verdict, missing)


def test_the_facts_used_are_those_that_decided() -> None:
    """Of three protections one has failed: that one is the reason, spelled as profiles spell it."""
    judgement = judge(
        rule(~f.licensed | f.open_flame | (f.stored > f.limit)), {"licensed": True, "open_flame": True}, DAY
    )
    assert judgement.facts_used == {"open_flame": True}
    exceeded = judge(rule(f.stored > f.limit), {"stored": "10.5", "limit": 10}, DAY)
    assert exceeded.stored_facts == {"stored": "10.5", "limit": "10"}


def test_counting_what_is_certain() -> None:
    """Two of three hold once two are known to, and cannot once two are known not to."""
    two = rule(at_least(2, f.licensed, f.open_flame, f.suspended))
    assert judge(two, {"licensed": True, "suspended": True}, DAY).verdict is Verdict.MAJOR
    assert judge(two, {"licensed": False, "suspended": False}, DAY).verdict is Verdict.NOT_MAJOR
    assert judge(two, {"licensed": True}, DAY).missing == ("open_flame", "suspended")


def test_a_limit_is_met_exactly() -> None:
    """A sum of thirds reaches 1, in exact arithmetic."""
    whole = rule(f.present / 3 + f.present / 3 + f.present / 3 >= 1)
    assert judge(whole, {"present": 1}, DAY).verdict is Verdict.MAJOR


def test_division_by_zero_decides_nothing() -> None:
    """It asks for the fact again: an approval of zero is a mistake on paper."""
    judgement = judge(rule(f.stored / f.limit > 1), {"stored": 3, "limit": 0}, DAY)
    assert (judgement.verdict, judgement.missing) == (Verdict.UNDECIDED, ("stored", "limit"))


def test_a_wrong_fact_is_not_judged() -> None:
    """Text where a number belongs is an error of the caller, not an unknown."""
    with pytest.raises(WrongFactValue):
        judge(CROWDED, {"present": "six"}, DAY)


def test_the_day_of_the_inspection_chooses_the_edition() -> None:
    """On its last day the old edition judges, on the next day the new one; an old verdict keeps its edition."""
    old, new = CROWDED, Rule("SAMPLE-2", Clause(NEW, "第1项"), CROWDED.title, CROWDED.major)
    assert rules_on([old, new], date(2025, 10, 31)) == (old,)
    assert rules_on([old, new], date(2025, 11, 1)) == (new,)
    assert rules_on([old, new], date(2016, 12, 31)) == ()
    with pytest.raises(RuleNotInForce):
        judge(old, {}, date(2025, 11, 1))


def test_two_rules_share_no_code() -> None:
    """A verdict names its rule by the code alone."""
    with pytest.raises(DuplicateRule):
        rules_on([CROWDED, rule(f.suspended)], DAY)


@pytest.mark.parametrize(
    "write",
    [
        lambda: f.present and f.approved,
        lambda: not (f.present > 3),
        lambda: f.present & f.licensed,
        lambda: f.present > "4",
        lambda: f.present > 4.5,
        lambda: f.present > 2**64,
        lambda: f.present == True,  # noqa: E712 - the mistake under test
        lambda: f.stored > Decimal("NaN"),
        lambda: f.note > "a",
        lambda: f.trade > Trade.PRODUCER,
        lambda: f.trade == "producer",
        lambda: f.trades == Trade.PRODUCER,
        lambda: f.trade.has(Trade.PRODUCER),
        lambda: f.trade.in_(),
        lambda: f.note + 1,
        lambda: any_(),
        lambda: all_(),
        lambda: at_least(3, f.licensed, f.suspended),
        lambda: at_least(0, f.licensed),
        lambda: rule(f.present),
        lambda: rule(True),  # type: ignore[arg-type]  # the mistake under test
    ],
)
def test_what_makes_no_sense_cannot_be_written(write: Callable[[], object]) -> None:
    """A rule that compares people with words fails where it is written, not where it judges."""
    with pytest.raises(WrongExpression):
        write()


def test_a_rule_names_only_fields_of_the_profile() -> None:
    """A slip of the pen is not a fact nobody recorded."""
    with pytest.raises(UnknownFact):
        _ = f.aproved
