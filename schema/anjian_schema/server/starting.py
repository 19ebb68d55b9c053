"""From settings to a server, step by step; each step is quick when it was done before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from rich.progress import Progress
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.database import migrate
from anjian.database.connect import Opened
from anjian.demo import Tokens, load_async
from anjian.installed.leftovers import tell_orphans
from anjian.plugin_host import PluginHost, load_plugins, sync
from anjian.plugin_host.migrating import upgrade_tables
from anjian.regions.loading import load_regions
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from anjian_schema.server.serving import Recovery


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is known before the first request. ``tokens`` are there only when the demonstration was asked for."""

    settings: Settings
    database: Opened
    host: PluginHost
    composed: Composed
    tokens: Tokens = ()


async def prepare(settings: Settings, database: Opened, progress: Progress) -> Prepared:
    """Bring the database up to this version and these plugins. Interrupted at any step, nothing is half done."""
    await asyncio.to_thread(upgrade, database.url)
    host = load_plugins(settings)
    await asyncio.to_thread(upgrade_tables, database.url, host)
    composed = compose_serving(host)
    host.report.raise_if_strict()
    await refer(database.url, host)
    tokens = await load_async(database.url, progress, host) if settings.demo else ()
    return Prepared(settings, database, host, composed, tokens)


def upgrade(url: str) -> None:
    if not migrate.status(url).up_to_date:
        migrate.upgrade(url)


async def refer(url: str, host: PluginHost) -> None:
    """What records refer to: regions, rules, checklists."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        await load_regions(connection)
    await sync(engine, host)
    async with engine.begin() as connection:
        await tell_orphans(connection, host)


@asynccontextmanager
async def engine_of(prepared: Prepared) -> AsyncIterator[Engine]:
    """The engine, with a way to bring its database back where that is ours to do."""
    database = prepared.database
    async with Engine.open(prepared.settings, database.url, prepared.host, prepared.composed) as engine:
        with recovering(database) as engine.recover:
            yield engine


@contextmanager
def recovering(database: Opened) -> Iterator[Recovery | None]:
    recovery = Recovery(database.recover) if database.recover else None
    try:
        yield recovery
    finally:
        if recovery is not None:
            recovery.close()
