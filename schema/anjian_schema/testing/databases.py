"""A database brought up to the plugins, as a start of the server would have it."""

from __future__ import annotations

import asyncio

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.plugin_host import PluginHost, sync
from anjian.plugin_host.migrating import upgrade_tables


async def bring_up(url: str, host: PluginHost) -> None:
    await asyncio.to_thread(upgrade_tables, url, host)
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    await sync(engine, host)
    async with engine.connect() as connection:
        await connection.execute(sa.text("ANALYZE"))
    await engine.dispose()
