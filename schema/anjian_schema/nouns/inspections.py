"""检查、检查表、判定、规则."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.inspections.model import Answer, Checklist, ChecklistItem, Inspection, Judgement, Rule
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, Embedded, ToOne, Type
from anjian_schema.compiler.leaves import STRING
from anjian_schema.declare import (
    belongs_to,
    by,
    column,
    expression,
    has_many,
    identity,
    in_language,
    inside,
    json_value,
    key,
    of_entity_scope,
    region_filter,
    sibling,
    siblings,
    table,
)
from anjian_schema.nouns.figures import figure_filter


def _stored(row: FromClause, _arguments: Any, asked: Asked) -> ColumnElement[Any]:
    """The explanation as it was written on the day, in the reader's language."""
    return row.c.explanation.op("->", return_type=JSONB())(asked.language)


def _clause(row: FromClause, _arguments: Any, _asked: Asked) -> ColumnElement[Any]:
    return sa.func.jsonb_build_object(
        sa.literal_column("'standard'"),
        row.c.standard,
        sa.literal_column("'title_zh'"),
        row.c.standard_title_zh,
        sa.literal_column("'title_en'"),
        row.c.standard_title_en,
        sa.literal_column("'edition'"),
        row.c.edition,
        sa.literal_column("'item'"),
        row.c.item,
        type_=JSONB(),
    )


def _items(checklist: FromClause, item: FromClause) -> ColumnElement[bool]:
    return sa.and_(item.c.checklist_code == checklist.c.code, item.c.checklist_version == checklist.c.version)


def _checklist(row: FromClause, checklist: FromClause) -> ColumnElement[bool]:
    return sa.and_(checklist.c.code == row.c.checklist_code, checklist.c.version == row.c.checklist_version)


def _answers(inspection: FromClause, answer: FromClause) -> ColumnElement[bool]:
    return sa.and_(answer.c.entity_id == inspection.c.entity_id, answer.c.inspection_id == inspection.c.id)


CLAUSE = Type(
    "Clause",
    Title("判定依据的条款。", "The clause a rule rests on."),
    [
        key("standard", STRING, "标准或文件编号。", "Number of the standard or document."),
        expression(
            "title",
            STRING,
            "标准名称。",
            "Title of the standard.",
            lambda value, asked: sa.type_coerce(value, JSONB()).op("->>", return_type=sa.Text())(
                sa.literal_column("'title_'").op("||")(asked.language)
            ),
        ),
        key("edition", STRING, "版本。", "Edition."),
        key("item", STRING, "条款号。", "Clause."),
    ],
)

EXPLANATION = Type(
    "Explanation",
    Title("判定说明，按读者语言。", "Why the verdict is what it is, in the reader's language."),
    [
        key("text", STRING, "一句话说明。", "One sentence."),
        inside("facts", "ExplainedFact", "用到的事实。", "The facts used.", many=True),
        json_value("tree", "逐层判断（JSON）。", "The decision step by step."),
    ],
)

EXPLAINED_FACT = Type(
    "ExplainedFact",
    Title("判定用到的一个事实。", "One fact a judgement used."),
    [
        key("name", STRING, "字段名。", "Name of the fact."),
        key("label", STRING, "名称。", "Label."),
        key("value", STRING, "值；未登记时为空。", "Value; empty when nobody recorded it.", nullable=True),
        key("unit", STRING, "单位。", "Unit.", nullable=True),
        key("source", STRING, "来源。", "Where it comes from.", nullable=True),
    ],
)

RULE = Type(
    "Rule",
    Title("重大事故隐患判定条款。", "A rule that judges major hazards."),
    [
        identity(Rule, "Rule", "code"),
        column(Rule.code, "编码。", "Code.", filter=True, sort=True),
        column(Rule.sector, "行业。", "Sector.", filter=True, sort=True),
        in_language("title", "title", "名称。", "Title."),
        in_language("rectification", "rectification", "典型整改。", "What usually mends it.", nullable=True),
        Embedded("clause", "Clause", Title("依据条款。", "Its clause."), _clause),
        column(Rule.effective_from, "施行日期。", "In force from.", filter=True, sort=True),
        column(Rule.effective_until, "失效日期；仍有效时为空。", "In force until; empty while in force."),
        column(
            Rule.confidence,
            "verified 可计算；recalled 只提示人工判断。",
            "verified, or recalled: prompts a person only.",
        ),
        column(Rule.expression, "表达式（JSON）。", "The expression."),
        column(Rule.retired, "已无插件提供。", "No installed plugin offers it.", filter=True),
        belongs_to("extends", "Rule", "所补充的上级规则。", "The wider rule that it adds to.", "extends", "code"),
        has_many("extendedBy", "Rule", "补充它的地方规则。", "Stricter local rules.", by("code", "extends")),
        has_many("judgements", "Judgement", "用它作出的判定。", "Judgements by it.", by("code", "rule_code")),
    ],
    table(Rule),
    ("code",),
    PUBLIC,
    order=[("code", False)],
)

TYPES = [
    CLAUSE,
    EXPLANATION,
    EXPLAINED_FACT,
    RULE,
    Type(
        "Checklist",
        Title("检查表的一个版本；用过即不再变。", "One version of a checklist; once used it never changes."),
        [
            column(Checklist.code, "编码。", "Code.", filter=True, sort=True),
            column(Checklist.version, "版本。", "Version.", filter=True, sort=True),
            column(
                Checklist.sector, "行业；共性检查表各行业通用，为空。", "Sector; empty for a common one.", filter=True
            ),
            in_language("title", "title", "名称。", "Title."),
            column(Checklist.retired, "已无插件提供。", "No installed plugin offers it.", filter=True),
            has_many("items", "ChecklistItem", "检查项。", "Its items.", _items),
        ],
        table(Checklist),
        (),
        PUBLIC,
        order=[("code", False), ("version", True)],
        tie=("code", "version"),
    ),
    Type(
        "ChecklistItem",
        Title("检查内容、检查方式、问题表现、整改要求。", "What to check, how, what a problem looks like, what to do."),
        [
            column(ChecklistItem.code, "编码。", "Code.", filter=True, sort=True),
            column(ChecklistItem.position, "序号。", "Position.", sort=True),
            in_language("content", "content", "检查内容。", "What to check."),
            in_language("method", "method", "检查方式。", "How to check."),
            in_language("problem", "problem", "问题表现。", "What a problem looks like."),
            in_language("rectification", "rectification", "整改要求。", "Rectification required."),
            column(ChecklistItem.facts, "回答会记录的事实。", "The facts an answer observes."),
        ],
        table(ChecklistItem),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("checklist_code", "checklist_version", "code"),
    ),
    Type(
        "Inspection",
        Title("对一个对象的一次检查（家次）。", "One visit to one entity."),
        [
            identity(Inspection, "Inspection", "entity_id", "id"),
            column(Inspection.kind, "方式。", "Kind.", filter=True),
            column(Inspection.sector, "行业。", "Sector.", filter=True, sort=True),
            column(Inspection.inspected_on, "检查日期。", "The day.", filter=True, sort=True),
            column(Inspection.document_no, "文书号。", "Document number.", filter=True),
            column(Inspection.signers, "签字人。", "Who signed."),
            column(Inspection.conclusion, "结论。", "Conclusion."),
            column(Inspection.submitted_at, "提交时间。", "When it was submitted.", sort=True),
            column(Inspection.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "被检查对象。", "The entity.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("campaign", "Campaign", "所属专项行动。", "Its campaign.", "campaign_id", filter=True),
            belongs_to("team", "Team", "检查组。", "The team.", "team_id", filter=True),
            belongs_to("inspector", "Person", "检查人。", "The inspector.", "inspector_id"),
            ToOne("checklist", "Checklist", Title("所用检查表；未用时为空。", "The checklist used."), _checklist),
            has_many("answers", "Answer", "逐项结果。", "The answers.", _answers),
            has_many(
                "hazards", "Hazard", "发现的隐患。", "Hazards it found.", siblings("id", "inspection_id"), filter=True
            ),
            has_many("judgements", "Judgement", "作出的判定。", "Its judgements.", siblings("id", "inspection_id")),
        ],
        table(Inspection),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("inspectedOn", True)],
        filters=[region_filter(), figure_filter(Inspection)],
    ),
    Type(
        "Answer",
        Title("一个检查项的结果。", "What was found for one item."),
        [
            column(Answer.item_code, "检查项编码。", "The item's code.", filter=True, sort=True),
            column(Answer.result, "结果。", "The result.", filter=True),
            column(Answer.values, "随答案登记的数值（JSON）。", "Measured values given with it."),
            column(Answer.note, "说明。", "Note."),
        ],
        table(Answer),
        (),
        of_entity_scope(sector=False),
        order=[("itemCode", False)],
        tie=("item_code", "inspection_id"),
    ),
    Type(
        "Judgement",
        Title("一条规则在某日对某对象的判定；不修改，只有后来者。", "One rule applied to one entity on one day."),
        [
            identity(Judgement, "Judgement", "entity_id", "id"),
            column(Judgement.verdict, "结论。", "The verdict.", filter=True),
            column(Judgement.judged_on, "判定日期。", "The day judged.", filter=True, sort=True),
            column(Judgement.facts, "用到的事实（JSON）。", "The facts used."),
            column(Judgement.missing, "尚缺、且能决定结论的事实。", "Facts missing that would still decide it."),
            column(Judgement.standard, "当时依据的标准。", "The standard of the day."),
            column(Judgement.edition, "当时的版本。", "Its edition of the day."),
            column(Judgement.clause, "当时的条款。", "Its clause of the day.", name="item"),
            belongs_to("rule", "Rule", "规则。", "The rule.", "rule_code", "code", nullable=False, filter=True),
            Embedded("explanation", "Explanation", Title("说明。", "Why."), _stored),
            belongs_to("entity", "Entity", "对象。", "The entity.", "entity_id", nullable=False, filter=True),
            sibling("inspection", "Inspection", "来自哪次检查。", "The inspection behind it.", "inspection_id"),
        ],
        table(Judgement),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("judgedOn", True)],
        filters=[region_filter()],
    ),
]
