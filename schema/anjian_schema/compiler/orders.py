"""The order of a list: what the caller asks for, made total by the row's own id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Scalar, Type
from anjian_schema.compiler.leaves import CODE_TEXT, DATETIME, INT, Leaf


class Key(NamedTuple):
    """One column of an order. Empty values stand last upwards and first downwards, as in PostgreSQL."""

    name: str
    value: ColumnElement[Any]
    leaf: Leaf
    descending: bool
    nullable: bool


def order_name(field: Scalar) -> str:
    """``dueOn`` sorts as ``DUE_ON``."""
    return field.sort_name or "".join(f"_{c}" if c.isupper() else c for c in field.name).upper()


def keys(asked: Asked, type_: Type, row: FromClause, order_by: Argument | None) -> list[Key]:
    made: dict[str, Key] = {}
    for field, descending in _wanted(type_, order_by):
        # Named twice, the first mention counts: the second could change nothing.
        made.setdefault(field.name, Key(field.name, field.compared(row, asked), field.leaf, descending, field.nullable))
    return [*made.values(), *_ties(type_, row, list(made.values()))]


def _wanted(type_: Type, order_by: Argument | None) -> list[tuple[Scalar, bool]]:
    if order_by is None or not order_by.current:
        by_name = {f.name: f for f in type_.fields if isinstance(f, Scalar)}
        return [(by_name[name], descending) for name, descending in type_.order]
    by_order = {order_name(f): f for f in type_.sorts}
    return [
        (by_order[_text(one.current["field"])], _text(one.current.get("direction")) == "DESC")
        for one in order_by.items()
    ]


def _ties(type_: Type, row: FromClause, made: Sequence[Key]) -> list[Key]:
    descending = made[-1].descending if made else False
    return [
        Key(name, row.c[name], _key_leaf(row.c[name]), descending, False)
        for name in type_.ties
        if not any(key.value is row.c[name] for key in made)
    ]


def _key_leaf(column: ColumnElement[Any]) -> Leaf:
    if isinstance(column.type, sa.Uuid):
        return Leaf("ID", sa.Uuid(), from_text=UUID)
    if isinstance(column.type, sa.DateTime):
        return DATETIME
    return INT if isinstance(column.type, sa.Integer) else CODE_TEXT


def _text(value: Any) -> str:
    return str(getattr(value, "name", value))


def order_clauses(keys: Sequence[Key], *, backwards: bool) -> list[ColumnElement[Any]]:
    return [k.value.desc() if k.descending is not backwards else k.value.asc() for k in keys]
