"""A plugin under contract: alone on a server whose database holds rows enough to need indexes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import entry_points
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.database.ids import uuid7
from anjian.entities.model import Entity, EntityKind
from anjian.ledgers.model import LedgerEntry
from anjian.plugin import Plugin
from anjian.plugin_host import Loaded, PluginHost, load_plugins
from anjian.plugin_host.discovery import GROUP
from anjian.plugin_host.migrating import upgrade_tables
from anjian.settings import Settings
from anjian_schema.asking import Operation
from anjian_schema.compose import Composed
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from anjian_schema.testing.databases import bring_up
from anjian_schema.testing.populating import COUNTY, own_rows
from anjian_schema.testing.shelves import WHOLE, Question, Shelf, shelves
from anjian_schema.testing.wire import counted

BEGINNING_WITH = sa.text(
    """
    SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
    WHERE n.nspname = :schema AND t.relname = :table AND a.attname = :column
    """
)
NATION = Viewer(uuid7(), Role.DEPARTMENT)


@dataclass
class Subject:
    """``loaded``: when nothing else is installed; ``together``: beside the others. What was asked is remembered."""

    loaded: Loaded
    together: Loaded
    engine: Engine
    composed: Composed
    sent: list[str]
    another: Callable[[], str]  # a database of the core without anything of plugins
    answers: dict[Question, tuple[Any, list[str]]] = field(default_factory=dict)

    @property
    def plugin(self) -> Plugin:
        assert self.loaded.plugin is not None  # noqa: S101 - nothing is asked of a plugin that was refused
        return self.loaded.plugin

    @property
    def shelves(self) -> list[Shelf]:
        return shelves(self.plugin)

    async def ask(self, question: Question) -> tuple[Any, list[str]]:
        """The answer, and the statements that were sent for it."""
        if question not in self.answers:
            self.sent.clear()
            reply = await self.engine.answer(Operation(question.query), NATION)
            self.answers[question] = json.loads(reply.body), list(self.sent)
        return self.answers[question]

    async def indexes_on(self, table: sa.Table, column: str) -> list[str]:
        """Those that begin with the column."""
        given = {"schema": table.schema, "table": table.name, "column": column}
        async with self.engine.database.engine.connect() as connection:
            return list(await connection.scalars(BEGINNING_WITH, given))

    async def plan(self, statement: str) -> str:
        """PostgreSQL's generic plan."""
        async with self.engine.database.pool.acquire() as connection:
            prepared = await connection.prepare(statement)
            given = ", ".join(["NULL"] * len(prepared.get_parameters()))
            rows = await connection.fetch(f"EXPLAIN EXECUTE {prepared.get_name()}{given and f'({given})'}")
        return "\n".join(row[0] for row in rows)


@asynccontextmanager
async def subject(name: str, databases: Callable[[], str], beside: PluginHost) -> AsyncIterator[Subject]:
    """The plugin of this name; ``loaded.problems`` says why it cannot be used. ``beside``: all that is installed."""
    url = databases()
    settings = Settings(required_plugins=(name,))
    host = load_plugins(settings, entry_points=entry_points(group=GROUP, name=name))
    await asyncio.to_thread(upgrade_tables, url, host)
    composed = compose_serving(host)
    loaded = found(host, name)
    writing = create_async_engine(url)
    await furnish(writing, shelves(loaded.plugin) if loaded.serving and loaded.plugin else [])
    await writing.dispose()
    await bring_up(url, host)
    async with Engine.open(settings, url, host, composed) as engine, counted(engine, url) as (watched, sent):
        yield Subject(loaded, found(beside, name), watched, composed, sent, databases)


def found(host: PluginHost, name: str) -> Loaded:
    return next(loaded for loaded in host.plugins if loaded.name == name)


async def furnish(database: AsyncEngine, all_shelves: list[Shelf]) -> None:
    """Rows on each shelf, one for each entity; a database that takes an index wherever one fits."""
    async with database.begin() as connection:
        ids = [uuid7() for _ in range(max((len(shelf.rows) for shelf in all_shelves), default=0))]
        if ids:
            given = {"kind": EntityKind.SITE, "region_code": COUNTY}
            names = [WHOLE, *(f"对象{number}" for number in range(1, len(ids)))]
            rows = [{"id": id_, "name": name} | given for id_, name in zip(ids, names, strict=True)]
            await connection.execute(sa.insert(Entity), rows)
        for shelf in all_shelves:
            await fill(connection, shelf, ids)
        await connection.execute(
            sa.text(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off', current_database()); END $$"
            )
        )


async def fill_own(connection: AsyncConnection, shelf: Shelf, ids: list[Any]) -> None:
    """The row of which all is known; the others as far as the plugin's own constraints let them in."""
    assert isinstance(shelf.record, sa.Table)  # noqa: S101 - as it is of its own
    whole, *others = own_rows(shelf, ids)
    await connection.execute(sa.insert(shelf.record), whole)
    with suppress(sa.exc.IntegrityError):
        async with connection.begin_nested():
            await connection.execute(insert(shelf.record).on_conflict_do_nothing(), others)


async def fill(connection: AsyncConnection, shelf: Shelf, ids: list[Any]) -> None:
    if shelf.own is not None:
        await fill_own(connection, shelf, ids)
        return
    common = {"region_code": COUNTY, **shelf.within}
    rows: list[dict[str, Any]] = [
        {"entity_id": id_, "data": row} | common for id_, row in zip(ids, shelf.rows, strict=False)
    ]
    if shelf.record is LedgerEntry:
        rows = [row | {"id": uuid7(), "true_on": date(2026, 1, 1)} for row in rows]
    await connection.execute(sa.insert(shelf.record), rows)
