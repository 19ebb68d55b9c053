"""Cursors: the values of a row in its list's order. They stay right while rows come and go."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import JSON

from anjian.errors import AnjianError
from anjian.words import Title
from anjian_schema.compiler.arguments import Argument, Run
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.orders import Key


class BadCursor(AnjianError):
    code = "BAD_CURSOR"
    words = Title(
        "这个游标不是本接口给出的；请原样使用 pageInfo 里的游标。",
        "This cursor was not given by this API; use those of pageInfo as they are.",
    )


class CursorOfAnotherList(AnjianError):
    code = "CURSOR_OF_ANOTHER_LIST"
    words = Title(
        "这个游标属于另一个列表或另一种排序；换了列表或排序就从头翻页。",
        "This cursor belongs to another list or order; start from the first page after changing either.",
    )


def signature(list_name: str, keys: Sequence[Key]) -> str:
    """Names the list and its order: a cursor is good for no other."""
    return list_name + "".join(f" {'-' if k.descending else '+'}{k.name}" for k in keys)


def cursor(asked: Asked, list_name: str, keys: Sequence[Key]) -> ColumnElement[str]:
    """The cursor of the row at hand, as text."""
    parts = [sa.cast(k.value, sa.Text) for k in keys]
    mark = asked.constant(signature(list_name, keys))
    return sa.cast(sa.func.json_build_array(mark, *parts, type_=JSON()), sa.Text)


def nulls(text: str) -> tuple[bool, ...]:
    """Which values of a cursor are empty: that decides the form of the statement."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return tuple(p is None for p in parts[1:]) if isinstance(parts, list) else ()


def past(asked: Asked, list_name: str, keys: Sequence[Key], at: Argument, *, backwards: bool) -> ColumnElement[bool]:
    """The rows strictly beyond a cursor, in reading direction."""
    mark = signature(list_name, keys)
    empty = [value is None for value in _read(at.current, mark, keys, at)]

    def value(i: int) -> ColumnElement[Any]:
        def get(run: Run) -> Any:
            return _read(at.get(run), mark, keys, at)[i]

        return asked.bind(get, keys[i].leaf.bind)

    directions = {k.descending is not backwards for k in keys}
    if len(directions) == 1 and not any(k.nullable for k in keys):
        rows = sa.tuple_(*[k.value for k in keys]), sa.tuple_(*[value(i) for i in range(len(keys))])
        return rows[0] < rows[1] if directions.pop() else rows[0] > rows[1]
    beyond: ColumnElement[bool] = sa.false()
    for i in reversed(range(len(keys))):
        key, downwards = keys[i], keys[i].descending is not backwards
        if empty[i]:
            beyond = sa.or_(key.value.is_not(None), beyond) if downwards else sa.and_(key.value.is_(None), beyond)
        else:
            here = value(i)
            further = key.value < here if downwards else sa.or_(key.value > here, _if_nullable(key))
            beyond = sa.or_(further, sa.and_(key.value == here, beyond))
    return beyond


def _if_nullable(key: Key) -> ColumnElement[bool]:
    return key.value.is_(None) if key.nullable else sa.false()


def _read(text: str, mark: str, keys: Sequence[Key], at: Argument) -> list[Any]:
    try:
        found, *parts = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        raise BadCursor(path=at.path) from None
    if found != mark:
        raise CursorOfAnotherList(path=at.path)
    try:
        return [None if p is None else k.leaf.from_text(p) for k, p in zip(keys, parts, strict=True)]
    except (ValueError, TypeError, ArithmeticError):
        raise BadCursor(path=at.path) from None
