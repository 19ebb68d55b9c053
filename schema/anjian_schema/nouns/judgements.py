"""判定及其说明."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from anjian.inspections.model import Judgement
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, ToOne, Type
from anjian_schema.compiler.leaves import DATE, STRING
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
    word,
)


def _stored(row: FromClause, _arguments: Any, asked: Asked) -> ColumnElement[Any]:
    """The explanation as it was written on the day, in the reader's language, and of which entity it is."""
    return _with(_under(row.c.explanation, asked.language), sa.func.to_jsonb(row.c.entity_id))


def _facts(explanation: Any, _arguments: Any, asked: Asked) -> ColumnElement[Any]:
    """Each still knows the entity: an inspection is found by both."""
    each = (
        sa.func.jsonb_array_elements(_under(explanation, FACTS))
        .table_valued(sa.column("value", JSONB), with_ordinality="position", name=asked.name("j"))
        .render_derived()
    )
    whole = sa.func.jsonb_agg(aggregate_order_by(_with(each.c.value, _under(explanation, ENTITY)), each.c.position))
    return sa.select(whole).select_from(each).correlate_except(each).scalar_subquery()


def _source(fact: Any, _arguments: Any, _asked: Asked) -> ColumnElement[Any]:
    source = _under(fact, SOURCE)
    return sa.case((sa.func.jsonb_typeof(source) == word("object"), _with(source, _under(fact, ENTITY))))


def _with(value: ColumnElement[Any], entity: ColumnElement[Any]) -> ColumnElement[Any]:
    return value.op("||", return_type=JSONB())(sa.func.jsonb_build_object(ENTITY, entity))


def _under(value: Any, where: ColumnElement[str]) -> ColumnElement[Any]:
    found: ColumnElement[Any] = value.op("->", return_type=JSONB())(where)
    return found


def _inspection(source: Any, inspection: FromClause) -> ColumnElement[bool]:
    def id_under(where: ColumnElement[str]) -> ColumnElement[Any]:
        return sa.cast(source.op("->>", return_type=sa.Text())(where), sa.Uuid())

    return sa.and_(inspection.c.entity_id == id_under(ENTITY), inspection.c.id == id_under(word("inspection")))


ENTITY, FACTS, SOURCE = word("entity"), word("facts"), word("source")


def missing(row: FromClause, fact: FromClause) -> ColumnElement[bool]:
    return facts_named(row, fact, "missing")


EXPLANATION = Type(
    "Explanation",
    Title("判定说明，按读者语言。", "Why the verdict is what it is, in the reader's language."),
    [
        key("text", STRING, "一句话说明。", "One sentence."),
        Embedded("facts", "ExplainedFact", Title("用到的事实。", "The facts used."), _facts, many=True),
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
        Embedded("source", "FactSource", Title("来源；未登记时为空。", "Its source, if any."), _source, nullable=True),
    ],
)

FACT_SOURCE = Type(
    "FactSource",
    Title("一个事实的来源。", "Where a fact comes from."),
    [
        key("on", DATE, "事实成立的日期；不知时为空。", "The day it was true; empty if unknown.", nullable=True),
        ToOne(
            "inspection",
            "Inspection",
            Title("查明它的检查；来自登记、导入时为空。", "The inspection that saw it; empty if none did."),
            _inspection,
        ),
    ],
)

TYPES = [
    EXPLANATION,
    EXPLAINED_FACT,
    FACT_SOURCE,
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
