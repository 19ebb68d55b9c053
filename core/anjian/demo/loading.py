"""Loads the demonstration: all of it in one transaction, or nothing."""

from __future__ import annotations

import sqlalchemy as sa
from rich.progress import Progress
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.campaigns.model import Campaign
from anjian.database.apart import apart
from anjian.demo import tokens
from anjian.demo.copying import Bulk
from anjian.demo.fireworks import FireworksExaminer
from anjian.demo.plans import WINDOWS
from anjian.demo.sectors import Examiner
from anjian.demo.tokens import Tokens
from anjian.demo.trades import FIREWORKS
from anjian.demo.writing import Writer
from anjian.plugin_host import PluginHost, load_plugins, sync
from anjian.regions.loading import load_regions
from anjian.settings import Settings

LOCK = 0x2E7B5A3  # two servers starting at once load one after the other; the second finds everything there


def load(url: str, progress: Progress | None = None, plugins: PluginHost | None = None) -> Tokens:
    """Both campaigns as records, unless they are there already; and the tokens to look at them with.

    ``plugins``: whose rules judge; those installed, unless given.
    """
    return apart(lambda: load_async(url, progress, plugins))


async def load_async(url: str, progress: Progress | None = None, plugins: PluginHost | None = None) -> Tokens:
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.connect() as connection:
        if await is_loaded(connection):
            return await tokens.read(connection)
    host = plugins or load_plugins(Settings.load())
    await sync(engine, host)  # the rules that judgements will cite
    async with engine.begin() as connection:
        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        if not await is_loaded(connection):
            await load_regions(connection)
            bulk = await Bulk.of(connection)
            await Writer(connection, bulk, progress or Progress(disable=True), examiner(host)).write()
        return await tokens.read(connection)


def examiner(host: PluginHost) -> Examiner:
    """Only rules that a plugin brings can judge."""
    checklists = (one for sector in host.sectors() if sector.name == FIREWORKS.code for one in sector.checklists)
    return FireworksExaminer(lambda region_code: host.rules(FIREWORKS.code, region_code), next(checklists, None))


async def is_loaded(connection: AsyncConnection) -> bool:
    """The campaigns are written with everything else or not at all, so they tell."""
    code = sa.select(Campaign.id).where(Campaign.code.in_([window.code for window in WINDOWS]))
    return (await connection.execute(code)).first() is not None
