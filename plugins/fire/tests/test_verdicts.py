"""GB 35181-2017 as a whole: what decides, what is counted, what is left out, and which edition judges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anjian.plugin import Confidence, Rule, Verdict, judge, profile_fields
from anjian_fire import edition_2017, edition_2025
from anjian_fire.edition_2017.counted import PRESENT
from anjian_fire.elements import Element
from anjian_fire.profile import Fire

Facts = dict[str, object]
Place = Callable[..., Facts]

DAY = date(2019, 9, 1)
RULES = {rule.code.removeprefix("FIRE-2017-"): rule for rule in edition_2017.RULES}
DIRECT = ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9", "6.10"]
A_SEEN = ["7.3.1", "7.3.2", "7.3.3", "7.3.4", "7.3.5", "7.3.6", "7.3.7"]
A = [*A_SEEN, "7.3.8", "7.3.9", "7.5", "7.9.3"]
ALONE = {element.clause: Rule("one", RULES["6.1"].clause, element.words, PRESENT[element]) for element in Element}
B = ["7.1.1", "7.1.2", "7.1.3", "7.4.5", "7.4.6"]


def listed(clauses: Iterable[str]) -> list[str]:
    return [f"clause_{clause.replace('.', '_')}" for clause in clauses]


def majors(facts: Mapping[str, object]) -> set[str]:
    """The clauses by which the place is a major fire hazard."""
    verdicts = {rule: judge(rule, facts, DAY).verdict for rule in edition_2017.RULES}
    assert Verdict.UNDECIDED not in verdicts.values()
    return {rule.clause.item for rule, verdict in verdicts.items() if verdict is Verdict.MAJOR}


@pytest.mark.parametrize(
    ("category", "clauses", "corrected", "closed", "reasons"),
    [
        pytest.param("crowded", "7.3.2 7.5 7.3.9", "", False, {"5.3.3 a"}, id="mall, three elements of escape"),
        pytest.param("crowded", "7.3.2 7.5 7.4.3", "", False, set(), id="mall, two of escape and one other"),
        pytest.param("crowded", "7.3.2 7.5 7.4.3 7.8.2", "", False, {"5.3.3 c"}, id="mall, four of any kind"),
        pytest.param("flammable", "7.1.1 7.1.2 7.4.6", "", False, {"5.3.3 b"}, id="LPG depot"),
        pytest.param("important", "7.4.2 7.6.1 7.7.2", "", False, set(), id="dispatch centre, three"),
        pytest.param("other", "7.1.1 7.2.1 7.4.2 7.4.3 7.7.2", "", False, set(), id="factory, five"),
        pytest.param("other", "7.1.1 7.2.1 7.4.2 7.4.3 7.7.2 7.9.4", "", False, {"5.3.3 d"}, id="factory, six"),
        pytest.param("crowded", "6.6", "", False, {"6.6"}, id="karaoke without sprinklers"),
        pytest.param("crowded", "6.6", "", True, set(), id="karaoke without sprinklers, closed down"),
        pytest.param("crowded", "7.3.2 7.5 7.3.9", "7.3.9", False, set(), id="mall, one corrected on the spot"),
        pytest.param("crowded", "7.3.6 7.3.6 7.3.6 7.3.6 7.3.6 7.3.7", "", False, set(), id="one on five storeys"),
        pytest.param("flammable", "6.4", "", False, {"6.4"}, id="class A store in a basement"),
    ],
)
def test_worked_example(
    place: Place, category: str, clauses: str, corrected: str, closed: bool, reasons: set[str]
) -> None:
    """Elements found, and the clauses by which they make a major fire hazard."""
    said: Facts = {"categories": [category], "corrected_at_once": listed(corrected.split()), "out_of_use": closed}
    assert majors(place(*clauses.split(), **said)) == reasons


CASES = {
    **{clause: ((clause,), (), {"corrected_at_once": None}) for clause in DIRECT},
    "5.3.3a.1": (("7.3.1", "7.3.2", "7.3.4"), ("7.3.1", "7.3.2", "7.3.9"), {"stair_type_ok": None}),
    "5.3.3a.2": (("7.3.1", "7.3.2", "7.9.3"), ("7.3.1", "7.3.2", "7.4.1"), {"stair_type_ok": None}),
    "5.3.3b": (("7.1.1", "7.4.5", "7.4.6"), ("7.4.5", "7.4.6", "7.3.1"), {"other_fixed_ok": None}),
    "5.3.3c": (("7.1.1", "7.4.1", "7.6.1", "7.9.4"), ("7.1.1", "7.4.1", "7.6.1"), {"wiring_ok": None}),
    "5.3.3d": (
        ("7.1.1", "7.4.1", "7.6.1", "7.6.2", "7.9.1", "7.9.4"),
        ("7.1.1", "7.4.1", "7.6.1", "7.6.2", "7.9.1"),
        {"wiring_ok": None},
    ),
}
KINDS = {"5.3.3a.1": "crowded", "5.3.3a.2": "crowded", "5.3.3b": "flammable", "5.3.3c": "important", "5.3.3d": "other"}


@pytest.mark.parametrize("code", CASES)
def test_each_rule_holds_fails_and_stays_open(place: Place, code: str) -> None:
    """At its count a rule holds, one short of it it does not, and with one of them unknown it stays open."""
    enough, too_few, unknown = CASES[code]
    kind: Facts = {"categories": [KINDS[code]]} if code in KINDS else {}
    assert judge(RULES[code], place(*enough, **kind), DAY).verdict is Verdict.MAJOR
    assert judge(RULES[code], place(*too_few, **kind), DAY).verdict is Verdict.NOT_MAJOR
    still = judge(RULES[code], place(*enough, **kind, **unknown), DAY)
    assert (still.verdict, still.missing) == (Verdict.UNDECIDED, tuple(unknown))


@pytest.mark.parametrize(
    ("members", "in_favour", "verdict"),
    [
        (9, 6, Verdict.MAJOR),
        (7, 4, Verdict.NOT_MAJOR),
        (6, 6, Verdict.NOT_MAJOR),
        (0, 0, Verdict.NOT_MAJOR),
        (7, None, Verdict.UNDECIDED),
    ],
    ids=["two thirds", "too few in favour", "too small a panel", "no panel", "votes unknown"],
)
def test_a_panel_of_experts_decides(place: Place, members: int, in_favour: int | None, verdict: Verdict) -> None:
    """At least seven experts, two thirds of them in favour, find a major hazard where no count does."""
    facts = place(panel_members=members, panel_in_favour=in_favour)
    assert judge(RULES["5.3.4"], facts, DAY).verdict is verdict


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"expert_reviewed": listed(["6.6"])}, set()),
        ({"corrected_at_once": listed(["6.5"])}, {"6.6"}),
        ({"consequence_insufficient": True, "discussion_members": 3}, set()),
        ({"consequence_insufficient": True, "discussion_members": 2}, {"6.6"}),
    ],
    ids=["reviewed by experts", "another element corrected", "found too small by three", "by two alone"],
)
def test_what_is_left_out(place: Place, said: Facts, reasons: set[str]) -> None:
    """A review takes out its own element; a place is taken out by a discussion of three people or more."""
    assert majors(place("6.6", **said)) == reasons


def test_whether_a_place_is_in_use_must_be_known(place: Place) -> None:
    """A place that may have been closed down is neither judged nor acquitted."""
    judgement = judge(RULES["6.6"], place("6.6", out_of_use=None), DAY)
    assert (judgement.verdict, judgement.missing) == (Verdict.UNDECIDED, ("out_of_use",))


@given(
    clauses=st.sets(st.sampled_from([element.clause for element in Element]), max_size=9),
    categories=st.sets(st.sampled_from(["crowded", "flammable", "important"])),
    corrected=st.sets(st.sampled_from(A), max_size=2),
    reviewed=st.sets(st.sampled_from([*B, *DIRECT]), max_size=2),
    closed=st.booleans(),
)
def test_the_rules_are_the_algorithm(
    place: Place, clauses: set[str], categories: set[str], corrected: set[str], reviewed: set[str], closed: bool
) -> None:
    """The standard's own order of steps, written out with sets, finds what the rules find."""
    facts = place(*sorted(clauses), categories=sorted(categories), out_of_use=closed)
    facts |= {"corrected_at_once": listed(corrected), "expert_reviewed": listed(reviewed)}
    present = {clause for clause, rule in ALONE.items() if judge(rule, facts, DAY).verdict is Verdict.MAJOR}
    left = present - corrected - reviewed
    counted = left - set(DIRECT)
    expected = {clause for clause in DIRECT if clause in left}
    expected |= {"5.3.3 a"} if "crowded" in categories and len(counted & set(A)) >= 3 else set()
    expected |= {"5.3.3 b"} if "flammable" in categories and len(counted & set(B)) >= 3 else set()
    expected |= {"5.3.3 c"} if categories and len(counted) >= 4 else set()
    expected |= {"5.3.3 d"} if not categories and len(counted) >= 6 else set()
    assert majors(facts) == (set() if closed else expected)


def test_what_was_compared_with_the_text_and_what_is_recalled() -> None:
    """Only elements and counts that somebody saw bind; the others prompt a person, and say so."""
    verified = [code for code, rule in RULES.items() if rule.confidence is Confidence.VERIFIED]
    recalled = [code for code, rule in RULES.items() if rule.confidence is Confidence.RECALLED]
    assert verified == [*DIRECT, "5.3.3a.1"]
    assert recalled == ["5.3.3a.2", "5.3.3b", "5.3.3c", "5.3.3d", "5.3.4"]
    assert all("待核对原文" in RULES[code].title.zh and "compare the text" in RULES[code].title.en for code in recalled)


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2018, 6, 30), set()),
        (date(2018, 7, 1), {"2017"}),
        (date(2025, 10, 31), {"2017"}),
        (date(2025, 11, 1), {"2025"}),
    ],
)
def test_the_day_of_the_inspection_chooses_the_edition(day: date, edition: set[str]) -> None:
    """Up to 2025-10-31 the elements are counted as in 2017; from the next day on nothing of 2017 judges."""
    rules = (*edition_2017.RULES, edition_2025.BY_PEOPLE)
    assert {rule.clause.standard.edition for rule in rules if rule.in_force(day)} == edition


@pytest.mark.parametrize(
    ("found", "verdict"),
    [(True, Verdict.MAJOR), (False, Verdict.NOT_MAJOR), (None, Verdict.UNDECIDED)],
)
def test_by_the_edition_of_2025_people_judge(place: Place, found: bool | None, verdict: Verdict) -> None:
    """However much is wrong, the verdict of 2025 is what a person found, and it says so."""
    rule = edition_2025.BY_PEOPLE
    facts = place(*DIRECT, *A, *B, categories=["crowded", "flammable"], major_2025=found)
    assert judge(rule, facts, date(2025, 11, 1)).verdict is verdict
    assert "由人对照" in rule.title.zh
    assert list(rule.facts) == ["major_2025"]


def test_only_people_say_what_only_people_decide() -> None:
    """No import and no calculation finds consequences too small, votes on a panel, or judges by the text of 2025."""
    manual = {name for name, fact in profile_fields(Fire).items() if fact.manual}
    assert manual == {"consequence_insufficient", "panel_in_favour", "major_2025"}
