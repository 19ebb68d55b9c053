"""The rules of a sector with the places they judge in, as those who judge many entities at once need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anjian.judgement import Fact, Rule
from anjian.plugin import Checklist, Plugin, profile_fields
from anjian.words import Title


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule; ``region`` is the province of the plugin that brings it, empty for the nation."""

    rule: Rule
    region: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedChecklist:
    """A checklist; ``region`` as above."""

    checklist: Checklist
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """One sector, whatever number of plugins have added to it: ``facts`` are those of its owner's profile."""

    sector: str
    title: Title
    facts: Mapping[str, Fact]
    rules: Sequence[PlacedRule] = ()
    checklists: Sequence[PlacedChecklist] = ()

    def on(self, day: date) -> Sequence[PlacedRule]:
        """Those of the editions in force that day."""
        return [placed for placed in self.rules if placed.rule.in_force(day)]

    def rule(self, code: str) -> PlacedRule | None:
        return next((placed for placed in self.rules if placed.rule.code == code), None)


def books(plugins: Iterable[Plugin]) -> Mapping[str, Book]:
    """A book for each sector; the plugins come as they are ranked, the owner of a sector before who adds to it."""
    found: dict[str, Book] = {}
    for plugin in plugins:
        for sector in plugin.sectors:
            known = found.get(sector.name) or Book(sector.name, sector.title, profile_fields(sector.profile))
            rules = [PlacedRule(rule, plugin.region) for rule in sector.rules]
            checklists = [PlacedChecklist(checklist, plugin.region) for checklist in sector.checklists]
            found[sector.name] = Book(
                known.sector,
                known.title,
                known.facts,
                (*known.rules, *rules),
                (*known.checklists, *checklists),
            )
    return found
