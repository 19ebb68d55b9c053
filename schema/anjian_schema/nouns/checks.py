"""接下来查什么：哪些检查项能使最多未决的规则得出结论."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, array

from anjian.judgement.wanted import COMMA
from anjian.plugin import Checklist, Result
from anjian.plugin.checklists import Item
from anjian.standing.book import Book
from anjian.standing.judging import named as names
from anjian.words import Title
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, ToOne, Type
from anjian_schema.compiler.leaves import BOOLEAN, INT, STRING
from anjian_schema.declare import argument, expression, inside, key, keys

MOST = 20  # items in one answer: nobody looks at more in one visit
NONE: ColumnElement[Any] = sa.literal_column("'[]'::jsonb", JSONB())
WORDS, DAYS = ARRAY(sa.Text()), ARRAY(sa.Date())


def next_checks_field(book: Book) -> Embedded:
    return Embedded(
        "nextChecks",
        "NextChecks",
        Title(
            "接下来查什么：每次取能使最多未决规则得出结论的检查项；按现有事实和今天有效的规则计算。",
            "What to check next: item after item the one that decides the most undecided rules, as of today.",
        ),
        lambda row, given, asked: _Asking(book, row, asked).json(given.get("first")),
        arguments={"first": argument(int, f"最多几项，1 到 {MOST}。", f"How many items, 1 to {MOST}.", 5)},
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """One profile on its way to what should be looked at there."""

    book: Book
    row: FromClause
    asked: Asked

    def json(self, first: Argument | None) -> ColumnElement[Any]:
        undecided = self._undecided().subquery(self.asked.name("w"))
        want = sa.select(sa.func.coalesce(sa.func.jsonb_agg(undecided.c.rule), NONE).label("want"))
        found = want.select_from(undecided).subquery(self.asked.name("v"))
        most = self.asked.bind(lambda run: min(max(first.get(run) if first else 5, 1), MOST), sa.Integer())
        checks = sa.func.next_checks(found.c.want, self._bound(list(items(self.book))), self.row.c.region_code, most)
        whole = _object(undecided=sa.func.jsonb_array_length(found.c.want), checks=checks, rules=found.c.want)
        return sa.select(whole).select_from(found).correlate_except(found).scalar_subquery()

    def _undecided(self) -> sa.Select[Any]:
        """Each rule that judges here today and cannot tell, with the facts it misses."""
        rules = self.book.rules
        standards = [placed.rule.clause.standard for placed in rules]
        wanted = [names(placed.rule.condition, self.row.c.data) for placed in rules]
        each = sa.func.unnest(
            sa.literal([placed.rule.code for placed in rules], WORDS),
            sa.literal([placed.region or "" for placed in rules], WORDS),
            sa.literal([standard.effective_from for standard in standards], DAYS),
            sa.literal([standard.effective_until for standard in standards], DAYS),
            sa.cast(array(wanted), WORDS),
        ).table_valued(
            *(sa.column(name, sa.Text()) for name in ("code", "region")),
            *(sa.column(name, sa.Date()) for name in ("began_on", "ended_on")),
            sa.column("wanted", sa.Text()),
            name=self.asked.name("k"),
        )
        on, today = each.render_derived(), self.asked.today
        in_force = sa.and_(on.c.began_on <= today, sa.func.coalesce(on.c.ended_on, today) >= today)
        here = sa.func.starts_with(self.row.c.region_code, on.c.region)
        facts = sa.func.to_jsonb(sa.func.string_to_array(on.c.wanted, COMMA))
        rule = _object(rule=on.c.code, facts=facts).label("rule")
        found = sa.select(rule).select_from(on).where(on.c.wanted.is_not(None), in_force, here)
        return found.correlate_except(on)

    def _bound(self, value: Any) -> ColumnElement[Any]:
        text = json.dumps(value, ensure_ascii=False)
        return self.asked.bind(lambda _: text, JSONB())


def items(book: Book) -> Iterator[Mapping[str, Any]]:
    """The items whose answer makes a fact known for certain, whether they pass or fail."""
    for placed in book.checklists:
        for item in placed.checklist.items:
            if facts := certain(item):
                yield {**named(placed.checklist, item), "facts": facts, "region": placed.region or ""}


def certain(item: Item) -> list[str]:
    told = [name for name, by in item.observes.items() if by.keys() >= {Result.PASS, Result.FAIL}]
    return list(dict.fromkeys((*told, *item.asks)))


def named(checklist: Checklist, item: Item) -> Mapping[str, str]:
    return {"checklist": checklist.code, "version": checklist.version, "item": item.code}


def _object(**values: ColumnElement[Any]) -> ColumnElement[Any]:
    pairs = [part for name, value in values.items() for part in (sa.literal_column(f"'{name}'"), value)]
    return sa.func.jsonb_build_object(*pairs, type_=JSONB())


def _at(value: Any, name: str) -> ColumnElement[str]:
    found: ColumnElement[str] = sa.type_coerce(value, JSONB()).op("->>", return_type=sa.Text())(
        sa.literal_column(f"'{name}'")
    )
    return found


def _item(value: Any, item: FromClause) -> ColumnElement[bool]:
    columns = {"checklist": "checklist_code", "version": "checklist_version", "item": "code"}
    return sa.and_(*(item.c[column] == _at(value, name) for name, column in columns.items()))


def _why(value: Any, asked: Asked) -> ColumnElement[Any]:
    decides, serves = _at(value, "decides"), _at(value, "serves")
    chinese = sa.func.concat("答完此项，", decides, " 条规则必有结论，另有 ", serves, " 条少缺一些事实")
    english = sa.func.concat("once it is answered ", decides, " rules are decided, and ", serves, " more miss less")
    return sa.case((asked.language == sa.literal_column("'en'"), english), else_=chinese)


RULE = ToOne(
    "rule",
    "Rule",
    Title("规则。", "The rule."),
    lambda value, rule: rule.c.code == _at(value, "rule"),
)

TYPES = [
    Type(
        "NextChecks",
        Title("未决的规则，和接下来该查的项。", "The undecided rules, and what to check next."),
        [
            key("undecided", INT, "未决的规则数。", "How many rules are undecided."),
            inside("checks", "NextCheck", "检查项，最有用的在前。", "Items, the most useful first.", many=True),
            inside(
                "rules", "UndecidedRule", "未决的规则及所缺事实。", "The undecided rules and what they miss.", many=True
            ),
        ],
    ),
    Type(
        "NextCheck",
        Title("一个检查项，和它能起的作用。", "One item, and what it would do."),
        [
            ToOne("item", "ChecklistItem", Title("检查项。", "The item."), _item),
            key("checklist", STRING, "检查表编码。", "The checklist's code."),
            key("version", STRING, "检查表版本。", "Its version."),
            keys("facts", STRING, "回答必定记录的事实。", "The facts that any answer makes known."),
            key("decides", INT, "答完后必有结论的规则数。", "How many rules it leaves nothing to miss."),
            key("serves", INT, "另外能少缺一些事实的规则数。", "How many more rules it brings nearer."),
            expression("why", STRING, "为什么。", "Why.", _why),
            inside("rules", "NextCheckRule", "涉及的规则。", "The rules it serves.", many=True),
        ],
    ),
    Type(
        "NextCheckRule",
        Title("一个检查项涉及的一条规则。", "One rule that an item serves."),
        [RULE, key("decided", BOOLEAN, "答完此项及其上各项后必有结论。", "Decided, with the items above it.")],
    ),
    Type(
        "UndecidedRule",
        Title("一条未决的规则。", "One undecided rule."),
        [
            RULE,
            keys(
                "facts", STRING, "尚缺、且能决定结论的事实。", "Facts missing that would still decide it.", at="facts"
            ),
        ],
    ),
]
