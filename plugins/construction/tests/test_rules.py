"""The 53 items of 2024, each with a case that is major, one that is not, one that is open; and the edition of 2022."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from anjian.plugin import Clause, Confidence, Rule, Title, Verdict, judge, profile_fields
from anjian_construction.profile import Construction
from anjian_construction.rules import EDITION_2022, EDITION_2024, RULES
from anjian_construction.standards import NOTICE_2, NOTICE_5

Facts = dict[str, object]
FIELDS = profile_fields(Construction)
TODAY = date(2026, 3, 1)
IN_FORCE = date(2024, 12, 13)

PLANNED: Facts = {"scheme_prepared": True, "scheme_reviewed": True, "scheme_serious_defect": False}
# item: the facts that make it major, the facts under which it is not, the facts under which it stays open
CASES: dict[str, tuple[Facts, Facts, Facts]] = {
    "04-01": (
        {"safety_permit": True, "qualification_ok": False},
        {"safety_permit": True, "qualification_ok": True},
        {"safety_permit": True},
    ),
    "04-02": (
        {"safety_staff_required": 3, "safety_staff_actual": 2},
        {"safety_staff_required": 3, "safety_staff_actual": 3, "abc_certificates_valid": True},
        {"safety_staff_actual": 3, "abc_certificates_valid": True},
    ),
    "04-03": ({"special_ops_all_certified": False}, {"special_ops_all_certified": True}, {}),
    "04-04": (
        {"over_scale": True, "expert_reviewed": False},
        {**PLANNED, "over_scale": False, "works_without_plan": 0},
        {**PLANNED, "over_scale": True, "works_without_plan": 0},
    ),
    "04-05": (
        {"acceptance_required": True, "acceptance_passed": False, "next_step_started": True},
        {"acceptance_required": True, "next_step_started": False, "works_without_acceptance": 0},
        {"acceptance_required": True, "acceptance_passed": False, "works_without_acceptance": 0},
    ),
    "05-01": (
        {"pit_neighbours_at_risk": True, "pit_neighbours_protected": False},
        {"pit_neighbours_at_risk": False},
        {"pit_neighbours_at_risk": True},
    ),
    "05-02": (
        {"over_excavated": True, "over_excavation_remedied": False},
        {"over_excavated": True, "over_excavation_remedied": True},
        {"over_excavated": True},
    ),
    "05-03": (
        {"deep_pit_or_high_slope": True, "third_party_monitoring": False},
        {"deep_pit_or_high_slope": False},
        {"third_party_monitoring": False},
    ),
    "05-04": (
        {"pit_piles": True, "pile_gap_depth_mm": "800.5", "pile_diameter_mm": "800", "pit_signs_handled": False},
        {
            "deformation_over_limit": False,
            "wall_leak_soil_flow": False,
            "base_piping": False,
            "pit_piles": True,
            "pile_gap_depth_mm": "800",
            "pile_diameter_mm": "800",
        },
        {"deformation_over_limit": True},
    ),
    "06-01": (
        {"falsework_base_capacity_ok": True, "falsework_base_deformation_ok": False},
        {"falsework_base_capacity_ok": True, "falsework_base_deformation_ok": True},
        {"falsework_base_capacity_ok": True},
    ),
    "06-02": (
        {"falsework_loaded": True, "falsework_load": "4.01", "falsework_load_design": "4"},
        {"falsework_loaded": True, "falsework_load": "4", "falsework_load_design": "4"},
        {"falsework_loaded": True, "falsework_load": "4.01"},
    ),
    "06-03": (
        {"striking_or_climbing": True, "concrete_strength": "22.4", "required_strength": "22.5"},
        {"striking_or_climbing": True, "concrete_strength": "22.5", "required_strength": "22.5"},
        {"concrete_strength": "10", "required_strength": "22.5"},
    ),
    "06-04": (
        {"layer_thickness_ok": False},
        {"pour_order_ok": True, "layer_thickness_ok": True},
        {"layer_thickness_ok": True},
    ),
    "07-01": (
        {"scaffold_base_capacity_ok": False},
        {"scaffold_base_capacity_ok": True, "scaffold_base_deformation_ok": True},
        {"scaffold_base_deformation_ok": True},
    ),
    "07-02": (
        {"wall_ties_installed": True, "storey_ties_missing": True},
        {"wall_ties_installed": True, "storey_ties_missing": False},
        {"wall_ties_installed": True},
    ),
    "07-03": (
        {"climbing_sync_ok": False},
        {"climbing_anti_tilt_ok": True, "climbing_anti_fall_ok": True, "climbing_sync_ok": True},
        {"climbing_anti_tilt_ok": True, "climbing_anti_fall_ok": True},
    ),
    "08-01": (
        {"lifting_accepted": True, "lifting_registered": False},
        {"lifting_accepted": True, "lifting_registered": True},
        {"lifting_registered": True},
    ),
    "08-02": (
        {"lifting_base_deformation_ok": False},
        {"lifting_base_capacity_ok": True, "lifting_base_deformation_ok": True},
        {"lifting_base_capacity_ok": True},
    ),
    "08-03": ({"lifting_pre_check_done": False}, {"lifting_pre_check_done": True}, {}),
    "08-04": ({"lifting_safety_devices_ok": False}, {"lifting_safety_devices_ok": True}, {}),
    "08-05": (
        {"lifting_member_defect": False, "lifting_connectors_ok": False},
        {"lifting_member_defect": False, "lifting_connectors_ok": True},
        {"lifting_connectors_ok": True},
    ),
    "08-06": (
        {"hoist_free_height_ok": False},
        {"hoist_tie_spacing_ok": True, "hoist_free_height_ok": True, "hoist_verticality_ok": True},
        {"hoist_tie_spacing_ok": True, "hoist_verticality_ok": True},
    ),
    "08-07": (
        {"tower_verticality_ok": False},
        {
            "tower_free_standing_height_ok": True,
            "tower_tie_spacing_ok": True,
            "tower_free_height_ok": True,
            "tower_verticality_ok": True,
        },
        {"tower_free_standing_height_ok": True, "tower_tie_spacing_ok": True, "tower_free_height_ok": True},
    ),
    "08-08": ({"tower_clearance_ok": False}, {"tower_clearance_ok": True}, {}),
    "08-09": (
        {"machine_scrap": False, "sling_scrap": True},
        {"machine_scrap": False, "sling_scrap": False},
        {"machine_scrap": False},
    ),
    "09-01": (
        {"support_base_ok": True, "support_overloaded": True},
        {"support_base_ok": True, "support_overloaded": False, "support_anti_overturn_ok": True},
        {"support_base_ok": True, "support_overloaded": False},
    ),
    "09-02": ({"truss_stability_ok": False}, {"truss_stability_ok": True}, {}),
    "09-03": (
        {"platform_on_main_structure": False, "platform_connection_ok": False},
        {"platform_on_main_structure": False, "platform_connection_ok": True},
        {"platform_on_main_structure": False},
    ),
    "09-04": (
        {"scaffold_gap_protected": True, "shaft_protected": False, "shaft_gate": False},
        {"scaffold_gap_protected": True, "shaft_protected": False, "shaft_gate": True},
        {"scaffold_gap_protected": True, "shaft_protected": False},
    ),
    "09-05": (
        {"basket_in_use": True, "basket_load": "631", "basket_rated_load": "630"},
        {
            "basket_in_use": True,
            "basket_load": "630",
            "basket_rated_load": "630",
            "basket_lock_ok": True,
            "basket_lifeline_ok": True,
        },
        {"basket_in_use": False, "basket_lock_ok": True},
    ),
    "10-01": (
        {"adverse_environment": False, "humidity_pct": "75.1", "safe_voltage": False},
        {"adverse_environment": False, "humidity_pct": "75", "safe_voltage": False},
        {"adverse_environment": True},
    ),
    "10-02": (
        {"overhead_clearance_ok": False, "overhead_protection": False},
        {"overhead_clearance_ok": False, "overhead_protection": True},
        {"overhead_clearance_ok": False},
    ),
    "11-01": (
        {"confined_identified": False, "confined_sign": False},
        {"confined_identified": False, "confined_sign": True},
        {"confined_identified": False},
    ),
    "11-02": (
        {"ventilate_test_work": False},
        {"confined_permit": True, "confined_training": True, "ventilate_test_work": True},
        {"confined_permit": True, "ventilate_test_work": True},
    ),
    "11-03": (
        {"confined_attendant": True, "confined_officer": False},
        {"confined_attendant": True, "confined_officer": True},
        {"confined_attendant": True},
    ),
    "11-04": (
        {"gas_detector": True, "ventilation_gear": True, "breathing_gear": True, "rescue_gear": False},
        {"gas_detector": True, "ventilation_gear": True, "breathing_gear": True, "rescue_gear": True},
        {"gas_detector": True, "ventilation_gear": True, "breathing_gear": True},
    ),
    "12-01": (
        {"removes_load_bearing": True, "design_check": False},
        {"removes_load_bearing": False},
        {"removes_load_bearing": True},
    ),
    "12-02": ({"demolition_order_ok": False}, {"demolition_order_ok": True}, {}),
    "13-01": (
        {"water_at_face": False, "dewatering_failed": True, "dewatering_ignored": True},
        {"water_at_face": True, "water_measures": True, "dewatering_failed": True, "dewatering_ignored": False},
        {"water_at_face": False, "dewatering_failed": True},
    ),
    "13-02": (
        {"local_collapse": True, "tunnel_signs_handled": False},
        {"local_collapse": True, "tunnel_signs_handled": True},
        {"inrush": False, "local_collapse": False, "tunnel_signs_handled": False},
    ),
    "13-03": (
        {"tunnel_over_limit": True, "tunnel_over_limit_handled": False},
        {
            "tunnel_method_ok": True,
            "tunnel_forecast_done": True,
            "tunnel_monitoring_done": True,
            "tunnel_over_limit": False,
        },
        {"tunnel_method_ok": True, "tunnel_forecast_done": True, "tunnel_over_limit": False},
    ),
    "13-04": (
        {"shield_end_reinforced": True, "shield_end_effect_ok": False, "shield_end_measures": False},
        {"shield_end_reinforced": True, "shield_end_effect_ok": False, "shield_end_measures": True},
        {"shield_end_reinforced": True, "shield_end_effect_ok": False},
    ),
    "13-05": (
        {"tail_seal_ok": True, "articulation_leak": True, "shield_advancing": True},
        {"articulation_leak": True, "shield_advancing": False, "pressurised_entry_ok": True},
        {"articulation_leak": True, "pressurised_entry_ok": True},
    ),
    "13-06": (
        {"tunnel_neighbours_at_risk": True, "tunnel_neighbours_protected": False},
        {"tunnel_neighbours_at_risk": True, "tunnel_neighbours_protected": True},
        {"tunnel_neighbours_at_risk": True},
    ),
    "13-07": (
        {"in_protection_zone": True, "protection_zone_approved": False},
        {"in_protection_zone": False},
        {"protection_zone_approved": False},
    ),
    "14-01": (
        {"pit_surcharged": True, "surcharge_kpa": "20.1", "allowed_surcharge_kpa": "20"},
        {"pit_surcharged": True, "surcharge_kpa": "20", "allowed_surcharge_kpa": "20"},
        {"pit_surcharged": True, "surcharge_kpa": "20"},
    ),
    "14-02": (
        {"unsupported_pit_loaded": True, "load_distance_m": "2", "unsupported_depth_m": "2"},
        {"unsupported_pit_loaded": True, "load_distance_m": "2.1", "unsupported_depth_m": "2"},
        {"unsupported_pit_loaded": True, "load_distance_m": "1"},
    ),
    "14-03": (
        {"members_loaded": True, "member_load": "3.6", "member_load_design": "3.5"},
        {"members_loaded": True, "member_load": "3.5", "member_load_design": "3.5"},
        {"member_load": "9", "member_load_design": "3.5"},
    ),
    "15-01": ({"ground_check_done": False}, {"ground_check_done": True}, {}),
    "15-02": (
        {"severe_weather": True, "severe_weather_work": True},
        {"severe_weather": True, "severe_weather_work": False},
        {"severe_weather_work": True},
    ),
    "15-03": ({"people_lifted": True}, {"people_lifted": False}, {}),
    "16-01": (
        {"uses_banned_technology": True, "serious_consequence": True},
        {"uses_banned_technology": True, "serious_consequence": False},
        {"uses_banned_technology": True},
    ),
    "17-01": (
        {"serious_violation": True, "real_danger": True, "catch_all_reason": "高支模下方设工人宿舍"},
        {"serious_violation": True, "real_danger": False},
        {"serious_violation": True, "real_danger": True},
    ),
}
BY_CODE = {rule.code: rule for rule in RULES}
CLAUSES = (  # every item of the edition, as it counts them: 51 under articles 4 to 15, and articles 16 and 17
    *(f"第4条第({item})项" for item in range(1, 6)),
    *(f"第5条第({item})项" for item in range(1, 5)),
    *(f"第6条第({item})项" for item in range(1, 5)),
    *(f"第7条第({item})项" for item in range(1, 4)),
    *(f"第8条第({item})项" for item in range(1, 10)),
    *(f"第9条第({item})项" for item in range(1, 6)),
    *(f"第10条第({item})项" for item in range(1, 3)),
    *(f"第11条第({item})项" for item in range(1, 5)),
    *(f"第12条第({item})项" for item in range(1, 3)),
    *(f"第13条第({item})项" for item in range(1, 8)),
    *(f"第14条第({item})项" for item in range(1, 4)),
    *(f"第15条第({item})项" for item in range(1, 4)),
    "第16条",
    "第17条",
)
ARTICLES_OF_2022 = ("四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")


def rule_of(item: str) -> Rule:
    return BY_CODE[f"CONS-2024-{item}"]


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
    assert judge(rule_of(item), facts, TODAY).verdict is verdict


def test_every_item_is_a_rule() -> None:
    """The criteria of 2024 have 53 items; none is left out, none is invented, and each has its cases here."""
    assert len(CLAUSES) == 53
    assert [rule.clause for rule in EDITION_2024] == [Clause(NOTICE_5, item) for item in CLAUSES]
    assert [rule.code for rule in EDITION_2024] == [f"CONS-2024-{item}" for item in CASES]
    assert {rule.confidence for rule in EDITION_2024} == {Confidence.VERIFIED}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_nothing_recorded_is_no_verdict(rule: Rule) -> None:
    """A project of which nothing is known is not acquitted, whichever edition judges."""
    judgement = judge(rule, {}, rule.clause.standard.effective_from)
    assert judgement.verdict is Verdict.UNDECIDED
    assert set(judgement.missing) == set(rule.facts)


SIGNS = ("deformation_over_limit", "wall_leak_soil_flow", "base_piping")


@pytest.mark.parametrize("sign", SIGNS)
def test_any_sign_of_collapse_counts(sign: str) -> None:
    """The four signs of 第5条第(4)项 are conditions of one item: any of them, left unhandled, is enough."""
    assert judge(rule_of("05-04"), {sign: True, "pit_signs_handled": False}, TODAY).verdict is Verdict.MAJOR
    assert judge(rule_of("05-04"), {sign: True, "pit_signs_handled": True}, TODAY).verdict is Verdict.NOT_MAJOR


def test_a_person_gives_the_reason() -> None:
    """第17条 takes what only a person can say, and why: without words the verdict stays open."""
    rule = rule_of("17-01")
    assert all(fact.manual for fact in rule.facts.values())
    found = {"serious_violation": True, "real_danger": True}
    assert judge(rule, found, TODAY).missing == ("catch_all_reason",)
    with pytest.raises(ValidationError):
        Construction(catch_all_reason="")


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2022, 4, 18), set()),
        (date(2022, 4, 19), {"2022"}),
        (IN_FORCE - timedelta(days=1), {"2022"}),
        (IN_FORCE, {"2024"}),
    ],
    ids=["before either", "the first day of 2022", "the last day of 2022", "the first day of 2024"],
)
def test_the_day_chooses_the_edition(day: date, edition: set[str]) -> None:
    """No day has two editions, for article 18 of the new one repealed the old one as it took effect."""
    assert {rule.clause.standard.edition for rule in RULES if rule.in_force(day)} == edition


def test_the_edition_of_2022_only_prompts() -> None:
    """Its articles are known, its items are not: each article is a question that a person answers, and none binds."""
    assert [rule.clause for rule in EDITION_2022] == [
        Clause(NOTICE_2, f"第{article}条") for article in ARTICLES_OF_2022
    ]
    assert {rule.confidence for rule in EDITION_2022} == {Confidence.RECALLED}
    day = NOTICE_2.effective_from
    for rule in EDITION_2022:
        [(name, fact)] = rule.facts.items()
        assert fact.manual
        assert judge(rule, {name: True}, day).verdict is Verdict.MAJOR
        assert judge(rule, {name: False}, day).verdict is Verdict.NOT_MAJOR


def test_every_word_is_in_both_languages() -> None:
    """Fields, rules and rectifications speak Chinese and English."""
    titles: list[Title | None] = [word for rule in RULES for word in (rule.title, rule.rectification) if word]
    titles += [word for fact in FIELDS.values() for word in (fact.title, fact.meaning)]
    assert all(title and title.zh and title.en and title.zh != title.en for title in titles)
    assert all(rule.rectification for rule in EDITION_2024)


def test_every_number_has_its_unit() -> None:
    """A load without a unit is no load."""
    assert all(fact.unit for fact in FIELDS.values() if fact.kind.is_number)


def test_facts_stand_in_the_order_of_the_criteria() -> None:
    """A form shows them article by article, the edition of 2022 last."""
    recorded = [name for name, fact in FIELDS.items() if not fact.derived]
    first_rule = [next(place for place, rule in enumerate(RULES) if name in rule.facts) for name in recorded]
    assert first_rule == sorted(first_rule)
