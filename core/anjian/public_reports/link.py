"""关联隐患: the hazard that a report led to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian import china
from anjian.commands import lookup
from anjian.commands.command import RecordKey
from anjian.commands.desk import Desk
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import FoundBy, Hazard
from anjian.public_reports.model import PublicReport, ReportStage, ReportStepKind
from anjian.public_reports.request import OfReport, report_at
from anjian.public_reports.steps import note
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport(OfReport):
    """关联举报所反映的隐患."""

    hazard_id: Annotated[RecordKey, Title("隐患", "the hazard")]


async def link_report(desk: Desk, command: LinkReport) -> tuple[PublicReport, Hazard]:
    hazard = await lookup.hazard(desk, command.hazard_id)
    report = await report_at(desk, command, ReportStage.ACCEPTED)
    report.entity_id, report.hazard_id, report.sector = hazard.entity_id, hazard.id, hazard.sector
    note(desk, report, ReportStepKind.LINKED, hazard_id=hazard.id)
    if led_there(report, hazard):
        log(desk, EventKind.HAZARD_ATTRIBUTED, hazard, was=hazard.found_by, now=FoundBy.PUBLIC_REPORT)
        hazard.found_by = FoundBy.PUBLIC_REPORT
    return report, hazard


def led_there(report: PublicReport, hazard: Hazard) -> bool:
    """What the enterprise found itself stays its own: leniency hangs on it. What was known before was not led to."""
    after = hazard.found_on >= china.today(report.received_at)
    return after and hazard.found_by in (FoundBy.DEPARTMENT, FoundBy.EXPERT)
