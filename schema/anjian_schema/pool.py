"""Connections for reading: opened when they are needed, kept, and handed out at once.

asyncpg's own pool takes longer than a small statement does: it wraps each connection anew, resets it in a task of its
own, and starts and stops a clock. Reads leave nothing behind that would have to be reset.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import asyncpg

from anjian_schema.turns import Turns

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class Pool:
    """At most so many connections; the one given back last is handed out first. A closed one is forgotten."""

    def __init__(self, opened: Callable[[], Awaitable[Connection]], most: int) -> None:
        self.most = most
        self._opened = opened
        self._turns = Turns(most)
        self._free: list[Connection] = []

    async def take(self) -> Connection:
        """A connection, to be given back whatever becomes of what it is used for."""
        await self._turns.acquire()
        try:
            return self._at_hand() or await self._opened()
        except BaseException:
            self._turns.release()
            raise

    def give(self, connection: Connection) -> None:
        """One that was broken off amid a statement may be given back too: the next statement waits for its end."""
        self._free.append(connection)
        self._turns.release()

    def state(self) -> Mapping[str, float]:
        """How many connections there may be, are in use, and are waited for."""
        return {"most": self.most, "used": self.most - self._turns.free, "waited_for": self._turns.waiting}

    def _at_hand(self) -> Connection | None:
        while self._free:
            connection = self._free.pop()
            if not connection.is_closed():
                return connection
        return None

    async def fetchval(self, sql: str, *values: Any) -> Any:
        """The one value of a statement."""
        connection = await self.take()
        try:
            return await connection.fetchval(sql, *values)
        finally:
            self.give(connection)

    async def fetch(self, sql: str, *values: Any) -> Sequence[asyncpg.Record]:
        connection = await self.take()
        try:
            return await connection.fetch(sql, *values)
        finally:
            self.give(connection)

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Connection]:
        connection = await self.take()
        try:
            yield connection
        finally:
            self.give(connection)

    async def close(self) -> None:
        """Waits for what is under way; nobody gets a connection any more."""
        for _ in range(self.most):
            await self._turns.acquire()
        for connection in self._free:
            await connection.close()
