"""The declaration of a plugin: data first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from anjian.judgement import Rule
from anjian.judgement.rules import distinct
from anjian.plugin.checklists import Checklist
from anjian.plugin.derivations import Derivation
from anjian.plugin.ledgers import Ledger
from anjian.plugin.profile import Profile, UnknownFact, profile_fields
from anjian.words import Title

API_VERSION = "1.1"  # of this door, not of the release: a minor adds, a major removes

OF_THE_PLUGIN = Title("", "")


@dataclass(frozen=True, slots=True)
class Sector:
    """A trade under supervision (行业领域): its fields, its checklists, its major-hazard rules, its ledgers.

    Name and title are the plugin's unless given; a plugin with several sectors names each.
    """

    profile: type[Profile]
    checklists: Sequence[Checklist] = ()
    rules: Sequence[Rule] = ()
    name: str = ""
    title: Title = OF_THE_PLUGIN
    ledgers: Sequence[Ledger] = ()
    derivations: Sequence[Derivation] = ()

    def __post_init__(self) -> None:
        fields = profile_fields(self.profile)
        for rule in distinct(self.rules):
            self.check(f"rule {rule.code}", rule.facts)
        for item in (item for checklist in self.checklists for item in checklist.items):
            self.check(f"item {item.code}", item.facts)
            for name, by_result in item.observes.items():
                for value in by_result.values():
                    fields[name].read(value)

    def check(self, owner: str, names: Iterable[str]) -> None:
        for name in names:
            if name not in profile_fields(self.profile):
                raise UnknownFact(profile=f"{owner}: {self.profile.__name__}", field=name)


@dataclass(frozen=True, slots=True)
class Plugin:
    """Everything a plugin brings. ``prefix`` begins each of its GraphQL types; ``api`` is a PEP 440 specifier."""

    name: str
    prefix: str
    api: str
    title: Title
    sectors: Sequence[Sector] = ()
    region: str | None = None  # a provincial plugin's region code: its rules judge only there
    types: Sequence[type] = ()
    mutations: Sequence[Callable[..., object]] = ()
    settings: type[BaseModel] | None = None

    def __post_init__(self) -> None:
        named = tuple(
            replace(sector, name=sector.name or self.name, title=sector.title if sector.title.zh else self.title)
            for sector in self.sectors
        )
        object.__setattr__(self, "sectors", named)
