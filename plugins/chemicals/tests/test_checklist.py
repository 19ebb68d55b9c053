"""How answers become facts, and facts verdicts of the notice of 2017."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from anjian.plugin import Checklist, Item, Result, Verdict, judge, profile_fields
from anjian_chemicals.profile import Chemicals
from anjian_chemicals.rules import NOTICE_121_RULES

[CHECKLIST] = Checklist.load("checklists/notice-121.yaml", package="anjian_chemicals")
COMPUTED = {"source_s": "12.5", "source_r": "100", "source_grade": "i", "source_major": True, "severe_tank_farm": True}
ASKED: Mapping[str, object] = {
    "business_kind": "producer",
    "exposed_persons": 100,
    **dict.fromkeys(("key_process", "key_chemical", "toxic_or_liquefied", "full_pressure_lpg_tank"), True),
    **dict.fromkeys(("liquefied_gas_loading", "toxic_gas_pipeline"), True),
}
IN_PAIRS = {"HC-09A", "HC-09B", "HC-10A", "HC-10B"}  # major only together
ALONE = [item for item in CHECKLIST.items if item.observes and item.code not in IN_PAIRS]


def inspection(**results: Result) -> dict[str, object]:
    """A large plant with everything in it, where everything passes but for these."""
    facts: dict[str, object] = dict(COMPUTED)
    for item in CHECKLIST.items:
        asked = {name: ASKED[name] for name in item.asks}
        facts |= item.observations(results.get(item.code, Result.PASS), asked)
    return facts


def major_items(facts: Mapping[str, object]) -> list[str]:
    verdicts = {rule.clause.item: judge(rule, facts, date(2023, 6, 1)).verdict for rule in NOTICE_121_RULES}
    assert Verdict.UNDECIDED not in verdicts.values()
    return [item for item, verdict in verdicts.items() if verdict is Verdict.MAJOR]


def test_a_clean_inspection_decides_every_rule() -> None:
    """One filled checklist and the computed facts leave nothing open, and no hazard where everything passed."""
    assert major_items(inspection()) == []


@pytest.mark.parametrize("item", ALONE, ids=lambda item: item.code)
def test_one_failed_item_makes_its_clause_major(item: Item) -> None:
    """HC-05C is the third question of 第5项, and failing it makes 第5项 hold and nothing else."""
    number = int(item.code.removeprefix("HC-").rstrip("ABCD"))
    assert major_items(inspection(**{item.code: Result.FAIL})) == [f"第{number}项"]


@pytest.mark.parametrize(("first", "second", "clause"), [("HC-09A", "HC-09B", "第9项"), ("HC-10A", "HC-10B", "第10项")])
def test_two_make_one_major(first: str, second: str, clause: str) -> None:
    """A line across that meets the standard, or an old unit that was diagnosed, is no major hazard."""
    assert major_items(inspection(**{first: Result.FAIL})) == []
    assert major_items(inspection(**{second: Result.FAIL})) == []
    assert major_items(inspection(**{first: Result.FAIL, second: Result.FAIL})) == [clause]


def test_of_what_is_not_there_all_is_as_it_should_be() -> None:
    """A store without a production unit: what asks of units does not apply, and nothing is left open."""
    units = [item.code for item in CHECKLIST.items if Result.NOT_APPLICABLE in next(iter(item.observes.values()), {})]
    assert {"HC-10A", "HC-19D"} <= set(units)
    assert major_items(inspection(**dict.fromkeys(units, Result.NOT_APPLICABLE))) == []


def test_checklist_and_rules_meet_in_facts() -> None:
    """Each fact is asked by one item, computed from the ledger, or left to the text of 2026; no item asks in vain."""
    facts = profile_fields(Chemicals)
    asked = [fact for item in CHECKLIST.items for fact in item.facts]
    manual = {name for name, fact in facts.items() if fact.manual}
    assert len(asked) == len(set(asked)) == len(CHECKLIST.items)
    assert set(asked) | set(COMPUTED) | manual == set(facts)
    judged = {fact for rule in NOTICE_121_RULES for fact in rule.facts}
    assert judged | {"exposed_persons"} == set(asked) | {"source_major", "severe_tank_farm"}


def test_items_are_told_apart_and_worded() -> None:
    """Codes are unique; content, method, problem and rectification are there in both languages."""
    assert len({item.code for item in CHECKLIST.items}) == len(CHECKLIST.items)
    for item in CHECKLIST.items:
        for words in (item.content, item.method, item.problem, item.rectification):
            assert words.zh
            assert words.en
