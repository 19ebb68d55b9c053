"""Where the schema shows what each sector keeps: the names a portal needs to read what it never heard of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Field
from anjian_schema.compiler.leaves import STRING
from anjian_schema.declare import expression, word

NOWHERE: ColumnElement[Any] = sa.literal_column("'[]'::jsonb", JSONB())


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Of the lines of one ledger: their type, their field on the profile, and the path of all there are."""

    type: str
    field: str
    list: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Of a profile: its type, its path from an entity, and the path of all there are from the root."""

    type: str
    path: tuple[str, ...]
    list: tuple[str, ...]
    ledgers: Mapping[str, LinePlace] = field(default_factory=dict)


Places = Mapping[str, Place]  # by sector


def of_sectors(places: Places) -> list[Field]:
    return [
        _one("profileType", "type", "档案的 GraphQL 类型；未提供时为空。", "GraphQL type of its profile.", places),
        _path("profilePath", "path", "由 Entity 到档案的字段。", "Fields from Entity to the profile.", places),
        _path("listPath", "list", "由 Query 到全部档案的字段。", "Fields from Query to all profiles.", places),
    ]


def of_ledgers(places: Places) -> list[Field]:
    return [
        _one("lineType", "type", "一行的 GraphQL 类型；未提供时为空。", "GraphQL type of a line.", places, line=True),
        _one("field", "field", "在档案类型上的字段名。", "Its field on the profile.", places, line=True),
        _path("listPath", "list", "由 Query 到全部行的字段。", "Fields from Query to all lines.", places, line=True),
    ]


def _one(name: str, at: str, zh: str, en: str, places: Places, *, line: bool = False) -> Field:
    def source(row: FromClause, asked: Asked) -> ColumnElement[Any]:
        return _place(row, asked, places, line=line).op("->>", return_type=sa.Text())(word(at))

    return expression(name, STRING, zh, en, source, nullable=True)


def _path(name: str, at: str, zh: str, en: str, places: Places, *, line: bool = False) -> Field:
    def source(row: FromClause, asked: Asked) -> ColumnElement[Any]:
        found = _place(row, asked, places, line=line).op("->", return_type=JSONB())(word(at))
        return sa.func.coalesce(found, NOWHERE, type_=JSONB())

    return expression(name, STRING, zh, en, source, many=True, loose=True)


def _place(row: FromClause, asked: Asked, places: Places, *, line: bool) -> ColumnElement[Any]:
    written = json.dumps({sector: asdict(place) for sector, place in places.items()})
    known: ColumnElement[Any] = asked.constant(written, JSONB())
    steps = (row.c.sector, word("ledgers"), row.c.name) if line else (row.c.name,)
    for step in steps:
        known = known.op("->", return_type=JSONB())(step)
    return known
