"""One object: the columns of its row, and the row as JSON.

``row_to_json`` over a row whose columns bear the response keys was the fastest form measured. PostgreSQL cuts a
column's name at 63 bytes, so a longer response key is refused rather than cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

import sqlalchemy as sa
from graphql import FieldNode
from sqlalchemy import ColumnElement, FromClause, Label, ScalarSelect, Select, Subquery
from sqlalchemy.dialects.postgresql import JSON

from anjian.errors import AnjianError
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Field, Namespace, Scalar
from anjian_schema.compiler.flaws import checked

LONGEST_KEY = 63
NOTHING = sa.literal_column("'{}'::json", JSON()).label("nothing$")
Row = FromClause | ColumnElement[Any]


class ResponseKeyTooLong(AnjianError):
    code = "RESPONSE_KEY_TOO_LONG"
    words = Title(
        "别名“{key}”超过 {limit} 个字节，请改短。",
        "The alias “{key}” is longer than {limit} bytes; choose a shorter one.",
    )


@singledispatch
def column(field: Field, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    """The value of one field of one row, as SQL. Each kind of field registers its own way."""
    raise TypeError(f"no way to read {type(field).__name__} {field.name}")


def columns(asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> list[Label[Any]]:
    """Everything asked of one object, each under its response key."""
    fields = asked.catalog.fields(type_name)
    made = []
    for key, same in asked.select(type_name, nodes).items():
        name = same[0].name.value
        with asked.within(key):
            known = asked.constant(type_name) if name == "__typename" else None
            value = column(fields[name], asked, type_name, row, same) if known is None else known
        made.append(labelled(key, value))
    return made


def labelled(key: str, value: ColumnElement[Any]) -> Label[Any]:
    if len(key) > LONGEST_KEY:
        raise ResponseKeyTooLong(key=key, limit=LONGEST_KEY)
    return value.label(sa.sql.elements.quoted_name(key, quote=True))


def as_object(
    asked: Asked, made: Sequence[Label[Any]], row: FromClause | None = None, *conditions: ColumnElement[bool]
) -> ScalarSelect[Any]:
    """One JSON object from columns: of the one row of ``row`` that meets the conditions, or of the row at hand."""
    inner = selecting(made).where(*conditions)
    inner = inner.correlate_except() if row is None else inner.select_from(row).correlate_except(row)
    whole = inner.subquery(asked.name("o"))
    return sa.select(shown(whole)).select_from(whole).scalar_subquery()


def selecting(made: Sequence[Label[Any]]) -> Select[Any]:
    """What is asked of one object, be it nothing: SQLAlchemy refuses to select no column where the ORM has a part."""
    return sa.select(*(made or [NOTHING]))


def shown(whole: Subquery) -> ColumnElement[Any]:
    """The rows of a selection as JSON objects."""
    if NOTHING.name in whole.c:
        return whole.c[NOTHING.name]
    return sa.func.row_to_json(whole.table_valued(), type_=JSON())


@column.register
def _(field: Scalar, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    value = field.source(row, asked)
    if field.loose:
        return checked(field, value)
    return value if field.many and field.leaf.enum is None else field.leaf.show(value)


@column.register
def _(field: Namespace, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    return as_object(asked, columns(asked, field.target, row, nodes))
