"""A list read whole and cut by hand: every row of the table in order, then Python's own slices."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select

from anjian_schema.compiler import orders
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import ToMany, Type
from anjian_schema.compiler.connections import DEFAULT_SIZE, LARGEST_SIZE, FirstAndLast, PageSize
from anjian_schema.compiler.cursors import BadCursor, CursorOfAnotherList
from anjian_schema.compiler.filters import conditions
from anjian_schema.compiler.relations import visible


def table_of(type_: Type) -> sa.Table:
    if type_.table is None:
        raise TypeError(f"{type_.name} has no rows")
    return type_.table


@dataclass(frozen=True)
class Item:
    """One row of the table: whether it belongs to the list, and whether it matches its filter."""

    thing: Any
    place: tuple[str | None, ...]
    belongs: bool


@dataclass
class Listed:
    """One list somebody asks for."""

    type: Type
    field: ToMany
    name: str
    arguments: Mapping[str, Argument]
    mark: str = ""

    def statement(self, asked: Asked, key: Sequence[str], outer: Any, here: Sequence[Any]) -> Select[Any]:
        """All rows there are, in order."""
        row = asked.alias(table_of(self.type))
        keys = orders.keys(asked, self.type, row, self.arguments.get("orderBy"))
        self.mark = self.name + "".join(f" {'-' if k.descending else '+'}{k.name}" for k in keys)
        values = [sa.cast(k.value, sa.Text) for k in keys]
        belongs: ColumnElement[bool] = sa.and_(sa.true(), *self._demanded(asked, row, outer))
        columns = [row.c[name].label(f"k{i}") for i, name in enumerate(key)]
        columns += [value.label(f"v{i}") for i, value in enumerate(values)]
        order = [k.value.desc() if k.descending else k.value.asc() for k in keys]
        return sa.select(*columns, belongs.is_(sa.true()).label("belongs")).where(*here).order_by(*order)

    def _demanded(self, asked: Asked, row: Any, outer: Any) -> Sequence[Any]:
        given = self.arguments.get("filter")
        return [
            *([self.field.join(outer, row)] if self.field.join else []),
            *visible(asked, self.type, row),
            *(conditions(asked, self.type, row, given) if given else ()),
        ]

    @staticmethod
    def item(row: Any, thing: Callable[[tuple[Any, ...]], Any]) -> Item:
        named = dict(row)
        key = tuple(value for name, value in named.items() if name.startswith("k"))
        place = tuple(value for name, value in named.items() if name.startswith("v"))
        return Item(thing(key), place, named["belongs"])

    def size(self, name: str) -> int | None:
        given = self.arguments.get(name)
        if given is None:
            return None
        if not 1 <= given.current <= LARGEST_SIZE:
            raise PageSize(path=given.path, size=given.current, largest=LARGEST_SIZE)
        return int(given.current)

    def cursor(self, item: Item) -> str:
        return json.dumps([self.mark, *item.place], ensure_ascii=False)

    def places(self, name: str, rows: Sequence[Item]) -> list[int] | None:
        """Where the row of a cursor stands among all rows; rows that share every value of an order share cursors."""
        given = self.arguments.get(name)
        if given is None:
            return None
        try:
            mark, *place = json.loads(given.current)
        except ValueError:
            raise BadCursor(path=given.path) from None
        if mark != self.mark:
            raise CursorOfAnotherList(path=given.path)
        found = [i for i, item in enumerate(rows) if item.place == tuple(place)]
        if not found:
            raise BadCursor(path=given.path)
        return found


def page(of: Listed, every: Sequence[Item]) -> Mapping[str, Any]:
    """The connection, as the schema describes it."""
    if "first" in of.arguments and "last" in of.arguments:
        raise FirstAndLast(path=("last",))
    first, last = of.size("first"), of.size("last")
    after, before = of.places("after", every), of.places("before", every)
    window = every[after[-1] + 1 if after else 0 : before[0] if before else len(every)]
    rows = [item for item in window if item.belongs]
    kept = rows[-last:] if last else rows[: first or DEFAULT_SIZE]
    more = len(rows) > len(kept)
    return {
        "totalCount": sum(item.belongs for item in every),
        "nodes": [item.thing for item in kept],
        "edges": [{"node": item.thing, "cursor": of.cursor(item)} for item in kept],
        "pageInfo": {
            "hasNextPage": before is not None if last else more,
            "hasPreviousPage": more if last else after is not None,
            "startCursor": of.cursor(kept[0]) if kept else None,
            "endCursor": of.cursor(kept[-1]) if kept else None,
        },
    }
