"""How answers become facts, and facts verdicts."""

from __future__ import annotations

from datetime import date

from anjian.plugin import Item, Result, Verdict, judge, profile_fields
from anjian_fire import anjian_plugin
from anjian_fire.edition_2025 import FireSettings
from anjian_fire.profile import Fire

[SECTOR] = anjian_plugin(FireSettings()).sectors
LISTS = {checklist.code: checklist for checklist in SECTOR.checklists}
ITEMS: dict[str, Item] = {item.code: item for checklist in SECTOR.checklists for item in checklist.items}
SPRINKLERS, DISCUSSION = ITEMS["FIRE-6.6A"], ITEMS["FIRE-00G"]


def test_checklists_and_rules_meet_in_facts() -> None:
    """Each fact of a rule can be observed by an item, each item observes facts of the profile, each fact has a use."""
    for edition, code in (("2017", "FIRE-2017"), ("2025", "FIRE-2025")):
        observed = {fact for item in LISTS[code].items for fact in item.facts}
        rules = [rule for rule in SECTOR.rules if rule.clause.standard.edition == edition]
        assert observed == {fact for rule in rules for fact in rule.facts}
    assert set(profile_fields(Fire)) == {fact for item in ITEMS.values() for fact in item.facts}


def test_a_failed_answer_is_never_better_than_a_passed_one() -> None:
    """What makes a hazard when it passes, or none when it fails, would be written the wrong way round."""
    sound, faulty = Result.PASS, Result.FAIL
    for item in ITEMS.values():
        if item.observes and not item.asks:
            assert item.observations(sound).keys() == item.observations(faulty).keys()
            assert item.observations(sound) != item.observations(faulty)


def test_what_nobody_checked_is_not_known() -> None:
    """An item left unchecked observes nothing, so its rules stay open."""
    assert all(item.observations(Result.NOT_CHECKED) == {} for item in ITEMS.values())


def test_what_the_standard_does_not_ask_for_is_not_missing() -> None:
    """Sprinklers that do not apply are not required; missing ones are required all the same."""
    assert SPRINKLERS.observations(Result.NOT_APPLICABLE) == {"sprinkler_required": False}
    assert SPRINKLERS.observations(Result.FAIL) == {"sprinkler_required": True, "sprinkler_installed": False}


def test_an_exemption_takes_an_entry_of_its_own() -> None:
    """Passed without a word the consequences suffice; only what is entered takes a place out of the judgement."""
    assert DISCUSSION.observations(Result.PASS) == {"consequence_insufficient": False}
    entered = {"consequence_insufficient": True, "discussion_members": 3}
    assert DISCUSSION.observations(Result.PASS, entered) == entered


def test_an_answer_of_2025_is_a_persons_verdict() -> None:
    """The list of 2025 has one question, and failing it is the verdict."""
    [item] = LISTS["FIRE-2025"].items
    [rule] = (rule for rule in SECTOR.rules if rule.clause.standard.edition == "2025")
    assert judge(rule, item.observations(Result.FAIL), date(2025, 11, 1)).verdict is Verdict.MAJOR


def test_items_are_told_apart_and_worded() -> None:
    """Codes are unique; content, method, problem and rectification are there in both languages."""
    assert len(ITEMS) == sum(len(checklist.items) for checklist in SECTOR.checklists)
    for item in ITEMS.values():
        for words in (item.content, item.method, item.problem, item.rectification):
            assert words.zh != words.en
