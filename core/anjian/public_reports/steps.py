"""The log of reports."""

from __future__ import annotations

from datetime import datetime

from pydantic_core import to_jsonable_python

from anjian.access.viewer import Viewer
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.public_reports.model import PublicReport, ReportStep, ReportStepKind


def step(report_id: UUID, kind: ReportStepKind, at: datetime, viewer: Viewer | None, **data: object) -> ReportStep:
    return ReportStep(
        report_id=report_id,
        kind=kind,
        at=at,
        actor_id=viewer and viewer.person_id,
        data=to_jsonable_python(data),
    )


def note(desk: Desk, report: PublicReport, kind: ReportStepKind, **data: object) -> None:
    """In the transaction of the change it tells of."""
    desk.session.add(step(report.id, kind, desk.now, desk.viewer, **data))
