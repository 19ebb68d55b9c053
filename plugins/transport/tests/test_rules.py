"""The verified items of both criteria, each with a case that is major, one that is not, one that is open; topics."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.plugin import Clause, Confidence, Rule, Title, Verdict, judge, profile_fields
from anjian_transport.choices import EnterpriseKind, WarningKind
from anjian_transport.profile import Transport
from anjian_transport.rules import RULES, TOPICS, VERIFIED
from anjian_transport.standards import ROAD_52, WATER_170

Facts = dict[str, object]
FIELDS = profile_fields(Transport)
TODAY = date(2026, 3, 1)
COACHES: Facts = {"kinds": ["road_passenger"]}
SHIPS: Facts = {"kinds": ["water_passenger_ship"]}

SOUND_VEHICLES: Facts = {
    "vehicle_scrapped": False,
    "vehicle_modified": False,
    "inspection_valid": True,
    "equipment_unfit": False,
    "scrapped_vehicles": 0,
    "altered_vehicles": 0,
    "overdue_vehicles": 0,
}
# rule: the facts that make it major, the facts under which it is not, the facts under which it stays open
CASES: dict[str, tuple[Facts, Facts, Facts]] = {
    "ROAD-2023-03-01": (
        {"license_valid": True, "filing_done": True, "beyond_scope": True},
        {"license_valid": True, "filing_done": True, "beyond_scope": False},
        {"license_valid": True, "beyond_scope": False},
    ),
    "ROAD-2023-03-02": (
        {**SOUND_VEHICLES, "inspection_valid": False},
        SOUND_VEHICLES,
        {name: value for name, value in SOUND_VEHICLES.items() if name != "equipment_unfit"},
    ),
    "ROAD-2023-03-03": (
        {"long_term_offences": False, "credit_score_once": 10, "high_score_handled": False, "high_score_on_duty": True},
        {"long_term_offences": False, "credit_score_once": 9, "high_score_handled": False, "high_score_on_duty": True},
        {"long_term_offences": True, "corrected_on_the_way": False, "credit_score_once": 0},
    ),
    "ROAD-2023-03-04": (
        {"warning_kind": "typhoon", "warning_level": "orange", "suspension_due": True, "transporting": True},
        {"warning_kind": "fog", "warning_level": "orange", "suspension_due": True, "transporting": True},
        {"warning_kind": "fog", "warning_level": "red", "suspension_due": True},
    ),
    "ROAD-2023-03-05": (
        {"other_legal_case": True, "other_legal_basis": "道路运输条例第六十四条"},
        {"other_legal_case": False},
        {"other_legal_case": True},
    ),
    "ROAD-2023-04-01": (
        {"line_km": "800", "line_risk_assessed": True, "night_stop_or_relay": False},
        {"line_km": "799.9", "line_risk_assessed": False, "night_stop_or_relay": False},
        {"line_km": "1200", "line_risk_assessed": True},
    ),
    "WATER-2017-05-01": (
        {"rebuilt_without_approval": True},
        {"rebuilt_without_approval": False, "rebuilt_vessels": 0},
        {"rebuilt_vessels": 0},
    ),
    "WATER-2017-05-02": (
        {"converted": True, "technical_rules_ok": False},
        {"converted": False, "unfit_vessels": 0},
        {"technical_rules_ok": False, "unfit_vessels": 0},
    ),
    "WATER-2017-05-03": (
        {"hull_damage": False, "nav_equipment_damage": True, "damage_repaired": False},
        {"hull_damage": True, "damage_repaired": True, "damaged_vessels": 0},
        {"hull_damage": False, "damage_repaired": False, "damaged_vessels": 0},
    ),
}
ROAD_TOPICS = tuple(f"ROAD-2023-TOPIC-{number:02}" for number in range(1, 9))
WATER_TOPICS = {
    "WATER-2017-05-04": "第5条第(4)项",
    "WATER-2017-TOPIC-05-05": "第5条(项号未核实)",
    "WATER-2017-TOPIC-06-01": "第6条(项号未核实)",
    "WATER-2017-TOPIC-06-02": "第6条(项号未核实)",
    "WATER-2017-TOPIC-07-01": "第7条(项号未核实)",
    "WATER-2017-TOPIC-07-02": "第7条(项号未核实)",
    "WATER-2017-TOPIC-08-01": "第8条(项号未核实)",
    "WATER-2017-TOPIC-08-02": "第8条(项号未核实)",
    "WATER-2017-TOPIC-08-03": "第8条(项号未核实)",
    "WATER-2017-TOPIC-09-01": "第9条(项号未核实)",
    "WATER-2017-TOPIC-09-02": "第9条(项号未核实)",
}
BY_CODE = {rule.code: rule for rule in RULES}


def addressee(code: str) -> Facts:
    return SHIPS if code.startswith("WATER") else COACHES


@pytest.mark.parametrize(
    ("code", "facts", "verdict"),
    [
        pytest.param(code, facts, verdict, id=f"{code} {verdict}")
        for code, cases in CASES.items()
        for facts, verdict in zip(cases, (Verdict.MAJOR, Verdict.NOT_MAJOR, Verdict.UNDECIDED), strict=True)
    ],
)
def test_item(code: str, facts: Facts, verdict: Verdict) -> None:
    """Each item holds, does not hold, or stays open for want of a fact."""
    assert judge(BY_CODE[code], {**addressee(code), **facts}, TODAY).verdict is verdict


def test_what_was_compared_with_the_text_is_computed() -> None:
    """Article 3 and article 4 (1) of the road criteria, article 5 (1) to (3) of the guide: nothing else is."""
    articles = [(3, item) for item in range(1, 6)] + [(4, 1)]
    clauses = {
        f"ROAD-2023-{article:02}-{item:02}": Clause(ROAD_52, f"第{article}条第({item})项") for article, item in articles
    }
    clauses |= {f"WATER-2017-05-{item:02}": Clause(WATER_170, f"第5条第({item})项") for item in (1, 2, 3)}
    assert {rule.code: rule.clause for rule in VERIFIED} == clauses
    assert set(clauses) == set(CASES)
    assert {rule.confidence for rule in VERIFIED} == {Confidence.VERIFIED}


def test_what_is_recalled_only_prompts() -> None:
    """A topic is a question for a person: no fact of it comes from anywhere else, and its verdict binds nobody."""
    unknown = dict.fromkeys(ROAD_TOPICS, Clause(ROAD_52, "第4条起的分类条款(条、项号未核实)"))
    topics = unknown | {code: Clause(WATER_170, item) for code, item in WATER_TOPICS.items()}
    assert {rule.code: rule.clause for rule in TOPICS} == topics
    assert {rule.confidence for rule in TOPICS} == {Confidence.RECALLED}
    assert all(fact.manual for rule in TOPICS for name, fact in rule.facts.items() if name != "kinds")


def kind_of(rule: Rule) -> Facts:
    """Some kind of enterprise that it binds."""
    binding = (kind for kind in EnterpriseKind if judge(rule, {"kinds": [kind]}, TODAY).verdict is Verdict.UNDECIDED)
    return {"kinds": [next(binding)]}


@pytest.mark.parametrize("rule", TOPICS, ids=lambda rule: rule.code)
def test_a_topic_is_answered(rule: Rule) -> None:
    """One wrong answer shows, all in order shows nothing, and without an answer it stays open."""
    names = [name for name in rule.facts if name != "kinds"]
    faults = {"night_mountain_road", "freight_carries_dangerous", "ship_dangerous_goods"}
    sound = {name: name not in faults for name in names} | kind_of(rule)
    assert judge(rule, sound, TODAY).verdict is Verdict.NOT_MAJOR
    for name in names:
        assert judge(rule, {**sound, name: name in faults}, TODAY).verdict is Verdict.MAJOR
        assert judge(rule, {**sound, name: None}, TODAY).missing == (name,)


BOUND = {
    "road_passenger": {"ROAD-2023-04-01", "ROAD-2023-TOPIC-01"},
    "road_freight": {"ROAD-2023-TOPIC-02"},
    "road_dangerous_goods": {"ROAD-2023-TOPIC-03"},
    "bus_station": {"ROAD-2023-TOPIC-04"},
    "driver_training": {"ROAD-2023-TOPIC-05"},
    "vehicle_repair": {"ROAD-2023-TOPIC-06"},
    "city_bus": {"ROAD-2023-TOPIC-07"},
    "taxi": {"ROAD-2023-TOPIC-08"},
}
EVERY_ROAD = {f"ROAD-2023-03-{item:02}" for item in range(1, 6)}
OF_SHIPS = {code for code in (*CASES, *WATER_TOPICS) if code.startswith(("WATER-2017-05", "WATER-2017-TOPIC-0"))}
TERMINAL_ONLY = {"WATER-2017-TOPIC-07-01", "WATER-2017-TOPIC-07-02"}
BOTH_ON_WATER = {code for code in WATER_TOPICS if "TOPIC-08" in code or "TOPIC-09" in code}


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        *((kind, EVERY_ROAD | own) for kind, own in BOUND.items()),
        ("water_passenger_ship", OF_SHIPS - TERMINAL_ONLY),
        ("water_terminal", TERMINAL_ONLY | BOTH_ON_WATER),
    ],
)
def test_a_kind_is_bound_by_its_own_items(kind: str, codes: set[str]) -> None:
    """Article 3 binds every road kind, each kind has its own besides, and a terminal has no hull."""
    judged = {rule.code: judge(rule, {"kinds": [kind]}, TODAY).verdict for rule in RULES}
    assert {code for code, verdict in judged.items() if verdict is Verdict.UNDECIDED} == codes


def test_an_enterprise_of_two_kinds_is_bound_by_both() -> None:
    """A coach company that runs its own station answers for coaches and station."""
    rule = BY_CODE["ROAD-2023-TOPIC-04"]
    both = {"kinds": ["road_passenger", "bus_station"], "bag_screening": False}
    assert judge(rule, both, TODAY).verdict is Verdict.MAJOR


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_nothing_recorded_is_no_verdict(rule: Rule) -> None:
    """An enterprise of which nothing is known, not even its kind, is not acquitted."""
    judgement = judge(rule, {}, TODAY)
    assert judgement.verdict is Verdict.UNDECIDED
    assert set(judgement.missing) == set(rule.facts)


@pytest.mark.parametrize("kind", WarningKind)
def test_how_grave_a_warning_has_to_be(kind: WarningKind) -> None:
    """Orange is enough for a typhoon; everything else takes red."""
    ignored = {**COACHES, "warning_kind": kind, "suspension_due": True, "transporting": True}
    rule = BY_CODE["ROAD-2023-03-04"]
    grave = {
        level
        for level in ("blue", "yellow", "orange", "red")
        if judge(rule, {**ignored, "warning_level": level}, TODAY).verdict is Verdict.MAJOR
    }
    assert grave == ({"orange", "red"} if kind is WarningKind.TYPHOON else {"red"})


@pytest.mark.parametrize("measure", ["corrected_on_the_way", "dealt_within_month"])
def test_offences_that_somebody_acted_on(measure: str) -> None:
    """第3条第(3)项 takes long-term offences that nobody corrected and nobody dealt with."""
    left_alone = {
        **COACHES,
        "long_term_offences": True,
        "corrected_on_the_way": False,
        "dealt_within_month": False,
        "credit_score_once": 0,
    }
    rule = BY_CODE["ROAD-2023-03-03"]
    assert judge(rule, left_alone, TODAY).verdict is Verdict.MAJOR
    assert judge(rule, {**left_alone, measure: True}, TODAY).verdict is Verdict.NOT_MAJOR


def test_every_word_is_in_both_languages() -> None:
    """Fields, choices, rules and rectifications speak Chinese and English, and numbers have their unit."""
    titles: list[Title | None] = [word for rule in RULES for word in (rule.title, rule.rectification) if word]
    titles += [word for fact in FIELDS.values() for word in (fact.title, fact.meaning)]
    assert all(title and title.zh and title.en and title.zh != title.en for title in titles)
    assert all(rule.rectification for rule in VERIFIED)
    assert all(fact.unit for fact in FIELDS.values() if fact.kind.is_number)
