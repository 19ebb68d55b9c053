"""How far each plugin has been told of what happened: the order of events, and the place in it.

Commits do not follow the clock, so neither ``at`` nor ``id`` says what is still to come. Events are therefore told in
the order of the transactions that wrote them, and only of transactions before which none is running: nothing can
appear any more behind a bookmark. Whoever writes at an entity holds it until commit and takes its number only then, so
that this order is, for each entity, the order in which its changes were made.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.database.ids import UUID
from anjian.events.model import Event, EventBookmark, ParkedEvent

BATCH = 100
BEFORE_ANY = UUID(int=0)
OLDEST_RUNNING = sa.cast(sa.cast(sa.func.pg_snapshot_xmin(sa.func.pg_current_snapshot()), sa.Text), sa.BigInteger)


async def begin(connection: AsyncConnection, plugins: Iterable[str]) -> None:
    """Who is new is told of what happens from now on, and not of the history."""
    for plugin in plugins:
        now = sa.select(sa.literal(plugin), OLDEST_RUNNING, sa.literal(BEFORE_ANY, sa.Uuid()))
        new = insert(EventBookmark).from_select(["plugin", "transaction_id", "event_id"], now)
        await connection.execute(new.on_conflict_do_nothing())


async def next_events(connection: AsyncConnection, plugin: str) -> list[sa.Row[Any]]:
    """The events after the plugin's bookmark, as far as nothing can come between them any more."""
    told = sa.select(EventBookmark.transaction_id, EventBookmark.event_id).where(EventBookmark.plugin == plugin)
    place = sa.tuple_(Event.transaction_id, Event.id)
    found = await connection.execute(
        sa.select(*Event.__table__.c)
        .where(place > told.scalar_subquery(), Event.transaction_id < OLDEST_RUNNING)
        .order_by(Event.transaction_id, Event.id)
        .limit(BATCH)
    )
    return list(found)


async def move(connection: AsyncConnection, plugin: str, event: sa.Row[Any]) -> None:
    bookmark = sa.update(EventBookmark).where(EventBookmark.plugin == plugin)
    await connection.execute(bookmark.values(transaction_id=event.transaction_id, event_id=event.id))


async def park(connection: AsyncConnection, plugin: str, event: sa.Row[Any], reason: str) -> None:
    """Kept aside for whoever mends the plugin; parked twice it is parked once."""
    storable = reason.encode(errors="replace").decode().replace("\0", "?")  # whatever an exception of others says
    row = {"plugin": plugin, "transaction_id": event.transaction_id, "event_id": event.id, "reason": storable}
    await connection.execute(insert(ParkedEvent).values(row).on_conflict_do_nothing())
