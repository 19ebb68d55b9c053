"""The life of a report: submitted, returned, corrected, locked. Each step says who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

import sqlalchemy as sa

from anjian.campaigns.model import CampaignDuty
from anjian.commands.command import Command, Limit, Of
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.people.model import Person
from anjian.reporting.filling import fill
from anjian.reporting.model import Report, ReportFigure, ReportKind, ReportMove, ReportMoveKind, ReportState
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a person says of a number that looks odd."""

    words: ClassVar[Title] = Title("对一个数字的说明", "What a person says of a number that looks odd")

    position: Annotated[int, Title("数字的序号", "the position of the number")]
    text: Annotated[str, Title("说明", "what there is to say of it"), Limit(1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfReport(Command):
    report_id: Annotated[UUID, Title("报告", "the report"), Of("Report")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport(OfReport):
    """报送：确认各数字，必要时说明."""

    explanations: Annotated[tuple[Explanation, ...], Title("对数字的说明", "what there is to say of its numbers")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithReason(OfReport):
    reason: Annotated[str, Title("理由", "why"), Limit(1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReport(WithReason):
    """退回报告."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReport(WithReason):
    """更正报告：按现有记录重新统计，形成新的版次."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockReport(OfReport):
    """锁定报告."""


class WrongReportState(AnjianError):
    code = "REPORT_STATE_WRONG"
    words = Title(
        "报告{stage_zh}，不能这样办理；可以：{next_zh}", "the report is {stage_en}; what can follow is: {next_en}"
    )


class ReportLocked(AnjianError):
    code = "REPORT_LOCKED"
    words = Title(
        "{window_from} 至 {window_until} 的报告已锁定；请用 correctReport 更正并说明理由",
        "the report of {window_from} to {window_until} is locked: correct it, with a reason",
    )


class NoDutyReport(AnjianError):
    code = "NO_DUTY_REPORT"
    words = Title("清单和已公布的数字不报送、不退回", "lists and published numbers are neither submitted nor returned")


class NoSuchNumber(AnjianError):
    code = "NO_SUCH_NUMBER"
    words = Title("报告没有第 {position} 个数字，共 {count} 个", "the report has no number {position}; it has {count}")


class NotYourReport(AnjianError):
    code = "NOT_YOUR_REPORT"
    words = Title(
        "该报告由 {region} 报送；退回、锁定由其上级办理",
        "it is for {region} to submit; who returns and locks it stands above",
    )


NEXT: Mapping[ReportState, Title] = {
    ReportState.OPEN: Title("报送", "submit it"),
    ReportState.SUBMITTED: Title("退回、锁定", "return or lock it"),
    ReportState.RETURNED: Title("更正后报送", "correct it, then submit"),
    ReportState.LOCKED: Title("更正", "correct it"),
}


async def submit_report(desk: Desk, command: SubmitReport) -> Report:
    report = await in_stage(desk, command, ReportState.OPEN)
    numbers = await numbers_of(desk, report)
    with Review() as review:
        for place, one in enumerate(command.explanations):
            with review.of("explanations", place, "position"):
                if one.position not in numbers:
                    raise NoSuchNumber(position=one.position, count=len(numbers))
                numbers[one.position].explanation = one.text.strip()
    report.state, report.submitted_at = ReportState.SUBMITTED, desk.now
    report.signer = await desk.session.scalar(sa.select(Person.name).where(Person.id == desk.viewer.person_id))
    return note(desk, report, ReportMoveKind.SUBMITTED)


async def return_report(desk: Desk, command: ReturnReport) -> Report:
    report = await in_stage(desk, command, ReportState.SUBMITTED)
    stands_above(desk, report)
    report.state, report.submitted_at = ReportState.RETURNED, None
    return note(desk, report, ReportMoveKind.RETURNED, command.reason)


async def lock_report(desk: Desk, command: LockReport) -> Report:
    report = await in_stage(desk, command, ReportState.SUBMITTED)
    stands_above(desk, report)
    report.state = ReportState.LOCKED
    return note(desk, report, ReportMoveKind.LOCKED)


async def correct_report(desk: Desk, command: CorrectReport) -> Report:
    """A new edition is counted from the records of now; the one before stays, locked."""
    earlier = await in_stage(desk, command, ReportState.RETURNED, ReportState.LOCKED)
    await only_latest(desk, earlier)
    kept = ("kind", "code", "title_zh", "title_en", "campaign_id", "region_code", "cadence")
    copied = {name: getattr(earlier, name) for name in (*kept, "window_from", "window_until", "due_at")}
    report = Report(id=uuid7(), state=ReportState.OPEN, edition=earlier.edition + 1, **copied)
    earlier.state = ReportState.LOCKED
    desk.session.add(report)
    await desk.session.flush()
    names = await desk.session.scalars(
        sa.select(CampaignDuty.figures).where(
            CampaignDuty.campaign_id == report.campaign_id,
            CampaignDuty.code == report.code,
            CampaignDuty.region_code == report.region_code,
        )
    )
    await fill(desk.session, report, names.first() or (), desk.now)
    return note(desk, report, ReportMoveKind.CORRECTED, command.reason)


async def only_latest(desk: Desk, report: Report) -> None:
    later = sa.select(Report.id).where(
        Report.campaign_id == report.campaign_id,
        Report.code == report.code,
        Report.region_code == report.region_code,
        Report.window_from == report.window_from,
        Report.edition > report.edition,
    )
    if await desk.session.scalar(later.limit(1)) is not None:
        raise ReportLocked(window_from=report.window_from, window_until=report.window_until, path=("reportId",))


async def in_stage(desk: Desk, command: OfReport, *stages: ReportState) -> Report:
    """The report, held, within the viewer's region."""
    found = await desk.session.scalar(sa.select(Report).where(Report.id == command.report_id).with_for_update())
    if found is None or not found.region_code.startswith(desk.viewer.region_code or ""):
        raise NotFound(noun_zh="该报告", noun_en="report", path=("reportId",))
    if found.kind is not ReportKind.DUTY:
        raise NoDutyReport(path=("reportId",))
    if found.state not in stages:
        told, follows = found.state.words, NEXT[found.state]
        named = {"stage_zh": told.zh, "stage_en": told.en, "next_zh": follows.zh, "next_en": follows.en}
        if found.state is ReportState.LOCKED:
            raise ReportLocked(window_from=found.window_from, window_until=found.window_until, path=("reportId",))
        raise WrongReportState(**named, path=("reportId",))
    return found


def stands_above(desk: Desk, report: Report) -> None:
    """Whoever reports does not judge the report: a region is answered by one above it."""
    own = desk.viewer.region_code or ""
    if own == report.region_code:
        raise NotYourReport(region=report.region_code, path=("reportId",))


async def numbers_of(desk: Desk, report: Report) -> dict[int, ReportFigure]:
    found = await desk.session.scalars(sa.select(ReportFigure).where(ReportFigure.report_id == report.id))
    return {one.position: one for one in found}


def note(desk: Desk, report: Report, kind: ReportMoveKind, reason: str | None = None) -> Report:
    step = {"at": desk.now, "kind": kind, "person_id": desk.viewer.person_id}
    desk.session.add(ReportMove(report_id=report.id, reason=reason and reason.strip(), **step))
    return report
