"""The 20 items of the notice of 2017, each with a case that is major, one that is not, and one that is open."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin import Clause, Confidence, Rule, Verdict, judge, profile_fields
from anjian_chemicals.ledger import Substance
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.rules import NOTICE_121_RULES, RULES
from anjian_chemicals.standards import NOTICE_121

Facts = dict[str, object]
FIELDS = profile_fields(Chemicals)
IN_2023 = date(2023, 6, 1)

# item: the facts that make it major, the facts under which it is not, the facts under which it stays open
CASES: dict[int, tuple[Facts, Facts, Facts]] = {
    1: (
        {"business_kind": "trader", "safety_managers_assessed": False},
        {"business_kind": "producer", "principal_assessed": True, "safety_managers_assessed": True},
        {"business_kind": "producer", "principal_assessed": True},
    ),
    2: ({"special_ops_all_certified": False}, {"special_ops_all_certified": True}, {}),
    3: (
        {"key_chemical": True, "external_distance_ok": False},
        {"key_process": False, "key_chemical": False, "source_major": False},
        {"key_process": False, "key_chemical": False, "external_distance_ok": False},
    ),
    4: (
        {"key_process": True, "auto_control_in_service": True, "esd_in_service": False},
        {"key_process": True, "auto_control_in_service": True, "esd_in_service": True},
        {"key_process": True, "auto_control_in_service": True},
    ),
    5: (
        {
            "severe_tank_farm": True,
            "tank_emergency_shutoff": True,
            "toxic_or_liquefied": True,
            "independent_sis": False,
        },
        {"severe_tank_farm": True, "tank_emergency_shutoff": True, "toxic_or_liquefied": False},
        {"tank_emergency_shutoff": False},
    ),
    6: (
        {"full_pressure_lpg_tank": True, "water_injection_ok": False},
        {"full_pressure_lpg_tank": False},
        {"full_pressure_lpg_tank": True},
    ),
    7: (
        {"liquefied_gas_loading": True, "swivel_arm_used": False},
        {"liquefied_gas_loading": True, "swivel_arm_used": True},
        {"swivel_arm_used": False},
    ),
    8: (
        {"toxic_gas_pipeline": True, "crosses_public_area": True},
        {"crosses_public_area": False},
        {"toxic_gas_pipeline": True},
    ),
    9: (
        {"overhead_line_in_area": True, "overhead_line_ok": False},
        {"overhead_line_in_area": True, "overhead_line_ok": True},
        {"overhead_line_in_area": True},
    ),
    10: (
        {"formal_design": False, "design_diagnosis_done": False},
        {"formal_design": False, "design_diagnosis_done": True},
        {"formal_design": False},
    ),
    11: ({"uses_eliminated_process": True}, {"uses_eliminated_process": False}, {}),
    12: (
        {"explosion_proof_ok": False},
        {"gas_detectors_ok": True, "explosion_proof_ok": True},
        {"gas_detectors_ok": True},
    ),
    13: ({"control_room_protected": False}, {"control_room_protected": True}, {}),
    14: ({"ups_ok": False}, {"dual_power_ok": True, "ups_ok": True}, {"dual_power_ok": True}),
    15: ({"relief_devices_in_service": False}, {"relief_devices_in_service": True}, {}),
    16: (
        {"hazard_inspection_system": False},
        {"responsibility_system": True, "hazard_inspection_system": True},
        {"responsibility_system": True},
    ),
    17: (
        {"process_limits": False},
        {"operating_procedures": True, "process_limits": True},
        {"operating_procedures": True},
    ),
    18: (
        {"special_work_system": True, "special_work_executed": False},
        {"special_work_system": True, "special_work_executed": True},
        {"special_work_system": True},
    ),
    19: (
        {"reaction_risk_assessed": False},
        {"new_process_tested": True, "first_use_reviewed": True, "trial_plan": True, "reaction_risk_assessed": True},
        {"new_process_tested": True, "first_use_reviewed": True, "trial_plan": True},
    ),
    20: (
        {"incompatible_mixed": True},
        {
            "storage_zoned": True,
            "storage_over_quantity": False,
            "storage_over_variety": False,
            "incompatible_mixed": False,
        },
        {"storage_zoned": True, "storage_over_quantity": False, "storage_over_variety": False},
    ),
}
BY_ITEM = {rule.clause.item: rule for rule in NOTICE_121_RULES}


def rule_of(item: int) -> Rule:
    return BY_ITEM[f"第{item}项"]


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
    assert judge(rule_of(item), facts, IN_2023).verdict is verdict


def test_every_item_is_a_rule() -> None:
    """The notice has 20 items, from 第1项 to 第20项; none is left out, none is invented, none is recalled."""
    assert [rule.clause for rule in NOTICE_121_RULES] == [Clause(NOTICE_121, f"第{item}项") for item in range(1, 21)]
    assert [rule.code for rule in NOTICE_121_RULES] == [f"CHEMICALS-2017-{item:02}" for item in range(1, 21)]
    assert {rule.confidence for rule in NOTICE_121_RULES} == {Confidence.VERIFIED}


@pytest.mark.parametrize("item", sorted(CASES), ids="第{}项".format)
def test_nothing_recorded_is_no_verdict(item: int) -> None:
    """An enterprise of which nothing is known is not acquitted."""
    judgement = judge(rule_of(item), {}, IN_2023)
    assert judgement.verdict is Verdict.UNDECIDED
    assert set(judgement.missing) == set(rule_of(item).facts)


def test_item_1_binds_producers_and_traders() -> None:
    """The notice names whom it binds only there; a chemical enterprise without such a licence is not among them."""
    assert judge(rule_of(1), CASES[1][0] | {"business_kind": "chemical"}, IN_2023).verdict is Verdict.NOT_MAJOR


def test_a_small_tank_farm_needs_no_shut_off() -> None:
    """第5项 asks only of grades I and II, however the tanks are fitted out."""
    facts = {"severe_tank_farm": False, "tank_emergency_shutoff": False, "independent_sis": False}
    assert judge(rule_of(5), facts, IN_2023).verdict is Verdict.NOT_MAJOR


def test_a_major_hazard_source_needs_its_distance() -> None:
    """Of the two keys and the one major, the major hazard source alone is enough."""
    facts = {"key_process": False, "source_major": True, "external_distance_ok": False}
    assert judge(rule_of(3), facts, IN_2023).verdict is Verdict.MAJOR


def test_every_word_is_in_both_languages() -> None:
    """Fields, lines of the ledger, rules and rectifications speak Chinese and English."""
    titles = [word for rule in RULES for word in (rule.title, rule.rectification)]
    titles += [
        word for fact in (*FIELDS.values(), *profile_fields(Substance).values()) for word in (fact.title, fact.meaning)
    ]
    assert all(title and title.zh and title.en and title.zh != title.en for title in titles)
