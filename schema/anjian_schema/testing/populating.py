"""Rows for tables of a plugin's own: as they are declared today, and as an earlier migration left them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Entity, EntityKind
from anjian.own_rows.reading import in_column
from anjian.plugin_host.tables import parent_of
from anjian_schema.testing.shelves import Shelf, value_of

COUNTY = "110101"
Row = dict[str, Any]


def own_rows(shelf: Shelf, ids: Sequence[UUID]) -> list[Row]:
    """Each at an entity; those of a child belong to the row of their entity, which bears the entity's id."""
    assert shelf.own is not None  # noqa: S101 - only tables of its own are asked for
    parent = parent_of(shelf.plugin, shelf.own)
    values = {name: in_column(fact, value_of(fact)) for name, fact in shelf.facts.items()}
    return [
        {name: values[name] if name in row else None for name in values}
        | {name: distinct(values[name], number) for name, fact in shelf.facts.items() if fact.required and number}
        | {"entity_id": id_, "id": id_, "region_code": COUNTY}
        | ({parent.link: id_} if parent else {})
        for number, (id_, row) in enumerate(zip(ids, shelf.rows, strict=False))
    ]


def distinct(value: Any, number: int) -> Any:
    """A number, a name: there may be a unique index on what is required."""
    return f"{value}{number}" if type(value) is str else value


def populate(connection: sa.Connection, schema: str) -> Mapping[str, int]:
    """Rows in every table of the schema as it stands: all of a row known, and only what has to be. How many there are.

    A table whose checks refuse made-up values is left empty, and so is what would belong to its rows.
    """
    found = sa.MetaData()
    found.reflect(connection, schema=schema)
    entities = [uuid7(), uuid7()]
    given = {"kind": EntityKind.SITE, "region_code": COUNTY, "name": "试"}
    connection.execute(sa.insert(Entity), [given | {"id": id_} for id_ in entities])
    for table in found.sorted_tables:
        if table.schema == schema and table.name != "alembic_version":
            with suppress(sa.exc.DBAPIError), connection.begin_nested():
                for number, entity in enumerate(entities):
                    connection.execute(sa.insert(table), dict(made_up(table, entity, bare=number > 0)))
    return counted(connection, found, schema)


def counted(connection: sa.Connection, found: sa.MetaData, schema: str) -> Mapping[str, int]:
    tables = [table for table in found.tables.values() if table.schema == schema and table.name != "alembic_version"]
    return {table.name: int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0) for table in tables}


def made_up(table: sa.Table, entity: UUID, *, bare: bool) -> Iterator[tuple[str, Any]]:
    """Keys are the entity's own id, so children find their parents."""
    for column in table.columns:
        if isinstance(column.type, sa.Uuid) or column.foreign_keys:
            yield column.name, COUNTY if "region" in column.name else entity
        elif not (bare and (column.nullable or column.server_default)) and not column.computed and not column.identity:
            yield column.name, EXAMPLES.get(column.type.python_type, "试")


EXAMPLES: Mapping[type, Any] = {
    bool: True,
    int: 1,
    float: 1.0,
    Decimal: Decimal(1),
    str: "甲",
    date: date(2026, 1, 31),
    datetime: datetime(2026, 1, 31, tzinfo=UTC),
    list: [],
    dict: {},
}
