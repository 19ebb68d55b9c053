"""Brings the packaged regions into a database."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.regions import codes
from anjian.regions.model import Region
from anjian.regions.table import packaged


async def load_regions(connection: AsyncConnection) -> None:
    """Every packaged region, upper levels first. Those already there stay as they are, but for a changed name."""
    rows = sorted(packaged(), key=lambda row: len(row.code))
    for _, same_level in groupby(rows, key=lambda row: row.level):
        values = [{**row._asdict(), "parent_code": codes.parent(row.code)} for row in same_level]
        statement = insert(Region).values(values)
        renamed = Region.name.is_distinct_from(statement.excluded.name)
        name = {"name": statement.excluded.name}
        await connection.execute(statement.on_conflict_do_update(index_elements=["code"], set_=name, where=renamed))
