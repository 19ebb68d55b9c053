"""A database whose connections write down every statement they send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, ClassVar

import asyncpg

from anjian_schema.database import READING, _as_bytes, _nothing
from anjian_schema.engine import Engine


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
    pool = await asyncpg.create_pool(
        url.replace("+asyncpg", ""),
        min_size=1,
        max_size=2,
        connection_class=Counted,
        init=_as_bytes,
        reset=_nothing,
        server_settings=READING,
    )
    async with pool:
        Counted.sent.clear()
        yield replace(engine, database=replace(engine.database, pool=pool)), Counted.sent
