"""JSON Schemas of objects, put together from those of the facts they hold."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSON, JSONB, aggregate_order_by

from anjian.sectors.model import Fact
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Join
from anjian_schema.declare import in_words, table, word

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOTHING: ColumnElement[Any] = sa.literal_column("'{}'::json", JSON())
NONE: ColumnElement[Any] = sa.literal_column("'[]'::json", JSON())
READ_ONLY: ColumnElement[Any] = sa.literal_column("""'{"readOnly": true}'::jsonb""", JSONB())


def form(asked: Asked, row: FromClause, join: Join, *, answering: bool = False) -> ColumnElement[Any]:
    """An object whose fields are the facts that belong to this row.

    ``answering``: entered with an answer, where a person may say what nobody else may.
    """
    fact = asked.alias(table(Fact))
    drawn = in_words(fact, asked, "form")
    if not answering:
        drawn = sa.case((sa.or_(fact.c.manual, fact.c.derived), drawn.op("||")(READ_ONLY)), else_=drawn)
    place, field = fact.c.position, fact.c.field
    required = sa.func.json_agg(aggregate_order_by(field, place)).filter(fact.c.required)
    properties = sa.func.json_object_agg(field, aggregate_order_by(drawn, place))
    whole = sa.func.json_build_object(
        *(word("$schema"), word(DIALECT), word("type"), word("object")),
        *(
            word("properties"),
            sa.func.coalesce(properties, NOTHING),
        ),
        *(word("required"), sa.func.coalesce(required, NONE), word("additionalProperties"), sa.false()),
        type_=JSON(),
    )
    return sa.select(whole).select_from(fact).where(join(row, fact)).correlate_except(fact).scalar_subquery()
