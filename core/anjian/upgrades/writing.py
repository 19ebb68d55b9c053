"""Writes what an upgrade makes of a batch: profiles, lines, what was seen, and an event for each that differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.entities.model import Observation, Profile
from anjian.events.model import Event, EventKind, SubjectKind
from anjian.ledgers.model import LedgerEntry, LedgerObservation
from anjian.upgrades.carrying import Carried
from anjian.upgrades.stored import Row


async def write(connection: AsyncConnection, batch: Sequence[Carried], to: int, at: datetime) -> None:
    """In the caller's transaction."""
    same = [one for one in batch if not one.differs]
    changed = [one for one in batch if one.differs]
    await mark(connection, same, to)
    await replace(connection, Profile, [profile_row(one, to, at) for one in changed], "entity_id", "sector")
    await replace(connection, LedgerEntry, [line_row(row) for one in changed for row in one.lines], "entity_id", "id")
    await add(connection, Observation, [row for one in changed for row in one.observations])
    await add(connection, LedgerObservation, [row for one in changed for row in one.seen_lines])
    await add(connection, Event, [event_row(one, to, at) for one in changed])


async def mark(connection: AsyncConnection, same: Sequence[Carried], to: int) -> None:
    """What reads as before is not a new version of the record."""
    for sector in {one.before.profile["sector"] for one in same}:
        of_these = Profile.entity_id.in_([one.before.profile["entity_id"] for one in same])
        await connection.execute(sa.update(Profile).where(Profile.sector == sector, of_these).values(schema_version=to))


async def replace(connection: AsyncConnection, record: type[Any], rows: list[dict[str, Any]], *key: str) -> None:
    if not rows:
        return
    table = record.__table__
    where = [table.c[name] == sa.bindparam(f"of_{name}") for name in key]
    values = {name: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in rows[0] if name not in key}
    change = sa.update(table).where(*where).values(version=table.c.version + 1, **values)
    named = [{f"{'of' if name in key else 'new'}_{name}": value for name, value in row.items()} for row in rows]
    await connection.execute(change, named)


async def add(connection: AsyncConnection, record: type[Any], rows: Sequence[Row]) -> None:
    if rows:
        await connection.execute(sa.insert(record.__table__), list(map(dict, rows)))


def profile_row(one: Carried, to: int, at: datetime) -> dict[str, Any]:
    key = {name: one.before.profile[name] for name in ("entity_id", "sector")}
    return key | {"data": one.data, "schema_version": to, "updated_at": at}


def line_row(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("entity_id", "id", "data")}


def event_row(one: Carried, to: int, at: datetime) -> dict[str, Any]:
    profile = one.before.profile
    data = {"sector": profile["sector"], "from": profile["schema_version"], "to": to, **one.told}
    return {
        "entity_id": profile["entity_id"],
        "region_code": profile["region_code"],
        "at": at,
        "kind": EventKind.PROFILE_UPGRADED,
        "subject_kind": SubjectKind.ENTITY,
        "subject_id": profile["entity_id"],
        "data": to_jsonable_python(data),
    }
