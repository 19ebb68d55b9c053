"""A database whose connections write down every statement they send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

import asyncpg

from anjian_schema.database import reading
from anjian_schema.engine import Engine
from anjian_schema.pool import Pool


class Counted(asyncpg.Connection):
    """Every way to the server goes through these two."""

    sent: ClassVar[list[str]] = []

    async def _do_execute(self, query: str, *args: Any, **kwargs: Any) -> Any:
        self.sent.append(query)
        return await super()._do_execute(query, *args, **kwargs)  # type: ignore[misc]  # asyncpg's own

    async def execute(self, query: str, *args: Any, **kwargs: Any) -> Any:
        self.sent.append(query)
        return await super().execute(query, *args, **kwargs)


@asynccontextmanager
async def counted(engine: Engine, url: str) -> AsyncIterator[tuple[Engine, list[str]]]:
    """The same engine over such connections, and what they have sent."""
    pool = Pool(partial(reading, url, "30000", connection_class=Counted), 2)
    for connected in [await pool.take(), await pool.take()]:  # which takes statements too
        pool.give(connected)
    Counted.sent.clear()
    try:
        yield replace(engine, database=replace(engine.database, pool=pool)), Counted.sent
    finally:
        await pool.close()
