"""Finds a report for a command: by the same policy as reads, and held until the command is done."""

from __future__ import annotations

import sqlalchemy as sa

from anjian.access.scope import visible
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound, StaleVersion
from anjian.database.ids import UUID
from anjian.public_reports.model import PublicReport


async def known_report(desk: Desk, report_id: UUID, expected_version: int | None = None) -> PublicReport:
    seen = sa.select(PublicReport).where(PublicReport.id == report_id, *visible(desk.viewer, PublicReport))
    found = await desk.session.scalar(seen.with_for_update().execution_options(populate_existing=True))
    if found is None:
        raise NotFound(noun_zh="该举报", noun_en="report", path=("reportId",))
    if expected_version is not None and expected_version != found.version:
        raise StaleVersion(current=found.version, expected=expected_version, path=("expectedVersion",))
    return found
