"""Whoever follows the event log: of several servers one at a time, from where it stopped, and in nobody's way."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from anjian.plugin_host.problems import reason_of

LOCK = 0x2E7B5A4  # beside those of migrations, plugins and demonstration; the second half is the follower's

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Follower(ABC):
    """Follows under a name of its own, with a bookmark. When its server stops, another takes over there."""

    engine: AsyncEngine
    name: str
    poll: float  # seconds between two looks

    @abstractmethod
    async def follow(self, connection: AsyncConnection) -> None:
        """Takes what happened, and moves the bookmark, again and again."""

    async def work(self) -> None:
        while True:
            try:
                async with self.alone() as connection:
                    await self.follow(connection)
            except (OSError, DBAPIError) as error:  # the database is gone: it comes back, and the bookmark is there
                log.warning("events for %s wait for the database: %s", self.name, reason_of(error))
            except Exception:
                log.exception("events for %s could not be followed; trying again", self.name)
            await asyncio.sleep(self.poll)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[AsyncConnection]:
        """A connection that holds this follower's lock. It is closed, not given back: with it the lock ends."""
        async with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            try:
                mine = sa.func.pg_try_advisory_lock(LOCK, sa.func.hashtext(self.name))
                while not await connection.scalar(sa.select(mine)):  # noqa: ASYNC110 - another server has it
                    await asyncio.sleep(self.poll)
                yield connection
            finally:
                await connection.invalidate()


@asynccontextmanager
async def following(followers: Iterable[Follower]) -> AsyncIterator[None]:
    """They work as long as the block."""
    working = [asyncio.create_task(follower.work()) for follower in followers]
    try:
        yield
    finally:
        for each in working:
            each.cancel()
        await asyncio.gather(*working, return_exceptions=True)
