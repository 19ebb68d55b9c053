"""判定及其说明."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.inspections.model import Judgement
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, Type
from anjian_schema.compiler.leaves import STRING
from anjian_schema.declare import (
    belongs_to,
    column,
    facts_named,
    has_many,
    identity,
    inside,
    json_value,
    key,
    of_entity_scope,
    region_filter,
    sibling,
    table,
)


def _stored(row: FromClause, _arguments: Any, asked: Asked) -> ColumnElement[Any]:
    """The explanation as it was written on the day, in the reader's language."""
    return row.c.explanation.op("->", return_type=JSONB())(asked.language)


def missing(row: FromClause, fact: FromClause) -> ColumnElement[bool]:
    return facts_named(row, fact, "missing")


EXPLANATION = Type(
    "Explanation",
    Title("判定说明，按读者语言。", "Why the verdict is what it is, in the reader's language."),
    [
        key("text", STRING, "一句话说明。", "One sentence."),
        inside("facts", "ExplainedFact", "用到的事实。", "The facts used.", many=True),
        inside("condition", "RuleCondition", "逐层判断。", "The decision, step by step.", at="tree", nullable=True),
        json_value("tree", "逐层判断（JSON），各层齐全。", "The same as JSON, however deep."),
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

TYPES = [
    EXPLANATION,
    EXPLAINED_FACT,
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
            has_many("missingFacts", "Fact", "尚缺的事实，其 items 能查明。", "They; items would tell.", missing),
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
