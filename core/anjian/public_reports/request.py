"""What commands on a report have in common: the report itself, within reach and at the version that was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.commands.command import Of, Revision
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.public_reports.model import PublicReport, ReportStage
from anjian.public_reports.reaching import known_report
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class OfReport(Revision):
    """A command on one report of the public."""

    report_id: Annotated[UUID, Title("举报", "the report"), Of("PublicReport")]


class WrongReportStage(AnjianError):
    code = "WRONG_REPORT_STAGE"
    words = Title(
        "该举报{stage_zh}；此事只能在{needed_zh}时办理",
        "the report is {stage_en}: this is done while it is {needed_en}",
    )


async def report_at(desk: Desk, command: OfReport, *stages: ReportStage) -> PublicReport:
    """The report, held until the command is done."""
    found = await known_report(desk, command.report_id, command.expected_version)
    if found.stage not in stages:
        now, needed = found.stage.words, [stage.words for stage in stages]
        raise WrongReportStage(
            path=("reportId",),
            stage_zh=now.zh,
            stage_en=now.en,
            needed_zh="、".join(words.zh for words in needed),
            needed_en=" or ".join(words.en for words in needed),
        )
    return found
