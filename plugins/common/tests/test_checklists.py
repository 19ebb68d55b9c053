"""The five common checklists, item by item."""

from __future__ import annotations

from anjian.plugin import Result
from anjian_common import anjian_plugin

ITEMS = {"HOT_WORK": 11, "OUTSOURCING": 10, "TRAINING": 10, "EMERGENCY": 11, "KEY_SYSTEMS": 12}
CHECKLISTS = {checklist.code: checklist for checklist in anjian_plugin().checklists}


def test_five_lists_of_54_items() -> None:
    """Every item of the five lists is there under its own code, and no other."""
    expected = {code: [f"{code}-{number:02}" for number in range(1, count + 1)] for code, count in ITEMS.items()}
    assert {code: [item.code for item in one.items] for code, one in CHECKLISTS.items()} == expected
    assert sum(map(len, expected.values())) == 54


def test_each_item_says_all_four_things_in_both_languages() -> None:
    """What to check, how, what a problem looks like, what to do; no two items share a sentence for a problem."""
    items = [item for one in CHECKLISTS.values() for item in one.items]
    for item in items:
        for words in (item.content, item.method, item.problem, item.rectification):
            assert any("\u4e00" <= sign <= "\u9fff" for sign in words.zh)
            assert words.en
            assert words.en.isascii()
    assert len({item.problem.zh for item in items}) == len({item.problem.en for item in items}) == len(items)


def test_no_item_makes_a_fact_of_a_sector_known() -> None:
    """They suit every sector because they touch no field of any."""
    for one in CHECKLISTS.values():
        assert not any(item.observations(result) for item in one.items for result in Result)
