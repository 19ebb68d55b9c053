"""Bulk writing by COPY, inside the transaction that SQLAlchemy keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection


class Bulk(NamedTuple):
    """A driver's connection whose transaction has already begun."""

    driver: asyncpg.Connection[Any]

    @classmethod
    async def of(cls, connection: AsyncConnection) -> Bulk:
        raw = await connection.get_raw_connection()
        return cls(cast("asyncpg.Connection[Any]", raw.driver_connection))

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        await self.driver.copy_records_to_table(table, records=rows, columns=columns)

    async def run(self, statement: str, *values: object) -> None:
        await self.driver.execute(statement, *values)
