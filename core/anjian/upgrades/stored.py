"""What is stored of the profiles that are to be upgraded, a batch at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.database.ids import UUID
from anjian.entities.model import Entity, Observation, Profile
from anjian.inspections.withheld import rests_on_none
from anjian.ledgers.model import LedgerEntry, LedgerObservation

Row = Mapping[str, Any]
LATER_PREVAILS = ("true_on", "learned_at", "id")


class Versions(NamedTuple):
    """Of the profiles of a sector; both are empty where there are none."""

    lowest: int | None
    highest: int | None


@dataclass(frozen=True, slots=True)
class Stored:
    """All that is kept of one entity under one sector."""

    profile: Row
    observations: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    seen_lines: list[Row] = field(default_factory=list)


async def versions(connection: AsyncConnection, sector: str) -> Versions:
    bounds = sa.select(sa.func.min(Profile.schema_version), sa.func.max(Profile.schema_version))
    return Versions(*(await connection.execute(bounds.where(Profile.sector == sector))).one())


async def count(connection: AsyncConnection, sector: str, below: int) -> int:
    due = sa.select(sa.func.count()).select_from(Profile)
    return int(await connection.scalar(due.where(Profile.sector == sector, Profile.schema_version < below)) or 0)


async def next_entities(
    connection: AsyncConnection, sector: str, version: int, after: UUID | None, limit: int
) -> Sequence[UUID]:
    due = sa.select(Profile.entity_id).where(Profile.sector == sector, Profile.schema_version == version)
    due = due.where(Profile.entity_id > after) if after else due
    return (await connection.scalars(due.order_by(Profile.entity_id).limit(limit))).all()


async def hold(connection: AsyncConnection, entities: Sequence[UUID]) -> None:
    """As commands do, so that nobody records anything of them meanwhile; they wait as long as one batch."""
    held = sa.select(Entity.id).where(Entity.id.in_(entities)).order_by(Entity.id).with_for_update(key_share=True)
    await connection.execute(held)


async def stored(connection: AsyncConnection, sector: str, version: int, entities: Sequence[UUID]) -> list[Stored]:
    profiles = await rows(connection, Profile, sector, entities)
    found = {row["entity_id"]: Stored(row) for row in profiles if row["schema_version"] == version}
    observations = await grouped(connection, Observation, sector, entities)
    lines = await grouped(connection, LedgerEntry, sector, entities)
    seen_lines = await grouped(connection, LedgerObservation, sector, entities)
    for id_, one in found.items():
        one.observations.extend(observations[id_])
        one.lines.extend(lines[id_])
        one.seen_lines.extend(row for row in seen_lines[id_] if row["data"] is not None)
    return list(found.values())


async def grouped(
    connection: AsyncConnection, record: type[Any], sector: str, entities: Sequence[UUID]
) -> Mapping[UUID, list[Row]]:
    """Of each entity, in the order in which later ones prevail."""
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in await rows(connection, record, sector, entities):
        found[row["entity_id"]].append(row)
    return found


async def rows(connection: AsyncConnection, record: type[Any], sector: str, entities: Sequence[UUID]) -> list[Row]:
    table = record.__table__
    order = [table.c[name] for name in LATER_PREVAILS if name in table.c]
    withheld = [(~rests_on_none(record)).label("withheld")] if "inspection_id" in table.c else []
    asked = (
        sa.select(table, *withheld).where(table.c.sector == sector, table.c.entity_id.in_(entities)).order_by(*order)
    )
    return [dict(row) for row in (await connection.execute(asked)).mappings()]
