"""An index for every field that may be filtered or sorted, on the expression that :func:`fact_column` spells.

Its name ends in a digest of its definition: a field whose type changed gets a new index, and the old one goes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateIndex

from anjian.database.record import Record
from anjian.entities.model import Profile
from anjian.judgement import Fact, Kind
from anjian.judgement.sql import fact_column
from anjian.ledgers.model import LedgerEntry
from anjian.plugin import Sector, profile_fields
from anjian.plugin.profile import Fields
from anjian.plugin_host.checks import NAME
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.problems import reason_of
from anjian.plugin_host.rows import table_of
from anjian.settings import DRIVER

PREFIX = "ix_fact_"  # an index of this name is ours; the core's own are named ix_profile_…, ix_ledger_entry_…
DIALECT = sa.make_url(DRIVER + "://").get_dialect()()
LONGEST_NAME = 63  # bytes, in PostgreSQL
OURS = re.compile(rf"{PREFIX}[a-z0-9_]+_[0-9a-f]{{8}}")

TIES: Mapping[type[Record], Sequence[str]] = {Profile: ("entity_id",), LedgerEntry: ("id", "entity_id")}

STORED = sa.text(
    """
    SELECT c.relname, i.indisvalid, substring(pg_get_expr(i.indpred, i.indrelid) FROM '''([a-z0-9_]+)''') AS sector
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid IN ('profile'::regclass, 'ledger_entry'::regclass) AND starts_with(c.relname::text, :prefix)
    """
)


class Stored(NamedTuple):
    """An index of ours as the database has it; one that is not valid was left by a build that broke off."""

    name: str
    valid: bool
    sector: str | None


class Wanted(NamedTuple):
    loaded: Loaded
    fact: Fact
    definition: sa.Index

    @property
    def name(self) -> str:
        return str(self.definition.name)


def wanted(declared: Iterable[tuple[Loaded, Sector]]) -> Iterator[Wanted]:
    seen: set[str] = set()
    for loaded, sector in declared:
        if sector.name not in seen:
            yield from (Wanted(loaded, fact, index) for fact, index in indexes_of(sector))
        seen.add(sector.name)  # whoever adds to a sector adds no fields


def indexes_of(sector: Sector) -> Iterator[tuple[Fact, sa.Index]]:
    """Of its profile, and of the lines of its ledgers."""
    for fact in indexed(sector.profile):
        yield fact, index_for(Profile, fact, sector=sector.name)
    for ledger in sector.ledgers:
        yield from (
            (f, index_for(LedgerEntry, f, sector=sector.name, ledger=ledger.name)) for f in indexed(ledger.entry)
        )


def indexed(fields: type[Fields]) -> Iterator[Fact]:
    return (fact for fact in profile_fields(fields).values() if fact.filter or fact.sort)


def index_for(record: type[Record], fact: Fact, **within: str) -> sa.Index:
    """Ties are broken by the row's key, so that an ordered page is one walk along the index; a list is searched by
    member. ``within``: the columns that say whose rows they are, the sector first.
    """
    if not all(map(NAME.fullmatch, within.values())):
        raise ValueError(within)  # refused long before, as are other names of facts; here both become text
    table = table_of(record).to_metadata(sa.MetaData())  # a copy: the core's own table has no such index
    value = fact_column(table.c.data, fact)
    where = sa.and_(*(table.c[column] == sa.literal_column(f"'{name}'") for column, name in within.items()))
    name = index_name(within.values(), fact, str(value.compile(dialect=DIALECT)))
    if fact.kind is Kind.ENUMS:
        return sa.Index(name, value, postgresql_using="gin", postgresql_where=where, postgresql_concurrently=True)
    ties = [table.c[column] for column in TIES[record]]
    return sa.Index(name, value, *ties, postgresql_where=where, postgresql_concurrently=True)


def index_name(owners: Iterable[str], fact: Fact, spelling: str) -> str:
    names = (*owners, fact.name)
    digest = hashlib.sha256(" ".join((*names, spelling)).encode()).hexdigest()[:8]
    readable = PREFIX + "_".join(names)
    return f"{readable[: LONGEST_NAME - 9]}_{digest}"


async def write_indexes(connection: AsyncConnection, declared: list[tuple[Loaded, Sector]]) -> bool:
    """Builds and drops what is due, outside any transaction, and tells whether anything was.

    An index of a sector that no plugin offers is kept: its plugin may only be broken, and other servers may use it.
    """
    stored = [Stored(*row) for row in await connection.execute(STORED, {"prefix": PREFIX})]
    due = {one.name: one for one in wanted(declared)}
    offered = {sector.name for _, sector in declared}
    leftover = [one.name for one in stored if not one.valid or (one.sector in offered and one.name not in due)]
    missing = [one for name, one in due.items() if name not in {found.name for found in stored if found.valid}]
    for name in filter(OURS.fullmatch, leftover):
        await drop(connection, name)
    for one in missing:
        await build(connection, one)
    return bool(leftover or missing)


async def build(connection: AsyncConnection, one: Wanted) -> None:
    """A value that does not fit its field breaks this index off, and nothing else."""
    try:
        await connection.execute(CreateIndex(one.definition, if_not_exists=True))
    except DBAPIError as error:
        await drop(connection, one.name)
        problem = ProblemKind.INDEX_FAILED.of(one.loaded, thing=one.fact.name, reason=reason_of(error.orig or error))
        one.loaded.note(problem)


async def drop(connection: AsyncConnection, name: str) -> None:
    await connection.execute(sa.text(f"DROP INDEX CONCURRENTLY IF EXISTS {name}"))  # of OURS: checked by its pattern
