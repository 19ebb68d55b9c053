"""The viewer's reach, AND-ed into every access to a table.

Its form follows its breadth, because a generic plan believes any range to be selective: nothing for the whole nation,
``starts_with`` (which no index is chosen by) for a province, the first digits of the code for a city or a county (lists
have an index that begins with them, and so a page is read in its order), a range within the county below that.
"""

from __future__ import annotations

from enum import Enum
from operator import itemgetter
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.access import narrowing
from anjian.access.narrowing import Narrowing
from anjian.access.policy import OPEN
from anjian.access.seeing import is_closed, is_of_one_entity, of_entity, reached, shown, sight_of
from anjian.access.sight import Bind, Sight
from anjian.access.viewer import Viewer
from anjian.database.record import CODE
from anjian_schema.compiler.arguments import Argument, Getter, derived
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, Type

AFTER_NINE = ":"  # the character after "9": what begins with a code lies below that code followed by it


class Breadth(Enum):
    """How much of the country a prefix covers."""

    NATION = 0
    PROVINCE = 2
    CITY = 4
    COUNTY = 6
    NARROW = 9  # and twelve


class Reach(NamedTuple):
    """The part of a viewer that decides the form of a statement; who they are is bound."""

    sight: Sight
    breadth: Breadth
    one_entity: bool
    some_sectors: bool
    narrowed: tuple[Narrowing, ...]  # what plugins hide, in form and constants


def reach(viewer: Viewer) -> Reach:
    some_sectors = viewer.sectors is not None
    return Reach(sight_of(viewer), breadth(viewer.region_code), is_of_one_entity(viewer), some_sectors, viewer.narrowed)


def breadth(code: str | None) -> Breadth:
    return Breadth(min(len(code or ""), Breadth.NARROW.value))


def in_scope(asked: Asked, type_: Type, row: FromClause, *, of_any_sector: bool = False) -> list[ColumnElement[bool]]:
    """The conditions that keep this viewer to what they may see of this table."""
    scope, viewer = type_.scope, asked.run.viewer
    if scope is None or type_.table is None:
        raise TypeError(f"{type_.name} is read from a table and must say how a viewer's scope cuts it")
    sight, noun = sight_of(viewer), type_.table.name
    if is_closed(sight, noun, of_entity=scope.entity is not None):
        return [sa.false()]
    if scope is PUBLIC and of_entity(type_.table):
        return []  # said in so many words to be for everybody; its own ``where`` keeps it to what was published
    conditions = reached(sight.extent, noun, row, _bound(asked), scope.entity)
    if is_of_one_entity(viewer):
        if scope.entity:
            conditions.append(row.c[scope.entity] == asked.bind(lambda run: run.viewer.entity_id, sa.Uuid()))
    elif scope.region:
        conditions += under(asked, row.c[scope.region], lambda run: run.viewer.region_code, viewer.region_code)
    if viewer.sectors is not None and scope.sector and not of_any_sector:
        sectors = asked.bind(lambda run: sorted(run.viewer.sectors or ()), sa.ARRAY(CODE))
        conditions.append(scope.sector(row, sectors))
    if conditions and noun in OPEN:
        conditions = [sa.or_(sa.and_(*conditions), OPEN[noun](row, _bound(asked)))]
    return [*conditions, *shown(sight, noun, row, _bound(asked)), *_narrowed(viewer, type_, row)]


def _bound(asked: Asked) -> Bind:
    """An attribute of the viewer, taken from each run anew."""
    return lambda attribute, type_: asked.bind(lambda run: getattr(run.viewer, attribute), type_)


def _narrowed(viewer: Viewer, type_: Type, row: FromClause) -> list[ColumnElement[bool]]:
    """What plugins leave of the rows that belong to an entity; mostly there is no plugin that narrows."""
    if not viewer.narrowed or type_.scope is None or type_.scope.entity is None or type_.table is None:
        return []
    return narrowing.shown(viewer.narrowed, type_.table.name, row.c[type_.scope.entity])


def under(
    asked: Asked, column: ColumnElement[str], get: Getter, current: str | None, of: Argument | None = None
) -> list[ColumnElement[bool]]:
    """``column`` begins with a region code, the viewer's or one they gave."""
    match breadth(current):
        case Breadth.NATION:
            return []
        case Breadth.PROVINCE:
            return [sa.func.starts_with(column, asked.bind(get, CODE, of))]
        case Breadth.CITY | Breadth.COUNTY as level:
            return [_begins(asked, column, level, get, of)]
        case Breadth.NARROW:
            county = _begins(asked, column, Breadth.COUNTY, derived(get, itemgetter(slice(Breadth.COUNTY.value))), of)
            return [
                county,
                column >= asked.bind(get, CODE, of),
                column < asked.bind(derived(get, lambda code: code + AFTER_NINE), CODE, of),
            ]


def _begins(
    asked: Asked, column: ColumnElement[str], level: Breadth, get: Getter, of: Argument | None
) -> ColumnElement[bool]:
    digits: ColumnElement[int] = sa.literal_column(str(level.value))  # spelled as in the indexes
    return sa.func.left(column, digits) == asked.bind(get, CODE, of)
