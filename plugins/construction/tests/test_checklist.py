"""How answers become facts, and facts verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from anjian.plugin import Checklist, Item, Known, Result, Verdict, judge, profile_fields
from anjian_construction import anjian_plugin
from anjian_construction.profile import Construction
from anjian_construction.rules import EDITION_2024, RULES

[SECTOR] = anjian_plugin().sectors
CHECKLISTS = {checklist.code: checklist for checklist in SECTOR.checklists}
CHECKLIST = CHECKLISTS["CONSTRUCTION-2024"]
ITEMS: Mapping[str, Item] = {item.code: item for item in CHECKLIST.items}
TODAY = date(2026, 3, 1)
WITHIN_LIMITS: Mapping[str, object] = {
    "safety_staff_required": 2,
    "safety_staff_actual": 2,
    "pile_gap_depth_mm": "0",
    "pile_diameter_mm": "800",
    "falsework_load": "3",
    "falsework_load_design": "4",
    "concrete_strength": "30",
    "required_strength": "22.5",
    "basket_load": "200",
    "basket_rated_load": "630",
    "humidity_pct": "60",
    "surcharge_kpa": "10",
    "allowed_surcharge_kpa": "20",
    "load_distance_m": "6",
    "unsupported_depth_m": "2",
    "member_load": "1",
    "member_load_design": "3.5",
    "catch_all_reason": "高支模下方设工人宿舍",
}
# A clause that says 'and' takes both of these.
TOGETHER = (
    ("CS-04-05A", "CS-04-05B"),
    ("CS-05-02A", "CS-05-02B"),
    ("CS-05-04A", "CS-05-04E"),
    ("CS-05-04B", "CS-05-04E"),
    ("CS-05-04C", "CS-05-04E"),
    ("CS-09-03A", "CS-09-03B"),
    ("CS-09-04B", "CS-09-04C"),
    ("CS-10-02A", "CS-10-02B"),
    ("CS-11-01A", "CS-11-01B"),
    ("CS-13-01B", "CS-13-01C"),
    ("CS-13-02A", "CS-13-02D"),
    ("CS-13-02B", "CS-13-02D"),
    ("CS-13-02C", "CS-13-02D"),
    ("CS-13-04B", "CS-13-04C"),
    ("CS-13-05A", "CS-13-05C"),
    ("CS-13-05B", "CS-13-05C"),
    ("CS-16-01A", "CS-16-01B"),
    ("CS-17-01A", "CS-17-01B"),
)
TAKES_MORE = tuple(dict.fromkeys(code for pair in TOGETHER for code in pair))
OVER_LIMIT: Mapping[str, Mapping[str, object]] = {
    "CS-04-02A": {"safety_staff_required": 3, "safety_staff_actual": 2},
    "CS-06-02": {"falsework_load": "5", "falsework_load_design": "4"},
    "CS-06-03": {"concrete_strength": "20", "required_strength": "22.5"},
    "CS-09-05A": {"basket_load": "700", "basket_rated_load": "630"},
    "CS-14-01": {"surcharge_kpa": "25", "allowed_surcharge_kpa": "20"},
    "CS-14-02": {"load_distance_m": "1", "unsupported_depth_m": "2"},
    "CS-14-03": {"member_load": "5", "member_load_design": "3.5"},
}
COUNTED = (*OVER_LIMIT, "CS-05-04D")
# Every site has a contractor and its people, and somebody may always find something else.
ALWAYS = ("CS-04-01A", "CS-04-01B", "CS-04-02A", "CS-04-02B", "CS-17-01A")


def inspection(passed: Result = Result.PASS, **results: Result) -> dict[str, object]:
    """Everything is answered alike and every number is within its limit, but for what is said of an item."""
    facts: dict[str, object] = {}
    for item in CHECKLIST.items:
        result = results.get(item.code.replace("-", "_"), Result.PASS if item.code in ALWAYS else passed)
        asked = {name: WITHIN_LIMITS[name] for name in item.asks} if result is not Result.NOT_APPLICABLE else {}
        facts |= item.observations(result, asked)
    return facts


def major_items(observed: Mapping[str, object]) -> list[str]:
    """What is judged is what was observed and what follows from it; nobody keeps a ledger here."""
    facts = dict(observed)
    for derive in SECTOR.derivations:
        facts |= derive(Known(observed, on=TODAY))
    verdicts = {rule.code.removeprefix("CONS-2024-"): judge(rule, facts, TODAY).verdict for rule in EDITION_2024}
    assert Verdict.UNDECIDED not in verdicts.values()
    return [item for item, verdict in verdicts.items() if verdict is Verdict.MAJOR]


def failed(*codes: str) -> dict[str, object]:
    return inspection(**{code.replace("-", "_"): Result.FAIL for code in codes})


def test_a_clean_inspection_decides_every_rule() -> None:
    """One filled checklist leaves nothing open, and no hazard where everything passed."""
    assert major_items(inspection()) == []


def test_what_a_site_does_not_have_is_decided_too() -> None:
    """A site without pits, cranes or tunnels answers 'not applicable', and its rules do not stay open for ever."""
    assert major_items(inspection(Result.NOT_APPLICABLE)) == []


def clause_of(code: str) -> str:
    return code.removeprefix("CS-").rstrip("ABCDE")


ALONE = [code for code in ITEMS if code not in (*TAKES_MORE, *COUNTED)]


@pytest.mark.parametrize("code", ALONE)
def test_one_failed_item_makes_its_clause_major(code: str) -> None:
    """CS-06-01B is the second question of 第6条第(1)项, and failing it makes that clause hold and nothing else."""
    assert major_items(failed(code)) == [clause_of(code)]


@pytest.mark.parametrize("code", TAKES_MORE)
def test_one_failed_item_of_several_is_not_enough(code: str) -> None:
    """A clause that says 'and' takes both."""
    assert major_items(failed(code)) == []


@pytest.mark.parametrize("codes", TOGETHER, ids=" and ".join)
def test_together_they_are(codes: tuple[str, str]) -> None:
    """Both questions failed: the clause holds, and nothing else does."""
    assert major_items(failed(*codes)) == [clause_of(codes[0])]


@pytest.mark.parametrize("code", OVER_LIMIT)
@pytest.mark.parametrize("ticked", [Result.FAIL, Result.PASS])
def test_numbers_come_with_the_answer(code: str, ticked: Result) -> None:
    """The inspector measures; the rule compares, whatever result was ticked."""
    counted = ITEMS[code].observations(ticked, OVER_LIMIT[code])
    assert major_items(inspection() | counted) == [clause_of(code)]


def test_checklists_and_rules_meet_in_facts() -> None:
    """Each fact of a rule can be observed by an item, each item observes facts, each fact has one item that sees it."""
    items = [item for checklist in CHECKLISTS.values() for item in checklist.items]
    observed = [fact for item in items for fact in item.facts]
    assert all(item.facts for item in items)
    assert len(observed) == len(set(observed))
    recorded = {name for name, fact in profile_fields(Construction).items() if not fact.derived}
    assert set(observed) == recorded == {name for rule in RULES for name in rule.facts} & recorded


def test_each_item_names_its_clause() -> None:
    """CS-04-04A belongs to CONS-2024-04-04, CS22-08 to CONS-2022-08: the code says where a finding is judged."""
    rules = {rule.code: rule for rule in RULES}
    for item in (item for checklist in CHECKLISTS.values() for item in checklist.items):
        number = item.code.partition("-")[2].rstrip("ABCDE")
        rule = rules[f"CONS-{'2022' if item.code.startswith('CS22') else '2024'}-{number}"]
        assert set(item.facts) <= set(rule.facts)


def test_items_are_told_apart_and_worded() -> None:
    """Codes are unique; content, method, problem and rectification are there in both languages."""
    items = [item for checklist in CHECKLISTS.values() for item in checklist.items]
    assert len({item.code for item in items}) == len(items)
    for item in items:
        for words in (item.content, item.method, item.problem, item.rectification):
            assert words.zh
            assert words.en


def test_a_published_version_never_changes() -> None:
    """Loading it again gives the same digest; another version gives another."""
    again = {checklist.code: checklist for checklist in Checklist.load("checklists", package="anjian_construction")}
    assert {code: checklist.digest for code, checklist in again.items()} == {
        code: checklist.digest for code, checklist in CHECKLISTS.items()
    }
