"""Whether the ledgers and derivations of a declaration fit their sector and one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError
from itertools import combinations

from anjian.plugin import Derivation, Plugin, Sector, Standard, profile_fields
from anjian.plugin.derivations import in_order
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.problems import PluginProblem


def of_ledgers(loaded: Loaded, sector: Sector) -> Iterator[PluginProblem]:
    """A name of its own beside the fields, and a key made of its own lines' fields."""
    names = Counter((*profile_fields(sector.profile), *(ledger.name for ledger in sector.ledgers)))
    for name in (name for name, times in names.items() if times > 1):
        yield ProblemKind.NAMED_TWICE.of(loaded, thing=f"{sector.name}.{name}")
    for ledger in sector.ledgers:
        for name in (name for name in ledger.key if name not in profile_fields(ledger.entry)):
            yield ProblemKind.LEDGER_KEY_UNKNOWN.of(loaded, ledger=ledger.name, thing=name)


def of_derivations(loaded: Loaded, plugin: Plugin, sector: Sector) -> Iterator[PluginProblem]:
    for derivation in sector.derivations:
        yield from of_names(loaded, sector, derivation)
    for name, first, second in given_twice(sector):
        yield ProblemKind.DERIVED_TWICE.of(loaded, thing=name, first=first.name, second=second.name)
    yield from of_circles(loaded, sector)
    yield from of_derived_fields(loaded, plugin, sector)


def of_names(loaded: Loaded, sector: Sector, derivation: Derivation) -> Iterator[PluginProblem]:
    fields, ledgers = profile_fields(sector.profile), {ledger.name for ledger in sector.ledgers}
    unknown = [name for name in (*derivation.needs, *derivation.gives) if name not in fields]
    for name in dict.fromkeys((*unknown, *(name for name in derivation.ledgers if name not in ledgers))):
        yield ProblemKind.DERIVATION_UNKNOWN.of(loaded, derivation=derivation.name, thing=name)
    for name in derivation.gives:
        if name in fields and not fields[name].derived:
            yield ProblemKind.NOT_DERIVED.of(loaded, derivation=derivation.name, thing=name)


def given_twice(sector: Sector) -> Iterator[tuple[str, Derivation, Derivation]]:
    """One edition may follow another; on no day may two give one fact."""
    for first, second in combinations(sector.derivations, 2):
        if overlap(first.clause.standard, second.clause.standard):
            yield from ((name, first, second) for name in first.gives if name in second.gives)


def overlap(one: Standard, other: Standard) -> bool:
    return one.in_force(other.effective_from) or other.in_force(one.effective_from)


def of_circles(loaded: Loaded, sector: Sector) -> Iterator[PluginProblem]:
    try:
        in_order(sector.derivations)
    except CycleError as circle:
        yield ProblemKind.DERIVATION_CIRCLE.of(loaded, thing=" → ".join(circle.args[1]))


def of_derived_fields(loaded: Loaded, plugin: Plugin, sector: Sector) -> Iterator[PluginProblem]:
    """Every derived field has its derivation, with whoever owns the sector; no item asks for one."""
    given = {name for derivation in sector.derivations for name in derivation.gives}
    fields = profile_fields(sector.profile)
    for name in (name for name, fact in fields.items() if fact.derived and name not in given):
        if plugin.region is None:
            yield ProblemKind.DERIVED_BY_NOBODY.of(loaded, thing=name)
    for item in (item for checklist in sector.checklists for item in checklist.items):
        for name in (name for name in item.facts if fields[name].derived):
            yield ProblemKind.DERIVED_ASKED.of(loaded, item=item.code, thing=name)
