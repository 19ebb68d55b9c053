"""Relay's ``node`` and ``nodes``: rows of any type, found by global id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from graphql import FieldNode
from sqlalchemy import ColumnElement, Select
from sqlalchemy.dialects.postgresql import JSON

from anjian_schema.compiler.arguments import Argument, Getter, Path, derived
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import NodeLookup, Type
from anjian_schema.compiler.connections import LARGEST_SIZE, PageSize
from anjian_schema.compiler.embedded import EMPTY
from anjian_schema.compiler.globalid import BadId, key_columns, key_of, key_parts, type_name_of
from anjian_schema.compiler.objects import as_object, column, columns
from anjian_schema.compiler.relations import table_row, visible


def named_type(asked: Asked, id_: str, argument: Argument) -> Type:
    type_ = asked.catalog.types.get(type_name_of(id_))
    if type_ is None or not type_.is_node:
        raise BadId(path=argument.path, id=id_[:100], type="Node")
    return type_


@column.register
def _(field: NodeLookup, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    given = asked.arguments(type_name, nodes[0])["ids" if field.many else "id"]
    return _many(asked, given, nodes) if field.many else _one(asked, given, nodes)


def _one(asked: Asked, given: Argument, nodes: list[FieldNode]) -> ColumnElement[Any]:
    type_ = named_type(asked, given.current, given)
    found = table_row(asked, type_)
    key = key_columns(asked, type_, found, key_of(given, type_))
    return as_object(asked, columns(asked, type_.name, found, nodes), found, *key, *visible(asked, type_, found))


def _many(asked: Asked, given: Argument, nodes: list[FieldNode]) -> ColumnElement[Any]:
    types = {t.name: t for t in (named_type(asked, id_, given) for id_ in given.current)}
    count = asked.bind(derived(given.get, lambda ids: _counted(ids, given.path)), sa.BigInteger())
    places = sa.func.generate_series(1, count).table_valued("place", name=asked.name("s")).render_derived()
    if not types:
        return EMPTY
    found = sa.union_all(*[_of_type(asked, type_, given, nodes) for _, type_ in sorted(types.items())])
    rows = found.subquery(asked.name("u"))
    every = sa.func.json_agg(sa.dialects.postgresql.aggregate_order_by(rows.c.node, places.c.place))
    joined = places.outerjoin(rows, rows.c.place == places.c.place)
    return sa.select(sa.func.coalesce(every, EMPTY, type_=JSON())).select_from(joined).scalar_subquery()


def _counted(ids: Sequence[str], path: Path) -> int:
    if len(ids) > LARGEST_SIZE:
        raise PageSize(path=path, size=len(ids), largest=LARGEST_SIZE)
    return len(ids)


def _of_type(asked: Asked, type_: Type, given: Argument, nodes: list[FieldNode]) -> Select[Any]:
    """The rows of one type among the ids, each with its place in the caller's list."""

    def places(ids: Sequence[str]) -> list[tuple[int, tuple[Any, ...]]]:
        each = enumerate(ids, start=1)
        return [(i, key_parts(id_, type_, given.path)) for i, id_ in each if type_name_of(id_) == type_.name]

    def part(k: int) -> Getter:
        return derived(given.get, lambda ids: [parts[k] for _, parts in places(ids)])

    found = table_row(asked, type_)
    arrays = [asked.bind(part(k), sa.ARRAY(found.c[name].type)) for k, name in enumerate(type_.key)]
    place = asked.bind(derived(given.get, lambda ids: [i for i, _ in places(ids)]), sa.ARRAY(sa.BigInteger()))
    names = [f"k{k}" for k in range(len(arrays))]
    keys = sa.func.unnest(place, *arrays).table_valued("place", *names, name=asked.name("k")).render_derived()
    node = as_object(asked, columns(asked, type_.name, found, nodes)).label("node")
    joined = sa.join(keys, found, sa.and_(*[found.c[c] == keys.c[n] for c, n in zip(type_.key, names, strict=True)]))
    return sa.select(keys.c.place, node).select_from(joined).where(*visible(asked, type_, found))
