"""How answers become facts, and facts verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from anjian.plugin import Checklist, Item, Known, Result, Verdict, judge, profile_fields
from anjian_transport import anjian_plugin
from anjian_transport.profile import Transport
from anjian_transport.rules import RULES

[SECTOR] = anjian_plugin().sectors
CHECKLISTS = {checklist.code: checklist for checklist in SECTOR.checklists}
ITEMS: Mapping[str, Item] = {item.code: item for checklist in CHECKLISTS.values() for item in checklist.items}
TODAY = date(2026, 3, 1)
ROAD_KINDS = [
    "road_passenger",
    "road_freight",
    "road_dangerous_goods",
    "bus_station",
    "driver_training",
    "vehicle_repair",
    "city_bus",
    "taxi",
]
KINDS = {"ROAD-2023": ROAD_KINDS, "WATER-2017": ["water_passenger_ship", "water_terminal"]}
VALUES: Mapping[str, object] = {
    "line_km": "1200",
    "credit_score_once": 12,
    "warning_kind": "typhoon",
    "warning_level": "red",
    "other_legal_basis": "道路运输条例第六十四条",
}
# A clause that says 'and' takes all of these.
TOGETHER = (("TR-03-03A", "TR-03-03B", "TR-03-03C"), ("TW-05-03A", "TW-05-03C"), ("TW-05-03B", "TW-05-03C"))
TAKES_MORE = {code for codes in TOGETHER for code in codes}
ALWAYS = ("00", "03-01C", "03-05", "T09-01", "T09-02A", "T09-02B")  # what no enterprise is without


def inspection(checklist: str, passed: Result = Result.PASS, *failed: str) -> dict[str, object]:
    """Everything is answered alike, but for what failed; the enterprise is of every kind the checklist is for."""
    values = {**VALUES, "kinds": KINDS[checklist]}
    facts: dict[str, object] = {}
    for item in CHECKLISTS[checklist].items:
        usual = Result.PASS if item.code.partition("-")[2] in ALWAYS else passed
        result = Result.FAIL if item.code in failed else usual
        asked = {name: values[name] for name in item.asks} if result is not Result.NOT_APPLICABLE else {}
        facts |= item.observations(result, asked)
    return facts


def major(observed: Mapping[str, object]) -> list[str]:
    """What is judged is what was observed and what follows from it; nobody keeps a ledger here."""
    facts = dict(observed)
    for derive in SECTOR.derivations:
        facts |= derive(Known(observed, on=TODAY))
    verdicts = {rule.code: judge(rule, facts, TODAY).verdict for rule in RULES}
    assert Verdict.UNDECIDED not in verdicts.values()
    return [code for code, verdict in verdicts.items() if verdict is Verdict.MAJOR]


def checklist_of(code: str) -> str:
    return "ROAD-2023" if code.startswith("TR") else "WATER-2017"


def rule_of(code: str) -> str:
    """TR-03-01A belongs to ROAD-2023-03-01, TW-T06-01 to WATER-2017-TOPIC-06-01."""
    number = code.partition("-")[2].rstrip("ABCD")
    named = f"{checklist_of(code)}-{number.replace('T', 'TOPIC-')}"
    return named.replace("TOPIC-05-04", "05-04")  # whose item is known, though its words are not


@pytest.mark.parametrize("checklist", CHECKLISTS)
def test_a_clean_inspection_decides_every_rule(checklist: str) -> None:
    """One filled checklist leaves nothing open, and no hazard where everything passed or nothing applies."""
    assert major(inspection(checklist)) == []
    assert major(inspection(checklist, Result.NOT_APPLICABLE)) == []


@pytest.mark.parametrize("code", [code for code in ITEMS if code not in TAKES_MORE and not code.endswith("-00")])
def test_one_failed_item_makes_its_clause_major(code: str) -> None:
    """TR-03-01B is the second question of 第3条第(1)项, and failing it makes that clause hold and nothing else."""
    assert major(inspection(checklist_of(code), Result.PASS, code)) == [rule_of(code)]


@pytest.mark.parametrize("codes", TOGETHER, ids=" and ".join)
def test_together_they_are_major(codes: tuple[str, ...]) -> None:
    """All of them failed: the clause holds; one passed: it does not."""
    checklist = checklist_of(codes[0])
    assert major(inspection(checklist, Result.PASS, *codes)) == [rule_of(codes[0])]
    assert major(inspection(checklist, Result.PASS, *codes[1:])) == []


def test_no_line_is_a_line_of_no_length() -> None:
    """A coach company without scheduled lines answers 'not applicable', and 第4条第(1)项 is decided."""
    assert ITEMS["TR-04-01A"].observations(Result.NOT_APPLICABLE) == {"line_km": 0}


def test_checklists_and_rules_meet_in_facts() -> None:
    """Each fact of a rule can be observed by an item of its own, and each fact of the profile has a use."""
    observed = [fact for item in ITEMS.values() for fact in item.facts if fact != "kinds"]
    assert all(item.facts for item in ITEMS.values())
    assert len(observed) == len(set(observed))
    recorded = {name for name, fact in profile_fields(Transport).items() if not fact.derived}
    assert {*observed, "kinds"} == recorded == {name for rule in RULES for name in rule.facts} & recorded
    rules = {rule.code: rule for rule in RULES}
    for code, item in ITEMS.items():
        assert code.endswith("-00") or set(item.facts) <= set(rules[rule_of(code)].facts)


def test_items_are_told_apart_and_worded() -> None:
    """Codes are unique; content, method, problem and rectification are there in both languages."""
    assert len(ITEMS) == sum(len(checklist.items) for checklist in CHECKLISTS.values())
    for item in ITEMS.values():
        for words in (item.content, item.method, item.problem, item.rectification):
            assert words.zh
            assert words.en


def test_a_published_version_never_changes() -> None:
    """Loading it again gives the same digest."""
    again = {checklist.code: checklist for checklist in Checklist.load("checklists", package="anjian_transport")}
    digests = {code: checklist.digest for code, checklist in CHECKLISTS.items()}
    assert {code: checklist.digest for code, checklist in again.items()} == digests
