"""The second executor: graphql-core runs the document, and every field of every row asks the database for itself.

It shares with the compiler what a field means (the catalog, filters, orders, reach) and nothing of how a document is
answered: selections, fragments, directives, arguments, nesting, pages, cursors and the form of JSON are done twice.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import singledispatchmethod
from typing import Any

import sqlalchemy as sa
from graphql import GraphQLResolveInfo
from graphql.execution.values import VariableValues
from sqlalchemy import ColumnElement, Select
from sqlalchemy.dialects.postgresql import JSONB

from anjian.access.viewer import Viewer
from anjian_schema.compiler.arguments import Argument, Run
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import (
    Choice,
    Embedded,
    Field,
    Join,
    Lookup,
    Namespace,
    NodeLookup,
    References,
    Scalar,
    ToMany,
    ToOne,
    Type,
)
from anjian_schema.compiler.connections import LARGEST_SIZE, PageSize
from anjian_schema.compiler.flaws import RepresentationWrong
from anjian_schema.compiler.globalid import BadId, key_columns, key_parts, type_name_of
from anjian_schema.compiler.plan import finished
from anjian_schema.compiler.references import reference
from anjian_schema.compiler.relations import visible
from anjian_schema.compiler.selection import Collector
from anjian_schema.engine import Engine
from tests.schema.exact.paging import Listed, page, table_of

Arguments = Mapping[str, Argument]


@dataclass(frozen=True)
class Row:
    """A row is its type and its primary key."""

    type: Type
    key: tuple[Any, ...]


@dataclass(frozen=True)
class Json:
    """An object that lies in JSON, as the database wrote it."""

    text: str


@dataclass(frozen=True)
class Thing:
    """An object of the response: the type it is shown as, and where its values lie."""

    shown: str
    at: Row | Json | None = None


def read(text: str | bytes) -> Any:
    """JSON with its numbers exact."""
    return json.loads(text, parse_float=Decimal)


def columns_of(type_: Type) -> Sequence[str]:
    """What tells its rows apart: the table's key, or that of its global id where clients see another."""
    primary = [column.name for column in table_of(type_).primary_key]
    return primary if set(type_.key) <= set(primary) else list(type_.key)


@dataclass
class Naive:
    """One viewer reads through one engine's catalog, one value at a time; in a thread beside the loop of the database.

    So graphql-core meets plain values alone. Where it breaks off among awaitables it leaves some of them unawaited.
    """

    engine: Engine
    viewer: Viewer
    loop: asyncio.AbstractEventLoop
    known: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.catalog = self.engine.composed.catalog
        self.run: Run = self.engine._asking(self.viewer).run(VariableValues({}, {}))

    def __call__(self, thing: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        """Resolve any field: what is no thing of the catalog (a page, an edge) knows its values already."""
        if not isinstance(thing, Thing):
            return thing[info.field_name]
        declared = self.catalog.fields(info.parent_type.name)[info.field_name]
        arguments = {name: Argument(lambda _, v=v: v, v, (name,)) for name, v in given.items() if v is not None}  # type: ignore[misc]  # v is bound now
        if arguments:
            return self.resolve(declared, thing, arguments)
        question = (info.parent_type.name, info.field_name, thing.shown, place_named(thing.at))
        if question not in self.known:
            self.known[question] = self.resolve(declared, thing, arguments)
        return self.known[question]

    def rows(self, statement: Callable[[Asked], Select[Any]]) -> Sequence[Any]:
        """Ask once; the same question of the same database has the same answer."""
        schema = self.engine.composed.graphql
        asked = Asked(self.catalog, schema, Collector(schema, {}, {}), self.run)
        plan = finished(asked, statement(asked))
        values = plan.values(self.run)
        question = (plan.sql, repr(values))
        if question not in self.known:
            self.known[question] = self.asked(plan.sql, values)
        return self.known[question]  # type: ignore[no-any-return]  # asyncpg's records

    def asked(self, sql: str, values: Sequence[Any]) -> Sequence[Any]:
        asking = self.engine.database.pool.fetch(sql, *values)
        return asyncio.run_coroutine_threadsafe(asking, self.loop).result()

    def text(self, at: Row | Json | None, value: Callable[[Any, Asked], ColumnElement[Any]]) -> str | None:
        """One value as JSON."""

        def statement(asked: Asked) -> Select[Any]:
            source, here = place(asked, at)
            return sa.select(sa.func.to_json(value(source, asked))).where(*here)

        ((found,),) = self.rows(statement)
        return None if found is None else found.decode()

    def items(self, field: Embedded, thing: Thing, arguments: Arguments) -> Sequence[str]:
        """The items of a list in JSON, each as it was written."""

        def statement(asked: Asked) -> Select[Any]:
            source, here = place(asked, thing.at)
            every = sa.func.jsonb_array_elements(field.json(source, arguments, asked))
            return sa.select(sa.func.to_json(every)).where(*here)

        return [one.decode() for (one,) in self.rows(statement)]

    def found(self, shown: str, type_: Type, which: Callable[[Asked, Any], Sequence[Any]]) -> Thing | None:
        """The one row of a type that meets the conditions, if there is one."""

        def statement(asked: Asked) -> Select[Any]:
            row = asked.alias(table_of(type_))
            return sa.select(*[row.c[name] for name in columns_of(type_)]).where(*which(asked, row))

        for key in self.rows(statement):
            return Thing(shown, Row(type_, tuple(key)))
        return None

    def joined(self, thing: Thing, target: str, join: Join, *, always: bool = False) -> Thing | None:
        type_ = self.catalog.types[target]

        def which(asked: Asked, row: Any) -> Sequence[Any]:
            outer, here = place(asked, thing.at)
            return [*here, join(outer, row), *visible(asked, type_, row, led_here=always)]

        return self.found(target, type_, which)

    def named(self, id_: str, argument: Argument) -> Thing | None:
        """A row of any type by its global id."""
        type_ = self.catalog.types.get(type_name_of(id_))
        if type_ is None or not type_.is_node:
            raise BadId(path=argument.path, id=id_[:100], type="Node")
        return self.by_id(type_, id_, argument)

    def by_id(self, type_: Type, id_: str, argument: Argument) -> Thing | None:
        parts = key_parts(id_, type_, argument.path)
        return self.found(
            type_.name,
            type_,
            lambda asked, row: [*key_columns(asked, type_, row, lambda _: parts), *visible(asked, type_, row)],
        )

    @singledispatchmethod
    def resolve(self, field: Field, thing: Thing, arguments: Arguments) -> Any:
        raise TypeError(f"no way to read {field.name}")

    @resolve.register
    def _(self, field: Scalar, thing: Thing, arguments: Arguments) -> Any:
        as_kept = field.many and field.leaf.enum is None
        show = (lambda value: value) if as_kept else field.leaf.show
        found = self.text(thing.at, lambda source, asked: show(field.source(source, asked)))
        return None if found is None else read(found)

    @resolve.register
    def _(self, field: Namespace, thing: Thing, arguments: Arguments) -> Any:
        return Thing(field.target, thing.at)

    @resolve.register
    def _(self, field: ToOne, thing: Thing, arguments: Arguments) -> Any:
        return self.joined(thing, field.target, field.join, always=not field.nullable)

    @resolve.register
    def _(self, field: Choice, thing: Thing, arguments: Arguments) -> Any:
        kind = self.text(thing.at, field.discriminator)
        joins = {} if kind is None else {name: join for name, join in field.joins.items() if name == read(kind)}
        for target, join in joins.values():
            return self.joined(thing, target, join)
        return None

    @resolve.register
    def _(self, field: Lookup, thing: Thing, arguments: Arguments) -> Any:
        given, type_ = arguments[field.argument], self.catalog.types[field.target]
        if field.leaf.graphql == "ID":
            return self.by_id(type_, given.current, given)
        return self.found(
            type_.name,
            type_,
            lambda asked, row: [row.c[field.column] == asked.value(given, field.leaf), *visible(asked, type_, row)],
        )

    @resolve.register
    def _(self, field: NodeLookup, thing: Thing, arguments: Arguments) -> Any:
        if not field.many:
            return self.named(arguments["id"].current, arguments["id"])
        ids = arguments["ids"]
        if len(ids.current) > LARGEST_SIZE:
            raise PageSize(path=ids.path, size=len(ids.current), largest=LARGEST_SIZE)
        return [self.named(id_, ids) for id_ in ids.current]

    @resolve.register
    def _(self, field: References, thing: Thing, arguments: Arguments) -> Any:
        return [self.referred(field, one) for one in arguments["representations"].current]

    def referred(self, field: References, one: Any) -> Thing | RepresentationWrong | None:
        try:
            name, parts = reference(field, self.catalog.types, one)
        except RepresentationWrong as wrong:
            return wrong
        type_ = self.catalog.types[name]

        def which(asked: Asked, row: Any) -> Sequence[Any]:
            return [*key_columns(asked, type_, row, lambda _: parts), *visible(asked, type_, row)]

        return self.found(name, type_, which)

    @resolve.register
    def _(self, field: Embedded, thing: Thing, arguments: Arguments) -> Any:
        if field.many:
            return [Thing(field.target, Json(text)) for text in self.items(field, thing, arguments)]
        found = self.text(thing.at, lambda source, asked: field.json(source, arguments, asked))
        return None if found is None or found == "null" else Thing(field.target, Json(found))

    @resolve.register
    def _(self, field: ToMany, thing: Thing, arguments: Arguments) -> Any:
        type_ = self.catalog.types[field.target]
        listed = Listed(type_, field, f"{thing.shown}.{field.name}", arguments)
        rows = self.rows(lambda asked: listed.statement(asked, columns_of(type_), *place(asked, thing.at)))
        return page(listed, [listed.item(row, lambda key: Thing(type_.name, Row(type_, key))) for row in rows])


def place_named(at: Row | Json | None) -> Any:
    return (at.type.name, at.key) if isinstance(at, Row) else at


def place(asked: Asked, at: Row | Json | None) -> tuple[Any, Sequence[ColumnElement[bool]]]:
    """What the declared sources read from, and what pins it to this one object."""
    match at:
        case Row():
            row = asked.alias(table_of(at.type))
            names = zip(columns_of(at.type), at.key, strict=True)
            return row, [row.c[name] == asked.constant(value, row.c[name].type) for name, value in names]
        case Json():
            return asked.constant(at.text, JSONB()), []
    return None, []
