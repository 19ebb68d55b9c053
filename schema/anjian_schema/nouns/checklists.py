"""检查表及其检查项."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.inspections.model import AnswerResult, Checklist, ChecklistItem
from anjian.sectors.model import OF_THE_PROFILE
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, Embedded, ToOne, Type
from anjian_schema.compiler.leaves import ANY_JSON, enum_leaf
from anjian_schema.declare import column, expression, facts_named, has_many, in_language, json_value, key, table, word
from anjian_schema.forms import form


def _items(checklist: FromClause, item: FromClause) -> ColumnElement[bool]:
    return sa.and_(item.c.checklist_code == checklist.c.code, item.c.checklist_version == checklist.c.version)


def _checklist(item: FromClause, checklist: FromClause) -> ColumnElement[bool]:
    return sa.and_(checklist.c.code == item.c.checklist_code, checklist.c.version == item.c.checklist_version)


def _asked(item: FromClause, fact: FromClause) -> ColumnElement[bool]:
    """The facts whose values are entered with the answer."""
    return facts_named(item, fact, "asks")


def _observed(item: FromClause, _arguments: Any, asked: Asked) -> ColumnElement[Any]:
    """``{fact: {result: value}}`` as a list, one for each answer that says something of a fact."""
    facts = sa.func.jsonb_each(item.c.observes).table_valued("key", sa.column("value", JSONB()), name=asked.name("k"))
    fact = facts.render_derived()
    results = sa.func.jsonb_each(fact.c.value).table_valued("key", sa.column("value", JSONB()), name=asked.name("k"))
    result = results.render_derived()
    pairs = {"sector": item.c.sector, "fact": fact.c.key, "result": result.c.key, "value": result.c.value}
    one = sa.func.jsonb_build_object(*(part for name, value in pairs.items() for part in (word(name), value)))
    every = sa.func.coalesce(sa.func.jsonb_agg(one), sa.literal_column("'[]'::jsonb"), type_=JSONB())
    found = sa.select(every).select_from(fact.join(result, sa.true()))
    return found.correlate_except(fact, result).scalar_subquery()


def _fact(value: Any, fact: FromClause) -> ColumnElement[bool]:
    def at(name: str) -> ColumnElement[Any]:
        return value.op("->>", return_type=sa.Text())(word(name))  # type: ignore[no-any-return]  # a JSON value

    of_sector = sa.and_(fact.c.sector == at("sector"), fact.c.ledger == word(OF_THE_PROFILE))
    return sa.and_(of_sector, fact.c.name == at("fact"))


TYPES = [
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
            in_language("basis", "basis", "依据，及是否核对过原文。", "Laws and standards behind it.", nullable=True),
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
            ToOne("checklist", "Checklist", Title("所在检查表。", "Its checklist."), _checklist, nullable=False),
            has_many("asks", "Fact", "合格或不合格时可随答案填写的事实。", "Facts entered with the answer.", _asked),
            expression(
                "form",
                ANY_JSON,
                "随答案填写的 values 的 JSON Schema，按读者语言；只在结果为合格或不合格时可填。",
                "JSON Schema of the values entered with the answer, where it passes or fails.",
                lambda row, asked: form(asked, row, _asked, answering=True),
            ),
            Embedded(
                "observes", "Observed", Title("哪种结果说明哪个事实。", "What each result tells."), _observed, many=True
            ),
        ],
        table(ChecklistItem),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("checklist_code", "checklist_version", "code"),
    ),
    Type(
        "Observed",
        Title("一种结果说明的一个事实。", "One fact that one result of an item tells."),
        [
            key("result", enum_leaf(AnswerResult), "结果。", "The result."),
            ToOne("fact", "Fact", Title("事实。", "The fact."), _fact, nullable=False),
            json_value("value", "值。", "The value."),
        ],
    ),
]
