"""Brings regions into a database: those that ship with the product, and whatever rows an import brings."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.database.apart import apart
from anjian.regions import codes
from anjian.regions.model import Region
from anjian.regions.table import RegionRow, packaged

COUNTY_DIGITS = 6
BATCH = 5_000  # rows a statement: four parameters each, below the 32,767 that the protocol carries


def load(url: str) -> None:
    """Every packaged region, from ordinary code."""

    async def work() -> None:
        async with create_async_engine(url, poolclass=sa.NullPool).begin() as connection:
            await load_regions(connection)

    apart(work)


async def load_regions(connection: AsyncConnection) -> None:
    """Every packaged region. Those already there stay as they are, but for a changed name."""
    packaged_levels = sa.func.char_length(Region.code) <= COUNTY_DIGITS  # an import may have added a million below
    known = {tuple(row) for row in await connection.execute(sa.select(Region.code, Region.name).where(packaged_levels))}
    await store(connection, [row for row in packaged() if (row.code, row.name) not in known])


async def store(connection: AsyncConnection, rows: Sequence[RegionRow]) -> None:
    """Upper regions stand before lower ones in ``rows``, as each refers to the one above it."""
    for start in range(0, len(rows), BATCH):
        values = [{**row._asdict(), "parent_code": codes.parent(row.code)} for row in rows[start : start + BATCH]]
        statement = insert(Region).values(values)
        renamed = Region.name.is_distinct_from(statement.excluded.name)
        name = {"name": statement.excluded.name}
        await connection.execute(statement.on_conflict_do_update(index_elements=["code"], set_=name, where=renamed))
