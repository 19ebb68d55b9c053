"""Filters: input objects become conditions.

Every comparison answers yes or no: ``ne``, ``notIn`` and ``NOT`` give exactly the rows that their opposite does not
give, rows without a value included. A comparison given as null counts as not given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian_schema.compiler.arguments import Argument, derived
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Namespace, Scalar, ToMany, ToOne, Type
from anjian_schema.compiler.globalid import key_columns, key_of, key_parts
from anjian_schema.compiler.leaves import Leaf
from anjian_schema.compiler.limits import DEEPEST_FILTER, TooDeep
from anjian_schema.compiler.relations import table_row, visible
from anjian_schema.compiler.scope import under
from anjian_schema.compiler.shapes import is_long

Compare = Callable[[Asked, ColumnElement[Any], Argument, Leaf], ColumnElement[bool]]


def _among(asked: Asked, column: ColumnElement[Any], given: Argument, leaf: Leaf) -> ColumnElement[bool]:
    """An index can be asked for a few values; with many of them each row would be compared, so they are hashed."""
    values = asked.values(given, leaf)
    if leaf.few or not is_long(given.current):
        return column == sa.any_(values)
    # As a value and no condition, or the planner would make a join of it.
    return column.in_(sa.select(sa.func.unnest(values, type_=leaf.bind))).is_(sa.true())


COMPARISONS: dict[str, Compare] = {
    "eq": lambda asked, column, given, leaf: column == asked.value(given, leaf),
    "ne": lambda asked, column, given, leaf: column.is_distinct_from(asked.value(given, leaf)),
    "in": _among,
    "notIn": lambda asked, column, given, leaf: _among(asked, column, given, leaf).is_not(sa.true()),
    "lt": lambda asked, column, given, leaf: column < asked.value(given, leaf),
    "lte": lambda asked, column, given, leaf: column <= asked.value(given, leaf),
    "gt": lambda asked, column, given, leaf: column > asked.value(given, leaf),
    "gte": lambda asked, column, given, leaf: column >= asked.value(given, leaf),
    "contains": lambda asked, column, given, leaf: sa.func.strpos(column, asked.value(given, leaf)) > 0,
    "startsWith": lambda asked, column, given, leaf: sa.func.starts_with(column, asked.value(given, leaf)),
    "isNull": lambda asked, column, given, leaf: column.is_(None) if given.current else column.is_not(None),
    "under": lambda asked, column, given, leaf: sa.and_(
        sa.true(), *under(asked, column, given.get, given.current, given)
    ),
    "has": lambda asked, column, given, leaf: column.op("@>", is_comparison=True)(_one_item(asked, given, leaf)),
}


def _one_item(asked: Asked, given: Argument, leaf: Leaf) -> ColumnElement[Any]:
    item = asked.bind(derived(given.get, leaf.to_driver), sa.Text(), given)
    return sa.func.jsonb_build_array(item, type_=JSONB())


def conditions(asked: Asked, type_: Type, row: FromClause, given: Argument) -> Iterator[ColumnElement[bool]]:
    """What a filter of this type demands of a row; all of it must hold."""
    if len(given.path) > DEEPEST_FILTER:
        raise TooDeep(path=given.path, deepest=DEEPEST_FILTER)
    fields = {f.name: f for f in type_.fields}
    extras = {f.name: f for f in type_.filters}
    for name, value in given.children():
        asked.weigh()
        if name in ("AND", "OR", "NOT"):
            yield _combined(asked, type_, row, name, value)
        elif name in extras:
            yield extras[name].predicate(row, value, asked)
        else:
            yield _on_field(asked, type_, row, fields[name], value)


def _all(asked: Asked, type_: Type, row: FromClause, given: Argument) -> ColumnElement[bool]:
    return sa.and_(sa.true(), *conditions(asked, type_, row, given))


def _part(asked: Asked, type_: Type, row: FromClause, given: Argument) -> ColumnElement[bool]:
    asked.weigh()
    return _all(asked, type_, row, given)


def _combined(asked: Asked, type_: Type, row: FromClause, name: str, given: Argument) -> ColumnElement[bool]:
    if name == "NOT":
        return _all(asked, type_, row, given).is_not(sa.true())
    parts = [_part(asked, type_, row, part) for part in given.items()]
    return sa.or_(sa.false(), *parts) if name == "OR" else sa.and_(sa.true(), *parts)


def _on_field(asked: Asked, type_: Type, row: FromClause, field: Any, given: Argument) -> ColumnElement[bool]:
    match field:
        case Scalar() if field.leaf.graphql == "ID":
            return sa.and_(sa.true(), *_on_id(asked, type_, row, given))
        case Scalar():
            compared = field.compared(row, asked)
            return sa.and_(sa.true(), *_comparisons(asked, compared, field.leaf, given))
        case Namespace():
            return _all(asked, asked.type(field.target), row, given)
        case ToOne():
            return _exists(asked, field, row, given)
        case ToMany():
            some, none = given.child("some"), given.child("none")
            return sa.and_(
                sa.true(),
                *([_exists(asked, field, row, some)] if some else []),
                *([sa.not_(_exists(asked, field, row, none))] if none else []),
            )
    raise TypeError(f"{field.name} cannot be filtered by")


def _comparisons(
    asked: Asked, column: ColumnElement[Any], leaf: Leaf, given: Argument
) -> Iterator[ColumnElement[bool]]:
    for operator, value in given.children():
        yield COMPARISONS[operator](asked, column, value, leaf)


def _on_id(asked: Asked, type_: Type, row: FromClause, given: Argument) -> Iterator[ColumnElement[bool]]:
    for operator, value in given.children():
        if operator == "eq":
            yield sa.and_(*key_columns(asked, type_, row, key_of(value, type_)))
        else:
            yield _id_in(asked, type_, row, value)


def _id_in(asked: Asked, type_: Type, row: FromClause, given: Argument) -> ColumnElement[bool]:
    def part(i: int) -> ColumnElement[Any]:
        each = derived(given.get, lambda ids: [key_parts(id_, type_, given.path)[i] for id_ in ids])
        return asked.bind(each, sa.ARRAY(row.c[type_.key[i]].type))

    names = [f"k{i}" for i in range(len(type_.key))]
    keys = (
        sa.func.unnest(*[part(i) for i in range(len(names))])
        .table_valued(*names, name=asked.name("k"))
        .render_derived()
    )
    return sa.exists().select_from(keys).where(*[row.c[c] == keys.c[n] for c, n in zip(type_.key, names, strict=True)])


def _exists(asked: Asked, field: ToOne | ToMany, row: FromClause, given: Argument) -> ColumnElement[bool]:
    target = asked.type(field.target)
    other = table_row(asked, target)
    join = [field.join(row, other)] if field.join else []
    led_here = isinstance(field, ToOne) and not field.nullable
    return (
        sa.exists()
        .select_from(other)
        .where(*join, *visible(asked, target, other, led_here=led_here), *conditions(asked, target, other, given))
        .correlate_except(other)
    )
