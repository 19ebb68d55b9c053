"""What a declaration must look like, whatever else is installed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from annotated_types import Len, MaxLen

from anjian.judgement import Fact, Kind
from anjian.plugin import Plugin, profile_fields
from anjian.plugin.profile import Fields
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.ledgers import of_derivations, of_ledgers
from anjian.plugin_host.loaded import Loaded, State
from anjian.plugin_host.offer import Offer
from anjian.plugin_host.problems import PluginProblem, reason_of
from anjian.plugin_host.tables import of_tables
from anjian.plugin_host.texts import lacking, storable
from anjian.plugin_host.upgrades import of_upgrades
from anjian.regions.codes import BadRegionCode, canonical

NAME = re.compile(r"(?=.{1,40}\Z)[a-z][a-z0-9]*(_[a-z0-9]+)*")
PREFIX = re.compile(r"[A-Z][A-Za-z]{1,11}")
SECTOR = "sector "  # has a name and no code
CODE = re.compile(r"\w[\w./-]{0,79}")
LONGEST_TEXT = 500  # characters, of four bytes at most: an index entry of PostgreSQL ends at 2,704 bytes
OF_GRAPHQL = frozenset(
    {"Query", "Mutation", "Subscription", "String", "Int", "Float", "Boolean", "Node", "Page", "Plugin"}
)
OF_CORE = frozenset({"Anjian", "Date", "Decimal", "Json", "Problem", "Fact", "Figure", "Sector", "User", "Viewer"})


def check(loaded: Loaded) -> None:
    """Refuses a plugin whose declaration is wrong, with everything that is wrong in it."""
    try:
        found = list(findings(loaded))
    except Exception as error:  # a part of another type than it should be
        found = [ProblemKind.DECLARATION_WRONG.of(loaded, reason=reason_of(error))]
    for problem in found:
        loaded.refuse(State.INVALID, problem)


def findings(loaded: Loaded) -> Iterator[PluginProblem]:
    assert loaded.plugin is not None  # noqa: S101 - checked once it is declared
    plugin = loaded.plugin
    yield from of_names(loaded, plugin)
    yield from of_region(loaded, plugin.region)
    wordless = list(of_words(loaded, plugin))
    yield from wordless or of_rows(loaded)  # words that are not there are no second mistake of the rows
    yield from of_codes(loaded, plugin)
    yield from of_tables(loaded, plugin)
    for fields in plugin.classes:
        yield from of_fields(loaded, fields)
    for sector in plugin.sectors:
        yield from of_ledgers(loaded, sector)
        yield from of_derivations(loaded, plugin, sector)
        yield from of_upgrades(loaded, sector)


def of_rows(loaded: Loaded) -> Iterator[PluginProblem]:
    """What the database could not store would hold up the start for everybody."""
    for table, row in Offer.of([loaded]).rows():
        for name, value in row.items():
            if not storable(table.c[name], value):
                reason = f"{table.name} {row.get('code') or row['name']}: {name} = {value!r}"
                yield ProblemKind.DECLARATION_WRONG.of(loaded, reason=reason)


def of_names(loaded: Loaded, plugin: Plugin) -> Iterator[PluginProblem]:
    if plugin.name != loaded.name:
        yield ProblemKind.NAME_DIFFERS.of(loaded, entry=loaded.name, thing=plugin.name)
    for name in dict.fromkeys(named(plugin)):
        if not NAME.fullmatch(name):
            yield ProblemKind.NAME_WRONG.of(loaded, thing=name)
    if not PREFIX.fullmatch(plugin.prefix):
        yield ProblemKind.PREFIX_WRONG.of(loaded, thing=plugin.prefix)
    elif plugin.prefix in reserved():
        yield ProblemKind.PREFIX_RESERVED.of(loaded, thing=plugin.prefix)


def named(plugin: Plugin) -> Iterator[str]:
    """What becomes part of GraphQL's names and of SQL's text."""
    yield plugin.name
    for sector in plugin.sectors:
        yield from (sector.name, *(ledger.name for ledger in sector.ledgers))
    yield from (table.name for table in plugin.tables)


@cache
def reserved() -> frozenset[str]:
    """The words types of the core begin with: one for each table, and those of GraphQL."""
    from anjian.database.models import metadata

    return OF_GRAPHQL | OF_CORE | {name.title().replace("_", "") for name in metadata.tables}


def of_region(loaded: Loaded, region: str | None) -> Iterator[PluginProblem]:
    if region is None:
        return
    try:
        known = canonical(region) == region
    except BadRegionCode:
        known = False
    if not known:
        yield ProblemKind.REGION_WRONG.of(loaded, thing=repr(region))


def of_codes(loaded: Loaded, plugin: Plugin) -> Iterator[PluginProblem]:
    codes = list(codes_of(plugin))
    for code in dict.fromkeys(code for place, code in codes if place != SECTOR):
        if not CODE.fullmatch(code):
            yield ProblemKind.CODE_WRONG.of(loaded, thing=code)
    for (place, code), times in Counter(codes).items():
        if times > 1:
            yield ProblemKind.NAMED_TWICE.of(loaded, thing=f"{place}{code}")


def codes_of(plugin: Plugin) -> Iterator[tuple[str, str]]:
    """Each code with the place in which it must be the only one."""
    for sector in plugin.sectors:
        yield SECTOR, sector.name
        yield from (("line ", ledger.entry.__name__) for ledger in sector.ledgers)
        yield from (("rule ", rule.code) for rule in sector.rules)
    yield from (("line ", table.row.__name__) for table in plugin.tables)
    for _, checklist in plugin.all_checklists:
        yield f"checklist {checklist.code} ", checklist.version
        yield from ((f"checklist {checklist.code} {checklist.version} ", item.code) for item in checklist.items)


def of_fields(loaded: Loaded, profile: type[Fields]) -> Iterator[PluginProblem]:
    for fact in profile_fields(profile).values():
        if fact.kind is Kind.TEXT and (fact.filter or fact.sort) and longest(profile, fact) > LONGEST_TEXT:
            yield ProblemKind.TEXT_UNBOUNDED.of(loaded, thing=fact.name, longest=LONGEST_TEXT)


def longest(profile: type[Fields], fact: Fact) -> float:
    limits = (limit for limit in profile.model_fields[fact.name].metadata if isinstance(limit, MaxLen | Len))
    return min((limit.max_length for limit in limits if limit.max_length is not None), default=float("inf"))


def of_words(loaded: Loaded, plugin: Plugin) -> Iterator[PluginProblem]:
    if places := lacking(plugin):
        yield ProblemKind.WORDS_MISSING.of(loaded, count=len(places), thing=places[0])
