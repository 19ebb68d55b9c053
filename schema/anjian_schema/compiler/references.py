"""Apollo Federation's ``_entities``: records of several types by their keys, a whole batch in the one statement.

A representation names a record; of what it says only the key is read. One that names nothing is answered by an error of
its own, one whose record is absent or out of reach by null; the others are answered all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import sqlalchemy as sa
from graphql import FieldNode
from sqlalchemy import ColumnElement, Select
from sqlalchemy.dialects.postgresql import JSON, aggregate_order_by

from anjian.errors import AnjianError
from anjian_schema.compiler.arguments import Path, derived
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import KeyReader, References, Type
from anjian_schema.compiler.connections import PageSize
from anjian_schema.compiler.embedded import EMPTY
from anjian_schema.compiler.flaws import RepresentationWrong, mark
from anjian_schema.compiler.objects import as_object, column, columns
from anjian_schema.compiler.relations import table_row, visible

MOST = 1_000  # representations in one request


class Sorted(NamedTuple):
    """Which record each representation names, by its place from 1."""

    named: Mapping[str, Sequence[tuple[int, tuple[Any, ...]]]]
    wrong: Sequence[int]


@column.register
def _(field: References, asked: Asked, type_name: str, row: Any, nodes: list[FieldNode]) -> ColumnElement[Any]:
    given = asked.arguments(type_name, nodes[0])["representations"]
    types = [asked.type(name) for name in sorted(field.keys)]
    found = derived(given.get, remembered(partial(sorted_out, field, asked.catalog.types, given.path)))
    count = derived(given.get, len)
    asked.page(count)
    rows = sa.union_all(*[_of_type(asked, type_, found, nodes) for type_ in types]).subquery(asked.name("u"))
    numbers = sa.func.generate_series(1, asked.bind(count, sa.BigInteger()))
    places = numbers.table_valued("place", name=asked.name("s")).render_derived()
    wrong = asked.bind(derived(found, lambda all_: list(all_.wrong)), sa.ARRAY(sa.BigInteger()))
    answer = sa.case((places.c.place == sa.any_(wrong), mark(RepresentationWrong)), else_=rows.c.node)
    every = sa.func.json_agg(aggregate_order_by(answer, places.c.place))
    joined = places.outerjoin(rows, rows.c.place == places.c.place)
    return sa.select(sa.func.coalesce(every, EMPTY, type_=JSON())).select_from(joined).scalar_subquery()


def remembered(then: Callable[[Any], Sorted]) -> Callable[[Any], Sorted]:
    """Many parameters are read from one batch, which is sorted out once."""
    last: tuple[Any, Any] = (None, None)

    def read(given: Any) -> Sorted:
        nonlocal last
        if last[0] is not given:
            last = (given, then(given))
        return last[1]  # type: ignore[no-any-return]  # what ``then`` made

    return read


def sorted_out(field: References, types: Mapping[str, Type], path: Path, all_: Sequence[Any]) -> Sorted:
    if len(all_) > MOST:
        raise PageSize(path=path, size=len(all_), largest=MOST)
    named: dict[str, list[tuple[int, tuple[Any, ...]]]] = {name: [] for name in field.keys}
    wrong = []
    for place, one in enumerate(all_, start=1):
        try:
            name, key = reference(field, types, one)
            named[name].append((place, key))
        except RepresentationWrong:
            wrong.append(place)
    return Sorted(named, wrong)


def reference(field: References, types: Mapping[str, Type], one: Any) -> tuple[str, tuple[Any, ...]]:
    """The type and the key that a representation names. Raises :class:`RepresentationWrong`."""
    name = str(one.get("__typename")) if isinstance(one, Mapping) else ""
    for key, read in field.keys.get(name, {}).items():
        if isinstance(one.get(key), str):
            return name, told(read, one[key], types[name])
    raise RepresentationWrong


def told(read: KeyReader, given: str, type_: Type) -> tuple[Any, ...]:
    try:
        return read(given, type_)
    except (AnjianError, ValueError):
        raise RepresentationWrong from None


def _of_type(asked: Asked, type_: Type, found: Any, nodes: list[FieldNode]) -> Select[Any]:
    """The rows of one type, each with its place among the representations."""

    def part(k: int) -> Any:
        return derived(found, lambda all_: [key[k] for _, key in all_.named[type_.name]])

    row = table_row(asked, type_)
    place = asked.bind(derived(found, lambda all_: [i for i, _ in all_.named[type_.name]]), sa.ARRAY(sa.BigInteger()))
    arrays = [asked.bind(part(k), sa.ARRAY(row.c[name].type)) for k, name in enumerate(type_.key)]
    names = [f"k{k}" for k in range(len(arrays))]
    keys = sa.func.unnest(place, *arrays).table_valued("place", *names, name=asked.name("k")).render_derived()
    node = as_object(asked, columns(asked, type_.name, row, nodes)).label("node")
    joined = sa.join(keys, row, sa.and_(*[row.c[c] == keys.c[n] for c, n in zip(type_.key, names, strict=True)]))
    return sa.select(keys.c.place, node).select_from(joined).where(*visible(asked, type_, row))
