"""Brings the database up to the plugins: their rules, checklists and indexes. Safe to repeat, and quick then."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from anjian.installed.remembering import remember
from anjian.plugin_host.host import PluginHost
from anjian.plugin_host.indexes import write_indexes
from anjian.plugin_host.offer import Offer
from anjian.plugin_host.reference import write_reference

LOCK = 0x2E7B5A2  # beside that of the migrations
PAUSE = 0.05  # seconds between two tries for the lock


async def sync(engine: AsyncEngine, host: PluginHost) -> bool:
    """Tells whether anything had to be written. What cannot be is a problem of the plugin, in ``host.report``."""
    declared = host.declared()
    async with alone(engine) as connection:
        async with engine.begin() as transaction:
            await transaction.execute(sa.text("SET LOCAL statement_timeout = 0"))  # it bounds what callers ask for
            written = await write_reference(transaction, Offer.of(host.ranked))
            written = await remember(transaction, host) or written
        return await write_indexes(connection, declared) or written


async def bring_up(url: str, host: PluginHost) -> bool:
    """The same where no engine is at hand."""
    return await sync(create_async_engine(url, poolclass=sa.NullPool), host)


@asynccontextmanager
async def alone(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection without transactions, held by one process at a time; building an index may take its time.

    The lock is tried for again and again: who waits for it inside a statement would hold up the very index that the
    holder builds, which waits for all statements that are older.
    """
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        while not await connection.scalar(sa.select(sa.func.pg_try_advisory_lock(LOCK))):  # noqa: ASYNC110 - another process has it
            await asyncio.sleep(PAUSE)
        await connection.execute(sa.text("SET statement_timeout = 0"))
        try:
            yield connection
        finally:
            await connection.execute(sa.text("RESET statement_timeout"))
            await connection.execute(sa.select(sa.func.pg_advisory_unlock(LOCK)))
