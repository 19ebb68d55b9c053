"""检查及其逐项结果."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.inspections.model import Answer, Inspection
from anjian.words import Title
from anjian_schema import personal
from anjian_schema.compiler.catalog import ToOne, Type
from anjian_schema.compiler.leaves import STRING
from anjian_schema.declare import (
    belongs_to,
    column,
    expression,
    has_many,
    identity,
    of_entity_scope,
    region_filter,
    siblings,
    table,
)
from anjian_schema.nouns.evidence import files_of
from anjian_schema.nouns.figures import figure_filter
from anjian_schema.nouns.reports import reported_filter


def _checklist(row: FromClause, checklist: FromClause) -> ColumnElement[bool]:
    return sa.and_(checklist.c.code == row.c.checklist_code, checklist.c.version == row.c.checklist_version)


def _answers(inspection: FromClause, answer: FromClause) -> ColumnElement[bool]:
    return sa.and_(answer.c.entity_id == inspection.c.entity_id, answer.c.inspection_id == inspection.c.id)


def _item(answer: FromClause, item: FromClause) -> ColumnElement[bool]:
    """Of the checklist that was in hand."""
    inspection = table(Inspection).alias()
    used = sa.select(inspection.c.checklist_code, inspection.c.checklist_version).where(
        inspection.c.entity_id == answer.c.entity_id, inspection.c.id == answer.c.inspection_id
    )
    here = sa.tuple_(item.c.checklist_code, item.c.checklist_version)
    return sa.and_(item.c.code == answer.c.item_code, here == used.correlate_except(inspection).scalar_subquery())


TYPES = [
    Type(
        "Inspection",
        Title("对一个对象的一次检查（家次）。", "One visit to one entity."),
        [
            identity(Inspection, "Inspection", "entity_id", "id"),
            column(Inspection.kind, "方式。", "Kind.", filter=True),
            column(Inspection.sector, "行业。", "Sector.", filter=True, sort=True),
            column(Inspection.inspected_on, "检查日期。", "The day.", filter=True, sort=True),
            column(Inspection.document_no, "文书号。", "Document number.", filter=True),
            expression(
                "signers",
                STRING,
                "签字人；自查由企业人员签字，对外只显示姓。",
                "Who signed; of a self-inspection, signed by the enterprise, outsiders see surnames alone.",
                personal.signers,
                many=True,
            ),
            column(Inspection.conclusion, "结论。", "Conclusion."),
            column(
                Inspection.opened_on,
                "暗查暗访向被查单位公开的日期；此前对其不可见。",
                "When a covert inspection was opened to the inspected side, which does not see it before.",
                filter=True,
            ),
            column(
                Inspection.posting_due_on,
                "自查情况最迟公布日期（每月30日）；其他检查为空。",
                "The last day to post a self-inspection inside the unit; empty for others.",
                filter=True,
            ),
            column(
                Inspection.posted_on,
                "自查情况在单位内部公布的日期。",
                "When it was posted inside the unit.",
                filter=True,
            ),
            column(Inspection.posted_at, "公布地点。", "Where it hangs."),
            expression(
                "principal",
                STRING,
                "签字的主要负责人，对外只显示姓。",
                "The principal who signed it; outsiders see the surname alone.",
                lambda row, asked: personal.of_the_enterprise(row.c.principal, asked),
                nullable=True,
            ),
            column(Inspection.submitted_at, "提交时间。", "When it was submitted.", sort=True),
            column(Inspection.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "被检查对象。", "The entity.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("campaign", "Campaign", "所属专项行动。", "Its campaign.", "campaign_id", filter=True),
            belongs_to("team", "Team", "检查组。", "The team.", "team_id", filter=True),
            belongs_to("inspector", "Person", "检查人。", "The inspector.", "inspector_id"),
            ToOne("checklist", "Checklist", Title("所用检查表；未用时为空。", "The checklist used."), _checklist),
            files_of("inspection_id"),
            has_many("answers", "Answer", "逐项结果。", "The answers.", _answers),
            has_many(
                "hazards", "Hazard", "发现的隐患。", "Hazards it found.", siblings("id", "inspection_id"), filter=True
            ),
            has_many("judgements", "Judgement", "作出的判定。", "Its judgements.", siblings("id", "inspection_id")),
            has_many("opinions", "Opinion", "现场检查意见书。", "The opinion on it.", siblings("id", "inspection_id")),
        ],
        table(Inspection),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("inspectedOn", True)],
        filters=[region_filter(), figure_filter(Inspection), reported_filter(Inspection)],
    ),
    Type(
        "Answer",
        Title("一个检查项的结果。", "What was found for one item."),
        [
            column(Answer.item_code, "检查项编码。", "The item's code.", filter=True, sort=True),
            column(Answer.result, "结果。", "The result.", filter=True),
            column(Answer.values, "随答案登记的数值（JSON）。", "Measured values given with it."),
            column(Answer.note, "说明。", "Note."),
            ToOne("item", "ChecklistItem", Title("检查项。", "The item."), _item),
        ],
        table(Answer),
        (),
        of_entity_scope(sector=False),
        order=[("itemCode", False)],
        tie=("item_code", "inspection_id"),
    ),
]
