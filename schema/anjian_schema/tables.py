"""A plugin's own tables as GraphQL: each row a node, listed on its entity, its parent and the root field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.judgement import Fact, Kind
from anjian.plugin import Plugin, Table, profile_fields
from anjian.plugin_host.tables import own_table, parent_of
from anjian.words import Title
from anjian_schema.compiler import leaves
from anjian_schema.compiler.catalog import Field, Join, Scalar, Scope, ToMany, ToOne, Type
from anjian_schema.compiler.leaves import Leaf
from anjian_schema.declare import belongs_to, by, camel, identity_of, sector_of_entity, sibling, siblings
from anjian_schema.facts import described, leaf_of, prefixed
from anjian_schema.ledgers import literal

KEY = ("entity_id", "id")


def row_types(plugin: Plugin) -> list[Type]:
    return [row_type(plugin, table) for table in plugin.tables]


def row_type(plugin: Plugin, table: Table) -> Type:
    made, name = own_table(plugin, table), type_name(plugin, table)
    fields: list[Field] = [
        identity_of(made, name, *KEY),
        *(column(plugin, fact) for fact in profile_fields(table.row).values()),
        belongs_to("entity", "Entity", "监管对象。", "The entity.", "entity_id", nullable=False, filter=True),
        *relations(plugin, table),
    ]
    words = Title(f"{table.title.zh}中的一条。", f"{table.title.en}: one of them.")
    return Type(name, words, fields, made, KEY, scope_of(plugin), owner=plugin.name)


def type_name(plugin: Plugin, table: Table) -> str:
    return prefixed(plugin, table.row.__name__)


def column(plugin: Plugin, fact: Fact) -> Scalar:
    return Scalar(
        camel(fact.name),
        leaf_of_column(plugin, fact),
        described(fact),
        lambda row, _: row.c[fact.name],
        nullable=not fact.required,
        many=fact.kind is Kind.ENUMS,
        filter=fact.filter,
        sort=fact.sort and fact.kind is not Kind.ENUMS,
        loose=fact.kind in (Kind.ENUM, Kind.ENUMS),  # no migration has to say which values there are
    )


def leaf_of_column(plugin: Plugin, fact: Fact) -> Leaf:
    return leaves.DATE if fact.kind is Kind.DATE else leaf_of(plugin, fact)


def relations(plugin: Plugin, table: Table) -> Iterator[ToOne | ToMany]:
    """Up to the row it belongs to, and down to those that belong to it, at the same entity."""
    if (parent := parent_of(plugin, table)) is not None:
        name, words = camel(parent.link.removesuffix("_id")), parent.title
        yield sibling(name, type_name(plugin, parent), words.zh, words.en, parent.link, nullable=False, filter=True)
    for child in (each for each in plugin.tables if each.of == table.name):
        yield listed(plugin, child, siblings("id", table.link))


def listed(plugin: Plugin, table: Table, join: Join) -> ToMany:
    words = Title(f"{table.title.zh}。", f"{table.title.en}.")
    return ToMany(camel(table.name), type_name(plugin, table), words, join, filter=True)


def of_entity_by(plugin: Plugin, column_of_entity: str) -> Sequence[ToMany]:
    """The lists of one entity, on whatever stands for it: its profile, or the entity itself."""
    return [listed(plugin, table, by(column_of_entity, "entity_id")) for table in plugin.tables]


def on_root(plugin: Plugin) -> Iterator[ToMany]:
    for table in plugin.tables:
        yield ToMany(camel(table.name), type_name(plugin, table), table.title, lambda _outer, _row: sa.true())


def scope_of(plugin: Plugin) -> Scope:
    """By region, enterprise, and the sectors of the plugin; without any, by those of the entity."""
    return Scope("region_code", "entity_id", sector_of(plugin) if plugin.sectors else sector_of_entity("entity_id"))


def sector_of(plugin: Plugin) -> Callable[[FromClause, ColumnElement[Any]], ColumnElement[bool]]:
    own = [literal(sector.name) for sector in plugin.sectors]
    return lambda _, sectors: sa.or_(*(name == sa.any_(sectors) for name in own))
