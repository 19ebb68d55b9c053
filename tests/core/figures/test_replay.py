"""A number opens into the rows behind it."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.campaigns.model import Campaign
from anjian.figures import FIGURES, Figure, FigureName, within_campaign
from anjian.hazards.model import Hazard, Stage

TODAY = date(2019, 10, 31)
SUMS = {
    FigureName.FINES_YUAN,
    FigureName.UNITS_INSPECTED,
    FigureName.ENTERPRISES_GUIDED,
    FigureName.CAMPAIGN_TASK_LEVELS,
}

# In the demonstration nothing comes back or hangs on a wall, and its campaigns were over before reports had terms.
NOT_SHOWN = {
    FigureName.REPEATED_HAZARDS,
    FigureName.SELF_INSPECTIONS_POSTED,
    FigureName.SELF_INSPECTIONS_UNPOSTED,
    FigureName.REPORTS_DUE,
    FigureName.REPORTS_LATE,
}


@pytest.mark.parametrize("figure", [f for f in FIGURES.values() if f.name not in SUMS], ids=lambda f: f.name)
async def test_a_count_is_the_number_of_its_rows(campaign_url: str, figure: Figure) -> None:
    """The list that its own predicate filters is exactly as long as the number says."""
    chosen = figure.where(figure.model, TODAY)
    async with create_async_engine(campaign_url, poolclass=sa.NullPool).connect() as connection:
        number = await connection.scalar(
            sa.select(figure.measure(figure.model)).select_from(figure.model).where(chosen)
        )
        rows = (await connection.execute(sa.select(sa.literal(1)).select_from(figure.model).where(chosen))).all()
    assert number == len(rows)
    assert number > 0 or figure.name in NOT_SHOWN


async def test_fines_open_into_the_decisions(campaign_url: str) -> None:
    """65,600 yuan are six decisions, kept in fen."""
    fines = FIGURES[FigureName.FINES_YUAN]
    amounts = sa.select(fines.model.__table__.c.amount_fen).where(fines.where(fines.model, TODAY))
    async with create_async_engine(campaign_url, poolclass=sa.NullPool).connect() as connection:
        found = (await connection.scalars(amounts)).all()
    assert len(found) == 6
    assert sum(found) == 6_560_000


async def test_overdue_is_a_matter_of_the_day_asked(campaign_url: str) -> None:
    """On its last day a term is kept; the day after, everything that is not closed is late."""
    overdue = FIGURES[FigureName.HAZARDS_OVERDUE]
    due = sa.select(sa.func.min(Hazard.due_on)).where(Hazard.stage != Stage.CLOSED)
    async with create_async_engine(campaign_url, poolclass=sa.NullPool).connect() as connection:
        first = await connection.scalar(due)
        assert first is not None
        count = sa.select(overdue.measure(Hazard)).select_from(Hazard)
        assert await connection.scalar(count.where(overdue.where(Hazard, first))) == 0
        assert await connection.scalar(count.where(overdue.where(Hazard, date.max))) > 0


async def test_a_window_lies_inside_its_campaign(campaign_url: str) -> None:
    """The holiday's visits are among the campaign's, not beside them."""
    visits = FIGURES[FigureName.VISITS]
    async with create_async_engine(campaign_url, poolclass=sa.NullPool).connect() as connection:
        ids = dict((await connection.execute(sa.select(Campaign.code, Campaign.id))).all())
        counted = {
            code: await connection.scalar(
                sa.select(visits.measure(visits.model))
                .select_from(visits.model)
                .where(within_campaign(visits, visits.model, ids[code]))
            )
            for code in ("zhengzhou-2019", "zhengzhou-2019-national-day")
        }
    assert counted == {"zhengzhou-2019": 122_302, "zhengzhou-2019-national-day": 6_892}
