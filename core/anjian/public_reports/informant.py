"""Opens a sealed identity, for whoever has the keys at a terminal: nobody through the interface."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.public_reports.model import PublicReport, ReportStepKind
from anjian.public_reports.sealing import INFORMANT, Seal
from anjian.public_reports.steps import step
from anjian.words import Title


class NobodySealed(AnjianError):
    code = "NOBODY_SEALED"
    words = Title("没有举报 {id}，或该举报未留身份", "there is no report {id}, or it was made without a name")


async def informant(
    sessions: async_sessionmaker[AsyncSession], seal: Seal, report_id: UUID, reason: str, now: datetime
) -> Mapping[str, str]:
    """That somebody looked, and why, is written down before anything is told."""
    async with sessions.begin() as session:
        report = await session.get(PublicReport, report_id)
        row = (await session.execute(sa.select(INFORMANT).where(INFORMANT.c.report_id == report_id))).one_or_none()
        if report is None or row is None:
            raise NobodySealed(id=report_id)
        opened = seal.open(report_id, row.key, row.identity)
        session.add(step(report_id, ReportStepKind.IDENTITY_READ, now, None, reason=reason))
    return opened
