"""Windows that all servers of one database share: government intranets have no Redis, and every server has this."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian.rates.model import RateWindow

NOW = sa.func.clock_timestamp()
FORGET_RATES = "forget rates"  # the job
Sessions = async_sessionmaker[AsyncSession]


class Window(NamedTuple):
    """How much was taken of it by now, and when it ends."""

    taken: int
    ends_at: datetime


async def take(sessions: Sessions, key: str, seconds: int, amount: int) -> Window:
    """So much more of a key's window; one that is over begins anew."""
    fresh = NOW + sa.func.make_interval(0, 0, 0, 0, 0, 0, seconds)
    over = RateWindow.ends_at <= NOW
    again = {
        "taken": sa.case((over, amount), else_=RateWindow.taken + amount),
        "ends_at": sa.case((over, fresh), else_=RateWindow.ends_at),
    }
    new = insert(RateWindow).values(key=key, ends_at=fresh, taken=amount)
    kept = new.on_conflict_do_update(index_elements=[RateWindow.key], set_=again)
    async with sessions.begin() as session:
        row = (await session.execute(kept.returning(RateWindow.taken, RateWindow.ends_at))).one()
    return Window(row.taken, row.ends_at)


async def forget_past(sessions: Sessions) -> None:
    async with sessions.begin() as session:
        await session.execute(sa.delete(RateWindow).where(RateWindow.ends_at < NOW))
