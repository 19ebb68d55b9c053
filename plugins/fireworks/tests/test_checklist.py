"""How answers become facts, and facts verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from anjian.plugin import Checklist, Item, Result, Verdict, judge, profile_fields
from anjian_fireworks import anjian_plugin
from anjian_fireworks.profile import Fireworks
from anjian_fireworks.rules import RULES

[SECTOR] = anjian_plugin().sectors
[CHECKLIST] = SECTOR.checklists
ITEMS: Mapping[str, Item] = {item.code: item for item in CHECKLIST.items}
WITHIN_LIMITS = {"actual_persons": 3, "approved_persons": 4, "actual_powder_kg": "9.5", "approved_powder_kg": "10"}


def inspection(kind: str, **failed: Result) -> dict[str, object]:
    """Everything passes and every number is within its limit, but for what failed."""
    values = {"business_kind": kind, **WITHIN_LIMITS}
    facts: dict[str, object] = {}
    for item in CHECKLIST.items:
        asked = {name: values[name] for name in item.asks}
        facts |= item.observations(failed.get(item.code, Result.PASS), asked)
    return facts


def major_items(facts: Mapping[str, object]) -> list[str]:
    verdicts = {rule.clause.item: judge(rule, facts, date(2019, 9, 1)).verdict for rule in RULES}
    assert Verdict.UNDECIDED not in verdicts.values()
    return [item for item, verdict in verdicts.items() if verdict is Verdict.MAJOR]


@pytest.mark.parametrize("kind", ["producer", "wholesaler", "retailer"])
def test_a_clean_inspection_decides_every_rule(kind: str) -> None:
    """One filled checklist leaves nothing open, and no hazard where everything passed."""
    assert major_items(inspection(kind)) == []


ALONE = [item for item in CHECKLIST.items if item.observes and not item.code.startswith("FW-18")]


@pytest.mark.parametrize("item", ALONE, ids=lambda item: item.code)
def test_one_failed_item_makes_its_clause_major(item: Item) -> None:
    """FW-06B is the second question of 第6项, and failing it makes 第6项 hold and nothing else."""
    kind = "retailer" if item.code.startswith("FW-20") else "producer"
    number = int(item.code.removeprefix("FW-").rstrip("ABC"))
    assert major_items(inspection(kind, **{item.code: Result.FAIL})) == [f"第{number}项"]


@pytest.mark.parametrize("stop", ["FW-18A", "FW-18B"], ids=["licence expired", "under a stop"])
def test_operating_during_a_stop(stop: str) -> None:
    """第18项 takes a reason to stop and operating all the same; either alone is none."""
    assert major_items(inspection("producer", **{stop: Result.FAIL})) == []
    assert major_items(inspection("producer", **{stop: Result.FAIL, "FW-18C": Result.FAIL})) == ["第18项"]
    assert major_items(inspection("producer", **{"FW-18C": Result.NOT_APPLICABLE})) == []


def test_numbers_come_with_the_answer() -> None:
    """The inspector counts; the rule compares, whatever result was ticked."""
    counted = ITEMS["FW-04"].observations(Result.FAIL, {"actual_persons": 6, "approved_persons": 4})
    assert major_items(inspection("producer") | counted) == ["第4项"]


def test_what_nobody_checked_is_not_known() -> None:
    """An item left unchecked observes nothing, so its rule stays open."""
    for item in CHECKLIST.items:
        assert item.observations(Result.NOT_CHECKED) == {}


def test_checklist_and_rules_meet_in_facts() -> None:
    """Each fact of a rule can be observed by an item, each item observes facts of the profile, each fact has a use."""
    observed = {fact for item in CHECKLIST.items for fact in item.facts}
    judged = {fact for rule in RULES for fact in rule.facts}
    assert all(item.facts for item in CHECKLIST.items)
    assert observed == judged == set(profile_fields(Fireworks))


def test_items_are_told_apart_and_worded() -> None:
    """Codes are unique; content, method, problem and rectification are there in both languages."""
    assert len(ITEMS) == len(CHECKLIST.items)
    for item in CHECKLIST.items:
        for words in (item.content, item.method, item.problem, item.rectification):
            assert words.zh
            assert words.en


def test_a_published_version_never_changes() -> None:
    """Loading it again gives the same digest; another version gives another."""
    [again] = Checklist.load("checklists", package="anjian_fireworks")
    assert again.digest == CHECKLIST.digest
    changed = Checklist(again.code, "2", again.title, again.items)
    assert changed.digest != CHECKLIST.digest
