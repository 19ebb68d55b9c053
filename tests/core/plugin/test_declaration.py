"""A plugin is data first, and what does not fit together is said at once."""

from __future__ import annotations

from datetime import date

import pytest

from anjian.judgement import DuplicateRule, WrongFactValue
from anjian.plugin import (
    Checklist,
    Clause,
    Item,
    Plugin,
    Profile,
    Result,
    Rule,
    Sector,
    Standard,
    Title,
    UnknownFact,
    facts,
    field,
)

WORDS = Title("甲", "a")


class Tank(Profile):
    sound: bool | None = field(Title("完好", "Sound"))


class Other(Profile):
    broken: bool | None = field(Title("破损", "Broken"))


def rule(code: str = "R1", profile: type[Profile] = Tank, name: str = "sound") -> Rule:
    standard = Standard("甲 1", WORDS, date(2017, 1, 1))
    return Rule(code, Clause(standard, "第1项"), WORDS, major=~getattr(facts(profile), name))


def checklist(**item: object) -> Checklist:
    return Checklist("C", "1", WORDS, (Item("I", WORDS, WORDS, WORDS, WORDS, **item),))  # type: ignore[arg-type]  # short


def test_a_sector_takes_the_name_of_its_plugin() -> None:
    """The name and title are said once, unless a plugin has several sectors."""
    own = Sector(Tank, name="tanks-large", title=Title("大罐", "Large tanks"))
    plugin = Plugin("tanks", "Tanks", "~=1.0", Title("储罐", "Tanks"), sectors=[Sector(Tank), own])
    assert [sector.name for sector in plugin.sectors] == ["tanks", "tanks-large"]
    assert [sector.title.en for sector in plugin.sectors] == ["Tanks", "Large tanks"]


def test_a_checklist_alone_is_a_plugin() -> None:
    """Everything but name, prefix, API and title has a default."""
    plugin = Plugin("tanks", "Tanks", "~=1.0", WORDS)
    assert (plugin.sectors, plugin.region, plugin.types, plugin.mutations) == ((), None, (), ())


def test_rules_and_items_speak_of_the_profile() -> None:
    """A rule of another profile, an item about a field that does not exist, a value the field cannot take."""
    with pytest.raises(UnknownFact):
        Sector(Tank, rules=[rule(profile=Other, name="broken")])
    with pytest.raises(UnknownFact):
        Sector(Tank, checklists=[checklist(asks=("tons",))])
    with pytest.raises(WrongFactValue):
        Sector(Tank, checklists=[checklist(observes={"sound": {Result.PASS: "yes"}})])
    with pytest.raises(DuplicateRule):
        Sector(Tank, rules=[rule(), rule()])


def test_a_sector_that_fits() -> None:
    """Its rules and its checklist meet in the same fact."""
    sector = Sector(Tank, [checklist(observes={"sound": {Result.PASS: True, Result.FAIL: False}})], [rule()])
    assert list(sector.rules[0].facts) == list(sector.checklists[0].items[0].facts)
