"""The 20 items of the criteria of 2017, each with a case that is major, one that is not, and one that is open."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin import Clause, Confidence, Rule, Verdict, judge, profile_fields
from anjian_fireworks.profile import Fireworks
from anjian_fireworks.rules import NOTICE_121, RULES

Facts = dict[str, object]
FIELDS = profile_fields(Fireworks)

TODAY = date(2019, 9, 1)
PRODUCER, WHOLESALER, RETAILER = ({"business_kind": kind} for kind in ("producer", "wholesaler", "retailer"))

# item: the facts that make it major, the facts under which it is not, the facts under which it stays open
CASES: dict[int, tuple[Facts, Facts, Facts]] = {
    1: (
        {"principal_assessed": True, "safety_managers_assessed": False},
        {"principal_assessed": True, "safety_managers_assessed": True},
        {"principal_assessed": True},
    ),
    2: (
        {"maintenance_powder_cleared": False},
        {"special_ops_all_certified": True, "maintenance_powder_cleared": True},
        {"special_ops_all_certified": True},
    ),
    3: ({"private_tools_used": True}, {"private_tools_used": False}, {}),
    4: (
        {"actual_persons": 5, "approved_persons": 4},
        {"actual_persons": 4, "approved_persons": 4},
        {"actual_persons": 5},
    ),
    5: (
        {"actual_powder_kg": "10.01", "approved_powder_kg": "10"},
        {"actual_powder_kg": "10.00", "approved_powder_kg": "10"},
        {"approved_powder_kg": "10"},
    ),
    6: ({"barrier_ok": False}, {"distances_ok": True, "barrier_ok": True}, {"barrier_ok": True}),
    7: (
        {"antistatic_ok": True, "fire_protection_ok": True, "lightning_ok": False},
        {"antistatic_ok": True, "fire_protection_ok": True, "lightning_ok": True},
        {"antistatic_ok": True, "fire_protection_ok": True},
    ),
    8: ({"illegal_building": True}, {"use_changed": False, "illegal_building": False}, {"use_changed": False}),
    9: ({"zoning_ok": False}, {"wall_ok": True, "zoning_ok": True}, {"wall_ok": True}),
    10: (
        {"illegal_premix": True},
        {"oxidant_reductant_same_store": False, "illegal_premix": False, "same_room_grinding": False},
        {"oxidant_reductant_same_store": False, "same_room_grinding": False},
    ),
    11: (
        {"machine_verified": True, "machine_altered": True},
        {"machine_verified": True, "machine_altered": False},
        {"machine_verified": True},
    ),
    12: ({"storage_matches_output": False}, {"storage_matches_output": True}, {}),
    13: (
        {"hazard_inspection_system": False},
        {"responsibility_system": True, "hazard_inspection_system": True},
        {"responsibility_system": True},
    ),
    14: ({"license_misuse": True}, {"license_misuse": False}, {}),
    15: (
        {"prohibited_chemical": True},
        {"beyond_license": False, "prohibited_chemical": False},
        {"beyond_license": False},
    ),
    16: ({"subcontracting": True}, {"subcontracting": False}, {}),
    17: ({"one_license_many_plants": True}, {"one_license_many_plants": False}, {}),
    18: (
        {"operating": True, "license_expired": False, "suspended": True},
        {"operating": False, "license_expired": True},
        {"operating": True, "license_expired": False},
    ),
    19: (
        {"banned_products": True},
        {"other_explosives_in_store": False, "banned_products": False},
        {"other_explosives_in_store": False},
    ),
    20: ({"open_flame": True}, {"retail_with_dwelling": False, "open_flame": False}, {"open_flame": False}),
}
BY_ITEM = {rule.clause.item: rule for rule in RULES}


def rule_of(item: int) -> Rule:
    return BY_ITEM[f"第{item}项"]


def addressee(item: int) -> Facts:
    return RETAILER if item == 20 else PRODUCER


@pytest.mark.parametrize(
    ("item", "facts", "verdict"),
    [
        pytest.param(item, facts, verdict, id=f"第{item}项 {verdict}")
        for item, cases in CASES.items()
        for facts, verdict in zip(cases, (Verdict.MAJOR, Verdict.NOT_MAJOR, Verdict.UNDECIDED), strict=True)
    ],
)
def test_item(item: int, facts: Facts, verdict: Verdict) -> None:
    """Each item holds, does not hold, or stays open for want of a fact."""
    assert judge(rule_of(item), {**addressee(item), **facts}, TODAY).verdict is verdict


def test_every_item_is_a_rule() -> None:
    """The criteria have 20 items, from 第1项 to 第20项; none is left out, none is invented, none is recalled."""
    assert [rule.clause for rule in RULES] == [Clause(NOTICE_121, f"第{item}项") for item in range(1, 21)]
    assert [rule.code for rule in RULES] == [f"FIREWORKS-2017-{item:02}" for item in range(1, 21)]
    assert {rule.confidence for rule in RULES} == {Confidence.VERIFIED}


@pytest.mark.parametrize("item", sorted(CASES), ids="第{}项".format)
def test_nothing_recorded_is_no_verdict(item: int) -> None:
    """An enterprise of which nothing is known is not acquitted."""
    judgement = judge(rule_of(item), {}, TODAY)
    assert judgement.verdict is Verdict.UNDECIDED
    assert set(judgement.missing) == set(rule_of(item).facts)


@pytest.mark.parametrize(
    ("item", "kind", "verdict"),
    [(9, WHOLESALER, Verdict.NOT_MAJOR), (19, WHOLESALER, Verdict.MAJOR), (19, RETAILER, Verdict.NOT_MAJOR)],
    ids=["no plant wall at a wholesaler's", "a wholesaler's store", "no store at a retail point"],
)
def test_an_item_binds_its_own_kind(item: int, kind: Facts, verdict: Verdict) -> None:
    """Items about plants bind producers, items about stores also wholesalers, the last one retail points."""
    assert judge(rule_of(item), {**kind, **CASES[item][0]}, TODAY).verdict is verdict


def test_licence_misuse_binds_everybody() -> None:
    """第14项 needs no kind of business to be known."""
    assert judge(rule_of(14), {"license_misuse": True}, TODAY).verdict is Verdict.MAJOR


def test_every_word_is_in_both_languages() -> None:
    """Fields, rules and rectifications speak Chinese and English."""
    titles = [word for rule in RULES for word in (rule.title, rule.rectification)]
    titles += [word for fact in FIELDS.values() for word in (fact.title, fact.meaning)]
    assert all(title and title.zh and title.en and title.zh != title.en for title in titles)


def test_only_a_person_says_that_storage_suits_the_output() -> None:
    """第12项 has no published formula, so its one fact comes from an answered item and from nowhere else."""
    assert [name for name, fact in FIELDS.items() if fact.manual] == ["storage_matches_output"]


def test_the_numbers_can_be_asked_for() -> None:
    """People and powder are what portals filter and sort by."""
    asked = {name for name, fact in FIELDS.items() if fact.filter and fact.sort}
    assert asked == {
        "business_kind",
        "actual_persons",
        "approved_persons",
        "actual_powder_kg",
        "approved_powder_kg",
    }
