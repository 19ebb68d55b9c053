"""受理、不予受理、移送、办结: what an authority does with a report.

安全生产领域举报奖励办法 (安监总财〔2018〕19号) and its predecessor of 2012: concluded within 60 days after acceptance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import Limit
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.public_reports.model import PublicReport, Refusal, ReportFinding, ReportStage, ReportStepKind
from anjian.public_reports.request import OfReport, report_at
from anjian.public_reports.steps import note
from anjian.public_reports.submit import known_region
from anjian.words import Title

TERM = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptReport(OfReport):
    """受理举报."""

    sector: Annotated[str | None, Title("行业领域；不明时为空", "the sector, where it is known"), Limit(200)] = None
    entity_id: Annotated[UUID | None, Title("被举报的监管对象；不明时为空", "the entity, where it is known")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseReport(OfReport):
    """不予受理."""

    refusal: Annotated[Refusal, Title("原因", "why")]
    reply: Annotated[str, Title("给举报人的答复", "what the informant is told"), Limit(2000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferReport(OfReport):
    """移送其他地区办理."""

    region_code: Annotated[str, Title("接办地区的区划代码", "the region whose authority takes over"), Limit(12)]
    reason: Annotated[str, Title("理由", "why"), Limit(1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludeReport(OfReport):
    """办结举报."""

    finding: Annotated[ReportFinding, Title("核查结论", "what was found")]
    reply: Annotated[str, Title("给举报人的答复", "what the informant is told"), Limit(2000)]


async def accept_report(desk: Desk, command: AcceptReport) -> PublicReport:
    entity = None if command.entity_id is None else await lookup.entity(desk, command.entity_id)
    report = await report_at(desk, command, ReportStage.RECEIVED)
    if command.sector is not None:
        report.sector = lookup.sector(desk, command.sector).name
    report.entity_id = None if entity is None else entity.id
    report.stage, report.accepted_on, report.due_on = ReportStage.ACCEPTED, desk.today, desk.today + TERM
    note(desk, report, ReportStepKind.ACCEPTED, due_on=report.due_on)
    return report


async def refuse_report(desk: Desk, command: RefuseReport) -> PublicReport:
    report = await report_at(desk, command, ReportStage.RECEIVED)
    report.stage, report.refusal, report.reply = ReportStage.REFUSED, command.refusal, command.reply
    note(desk, report, ReportStepKind.REFUSED, refusal=command.refusal)
    return report


async def transfer_report(desk: Desk, command: TransferReport) -> PublicReport:
    """It lies with the other authority from now on, which decides anew whether it is its own."""
    report = await report_at(desk, command, ReportStage.RECEIVED, ReportStage.ACCEPTED)
    with Review() as review, review.of("regionCode"):
        region_code = await known_region(desk.session, command.region_code)
    note(desk, report, ReportStepKind.TRANSFERRED, was=report.region_code, now=region_code, reason=command.reason)
    report.region_code, report.stage = region_code, ReportStage.RECEIVED
    report.accepted_on = report.due_on = None
    return report


async def conclude_report(desk: Desk, command: ConcludeReport) -> PublicReport:
    report = await report_at(desk, command, ReportStage.ACCEPTED)
    report.stage, report.finding, report.reply = ReportStage.CONCLUDED, command.finding, command.reply
    report.concluded_on = desk.today
    note(desk, report, ReportStepKind.CONCLUDED, finding=command.finding)
    return report
