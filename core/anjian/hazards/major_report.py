"""重大隐患报告: a major hazard is told up the line, in three parts (O16 art. 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import OfHazard
from anjian.commands.dates import not_after, not_backdated
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import uuid7
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.hazards.moving import begins, move
from anjian.hazards.papers import MajorReport
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMajorHazard(OfHazard):
    """上报重大隐患."""

    state_and_cause: Annotated[str, Title("现状及产生原因", "its present state and its cause")]
    danger_and_difficulty: Annotated[
        str, Title("危害程度和整改难易程度分析", "how dangerous it is and how hard to mend")
    ]
    proposal: Annotated[str, Title("治理方案（拟采取的措施）", "how it is to be mended")]
    reported_on: Annotated[date, Title("报告日期", "the day of the report")]


async def report_major_hazard(desk: Desk, command: ReportMajorHazard) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of():
            begins(desk, hazard, command)
        with review.of("reportedOn"):
            not_after(desk.today, command.reported_on)
            not_backdated(desk.today, command.reported_on)
    report = MajorReport(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        state_and_cause=command.state_and_cause,
        danger_and_difficulty=command.danger_and_difficulty,
        proposal=command.proposal,
        reported_on=command.reported_on,
        submitted_by=desk.viewer.person_id,
        submitted_at=desk.now,
    )
    desk.session.add(report)
    move(desk, hazard, command)
    log(desk, EventKind.MAJOR_HAZARD_REPORTED, hazard, report_id=report.id, on=command.reported_on)
    return hazard
