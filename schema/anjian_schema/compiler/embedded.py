"""Objects that lie in JSON: stored explanations, computed tables, things known to the server."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from graphql import FieldNode
from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import JSON, JSONB

from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded
from anjian_schema.compiler.flaws import present
from anjian_schema.compiler.objects import column, columns, selecting, shown

EMPTY = sa.literal_column("'[]'::json", JSON())


@column.register
def _(field: Embedded, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    source = field.json(row, asked.arguments(type_name, nodes[0]), asked)
    return _list(field, asked, source, nodes) if field.many else _object(field, asked, source, nodes)


def _object(field: Embedded, asked: Asked, source: ColumnElement[Any], nodes: list[FieldNode]) -> ColumnElement[Any]:
    # OFFSET 0 keeps the planner from writing the source out again for every key that is read from it.
    inner = sa.select(source.label("value")).correlate_except().offset(sa.literal_column("0")).subquery(asked.name("j"))
    value = sa.type_coerce(inner.c.value, JSONB)
    made = selecting(columns(asked, field.target, value, nodes)).select_from(inner).correlate_except(inner)
    there = sa.func.jsonb_typeof(value) == sa.literal_column("'object'")
    whole = made.where(there).subquery(asked.name("o"))
    found = sa.select(shown(whole)).select_from(whole).scalar_subquery()
    return found if field.nullable else present(found)


def _list(field: Embedded, asked: Asked, source: ColumnElement[Any], nodes: list[FieldNode]) -> ColumnElement[Any]:
    items = (
        sa.func.jsonb_array_elements(source)
        .table_valued(sa.column("value", JSONB), with_ordinality="position", name=asked.name("j"))
        .render_derived()
    )
    made = (
        selecting(columns(asked, field.target, items.c.value, nodes))
        .select_from(items)
        .correlate_except(items)
        .order_by(items.c.position)
    )
    whole = made.subquery(asked.name("o"))
    every = sa.func.json_agg(shown(whole))
    return sa.select(sa.func.coalesce(every, EMPTY, type_=JSON())).select_from(whole).scalar_subquery()
