"""重复隐患: the same thing wrong again at the same entity, under whatever name or owner, within a window.

An entity keeps its record when it is renamed. Where somebody else took the place over, the new record names its
predecessor, and what was closed there counts as what was closed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from anjian.campaigns.model import Campaign
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.entities.model import Entity
from anjian.hazards.model import Hazard, Stage
from anjian.inspections.withheld import rests_on_none

WINDOW = 365  # days after its close-out within which a hazard counts as back; a campaign may set its own
FURTHEST = 9  # owners before this one that are looked at


async def owners(desk: Desk, entity_id: UUID) -> Sequence[UUID]:
    """The entity itself and those it took over, one from another."""
    first = sa.select(Entity.id, Entity.predecessor_id, sa.literal(0).label("step")).where(Entity.id == entity_id)
    line = first.cte("line", recursive=True)
    before = sa.select(Entity.id, Entity.predecessor_id, line.c.step + 1)
    line = line.union(before.join(line, Entity.id == line.c.predecessor_id).where(line.c.step < FURTHEST))
    return (await desk.session.scalars(sa.select(line.c.id))).all()


async def window(desk: Desk, campaign_id: UUID | None) -> timedelta:
    of_campaign = sa.select(Campaign.repeat_days).where(Campaign.id == campaign_id)
    days = await desk.session.scalar(of_campaign) if campaign_id else None
    return timedelta(days=WINDOW if days is None else days)


def is_back(hazard: Hazard, on: date, within: timedelta) -> bool:
    """Closed, or else still open with another owner; of what was closed longer ago nobody says that it came back."""
    return hazard.closed_on is None or hazard.closed_on <= on <= hazard.closed_on + within


def link(hazard: Hazard, earlier: Hazard) -> None:
    """The record of before, and which time this is."""
    hazard.repeat_entity_id, hazard.repeat_of, hazard.repeat_no = earlier.entity_id, earlier.id, earlier.repeat_no + 1


async def at_the_same_spot(desk: Desk, hazard: Hazard) -> Hazard | None:
    """What somebody reported: the same words of the same place or equipment, closed within the window."""
    within = await window(desk, hazard.campaign_id)
    said = ((Hazard.place, hazard.place), (Hazard.equipment, hazard.equipment))
    spots = [same(column, spot) for column, spot in said if spot]
    known = (
        sa.select(Hazard)
        .where(Hazard.entity_id.in_(await owners(desk, hazard.entity_id)), Hazard.sector == hazard.sector)
        .where(Hazard.stage == Stage.CLOSED, Hazard.closed_on >= hazard.found_on - within)
        .where(Hazard.closed_on <= hazard.found_on, same(Hazard.title, hazard.title), sa.or_(sa.false(), *spots))
        .where(rests_on_none(Hazard))
        .order_by(Hazard.closed_on.desc(), Hazard.id.desc())
    )
    return await desk.session.scalar(known.limit(1))


def same(column: InstrumentedAttribute[Any], said: str) -> sa.ColumnElement[bool]:
    """Whatever blanks and capitals somebody wrote."""
    return sa.func.lower(sa.func.regexp_replace(column, r"\s+", "", "g")) == "".join(said.split()).lower()
