"""隐患办理中的文书：评定、报告、方案、防范措施、延期."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.hazards.papers import Assessment, Extension, MajorReport, Paper, Protection, RectificationPlan, Request
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Field, Type
from anjian_schema.compiler.leaves import DECIMAL
from anjian_schema.declare import (
    belongs_to,
    column,
    expression,
    has_many,
    identity,
    of_entity_scope,
    sibling,
    table,
)


def _funds(row: FromClause, _: Asked) -> ColumnElement[Any]:
    return sa.cast(row.c.funds_fen, sa.Numeric()) / sa.literal_column("100")


def _rules(assessment: FromClause, rule: FromClause) -> ColumnElement[bool]:
    return rule.c.code == sa.any_(assessment.c.rule_codes)


def _participants(assessment: FromClause, person: FromClause) -> ColumnElement[bool]:
    return person.c.id == sa.any_(assessment.c.participants)


def _of_paper(paper: type[Paper]) -> list[Field]:
    return [
        column(paper.submitted_at, "提交时间。", "When it was submitted.", filter=True, sort=True),
        belongs_to("submittedBy", "Person", "提交人。", "Who submitted it.", "submitted_by"),
        sibling("hazard", "Hazard", "所属隐患。", "The hazard it is about.", "hazard_id", filter=True),
    ]


def _of_request(request: type[Request]) -> list[Field]:
    return [
        *_of_paper(request),
        column(request.ruling, "决定。", "The ruling.", filter=True),
        column(request.ruled_at, "决定时间；待决时为空。", "When it was ruled on; empty while it waits."),
        column(request.opinion, "决定人的意见；待决时为空。", "What whoever ruled said; empty while it waits."),
        belongs_to("ruledBy", "Person", "决定人；待决时为空。", "Who ruled.", "ruled_by"),
    ]


def _paper(record: type[Paper], words: Title, fields: list[Field], common: list[Field]) -> Type:
    name = record.__name__
    return Type(
        name,
        words,
        [identity(record, name, "entity_id", "id"), *fields, *common],  # type: ignore[arg-type]  # each is a Record
        table(record),  # type: ignore[arg-type]
        ("entity_id", "id"),
        of_entity_scope(sector=False),
        order=[("submittedAt", True)],
    )


TYPES = [
    _paper(
        Assessment,
        Title("一次等级评定。", "What level somebody found a hazard to have."),
        [
            column(Assessment.level_before, "评定前的等级。", "The level it had.", filter=True),
            column(Assessment.level, "评定的等级。", "The level found.", filter=True),
            column(Assessment.grounds, "理由。", "What it is judged by."),
            column(Assessment.assessed_on, "评定日期。", "The day.", filter=True, sort=True),
            has_many("rules", "Rule", "所依据的判定条款。", "Rule items it rests on.", _rules),
            has_many("participants", "Person", "参加集体讨论的人员。", "Who discussed it.", _participants),
        ],
        _of_request(Assessment),
    ),
    _paper(
        MajorReport,
        Title("重大隐患报告。", "The report of a major hazard."),
        [
            column(MajorReport.state_and_cause, "现状及产生原因。", "Present state and cause."),
            column(MajorReport.danger_and_difficulty, "危害程度和整改难易程度。", "Danger and difficulty."),
            column(MajorReport.proposal, "治理方案。", "How it is to be mended."),
            column(MajorReport.reported_on, "报告日期。", "The day.", filter=True, sort=True),
        ],
        _of_paper(MajorReport),
    ),
    _paper(
        RectificationPlan,
        Title("重大隐患治理方案（五落实）。", "The plan for a major hazard, with its five elements."),
        [
            column(RectificationPlan.goal, "目标。", "Goal."),
            column(RectificationPlan.responsible, "责任。", "Who answers for it."),
            column(RectificationPlan.measures, "措施。", "Measures."),
            expression("fundsYuan", DECIMAL, "资金（元）。", "Money in yuan.", _funds, filter=True),
            column(RectificationPlan.due_on, "时限。", "The last day of the work.", filter=True, sort=True),
            column(RectificationPlan.emergency_plan, "预案。", "Safety meanwhile and in an emergency."),
        ],
        _of_request(RectificationPlan),
    ),
    _paper(
        Protection,
        Title("治理期间的防范措施。", "What protects people meanwhile."),
        [
            column(Protection.measures, "措施。", "Measures."),
            column(Protection.evacuated, "已撤出人员。", "People left the dangerous area.", filter=True),
            column(Protection.stopped, "已停产停业或停止使用。", "Production or use was stopped.", filter=True),
            column(Protection.taken_on, "采取日期。", "The day.", filter=True, sort=True),
            column(Protection.evidence, "佐证。", "Evidence."),
        ],
        _of_paper(Protection),
    ),
    _paper(
        Extension,
        Title("一次延期申请。", "A request for a longer term."),
        [
            column(Extension.reason, "理由。", "Why."),
            column(Extension.due_before, "原期限。", "The term there was."),
            column(Extension.due_on, "申请的新期限。", "The term asked for.", filter=True, sort=True),
        ],
        _of_request(Extension),
    ),
]
