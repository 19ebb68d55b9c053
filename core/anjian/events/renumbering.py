"""After a dump was restored on another server: its transactions are counted anew, and old numbers mean nothing there.

Left as they are, bookmarks would lie ahead of everything that happens, and nobody would be told of anything.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.events.model import Event, EventBookmark, ParkedEvent

NEXT = sa.cast(sa.cast(sa.func.pg_snapshot_xmax(sa.func.pg_current_snapshot()), sa.Text), sa.BigInteger)


async def renumber(connection: AsyncConnection) -> None:
    """What came from another server lies before all that happens on this one, in the order of its ids."""
    if not await from_elsewhere(connection):
        return
    await connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
    await connection.execute(sa.update(EventBookmark).values(event_id=last_told()))
    for record in (EventBookmark, ParkedEvent, Event):
        await connection.execute(sa.update(record).values(transaction_id=0))


async def from_elsewhere(connection: AsyncConnection) -> bool:
    """No transaction of this server has such a number yet."""
    latest = [sa.select(sa.func.max(record.transaction_id)).scalar_subquery() for record in (Event, EventBookmark)]
    return bool(await connection.scalar(sa.select(sa.func.greatest(*latest) >= NEXT)))


def last_told() -> sa.ColumnElement[object]:
    """The greatest id up to the bookmark; where there is none, the bookmark's own."""
    up_to = sa.tuple_(Event.transaction_id, Event.id) <= sa.tuple_(EventBookmark.transaction_id, EventBookmark.event_id)
    found = sa.select(Event.id).where(up_to).order_by(Event.id.desc()).limit(1).correlate(EventBookmark)
    return sa.func.coalesce(found.scalar_subquery(), EventBookmark.event_id)
