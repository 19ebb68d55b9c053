"""Which rows a figure counts, and the list that it opens into."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.orm import aliased

from anjian.actions.model import Action
from anjian.campaigns.model import Campaign, CampaignDuty, CampaignPhase, CampaignSector, CampaignTask
from anjian.database.record import Record
from anjian.entities.model import Entity
from anjian.figures import Dimension, Figure, FigureName
from anjian.hazards.model import Hazard, HazardLevel, Stage
from anjian.inspections.model import Inspection
from anjian.people.model import Team, TeamMember
from anjian.reporting.model import Report
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.filters import COMPARISONS
from anjian_schema.compiler.leaves import CODE_TEXT, DATE, REGION, STRING, Leaf, enum_leaf
from anjian_schema.compiler.scope import in_scope
from anjian_schema.declare import table
from anjian_schema.figures.keys import day_of, key_named, key_of

LISTS: Mapping[type[Record], str] = {
    Inspection: "inspections",
    Hazard: "hazards",
    Action: "actions",
    Entity: "entities",
    Team: "teams",
    TeamMember: "teamMembers",
    CampaignPhase: "campaignPhases",
    CampaignSector: "campaignSectors",
    CampaignTask: "campaignTasks",
    CampaignDuty: "campaignDuties",
    Report: "reports",
}
"""The list each counted record is found in."""


OF_ENTITIES = {FigureName.UNITS_INSPECTED, FigureName.ENTERPRISES_GUIDED}
"""Figures that count different entities: they open into the entities, not into the visits."""


def list_of(figure: Figure) -> str:
    return LISTS[Entity if figure.name in OF_ENTITIES else figure.model]


def counted_somewhere(asked: Asked, figure: Figure, entity: FromClause, given: Argument) -> ColumnElement[bool]:
    """Entities of which the figure counts at least one record."""
    found = table(figure.model).alias(asked.name("t"))
    return (
        sa.exists()
        .select_from(found)
        .where(found.c.entity_id == entity.c.id, *counted(asked, figure, found, given))
        .correlate_except(found)
    )


def counted(asked: Asked, figure: Figure, row: FromClause, given: Argument) -> list[ColumnElement[bool]]:
    keys = given.child("keys")
    return [
        *where(asked, figure, row, given.child("filter")),
        *(_has_key(asked, figure, row, one) for one in (keys.items() if keys else ())),
    ]


def _has_key(asked: Asked, figure: Figure, row: FromClause, given: Argument) -> ColumnElement[bool]:
    column, value = key_of(asked, figure, row, key_named(given.current["name"])), given.child("value")
    return column.is_(None) if value is None else column == asked.value(value, STRING)


def where(asked: Asked, figure: Figure, row: FromClause, given: Argument | None) -> list[ColumnElement[bool]]:
    rows = aliased(figure.model, row, adapt_on_names=True)
    type_ = next((t for t in asked.catalog.types.values() if t.table is table(figure.model)), None)
    scope = in_scope(asked, type_, row) if type_ else []
    # The day is a parameter: a plan outlives it.
    return [figure.where(rows, cast("date", asked.today)), *scope, *chosen(asked, figure, rows, given)]


def chosen(asked: Asked, figure: Figure, rows: Any, given: Argument | None) -> list[ColumnElement[bool]]:
    return [_condition(asked, figure, rows, name, one) for name, one in given.children()] if given else []


def _condition(asked: Asked, figure: Figure, rows: Any, name: str, given: Argument) -> ColumnElement[bool]:
    if name == "campaign":
        return _in_campaign(asked, figure, rows, given)
    dimension, leaf = FILTERED[name]
    column = day_of(figure, rows) if dimension is None else figure.dimension(dimension, rows)
    if column is None:
        return sa.false()
    plain = sa.type_coerce(column, leaf.bind)
    return sa.and_(sa.true(), *(COMPARISONS[o](asked, plain, value, leaf) for o, value in given.children()))


FILTERED: Mapping[str, tuple[Dimension | None, Leaf]] = {
    "region": (Dimension.REGION, REGION),
    "sector": (Dimension.SECTOR, CODE_TEXT),
    "level": (Dimension.LEVEL, enum_leaf(HazardLevel)),
    "stage": (Dimension.STAGE, enum_leaf(Stage)),
    "on": (None, DATE),
}


def _in_campaign(asked: Asked, figure: Figure, rows: Any, given: Argument) -> ColumnElement[bool]:
    """A campaign and the windows inside it."""
    column = figure.dimension(Dimension.CAMPAIGN, rows)
    if column is None:
        return sa.false()
    named, window = table(Campaign).alias(asked.name("g")), table(Campaign).alias(asked.name("g"))
    ids = (
        sa.select(window.c.id)
        .select_from(window.join(named, sa.or_(window.c.id == named.c.id, window.c.parent_id == named.c.id)))
        .where(named.c.code == asked.value(given, CODE_TEXT))
    )
    return column.in_(ids)
