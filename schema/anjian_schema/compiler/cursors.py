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
from anjian_schema.compiler.arguments import Argument, derived
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.orders import Key

MOST_KEYS = 20  # no order has more; a longer text is no cursor, whatever its shape


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
    _, parts = _parsed(text)
    return tuple(p is None for p in parts[:MOST_KEYS])


def past(asked: Asked, list_name: str, keys: Sequence[Key], at: Argument, *, backwards: bool) -> ColumnElement[bool]:
    """The rows strictly beyond a cursor, in reading direction."""
    mark = signature(list_name, keys)
    empty = [value is None for value in _read(at.current, mark, keys, at)]
    bare = [key._replace(value=sa.null()) for key in keys]  # what a plan keeps hold of: no column, or it keeps them all

    def value(i: int) -> ColumnElement[Any]:
        return asked.bind(derived(at.get, lambda text: _read(text, mark, bare, at)[i]), keys[i].leaf.bind, at)

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


def _parsed(text: str) -> tuple[str, list[str | None]]:
    """The list and order a cursor names, and its values; nothing of a text that is no cursor."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return "", []
    if not isinstance(found, list) or not found or not isinstance(found[0], str):
        return "", []
    if not all(p is None or isinstance(p, str) for p in found):
        return "", []
    return found[0], found[1:]


def _read(text: str, mark: str, keys: Sequence[Key], at: Argument) -> list[Any]:
    found, parts = _parsed(text)
    if found and found != mark:
        raise CursorOfAnotherList(path=at.path)
    try:
        return [_value(k, p) for k, p in zip(keys, parts, strict=True)]
    except (ValueError, ArithmeticError):
        raise BadCursor(path=at.path) from None


def _value(key: Key, text: str | None) -> Any:
    if text is None and not key.nullable:
        raise ValueError(f"{key.name} is never empty")
    return None if text is None else key.leaf.from_text(text)
