"""The timer that climbs: every few minutes, and at once when a ladder comes into force."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from anjian.jobs.queue import Queue
from anjian.ladders.climb import climb
from anjian.ladders.save import CLIMB

EVERY = "*/5 * * * *"  # minutes: terms are days, but days begin at midnight


@asynccontextmanager
async def climbing(engine: AsyncEngine, url: str) -> AsyncIterator[None]:
    """As long as the block. Servers share the queue, and each piece of work is done by one of them."""
    queue, sessions = Queue(url), async_sessionmaker(engine)

    async def work() -> None:
        await climb(sessions, datetime.now(UTC))

    queue.schedule(CLIMB, EVERY, work)
    async with queue.running():
        yield
