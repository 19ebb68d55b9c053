"""Reports that are due are opened by the timer and filled: nobody types a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian import china
from anjian.campaigns.model import Campaign, CampaignDuty
from anjian.database.ids import uuid7
from anjian.reporting.cadence import HOLDING, Period, due_at, last_before
from anjian.reporting.filling import fill
from anjian.reporting.model import Report, ReportKind, ReportMove, ReportMoveKind, ReportState

OPEN_REPORTS = "open reports"  # the job
LOCK = 0x2E7B5A8  # reports are opened on one server at a time
MISSED = 12  # periods back that are still opened after a stand-still


async def open_due(sessions: async_sessionmaker[AsyncSession], now: datetime) -> int:
    """How many were opened. Each report is a transaction of its own; one that is there is left alone."""
    opened = 0
    async with sessions() as session:
        found = await running(session, china.today(now))
    for campaign, duty in found:
        for period in reversed(list(periods(campaign, duty, china.today(now)))):
            async with sessions.begin() as session:
                opened += await open_one(session, campaign, duty, period, now)
    return opened


async def running(session: AsyncSession, today: date) -> Sequence[tuple[Campaign, CampaignDuty]]:
    """The duties that bring figures, of campaigns that began; one that ended has its last report to give."""
    rows = await session.execute(
        sa.select(Campaign, CampaignDuty)
        .join(CampaignDuty, CampaignDuty.campaign_id == Campaign.id)
        .where(
            Campaign.began_on <= today, CampaignDuty.cadence.in_(HOLDING), sa.func.cardinality(CampaignDuty.figures) > 0
        )
        .order_by(Campaign.code, CampaignDuty.position)
    )
    return [(campaign, duty) for campaign, duty in rows]


def periods(campaign: Campaign, duty: CampaignDuty, today: date) -> Iterator[Period]:
    """Those that are over and touch the campaign, the latest first."""
    if duty.cadence is None or duty.cadence not in HOLDING:
        return
    day = today
    for _ in range(MISSED):
        period = last_before(duty.cadence, day)
        if period.ended_on < campaign.began_on:
            return
        if campaign.ended_on is None or period.began_on <= campaign.ended_on:
            yield period
        day = period.began_on


async def open_one(
    session: AsyncSession, campaign: Campaign, duty: CampaignDuty, period: Period, now: datetime
) -> bool:
    await session.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    of = (Report.campaign_id == campaign.id, Report.code == duty.code, Report.region_code == duty.region_code)
    there = sa.select(Report.id).where(*of, Report.window_from == period.began_on, Report.kind == ReportKind.DUTY)
    if await session.scalar(there.limit(1)) is not None:
        return False
    report = Report(
        id=uuid7(),
        kind=ReportKind.DUTY,
        state=ReportState.OPEN,
        code=duty.code,
        title_zh=duty.title_zh,
        title_en=duty.title_en,
        campaign_id=campaign.id,
        region_code=duty.region_code,
        cadence=duty.cadence,
        window_from=period.began_on,
        window_until=period.ended_on,
        due_at=due_at(duty, period.ended_on),
    )
    session.add(report)
    await session.flush()
    await fill(session, report, duty.figures, now)
    session.add(ReportMove(report_id=report.id, at=now, kind=ReportMoveKind.OPENED))
    return True
