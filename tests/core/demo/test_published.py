"""What was published is what the records give."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.campaigns.model import Campaign
from anjian.figures import FIGURES, FigureName, within_campaign
from anjian.reporting.model import Report, ReportFigure

ZHENGZHOU, LIANHU = "zhengzhou-2019", "lianhu-2023"
MID_AUTUMN, NATIONAL_DAY = "zhengzhou-2019-mid-autumn", "zhengzhou-2019-national-day"
NOT_COUNTED = {"covert_teams_per_day", "expert_categories"}

# The reports of 20 November 2019 and 25 June 2023, as printed.
PRINTED = [
    (ZHENGZHOU, "visits", 122_302),
    (ZHENGZHOU, "general_hazards_found", 126_113),
    (ZHENGZHOU, "major_hazards_found", 160),
    (ZHENGZHOU, "suspensions", 297),
    (ZHENGZHOU, "orders_issued", 1_919),
    (ZHENGZHOU, "city_supervision_groups", 15),
    (ZHENGZHOU, "bureau_supervision_groups", 13),
    (ZHENGZHOU, "counties_reporting", 16),
    (MID_AUTUMN, "teams", 245),
    (MID_AUTUMN, "team_people", 778),
    (MID_AUTUMN, "visits", 861),
    (MID_AUTUMN, "units_inspected", 861),
    (MID_AUTUMN, "hazards_found", 711),
    (MID_AUTUMN, "hazards_fixed_on_the_spot", 705),
    (NATIONAL_DAY, "leader_site_checks", 29),
    (NATIONAL_DAY, "teams", 428),
    (NATIONAL_DAY, "team_people", 2_836),
    (NATIONAL_DAY, "visits", 6_892),
    (NATIONAL_DAY, "covert_visits", 6_892),
    (NATIONAL_DAY, "units_inspected", 6_892),
    (NATIONAL_DAY, "general_hazards_found", 15_782),
    (NATIONAL_DAY, "major_hazards_found", 3),
    (NATIONAL_DAY, "general_hazards_rectified", 15_506),
    (NATIONAL_DAY, "major_hazards_rectified", 3),
    (NATIONAL_DAY, "interviews", 4),
    (NATIONAL_DAY, "fines_yuan", 65_600),
    (NATIONAL_DAY, "orders_issued", 96),
    (LIANHU, "campaign_phases", 4),
    (LIANHU, "campaign_sectors", 15),
    (LIANHU, "campaign_task_levels", 3),
    (LIANHU, "campaign_tasks", 22),
    (LIANHU, "task_force_staff", 6),
    (LIANHU, "experts", 35),
    (LIANHU, "general_hazards_found", 1_446),
    (LIANHU, "major_hazards_found", 2),
    (LIANHU, "enterprises_guided", 47),
    (LIANHU, "interviews", 4),
    (LIANHU, "joint_punishments", 3),
]


async def counted(connection: AsyncConnection, campaign: str, name: str) -> Decimal:
    figure = FIGURES[FigureName(name)]
    campaign_id = await connection.scalar(sa.select(Campaign.id).where(Campaign.code == campaign))
    assert campaign_id is not None
    chosen = within_campaign(figure, figure.model, campaign_id) & figure.where(figure.model, date(2019, 10, 31))
    number = await connection.scalar(sa.select(figure.measure(figure.model)).select_from(figure.model).where(chosen))
    return Decimal(number)


@pytest.mark.parametrize(("campaign", "name", "printed"), PRINTED, ids=lambda value: str(value))
async def test_a_printed_number_is_counted(campaign_url: str, campaign: str, name: str, printed: int) -> None:
    """Counting the records gives what the government printed."""
    async with create_async_engine(campaign_url, poolclass=sa.NullPool).connect() as connection:
        assert await counted(connection, campaign, name) == printed


async def test_every_report_can_be_replayed(campaign_url: str) -> None:
    """Each number kept in a report is what its figure counts within that report's campaign."""
    kept = sa.select(Campaign.code, ReportFigure.figure, ReportFigure.value)
    kept = kept.join_from(ReportFigure, Report, Report.id == ReportFigure.report_id).join(
        Campaign, Campaign.id == Report.campaign_id
    )
    async with create_async_engine(campaign_url, poolclass=sa.NullPool).connect() as connection:
        rows = (await connection.execute(kept.where(ReportFigure.figure.not_in(NOT_COUNTED)))).all()
        assert len(rows) == 35
        for campaign, name, value in rows:
            assert await counted(connection, campaign, name) == value, (campaign, name)


async def test_an_unreadable_number_is_not_zero(campaign_url: str) -> None:
    """The print of the experts' categories is damaged: nothing is known, and the reason says so."""
    damaged = sa.select(ReportFigure.value, ReportFigure.null_reason).where(ReportFigure.figure == "expert_categories")
    async with create_async_engine(campaign_url, poolclass=sa.NullPool).connect() as connection:
        assert (await connection.execute(damaged)).all() == [(None, "unreadable")]
