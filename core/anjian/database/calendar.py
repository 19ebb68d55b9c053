"""The first and the last day of the calendar as they are.

asyncpg takes them for PostgreSQL's infinities. 9999-12-31 is what many registers write for "without end" (长期): a list
filtered by it found nothing, and as an infinity it was shown as none.
"""

from __future__ import annotations

import struct
from datetime import UTC, date, datetime, timedelta
from typing import Any

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

DAY, MOMENT = date(2000, 1, 1), datetime(2000, 1, 1, tzinfo=UTC)  # from which PostgreSQL counts
FIRST_DAYS, LAST_DAYS = (date.min - DAY).days, (date.max - DAY).days
MICROSECOND = timedelta(microseconds=1)
FIRST = (datetime.min.replace(tzinfo=UTC) - MOMENT) // MICROSECOND
LAST = (datetime.max.replace(tzinfo=UTC) - MOMENT) // MICROSECOND
DAYS, MICROSECONDS = struct.Struct("!i"), struct.Struct("!q")


async def as_they_are(connection: asyncpg.Connection[Any]) -> None:
    """Whatever this connection sends and receives."""
    for name, sent, received in (("date", _day_sent, _day_received), ("timestamptz", _moment_sent, _moment_received)):
        await connection.set_type_codec(name, schema="pg_catalog", encoder=sent, decoder=received, format="binary")


def connections_of(engine: AsyncEngine) -> None:
    """Whatever the connections of this engine send and receive."""

    def connected(connection: Any, _record: Any) -> None:
        connection.run_async(as_they_are)

    sa.event.listen(engine.sync_engine, "connect", connected)


def _day_sent(day: date) -> bytes:
    return DAYS.pack((day - DAY).days)


def _day_received(data: bytes) -> date:
    (days,) = DAYS.unpack(data)
    return DAY + timedelta(days=min(max(days, FIRST_DAYS), LAST_DAYS))


def _moment_sent(moment: datetime) -> bytes:
    return MICROSECONDS.pack((moment - MOMENT) // MICROSECOND)


def _moment_received(data: bytes) -> datetime:
    passed: int = MICROSECONDS.unpack(data)[0]
    return MOMENT + min(max(passed, FIRST), LAST) * MICROSECOND
