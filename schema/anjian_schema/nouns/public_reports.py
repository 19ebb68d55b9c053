"""群众举报."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.public_reports.model import PublicReport, ReportStep
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, Scope, ToOne, Type
from anjian_schema.compiler.leaves import DECIMAL
from anjian_schema.declare import (
    belongs_to,
    by,
    column,
    expression,
    has_many,
    identity,
    region_filter,
    sector_column,
    table,
)


def _reward(row: FromClause, _: Asked) -> ColumnElement[Any]:
    return sa.cast(row.c.reward_fen, sa.Numeric()) / sa.literal_column("100")


def _hazard(row: FromClause, hazard: FromClause) -> ColumnElement[bool]:
    return sa.and_(hazard.c.entity_id == row.c.entity_id, hazard.c.id == row.c.hazard_id)


TYPES = [
    Type(
        "PublicReport",
        Title(
            "一件群众举报；举报人的身份另行密封，此处没有。",
            "A report of the public; who told it is sealed elsewhere, and not here.",
        ),
        [
            identity(PublicReport, "PublicReport", "id"),
            column(PublicReport.place, "举报的地点或单位。", "Where it is, as told."),
            column(PublicReport.content, "举报内容。", "What is told."),
            column(PublicReport.sector, "行业；不明时为空。", "Sector, where known.", filter=True),
            column(PublicReport.named, "实名。", "Whether an identity is sealed.", filter=True),
            column(PublicReport.channel, "如何收到。", "How it came in.", filter=True),
            column(PublicReport.received_at, "收到时间。", "Received at.", filter=True, sort=True),
            column(PublicReport.stage, "办理阶段。", "Stage.", filter=True),
            column(PublicReport.accepted_on, "受理日期。", "Accepted on."),
            column(PublicReport.due_on, "应办结日期；受理前为空。", "To be concluded by.", filter=True, sort=True),
            column(PublicReport.refusal, "不予受理的原因。", "Why it was refused.", filter=True),
            column(PublicReport.finding, "核查结论；未办结时为空。", "What was found.", filter=True),
            column(PublicReport.reply, "给举报人的答复。", "What the informant is told."),
            column(PublicReport.concluded_on, "办结日期。", "Concluded on."),
            expression(
                "rewardYuan", DECIMAL, "奖励金额（元）；未决定时为空。", "The reward in yuan.", _reward, nullable=True
            ),
            column(PublicReport.reward_basis, "奖励依据。", "What the reward rests on."),
            column(PublicReport.reward_on, "决定奖励的日期。", "When the reward was decided."),
            column(PublicReport.version, "版本，修改时作为 expectedVersion 传回。", "Hand it back as expectedVersion."),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("receivedBy", "Person", "代为登记的人员。", "Who wrote it down on behalf.", "received_by"),
            belongs_to("entity", "Entity", "被举报的监管对象；不明时为空。", "The entity, where known.", "entity_id"),
            ToOne("hazard", "Hazard", Title("所查实的隐患。", "The hazard it led to."), _hazard),
            has_many("steps", "PublicReportStep", "办理经过。", "What was done.", by("id", "report_id")),
        ],
        table(PublicReport),
        ("id",),
        Scope("region_code", "entity_id", sector_column),
        order=[("receivedAt", True)],
        filters=[region_filter()],
    ),
    Type(
        "PublicReportStep",
        Title("举报办理中的一步。", "One step about a report."),
        [
            column(ReportStep.at, "何时。", "When.", sort=True),
            column(ReportStep.kind, "何事。", "What.", filter=True),
            column(ReportStep.data, "详情（JSON）。", "Details."),
            belongs_to("actor", "Person", "何人；举报人自己时为空。", "Who; empty for the informant.", "actor_id"),
        ],
        table(ReportStep),
        (),
        PUBLIC,
        order=[("at", True)],
        tie=("id",),
    ),
]
