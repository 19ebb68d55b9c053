"""Loads the demonstration: all of it in one transaction, or nothing."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from rich.progress import Progress
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.campaigns.model import Campaign
from anjian.demo import tokens
from anjian.demo.copying import Bulk
from anjian.demo.plans import WINDOWS
from anjian.demo.tokens import Tokens
from anjian.demo.writing import Writer
from anjian.regions.loading import load_regions

LOCK = 0x2E7B5A2  # two servers starting at once load one after the other; the second finds everything there


def load(url: str, progress: Progress | None = None) -> Tokens:
    """Both campaigns as records, unless they are there already; and the tokens to look at them with."""
    # A thread of its own: callers may already stand inside a running event loop.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, load_async(url, progress)).result()


async def load_async(url: str, progress: Progress | None = None) -> Tokens:
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        if not await is_loaded(connection):
            await load_regions(connection)
            await Writer(connection, await Bulk.of(connection), progress or Progress(disable=True)).write()
        return await tokens.read(connection)


async def is_loaded(connection: AsyncConnection) -> bool:
    """The campaigns are written with everything else or not at all, so they tell."""
    code = sa.select(Campaign.id).where(Campaign.code.in_([window.code for window in WINDOWS]))
    return (await connection.execute(code)).first() is not None
