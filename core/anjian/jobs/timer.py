"""What is done by the clock: ladders climb, reports are opened and chased, counts are condensed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from anjian.counts.keeping import CONDENSE, condense
from anjian.jobs.queue import Queue
from anjian.ladders.climb import climb
from anjian.ladders.save import CLIMB
from anjian.rates.windows import FORGET_RATES, forget_past
from anjian.reporting.chase import chase
from anjian.reporting.open import OPEN_REPORTS, open_due

CLIMBING = "*/5 * * * *"  # terms are days, but days begin at midnight
CONDENSING = "*/10 * * * *"
FORGETTING = "17 * * * *"  # askers come and go, an hour of them is no burden
OPENING = "*/10 * * * *"  # a period is over at midnight in China, which is in no zone's midnight but one


@asynccontextmanager
async def keeping_time(engine: AsyncEngine, url: str) -> AsyncIterator[None]:
    """As long as the block. Servers share the queue, and each piece of work is done by one of them."""
    queue, sessions = Queue(url), async_sessionmaker(engine, expire_on_commit=False)

    async def climb_ladders() -> None:
        await climb(sessions, datetime.now(UTC))

    async def open_reports() -> None:
        await open_due(sessions, datetime.now(UTC))
        await chase(sessions, datetime.now(UTC))

    queue.schedule(CLIMB, CLIMBING, climb_ladders)

    async def condense_counts() -> None:
        await condense(sessions)

    queue.schedule(OPEN_REPORTS, OPENING, open_reports)
    queue.schedule(CONDENSE, CONDENSING, condense_counts)

    async def forget_rates() -> None:
        await forget_past(sessions)

    queue.schedule(FORGET_RATES, FORGETTING, forget_rates)
    async with queue.running():
        yield
