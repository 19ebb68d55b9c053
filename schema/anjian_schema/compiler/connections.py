"""Relay connections: pages cut by keyset, with counts and page information only where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa
from graphql import FieldNode
from sqlalchemy import ColumnElement, FromClause, Label, Subquery
from sqlalchemy.dialects.postgresql import JSON

from anjian.errors import AnjianError
from anjian.words import Title
from anjian_schema.compiler import cursors, orders
from anjian_schema.compiler.arguments import Argument, Constant, Getter, Path, derived
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import RecordEdge, ToMany, Type
from anjian_schema.compiler.embedded import EMPTY
from anjian_schema.compiler.filters import conditions
from anjian_schema.compiler.flaws import counted
from anjian_schema.compiler.limits import MOST_FIELDS_OF_PAGE_INFO
from anjian_schema.compiler.objects import as_object, column, columns, labelled
from anjian_schema.compiler.relations import just_written, table_row, visible
from anjian_schema.compiler.selection import Selection

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
CURSOR, NUMBER = "cursor$", "number$"  # beside response keys, which hold no "$"


class PageSize(AnjianError):
    code = "PAGE_SIZE"
    words = Title(
        "每页条数应在 1 到 {largest} 之间，收到的是 {size}；要更多请用游标翻页。",
        "A page holds 1 to {largest} rows, not {size}; follow the cursors for more.",
    )


class FirstAndLast(AnjianError):
    code = "FIRST_AND_LAST"
    words = Title("first 与 last 只能给一个。", "Give either first or last, not both.")


@dataclass(frozen=True, slots=True)
class Page:
    """What the caller wants of a list: from which end, how many, and beyond which cursors."""

    backwards: bool
    size: Argument | None
    after: Argument | None
    before: Argument | None

    @classmethod
    def read(cls, arguments: Mapping[str, Argument]) -> Page:
        first, last = arguments.get("first"), arguments.get("last")
        if first and last:
            raise FirstAndLast(path=("last",))
        return cls(last is not None, last or first, arguments.get("after"), arguments.get("before"))

    @property
    def rows(self) -> Getter:
        return derived(self.size.get, partial(_bounded, self.size.path)) if self.size else Constant(DEFAULT_SIZE)

    def beyond(self, of: List, keys: list[orders.Key]) -> list[ColumnElement[bool]]:
        ends = ((self.after, False), (self.before, True))
        return [cursors.past(of.asked, of.name, keys, at, backwards=b) for at, b in ends if at is not None]


def _bounded(path: Path, size: int) -> int:
    if not 1 <= size <= LARGEST_SIZE:
        raise PageSize(path=path, size=size, largest=LARGEST_SIZE)
    return size


@dataclass(frozen=True, slots=True)
class List:
    """One list on its way to SQL."""

    asked: Asked
    field: ToMany
    name: str  # Type.field, which its cursors carry
    outer: Any
    arguments: Mapping[str, Argument]

    @property
    def type(self) -> Type:
        return self.asked.type(self.field.target)

    def where(self, row: FromClause) -> list[ColumnElement[bool]]:
        """Which rows belong to the list, whatever the page."""
        given = self.arguments.get("filter")
        return [
            *([self.field.join(self.outer, row)] if self.field.join else []),
            *visible(self.asked, self.type, row),
            *(conditions(self.asked, self.type, row, given) if given else ()),
        ]


@column.register
def _(field: ToMany, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    arguments = asked.arguments(type_name, nodes[0])
    wanted, page = asked.select(f"{field.target}Connection", nodes), Page.read(arguments)
    asked.check(page.rows)
    return _connection(List(asked, field, f"{type_name}.{field.name}", row, arguments), page, wanted)


def _connection(of: List, page: Page, wanted: Selection) -> ColumnElement[Any]:
    asked_for = {nodes[0].name.value for nodes in wanted.values()}
    made, paged = [], _Paged(of, page, wanted) if asked_for & PAGED else None
    if paged is None:
        _checked(of, page, filtered="totalCount" in asked_for)
    for key, nodes in wanted.items():
        match nodes[0].name.value:
            case "__typename":
                value: ColumnElement[Any] = of.asked.constant(f"{of.type.name}Connection")
            case "totalCount":
                value = _count(of)
            case "pageInfo" if paged:
                value = paged.info(nodes)
            case _ if paged:
                value = paged.rows(key)
        made.append(labelled(key, value))
    return as_object(of.asked, made) if paged is None else paged.as_object(made)


PAGED = {"edges", "nodes", "pageInfo"}


def _checked(of: List, page: Page, *, filtered: bool) -> None:
    """Of a list whose rows are not asked for: its arguments are bound all the same, so that each run checks them."""
    row = table_row(of.asked, of.type)
    page.beyond(of, orders.keys(of.asked, of.type, row, of.arguments.get("orderBy")))
    if not filtered:
        of.where(row)


def _count(of: List) -> ColumnElement[Any]:
    row = table_row(of.asked, of.type)
    number = counted(sa.func.count())
    return sa.select(number).select_from(row).where(*of.where(row)).correlate_except(row).scalar_subquery()


def _edge(
    asked: Asked, type_: Type, row: FromClause, at: ColumnElement[str], nodes: list[FieldNode]
) -> list[Label[Any]]:
    made = []
    for key, same in asked.select(f"{type_.name}Edge", nodes).items():
        match same[0].name.value:
            case "node":
                value: Any = as_object(asked, columns(asked, type_.name, row, same))
            case "cursor":
                value = at
            case _:
                value = asked.constant(f"{type_.name}Edge")
        made.append(labelled(key, value))
    return made


@column.register
def _(field: RecordEdge, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    type_ = asked.type(field.target)
    found = table_row(asked, type_)
    at = cursors.cursor(asked, field.list, orders.keys(asked, type_, found, None))
    key = just_written(asked, type_, found, field.record)
    return as_object(asked, _edge(asked, type_, found, at, nodes), found, *key, *visible(asked, type_, found))


class _Paged:
    """One page: its rows, and one more than asked for where somebody wants to know of more.

    They are numbered where they are not simply read as they come: backwards, or cut to the page afterwards.
    """

    def __init__(self, of: List, page: Page, wanted: Selection) -> None:
        self.of, self.page, self.asked = of, page, of.asked
        self.asked.page(page.rows)
        self.informed = any(nodes[0].name.value == "pageInfo" for nodes in wanted.values())
        self.listed = any(nodes[0].name.value in LISTS for nodes in wanted.values())
        self.size = self._number(page.rows)
        self.as_they_come = not (self.informed or page.backwards)
        cut = self._cut(wanted)
        self.numbered = cut if self.as_they_come else self._numbered(cut)

    def _number(self, rows: Getter) -> ColumnElement[int]:
        """Written out where the document says it: planned for any number, a page of fifty is taken for a tenth of the
        table, and parallel workers are started for it.
        """
        if isinstance(rows, Constant):
            return sa.literal_column(str(int(rows.value)), sa.BigInteger())
        return self.asked.bind(rows, sa.BigInteger(), self.page.size)

    def _cut(self, wanted: Selection) -> Subquery:
        row = table_row(self.asked, self.of.type)
        keys = orders.keys(self.asked, self.of.type, row, self.of.arguments.get("orderBy"))
        limit = self.size
        if self.informed:
            limit = self._number(derived(self.page.rows, lambda rows: rows + 1))
        at = cursors.cursor(self.asked, self.of.name, keys).label(CURSOR)
        made = [self._json(key, nodes, row, at) for key, nodes in wanted.items() if nodes[0].name.value in LISTS]
        return (
            sa.select(*made, *([at] if self.informed else []))
            .select_from(row)
            .where(*self.of.where(row), *self.page.beyond(self.of, keys))
            .order_by(*orders.order_clauses(keys, backwards=self.page.backwards))
            .limit(limit)
            .correlate_except(row)
            .subquery(self.asked.name("c"))
        )

    def _json(self, key: str, nodes: list[FieldNode], row: FromClause, at: Label[str]) -> Label[Any]:
        if nodes[0].name.value == "nodes":
            return labelled(key, as_object(self.asked, columns(self.asked, self.of.type.name, row, nodes)))
        return labelled(key, as_object(self.asked, _edge(self.asked, self.of.type, row, at.element, nodes)))

    def _numbered(self, cut: Subquery) -> Subquery:
        number = sa.func.row_number().over().label(NUMBER)
        return sa.select(*cut.c, number).select_from(cut).correlate_except(cut).subquery(self.asked.name("n"))

    @property
    def _within(self) -> ColumnElement[bool]:
        return self.numbered.c[NUMBER] <= self.size

    def rows(self, key: str) -> ColumnElement[Any]:
        if self.as_they_come:
            return sa.func.coalesce(sa.func.json_agg(self.numbered.c[key]), EMPTY, type_=JSON())
        number = self.numbered.c[NUMBER]
        every = sa.func.json_agg(
            sa.dialects.postgresql.aggregate_order_by(
                self.numbered.c[key], number.desc() if self.page.backwards else number
            )
        )
        kept = every.filter(self._within) if self.informed else every
        return sa.func.coalesce(kept, EMPTY, type_=JSON())

    def info(self, nodes: list[FieldNode]) -> ColumnElement[Any]:
        """``pageInfo``. Beyond the other end there is a page when a cursor led here."""
        page, more = self.page, sa.func.count() > self.size
        led_by = page.before if page.backwards else page.after
        start, end = self._end(first=True), self._end(first=False)
        led_here = sa.true() if led_by is not None else sa.false()
        values: dict[str, ColumnElement[Any]] = {
            "hasNextPage": led_here if page.backwards else more,
            "hasPreviousPage": more if page.backwards else led_here,
            "startCursor": end if page.backwards else start,
            "endCursor": start if page.backwards else end,
            "__typename": self.asked.constant("PageInfo"),
        }
        pairs: list[ColumnElement[Any]] = []
        for key, same in self.asked.select("PageInfo", nodes, MOST_FIELDS_OF_PAGE_INFO).items():
            pairs += [self.asked.constant(key), values[same[0].name.value]]
        return sa.func.json_build_object(*pairs, type_=JSON())

    def _end(self, *, first: bool) -> ColumnElement[Any]:
        number = self.numbered.c[NUMBER]
        ordered = sa.dialects.postgresql.aggregate_order_by(self.numbered.c[CURSOR], number if first else number.desc())
        return sa.type_coerce(sa.func.array_agg(ordered).filter(self._within), sa.ARRAY(sa.Text()))[1]

    def as_object(self, made: list[Label[Any]]) -> ColumnElement[Any]:
        page = sa.select(*made).select_from(self.numbered).correlate_except(self.numbered)
        if not self.listed:  # what is known of the page without its rows is said once, not once for each of them
            page = page.having(sa.literal_column("true"))
        whole = page.subquery(self.asked.name("o"))
        return sa.select(sa.func.row_to_json(whole.table_valued(), type_=JSON())).select_from(whole).scalar_subquery()


LISTS = {"edges", "nodes"}
