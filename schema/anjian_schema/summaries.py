"""Which tables of figures are read from the counts that are kept, instead of being counted row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.access.seeing import hides, sight_of
from anjian.access.sight import Extent
from anjian.counts.model import HazardCount
from anjian.figures import FigureName as F
from anjian.hazards.model import Hazard, HazardLevel, Stage
from anjian.words import Title
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Scope, Type
from anjian_schema.compiler.scope import in_scope
from anjian_schema.declare import sector_column, table, word

Lines = FromClause
LINES = Type("HazardCount", Title("", ""), (), table(HazardCount), scope=Scope("region_code", None, sector_column))
FILTERS = frozenset({"region", "sector", "campaign", "level", "stage"})  # what the lines know; days are months there
KEYS = frozenset({"PROVINCE", "CITY", "COUNTY", "SECTOR", "LEVEL", "STAGE", "CAMPAIGN", "MONTH", "QUARTER", "YEAR"})


def every(_: Lines) -> ColumnElement[bool]:
    return sa.true()


def of_level(level: HazardLevel) -> Callable[[Lines], ColumnElement[bool]]:
    return lambda lines: lines.c.level == word(level)


def flagged(name: str) -> Callable[[Lines], ColumnElement[bool]]:
    return lambda lines: lines.c[name]


def closed(lines: Lines) -> ColumnElement[bool]:
    return lines.c.stage == word(Stage.CLOSED)


def both(*conditions: Callable[[Lines], ColumnElement[bool]]) -> Callable[[Lines], ColumnElement[bool]]:
    return lambda lines: sa.and_(*(condition(lines) for condition in conditions))


GENERAL, MAJOR = of_level(HazardLevel.GENERAL), of_level(HazardLevel.MAJOR)
RECTIFIED = flagged("rectified")
# What each figure's own definition says of a hazard, said of a line. "Overdue" is a matter of today and is not kept.
SERVED: Mapping[F, Callable[[Lines], ColumnElement[bool]]] = {
    F.HAZARDS_FOUND: every,
    F.GENERAL_HAZARDS_FOUND: GENERAL,
    F.MAJOR_HAZARDS_FOUND: MAJOR,
    F.HAZARDS_FIXED_ON_THE_SPOT: flagged("fixed_on_the_spot"),
    F.HAZARDS_RECTIFIED: RECTIFIED,
    F.GENERAL_HAZARDS_RECTIFIED: both(GENERAL, RECTIFIED),
    F.MAJOR_HAZARDS_RECTIFIED: both(MAJOR, RECTIFIED),
    F.HAZARDS_CLOSED: closed,
    F.MAJOR_HAZARDS_CLOSED: both(MAJOR, closed),
    F.REPEATED_HAZARDS: flagged("repeated"),
}


def is_served(asked: Asked, name: F, keys: Sequence[str], filter_: Argument | None) -> bool:
    """Only to whoever sees every hazard of their region and sectors: a line tells of hazards, not of which."""
    filters = {each for each, _ in filter_.children()} if filter_ else set()
    return name in SERVED and KEYS.issuperset(keys) and filters <= FILTERS and sees_all(asked)


def sees_all(asked: Asked) -> bool:
    viewer = asked.run.viewer
    sight = sight_of(viewer)
    hidden = hides(sight, Hazard.__tablename__, table(Hazard), lambda _, type_: sa.null())
    return sight.extent is Extent.REGION and viewer.entity_id is None and not viewer.narrowed and not hidden


def conditions(asked: Asked, name: F, lines: Lines) -> list[ColumnElement[bool]]:
    return [SERVED[name](lines), *in_scope(asked, LINES, lines)]


def measure(lines: Lines) -> ColumnElement[Any]:
    return sa.func.sum(lines.c.number)
