"""To-one relations: a correlated subquery on the target's key, inside the viewer's scope."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from graphql import FieldNode
from sqlalchemy import ColumnElement, FromClause

from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Choice, Join, Lookup, Record, ToOne, Type
from anjian_schema.compiler.flaws import present
from anjian_schema.compiler.globalid import key_columns, key_of
from anjian_schema.compiler.objects import as_object, column, columns
from anjian_schema.compiler.scope import in_scope


def visible(asked: Asked, type_: Type, row: FromClause, *, led_here: bool = False) -> list[ColumnElement[bool]]:
    """What holds for every row of this type that this viewer may see.

    ``led_here``: the row that a visible record cannot be without. Place and owner are theirs in common; its sectors
    are not asked again, or the record would be shown with nothing where something always is.
    """
    own = [type_.where(row)] if type_.where is not None else []
    return [*own, *in_scope(asked, type_, row, of_any_sector=led_here)]


def table_row(asked: Asked, type_: Type) -> FromClause:
    if type_.table is None:
        raise TypeError(f"{type_.name} has no table to be read from")
    return asked.alias(type_.table)


def one(
    asked: Asked, target: str, nodes: list[FieldNode], join: Join, outer: FromClause, *, always: bool = False
) -> ColumnElement[Any]:
    type_ = asked.type(target)
    row = table_row(asked, type_)
    seen = visible(asked, type_, row, led_here=always)
    return as_object(asked, columns(asked, target, row, nodes), row, join(outer, row), *seen)


@column.register
def _(field: ToOne, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    found = one(asked, field.target, nodes, field.join, row, always=not field.nullable)
    return found if field.nullable else present(found)


@column.register
def _(field: Choice, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    cases = {
        asked.constant(value): one(asked, target, nodes, join, row) for value, (target, join) in field.joins.items()
    }
    return sa.case(*[(field.discriminator(row, asked) == value, found) for value, found in cases.items()])


@column.register
def _(field: Lookup, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    type_ = asked.type(field.target)
    found = table_row(asked, type_)
    argument = asked.arguments(type_name, nodes[0])[field.argument]
    if field.leaf.graphql == "ID":
        key = key_columns(asked, type_, found, key_of(argument, type_))
    else:
        key = [found.c[field.column] == asked.value(argument, field.leaf)]
    return as_object(asked, columns(asked, field.target, found, nodes), found, *key, *visible(asked, type_, found))


@column.register
def _(field: Record, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    type_ = asked.type(field.target)
    found = table_row(asked, type_)
    key = just_written(asked, type_, found, field.name)
    return as_object(asked, columns(asked, field.target, found, nodes), found, *key, *visible(asked, type_, found))


def just_written(asked: Asked, type_: Type, row: FromClause, name: str) -> list[ColumnElement[bool]]:
    """The row that a command wrote, by the key it left; none where nothing was done."""
    missing = (None,) * len(type_.key)
    return key_columns(asked, type_, row, lambda run: run.extras.get(name) or missing)
