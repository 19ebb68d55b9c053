"""Short ways to declare fields, for the nouns of the core and of plugins alike."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, ColumnElement, FromClause, Table
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import InstrumentedAttribute

from anjian.database.record import Record
from anjian.sectors.model import OF_THE_PROFILE
from anjian.words import Title
from anjian_schema.compiler import leaves
from anjian_schema.compiler.arguments import Argument
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, ExtraFilter, Input, Join, Scalar, Scope, ToMany, ToOne, Type
from anjian_schema.compiler.filters import COMPARISONS
from anjian_schema.compiler.globalid import global_id
from anjian_schema.compiler.leaves import Leaf
from anjian_schema.inputs import COMPARISON_INPUTS

BY_SECTOR_COLUMN = "sector"


def table(record: type[Record]) -> Table:
    made = record.__table__
    if not isinstance(made, Table):
        raise TypeError(f"{record.__name__} is not one table")
    return made


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def column(
    attribute: InstrumentedAttribute[Any],
    zh: str,
    en: str,
    *,
    name: str | None = None,
    filter: bool = False,  # noqa: A002 - the word of the API
    sort: bool = False,
    leaf: Leaf | None = None,
) -> Scalar:
    """A column as it is; its GraphQL name, type and nullability follow from the record."""
    found: Column[Any] = attribute.property.columns[0]
    return Scalar(
        name or camel(found.key),
        leaf or leaf_of(found),
        Title(zh, en),
        lambda row, _: row.c[found.key],
        nullable=bool(found.nullable),
        many=isinstance(found.type, ARRAY),
        filter=filter,
        sort=sort,
        loose=isinstance(found.type, sa.BigInteger),
    )


def words_column(attribute: InstrumentedAttribute[Any], enum: type[Enum], zh: str, en: str) -> Scalar:
    """A list of words of a vocabulary, each shown by its name."""
    found: Column[Any] = attribute.property.columns[0]
    return Scalar(
        camel(found.key),
        leaves.enum_list_leaf(enum),
        Title(zh, en),
        lambda row, _: sa.func.to_jsonb(row.c[found.key]),
        nullable=bool(found.nullable),
        many=True,
        loose=True,
    )


def leaf_of(found: Column[Any]) -> Leaf:
    kind = found.type.item_type if isinstance(found.type, ARRAY) else found.type
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        enum: type[Enum] = kind.enum_class
        return leaves.enum_leaf(enum)
    for type_, leaf in LEAVES:
        if isinstance(kind, type_):
            return leaf
    raise TypeError(f"{found} has no leaf; name one")


LEAVES: list[tuple[type[Any], Leaf]] = [
    (sa.Boolean, leaves.BOOLEAN),
    (sa.BigInteger, leaves.INT),
    (sa.Integer, leaves.INT),
    (sa.Numeric, leaves.DECIMAL),
    (sa.Date, leaves.DATE),
    (sa.TIMESTAMP, leaves.DATETIME),
    (sa.Text, leaves.STRING),
    (JSONB, leaves.ANY_JSON),
]


def identity(record: type[Record], type_name: str, *key: str) -> Scalar:
    """``id``: the global id, which holds the whole key."""
    return identity_of(table(record), type_name, *key)


def identity_of(of: Table, type_name: str, *key: str) -> Scalar:
    shell = Type(type_name, Title("", ""), (), of, key)
    return Scalar(
        "id",
        leaves.ID,
        Title("全局 id，原样使用。", "The global id; use it as it is."),
        lambda row, _: global_id(shell, row),
        filter=True,
    )


def expression(
    name: str, leaf: Leaf, zh: str, en: str, source: Callable[[FromClause, Asked], ColumnElement[Any]], **more: Any
) -> Scalar:
    """A value computed from the row."""
    return Scalar(name, leaf, Title(zh, en), source, **more)


def in_language(name: str, stem: str, zh: str, en: str, *, nullable: bool = False) -> Scalar:
    """A text kept in both languages, shown in the reader's."""

    return Scalar(name, leaves.STRING, Title(zh, en), lambda row, asked: in_words(row, asked, stem), nullable=nullable)


def in_words(row: FromClause, asked: Asked, stem: str) -> ColumnElement[Any]:
    """Of two columns, the one in the reader's language."""
    return sa.case((asked.language == word("en"), row.c[f"{stem}_en"]), else_=row.c[f"{stem}_zh"])


def facts_named(row: FromClause, fact: FromClause, names: str) -> ColumnElement[bool]:
    """The fields of a profile that a column of names lists."""
    return sa.and_(
        fact.c.sector == row.c.sector, fact.c.ledger == word(OF_THE_PROFILE), fact.c.name == sa.any_(row.c[names])
    )


def word(name: str) -> ColumnElement[str]:
    """A word of ours, as text of the statement."""
    return sa.literal_column(f"'{name}'", sa.Text())


def key(name: str, leaf: Leaf, zh: str, en: str, *, at: str | None = None, nullable: bool = False) -> Scalar:
    """A key of an embedded JSON object."""
    where = word(at or name)

    def source(value: Any, _: Asked) -> ColumnElement[Any]:
        text = value.op("->>", return_type=sa.Text())(where)
        return sa.cast(text, leaf.bind) if leaf.graphql in ("Int", "Boolean") else text

    return Scalar(name, _shown_as_kept(leaf), Title(zh, en), source, nullable=nullable, loose=True)


def keys(name: str, leaf: Leaf, zh: str, en: str, *, at: str | None = None) -> Scalar:
    """A key of an embedded JSON object that holds a list of plain values."""
    where = word(at or name)
    return Scalar(name, leaf, Title(zh, en), lambda value, _: _under(value, where), many=True, loose=True)


def json_value(name: str, zh: str, en: str, *, at: str | None = None) -> Scalar:
    where = word(at or name)
    return Scalar(name, leaves.ANY_JSON, Title(zh, en), lambda value, _: _under(value, where), nullable=True)


def _under(value: Any, where: ColumnElement[str]) -> ColumnElement[Any]:
    found: ColumnElement[Any] = value.op("->", return_type=JSONB())(where)
    return found


def _shown_as_kept(leaf: Leaf) -> Leaf:
    """Inside JSON a value already stands as it is shown."""
    return Leaf(leaf.graphql, leaf.bind, enum=leaf.enum, show=leaf.show if leaf.enum else lambda column: column)


def inside(
    name: str, target: str, zh: str, en: str, *, at: str | None = None, many: bool = False, nullable: bool = False
) -> Embedded:
    """An object, or a list of them, under a key of an embedded JSON object."""
    where = word(at or name)
    return Embedded(
        name,
        target,
        Title(zh, en),
        lambda value, _arguments, _asked: _under(value, where),
        many=many,
        nullable=nullable,
    )


def belongs_to(name: str, target: str, zh: str, en: str, here: str, there: str = "id", **more: Any) -> ToOne:
    """To-one by one column."""
    return ToOne(name, target, Title(zh, en), lambda row, other: other.c[there] == row.c[here], **more)


def sibling(name: str, target: str, zh: str, en: str, here: str, **more: Any) -> ToOne:
    """To-one within the same entity: by ``(entity_id, id)``."""

    def join(row: FromClause, other: FromClause) -> ColumnElement[bool]:
        return sa.and_(other.c.entity_id == row.c.entity_id, other.c.id == row.c[here])

    return ToOne(name, target, Title(zh, en), join, **more)


def has_many(name: str, target: str, zh: str, en: str, join: Join, **more: Any) -> ToMany:
    return ToMany(name, target, Title(zh, en), join, **more)


def siblings(here: str, there: str) -> Join:
    """The records of the same entity whose ``there`` is this record's ``here``."""

    def join(row: FromClause, other: FromClause) -> ColumnElement[bool]:
        return sa.and_(other.c.entity_id == row.c.entity_id, other.c[there] == row.c[here])

    return join


def by(here: str, there: str) -> Join:
    return lambda row, other: other.c[there] == row.c[here]


def of_entity_scope(*, sector: bool = True) -> Scope:
    """Records of one entity: cut by its region, to an enterprise's own, and to the sectors named on them."""
    by_sector: Callable[[FromClause, ColumnElement[Any]], ColumnElement[bool]] = (
        sector_column if sector else sector_of_entity("entity_id")
    )
    return Scope("region_code", "entity_id", by_sector)


def sector_column(row: FromClause, sectors: ColumnElement[Any]) -> ColumnElement[bool]:
    return row.c[BY_SECTOR_COLUMN] == sa.any_(sectors)


def sector_of_entity(entity: str) -> Callable[[FromClause, ColumnElement[Any]], ColumnElement[bool]]:
    """Entities supervised under one of the sectors, for records that name none themselves."""
    from anjian.entities.model import Profile

    def condition(row: FromClause, sectors: ColumnElement[Any]) -> ColumnElement[bool]:
        profile = table(Profile).alias()
        return (
            sa.exists()
            .select_from(profile)
            .where(profile.c.entity_id == row.c[entity], profile.c.sector == sa.any_(sectors))
            .correlate_except(profile)
        )

    return condition


def region_filter() -> ExtraFilter:
    """``region: { under: "41" }``: by code, without a join."""

    def predicate(row: FromClause, given: Argument, asked: Asked) -> ColumnElement[bool]:
        code = row.c.region_code
        return sa.and_(sa.true(), *(COMPARISONS[o](asked, code, value, leaves.REGION) for o, value in given.children()))

    words = Title("所在区划；under 含下级。", "Region, by code; under includes all below it.")
    return ExtraFilter("region", COMPARISON_INPUTS["RegionCode"], words, predicate)


def argument(annotation: Any, zh: str, en: str, default: Any = ...) -> Input:
    return Input(annotation, Title(zh, en), default)
