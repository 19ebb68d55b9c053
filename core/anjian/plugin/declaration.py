"""The declaration of a plugin: data first."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from anjian.errors import AnjianError
from anjian.judgement import Rule
from anjian.judgement.rules import distinct
from anjian.plugin.checklists import Checklist, beside
from anjian.plugin.derivations import Derivation
from anjian.plugin.ledgers import Ledger
from anjian.plugin.profile import Fields, Profile, UnknownFact, profile_fields
from anjian.plugin.tables import Table
from anjian.words import Title

API_VERSION = "1.2"  # of this door, not of the release: a minor adds, a major removes

OF_THE_PLUGIN = Title("", "")


class CommonItemObserves(AnjianError):
    code = "COMMON_ITEM_OBSERVES"
    words = Title(
        "共性检查表 {checklist} 的检查项 {item} 记录事实 {facts}，而各行业的事实不同；"
        "请去掉 observes 和 asks，或把该项移入某一行业的检查表",
        "the item {item} of the common checklist {checklist} makes {facts} known, but facts are those of one sector; "
        "take its observes and asks out, or move it to a checklist of that sector",
    )


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

    @staticmethod
    def load(
        path: str | Path,
        package: str | None = None,
        *,
        profile: type[Profile] | None = None,
        derivations: Sequence[Derivation] = (),
    ) -> Sector:
        """The sector of a YAML file beside the module that calls. All that is wrong in it is told at once.

        ``profile`` is that of another plugin whose sector this one adds to; ``derivations`` are functions, and those
        are written in Python.
        """
        from anjian.plugin.files.sector import load_sector  # it makes sectors, so it comes after them

        root = files(package) if package else beside(inspect.currentframe())
        return load_sector(root / str(Path(path).parent), Path(path).name, profile, derivations)

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
    checklists: Sequence[Checklist] = ()  # common ones (共性检查表), for every sector: they observe no facts
    tables: Sequence[Table] = ()
    migrations: str = ""  # a folder of Alembic scripts beside the module of the entry point; tables need it
    campaigns: str = ""  # a folder of plans of campaigns there, as templates

    def __post_init__(self) -> None:
        named = tuple(
            replace(sector, name=sector.name or self.name, title=sector.title if sector.title.zh else self.title)
            for sector in self.sectors
        )
        object.__setattr__(self, "sectors", named)
        for checklist in self.checklists:
            check_common(checklist)

    @property
    def classes(self) -> Iterator[type[Fields]]:
        """Every class of fields: profiles, lines of ledgers, rows of tables."""
        for sector in self.sectors:
            yield from (sector.profile, *(ledger.entry for ledger in sector.ledgers))
        yield from (table.row for table in self.tables)

    @property
    def all_checklists(self) -> Iterator[tuple[str | None, Checklist]]:
        """Each checklist with the name of its sector; a common one is of none."""
        for sector in self.sectors:
            yield from ((sector.name, checklist) for checklist in sector.checklists)
        yield from ((None, checklist) for checklist in self.checklists)


def check_common(checklist: Checklist) -> None:
    for item in checklist.items:
        if item.facts:
            raise CommonItemObserves(checklist=checklist.code, item=item.code, facts=", ".join(item.facts))
