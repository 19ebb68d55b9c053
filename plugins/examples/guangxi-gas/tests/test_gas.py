"""The 18 items of the criteria of 2023, each with a case that is major, one that is not, and one that is open."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin import Result, Verdict, judge
from guangxi_gas import anjian_plugin

Facts = dict[str, object]

DAY = date(2024, 5, 1)
[SECTOR] = anjian_plugin().sectors
[CHECKLIST] = SECTOR.checklists
RULES = {rule.code.removeprefix("GX-GAS-2023-"): rule for rule in SECTOR.rules}
BINDS = {"05": "stations", "06": "pipes", "07": "cylinders"}


def lacking(fact: str) -> tuple[Facts, Facts, Facts]:
    return {fact: False}, {fact: True}, {}


def done(fact: str) -> tuple[Facts, Facts, Facts]:
    return {fact: True}, {fact: False}, {}


# item: the facts that make it major, the facts under which it is not, the facts under which it stays open
CASES: dict[str, tuple[Facts, Facts, Facts]] = {
    "04-1": lacking("licence_valid"),
    "04-2": lacking("risk_system"),
    "04-3": lacking("hazard_system"),
    "04-4": lacking("emergency_plan"),
    "04-5": lacking("user_check_system"),
    "05-1": (
        {"tanks_monitored": True, "tanks_alarmed": False},
        {"tanks_monitored": True, "tanks_alarmed": True},
        {"tanks_monitored": True},
    ),
    "05-2": ({"relief": False}, {"auto_cutoff": True, "relief": True}, {"auto_cutoff": True}),
    "05-3": lacking("pull_away_interlock"),
    "05-4": lacking("explosion_proof"),
    "05-5": (
        {"lel_20_possible": True, "fixed_detectors": False},
        {"lel_20_possible": False},
        {"lel_20_possible": True},
    ),
    "06-1": done("encroached"),
    "06-2": (
        {"in_underground_structure": True, "protected_crossing": False},
        {"in_underground_structure": True, "protected_crossing": True},
        {"in_underground_structure": True},
    ),
    "06-3": lacking("regulators_protected"),
    "07-1": done("fills_others_cylinders"),
    "07-2": (
        {"sells_misfilled_gas": True},
        {"sells_unlicensed_gas": False, "sells_misfilled_gas": False},
        {"sells_unlicensed_gas": False},
    ),
    "08": lacking("odour_ok"),
    "09": (
        {"household_findings": ["pipe_in_bathroom", "banned_appliance"], "written_notice": False},
        {"household_findings": ["pipe_in_bathroom"], "written_notice": True},
        {"household_findings": ["pipe_in_bathroom"]},
    ),
    "10": (
        {"serious_violation": True, "real_danger": True},
        {"serious_violation": True, "real_danger": False},
        {"serious_violation": True},
    ),
}


def addressee(item: str) -> Facts:
    return {"activities": [BINDS[item[:2]]]} if item[:2] in BINDS else {}


@pytest.mark.parametrize(
    ("item", "facts", "verdict"),
    [
        pytest.param(item, facts, verdict, id=f"{item} {verdict}")
        for item, cases in CASES.items()
        for facts, verdict in zip(cases, (Verdict.MAJOR, Verdict.NOT_MAJOR, Verdict.UNDECIDED), strict=True)
    ],
)
def test_item(item: str, facts: Facts, verdict: Verdict) -> None:
    """Each item holds, does not hold, or stays open for want of a fact."""
    assert judge(RULES[item], addressee(item) | facts, DAY).verdict is verdict


def test_every_item_is_a_rule() -> None:
    """None is left out, none is invented."""
    assert list(RULES) == list(CASES)


@pytest.mark.parametrize("item", [item for item in CASES if item[:2] in BINDS])
def test_an_item_binds_its_own_activity(item: str) -> None:
    """Who has no station cannot lack a station's equipment."""
    others = [activity for activity in BINDS.values() if activity != BINDS[item[:2]]]
    assert judge(RULES[item], {"activities": others} | CASES[item][0], DAY).verdict is Verdict.NOT_MAJOR


def test_nothing_found_at_users_needs_no_notice() -> None:
    """第9条 takes a finding and silence about it; an empty list says that somebody looked and found nothing."""
    nothing: Facts = {"household_findings": [], "written_notice": False}
    assert judge(RULES["09"], nothing, DAY).verdict is Verdict.NOT_MAJOR


def test_a_clean_inspection_decides_every_rule() -> None:
    """One filled checklist leaves nothing open, and no hazard where everything passed."""
    entered: Facts = {"activities": ["stations", "pipes", "cylinders"], "household_findings": []}
    facts: Facts = {}
    for item in CHECKLIST.items:
        facts |= item.observations(Result.PASS, {name: entered[name] for name in item.asks if name in entered})
    assert {judge(rule, facts, DAY).verdict for rule in RULES.values()} == {Verdict.NOT_MAJOR}
