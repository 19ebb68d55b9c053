"""Filling a report: each figure is counted by its one definition, and the rows it counted are kept by their keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from anjian import china
from anjian.campaigns.model import Campaign
from anjian.figures import FIGURES, Dimension, Figure, FigureName
from anjian.reporting.model import Report, ReportedRows, ReportFigure

IN_ONE_ROW = 2_000  # keys


async def fill(session: AsyncSession, report: Report, names: Sequence[str], now: datetime) -> None:
    """What the records say at this moment, of the report's campaign, region and window."""
    report.made_at = now
    for place, name in enumerate(names, 1):
        figure = FIGURES[FigureName(name)]
        conditions = counted(figure, report, china.today(now))
        value = await session.scalar(
            sa.select(figure.measure(figure.model)).select_from(figure.model).where(*conditions)
        )
        said = {"title_zh": figure.title.zh, "unit": figure.unit.zh}
        session.add(ReportFigure(report_id=report.id, position=place, figure=figure.name, value=value, **said))
        await session.flush()
        await keep(session, report, place, figure, conditions)


def counted(figure: Figure, report: Report, today: date) -> list[ColumnElement[bool]]:
    rows: Any = figure.model
    conditions = [figure.where(rows, today)]
    region = figure.dimension(Dimension.REGION, rows)
    if region is not None and report.region_code:
        conditions.append(sa.type_coerce(region, sa.Text()).startswith(report.region_code, autoescape=True))
    if (campaign := figure.dimension(Dimension.CAMPAIGN, rows)) is not None:
        within = (Campaign.id == report.campaign_id) | (Campaign.parent_id == report.campaign_id)
        conditions.append(campaign.in_(sa.select(Campaign.id).where(within)))
    if figure.on is not None:
        conditions.append(getattr(rows, figure.on).between(report.window_from, report.window_until))
    return conditions


async def keep(
    session: AsyncSession, report: Report, place: int, figure: Figure, conditions: Sequence[ColumnElement[bool]]
) -> None:
    """One statement, whatever their number. Parts of a campaign have no key of their own and are not kept."""
    columns = figure.model.__table__.c
    if "id" not in columns:
        return
    entity = columns.entity_id if "entity_id" in columns else columns.id
    number = (sa.func.row_number().over(order_by=[entity, columns.id]) - 1) // IN_ONE_ROW
    found = sa.select(number.label("chunk"), entity.label("entity_id"), columns.id.label("id")).where(*conditions)
    each = found.subquery()
    chunks = sa.select(
        sa.literal(report.id, sa.Uuid()),
        sa.literal(place),
        each.c.chunk,
        sa.func.array_agg(each.c.entity_id),
        sa.func.array_agg(each.c.id),
    ).group_by(each.c.chunk)
    names = ("report_id", "position", "chunk", "entity_ids", "ids")
    await session.execute(sa.insert(ReportedRows).from_select(names, chunks))
