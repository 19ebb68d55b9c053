"""判定规则及其条款."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.inspections.model import Rule
from anjian.judgement import Confidence
from anjian.words import Title
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import PUBLIC, Embedded, ExtraFilter, Type
from anjian_schema.compiler.leaves import BOOLEAN, DATE, STRING
from anjian_schema.declare import (
    belongs_to,
    by,
    column,
    expression,
    facts_named,
    has_many,
    identity,
    in_language,
    in_words,
    inside,
    key,
    table,
    word,
)


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


def _named(value: Any, _: Asked) -> ColumnElement[Any]:
    found = sa.type_coerce(value, JSONB()).op("->", return_type=JSONB())(word("facts"))
    return sa.func.coalesce(found, sa.literal_column("'[]'::jsonb"), type_=JSONB())


def _facts(rule: FromClause, fact: FromClause) -> ColumnElement[bool]:
    return facts_named(rule, fact, "facts")


def in_force_on() -> ExtraFilter:
    """``inForceOn: "2026-01-01"``: of the editions that judge on that day."""

    def predicate(row: FromClause, given: Argument, asked: Asked) -> ColumnElement[bool]:
        day = asked.value(given, DATE)
        return sa.and_(row.c.effective_from <= day, sa.func.coalesce(row.c.effective_until, day) >= day)

    words = Title("在这一天有效的。", "In force on this day.")
    return ExtraFilter("inForceOn", date, words, predicate)


CONDITION = Type(
    "RuleCondition",
    Title(
        "规则表达式的一个节点：下分各部分的，或直接针对事实的。",
        "A node of a rule's expression: one of several parts, or one about facts.",
    ),
    [
        key(
            "op",
            STRING,
            "all、any、at_least、not 下分各部分；其余针对事实。",
            "all, any, at_least and not have parts; any other is about facts.",
        ),
        key(
            "holds",
            BOOLEAN,
            "是否成立；未知时为空，规则本身的节点也为空。",
            "Whether it holds; empty while unknown, and in a rule of which nothing is judged.",
            nullable=True,
        ),
        key("text", STRING, "说法，按读者语言。", "In words."),
        expression("facts", STRING, "涉及的事实。", "The facts it is about.", _named, many=True, loose=True),
        inside("of", "RuleCondition", "下分的各部分。", "Its parts.", many=True),
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
        expression(
            "binds",
            BOOLEAN,
            "经与原文核对，符合即为重大隐患；否则只提示人工判断。",
            "Compared with the official text: what meets it is a major hazard. If not, it only prompts a person.",
            lambda row, _: row.c.confidence == word(Confidence.VERIFIED),
        ),
        belongs_to(
            "region", "Region", "只在此地判定；全国适用时为空。", "It judges only there.", "region_code", "code"
        ),
        column(Rule.expression, "表达式（JSON）。", "The expression."),
        column(Rule.text, "表达式（文字）。", "The expression as text."),
        expression(
            "words",
            STRING,
            "用一句话说的表达式，按读者语言。",
            "The expression in a sentence, in the reader's language.",
            lambda row, asked: in_words(row, asked, "wording").op("->>", return_type=sa.Text())(word("text")),
            nullable=True,
        ),
        Embedded(
            "condition",
            "RuleCondition",
            Title("表达式，逐层。", "The expression, step by step."),
            lambda row, _, asked: in_words(row, asked, "wording").op("->", return_type=JSONB())(word("tree")),
            nullable=True,
        ),
        has_many("facts", "Fact", "涉及的事实。", "The facts it mentions.", _facts),
        column(Rule.retired, "已无插件提供。", "No installed plugin offers it.", filter=True),
        belongs_to("extends", "Rule", "所补充的上级规则。", "The wider rule that it adds to.", "extends", "code"),
        has_many("extendedBy", "Rule", "补充它的地方规则。", "Stricter local rules.", by("code", "extends")),
        has_many("judgements", "Judgement", "用它作出的判定。", "Judgements by it.", by("code", "rule_code")),
    ],
    table(Rule),
    ("code",),
    PUBLIC,
    order=[("code", False)],
    filters=[in_force_on()],
)

TYPES = [CLAUSE, CONDITION, RULE]
