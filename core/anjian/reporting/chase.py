"""逾期未报逐级催报: a report that nobody submits climbs the steps of its duty, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import aliased

from anjian import china
from anjian.campaigns.model import CampaignChase, ChaseKind
from anjian.regions.codes import LEVELS
from anjian.reporting.model import Report, ReportKind, ReportMove, ReportMoveKind, ReportState

DONE: Mapping[ChaseKind, ReportMoveKind] = {
    ChaseKind.REMINDER: ReportMoveKind.REMINDED,
    ChaseKind.CIRCULAR: ReportMoveKind.CIRCULATED,
    ChaseKind.INTERVIEW: ReportMoveKind.INTERVIEWED,
}
WAITING = (ReportState.OPEN, ReportState.RETURNED)


async def chase(sessions: async_sessionmaker[AsyncSession], now: datetime) -> int:
    """How many steps were taken; on two servers each by one. What somebody works at waits for the next time."""
    async with sessions.begin() as session:
        found = (await session.execute(due(now))).all()
        session.add_all([taken(step, now) for step in found])
    return len(found)


def taken(step: sa.Row[Any], now: datetime) -> ReportMove:
    by_then = step.since.astimezone(china.CHINA)
    days = (now - step.since).days
    why = f"{by_then:%Y-%m-%d %H:%M} 起未报送，已 {days} 日 / not submitted for {days} days"
    told = step.region_code[: step.digits]
    return ReportMove(report_id=step.id, at=now, kind=DONE[step.does], reason=why, step=step.step, region_code=told)


def due(now: datetime) -> sa.Select[Any]:
    """Of each report the first step not taken yet, once its days are over."""
    last = aliased(ReportMove)
    since = sa.func.greatest(Report.due_at, came_back()).label("since")
    next_step = sa.func.coalesce(
        sa.select(sa.func.max(last.step)).where(last.report_id == Report.id, last.at > since).scalar_subquery(), 0
    )
    return (
        sa.select(Report.id, Report.region_code, CampaignChase.step, CampaignChase.does, digits(), since)
        .join(
            CampaignChase,
            sa.and_(CampaignChase.campaign_id == Report.campaign_id, CampaignChase.duty_code == Report.code),
        )
        .where(Report.kind == ReportKind.DUTY, Report.state.in_(WAITING), CampaignChase.step == next_step + 1)
        .where(since + sa.func.make_interval(0, 0, 0, CampaignChase.days) <= now)
        .with_for_update(of=Report, skip_locked=True)
    )


def came_back() -> ColumnElement[datetime]:
    """When it was opened, returned or counted anew: nobody is late before that."""
    move = aliased(ReportMove)
    latest = sa.select(sa.func.max(move.at)).where(move.report_id == Report.id, move.step.is_(None))
    return latest.scalar_subquery()


def digits() -> ColumnElement[int]:
    """Of the code of the region that is told: an ancestor of the one that reports, or itself."""
    lengths = {level: length for length, level in LEVELS.items()}
    told = sa.case(lengths, value=CampaignChase.to_level, else_=sa.func.length(Report.region_code))
    return told.label("digits")
