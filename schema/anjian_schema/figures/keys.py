"""What figures are grouped by: regions, days and what else a record knows of itself."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.orm import aliased

from anjian.figures import Dimension, Figure
from anjian.regions.model import Region
from anjian.words import Choice
from anjian_schema.compiler.asked import Asked
from anjian_schema.declare import table


class FigureKey(Choice):
    """What figures are grouped by; weeks are ISO weeks."""

    PROVINCE = "PROVINCE", "省", "provinces"
    CITY = "CITY", "市", "cities"
    COUNTY = "COUNTY", "县", "counties"
    SECTOR = "SECTOR", "行业", "sectors"
    LEVEL = "LEVEL", "隐患级别", "levels of hazards"
    STAGE = "STAGE", "隐患阶段", "stages of hazards"
    CAMPAIGN = "CAMPAIGN", "专项行动", "campaigns"
    DAY = "DAY", "日", "days"
    WEEK = "WEEK", "周（ISO）", "ISO weeks"
    MONTH = "MONTH", "月", "months"
    QUARTER = "QUARTER", "季", "quarters"
    YEAR = "YEAR", "年", "years"


REGION_DIGITS = {FigureKey.PROVINCE: 2, FigureKey.CITY: 4, FigureKey.COUNTY: 6}
PERIODS = {
    FigureKey.DAY: "YYYY-MM-DD",
    FigureKey.WEEK: 'IYYY-"W"IW',
    FigureKey.MONTH: "YYYY-MM",
    FigureKey.QUARTER: 'YYYY-"Q"Q',
    FigureKey.YEAR: "YYYY",
}
IN_CAPITALS = {FigureKey.LEVEL: Dimension.LEVEL, FigureKey.STAGE: Dimension.STAGE}


def key_named(value: Any) -> FigureKey:
    return FigureKey(getattr(value, "value", value))


def day_of(figure: Figure, rows: Any) -> ColumnElement[Any] | None:
    return getattr(rows, figure.on) if figure.on else None


def key_of(asked: Asked, figure: Figure, row: FromClause, name: FigureKey) -> ColumnElement[Any]:
    """The group of a row, as text; null where the counted record knows no such thing."""
    rows = aliased(figure.model, row, adapt_on_names=True)
    if name in REGION_DIGITS:
        region = figure.dimension(Dimension.REGION, rows)
        digits: ColumnElement[int] = sa.literal_column(str(REGION_DIGITS[name]))
        return sa.null() if region is None else sa.func.left(sa.type_coerce(region, sa.Text()), digits)
    if name in PERIODS:
        day = day_of(figure, rows)
        return sa.null() if day is None else sa.func.to_char(day, sa.literal_column(f"'{PERIODS[name]}'"))
    column = figure.dimension(Dimension(name.value.lower()), rows)
    if column is None:
        return sa.null()
    text = sa.cast(column, sa.Text())
    return sa.func.upper(text) if name in IN_CAPITALS else text


def kept(figure: Figure, rows: Any, name: FigureKey, key: ColumnElement[Any]) -> ColumnElement[Any]:
    """What rows are put together by: where a key is a column in capitals, the column, and capitals once per group."""
    column = figure.dimension(IN_CAPITALS[name], rows) if name in IN_CAPITALS else None
    return key if column is None else column


def label_of(asked: Asked, name: FigureKey, group: ColumnElement[Any]) -> ColumnElement[Any]:
    if name not in REGION_DIGITS:
        return group
    region = asked.alias(table(Region))
    named = sa.select(region.c.name).where(region.c.code == group).correlate_except(region).scalar_subquery()
    return sa.func.coalesce(named, group)
