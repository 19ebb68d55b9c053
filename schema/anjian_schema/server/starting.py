"""From settings to a server, step by step; each step is quick when it was done before."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from rich.progress import Progress
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.cli.terminal import bars
from anjian.database import migrate
from anjian.database.connect import Opened
from anjian.demo.tokens import Tokens
from anjian.installed.leftovers import tell_orphans
from anjian.ladders.shipping import ship
from anjian.plugin_host import PluginHost, load_plugins, sync
from anjian.plugin_host.migrating import upgrade_tables
from anjian.regions.loading import load_regions
from anjian.settings import Settings
from anjian.upgrades.rederiving import DERIVING, derive_anew
from anjian.upgrades.run import UPGRADING, upgrade_profiles
from anjian_schema.compose import Composed
from anjian_schema.containment import compose_serving, core_alone
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
    await upgrade_profiles(database.url, host, bars(progress, UPGRADING))
    await derive_anew(database.url, host, bars(progress, DERIVING))
    composed = composed_sparingly(host)
    host.report.raise_if_strict()
    await refer(database.url, host)
    tokens = await demonstrated(database.url, progress, host) if settings.demo else ()
    return Prepared(settings, database, host, composed, tokens)


def composed_sparingly(host: PluginHost) -> Composed:
    """The schema; what each composing leaves behind is taken away before more is made beside it."""
    core_alone()
    gc.collect()
    composed = compose_serving(host)
    core_alone.cache_clear()
    gc.collect()
    return composed


async def demonstrated(url: str, progress: Progress, host: PluginHost) -> Tokens:
    from anjian.demo.loading import load_async  # only here: who serves something real need not know how it is made

    return await load_async(url, progress, host)


def upgrade(url: str) -> None:
    if not migrate.status(url).up_to_date:
        migrate.upgrade(url)


async def refer(url: str, host: PluginHost) -> None:
    """What records refer to: regions, rules, checklists."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        await load_regions(connection)
    await sync(engine, host)
    await ship(engine)
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
