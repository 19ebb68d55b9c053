"""What a viewer may see of a table, for commands: the same policy as the reads', on whatever record they look for."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.types import TypeEngine

from anjian.access import narrowing
from anjian.access.policy import OPEN
from anjian.access.seeing import is_closed, is_of_one_entity, of_entity, reached, shown, sight_of
from anjian.access.sight import Bind, Truth, table
from anjian.access.viewer import Viewer
from anjian.database.ids import UUID
from anjian.database.record import Record


def visible(viewer: Viewer, record: type[Record]) -> list[Truth]:
    """What must hold of a record for this viewer to know of it.

    An entity is not asked for its sectors: a command may be what puts it under one.
    """
    of = table(record)
    sight, noun, entity = sight_of(viewer), of.name, of_entity(of)
    if is_closed(sight, noun, of_entity=entity is not None):
        return [sa.false()]
    bound = bound_to(viewer)
    conditions = reached(sight.extent, noun, of, bound, entity)
    conditions += [] if entity is None else within(viewer, of, of.c[entity])
    if conditions and noun in OPEN:
        conditions = [sa.or_(sa.and_(*conditions), OPEN[noun](of, bound))]
    conditions += shown(sight, noun, of, bound)
    return conditions if entity is None else [*conditions, *narrowing.shown(viewer.narrowed, noun, of.c[entity])]


def within(viewer: Viewer, of: FromClause, entity_id: ColumnElement[UUID]) -> list[Truth]:
    """The region or the entity, and the sectors, that they are kept to."""
    conditions = []
    if is_of_one_entity(viewer):
        conditions.append(entity_id == sa.literal(viewer.entity_id, sa.Uuid()))
    elif viewer.region_code:
        conditions.append(of.c.region_code.startswith(viewer.region_code, autoescape=True))
    if viewer.sectors is not None and "sector" in of.c:
        conditions.append(of.c.sector.in_(viewer.sectors))
    return conditions


def bound_to(viewer: Viewer) -> Bind:
    def bound(attribute: str, type_: TypeEngine[Any]) -> ColumnElement[Any]:
        return sa.literal(getattr(viewer, attribute), type_)

    return bound


def reaches_sector(viewer: Viewer, name: str) -> bool:
    return viewer.sectors is None or name in viewer.sectors
