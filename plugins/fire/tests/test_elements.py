"""The 49 elements of GB 35181-2017, each found by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from anjian.plugin import Clause, Rule, Verdict, judge, profile_fields
from anjian_fire.edition_2017.counted import PRESENT
from anjian_fire.elements import Element
from anjian_fire.profile import Fire
from anjian_fire.standards import GB_35181_2017

Place = Callable[..., dict[str, object]]

DAY = date(2019, 9, 1)
ALONE = [
    Rule(element.clause, Clause(GB_35181_2017, element.clause), element.words, major=PRESENT[element])
    for element in Element
]
CLAUSES = [rule.code for rule in ALONE]


def found(facts: Mapping[str, object]) -> list[str]:
    verdicts = {rule.code: judge(rule, facts, DAY).verdict for rule in ALONE}
    assert Verdict.UNDECIDED not in verdicts.values()
    return [clause for clause, verdict in verdicts.items() if verdict is Verdict.MAJOR]


def test_every_element_of_the_standard_is_there() -> None:
    """Ten that decide by themselves and 39 that are counted; none is left out, none is invented."""
    assert [clause for clause in CLAUSES if clause.startswith("6.")] == [
        *("6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9", "6.10"),
    ]
    assert [clause for clause in CLAUSES if not clause.startswith("6.")] == [
        *("7.1.1", "7.1.2", "7.1.3", "7.1.4", "7.2.1", "7.2.2", "7.2.3"),
        *("7.3.1", "7.3.2", "7.3.3", "7.3.4", "7.3.5", "7.3.6", "7.3.7", "7.3.8", "7.3.9", "7.3.10", "7.3.11"),
        *("7.3.12", "7.4.1", "7.4.2", "7.4.3", "7.4.4", "7.4.5", "7.4.6", "7.5", "7.6.1", "7.6.2", "7.6.3"),
        *("7.7.1", "7.7.2", "7.7.3", "7.8.1", "7.8.2", "7.9.1", "7.9.2", "7.9.3", "7.9.4", "7.9.5"),
    ]
    assert set(PRESENT) == set(Element)


def test_at_every_limit_nothing_is_found(place: Place) -> None:
    """A number that is exactly at its limit, 75 %, 80 %, half, 30 %, is no element yet."""
    assert found(place()) == []


@pytest.mark.parametrize("clause", CLAUSES)
def test_an_element_is_found_alone(place: Place, clause: str) -> None:
    """What makes one element makes no other: exits and sprinklers belong to 6.5 and 6.6 or to 7.3.3 and 7.4.4."""
    assert found(place(clause)) == [clause]


@pytest.mark.parametrize("rule", ALONE, ids=CLAUSES)
def test_of_an_unknown_place_nothing_is_said(rule: Rule) -> None:
    """Nothing recorded, nothing decided; all that could decide is asked for."""
    judgement = judge(rule, {}, DAY)
    assert (judgement.verdict, set(judgement.missing)) == (Verdict.UNDECIDED, set(rule.facts))


@pytest.mark.parametrize(
    ("clause", "facts"),
    [
        ("6.2", {"categories": ["flammable"], "shares_building": True}),
        ("6.5", {"categories": ["crowded"], "underground": True, "exits": 1}),
        ("6.6", {"uses": ["hotel"], "alarm_required": True, "alarm_installed": False}),
        ("7.1.2", {"categories": ["flammable"], "flame_spacing_m": "29.9"}),
        ("7.3.3", {"exit_blocked": True}),
        ("7.3.6", {"high_rise": True, "signs_damaged": 4}),
        ("7.3.6", {"signs_installed": False}),
        ("7.3.7", {"categories": ["crowded"], "high_rise": True, "stair_doors_damaged": 2}),
        ("7.5", {"underground": True, "smoke_control_ok": False}),
    ],
)
def test_other_ways_to_the_same_element(place: Place, clause: str, facts: dict[str, object]) -> None:
    """Each way that a clause names makes its element, with the stricter share where the standard has one."""
    assert found(place(**facts)) == [clause]


@pytest.mark.parametrize(
    "facts",
    [
        {"spacing_required_m": "0", "spacing_m": None},
        {"categories": ["flammable"], "flame_spacing_required_m": "0", "flame_spacing_m": None},
        {"categories": ["flammable"], "people_spacing_required_m": "0", "people_spacing_m": None},
        {"separation_total": 0, "separation_damaged": 0},
    ],
    ids=["no neighbour", "no open flame", "nobody near", "no doors"],
)
def test_where_nothing_is_required_nothing_is_short(place: Place, facts: dict[str, object]) -> None:
    """A requirement of 0 is met without measuring."""
    assert found(place(**facts)) == []


def test_every_number_has_a_unit_and_every_field_a_meaning() -> None:
    """Fields speak Chinese and English; a number says what it is counted in."""
    for fact in profile_fields(Fire).values():
        assert fact.meaning
        assert fact.title.zh != fact.title.en
        assert (fact.unit is not None) == fact.kind.is_number
