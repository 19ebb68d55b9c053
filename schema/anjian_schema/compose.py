"""Core types and plugins become one schema, or a report says why not.

The composed schema is a function of the installed plugins and nothing else: taking a plugin away gives back the
schema as it was, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import strawberry
from graphql import GraphQLSchema, print_schema
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.config import StrawberryConfig
from strawberry.types.field import StrawberryField

from anjian.plugin import Plugin
from anjian.standing.book import Book, books
from anjian_schema.bare import bare
from anjian_schema.classes import Classes
from anjian_schema.compiler.catalog import Catalog, Field, Type
from anjian_schema.declare import camel
from anjian_schema.federation import subgraph
from anjian_schema.nouns.federation import KEYS
from anjian_schema.nouns.impact import impact_field, impact_filter
from anjian_schema.nouns.query import core_catalog
from anjian_schema.places import of_ledgers, of_sectors
from anjian_schema.scalars import SCALARS
from anjian_schema.sectors import PluginTypes, plugin_types


@strawberry.interface(description="可按全局 id 取得的记录。\n\nA record that can be found by its global id.")
class Node:
    id: strawberry.ID = strawberry.field(description="全局 id，原样使用。\n\nThe global id; use it as it is.")


@dataclass(frozen=True, slots=True)
class Composed:
    """A schema ready to be read through, with the catalog its statements are made from.

    ``owners``: the plugin of each mutation that is not the core's.
    """

    catalog: Catalog
    graphql: GraphQLSchema
    owners: Mapping[str, str]

    def sdl(self) -> str:
        return print_schema(self.graphql) + "\n"

    def subgraph(self) -> str:
        """The SDL that a federation gateway composes."""
        return subgraph(self.graphql, KEYS)


def compose(plugins: Iterable[Plugin] = ()) -> Composed:
    """Build the schema of the core and these plugins. Raises what strawberry and graphql-core find wrong."""
    plugins = list(plugins)
    known = books(plugins)
    core = with_rules(core_catalog(), known)
    additions = [made for plugin in plugins if (made := plugin_types(plugin, known)) is not None]
    catalog = with_places(extended(core, additions), additions)
    classes = Classes(catalog, Node, mutations_of(plugins))
    classes.finish()
    extra = [cls for plugin in plugins for cls in plugin.types]
    schema = strawberry.Schema(
        classes.types["Query"],
        classes.types["Mutation"],
        classes.types["Subscription"],
        types=[*classes.types.values(), *extra],
        config=StrawberryConfig(scalar_map=SCALARS, sort_schema=True),
    )
    owners = {camel(work.__name__): plugin.name for plugin in plugins for work in plugin.mutations}
    return Composed(catalog, schema._schema if owners else bare(schema._schema), owners)


def mutations_of(plugins: Iterable[Plugin]) -> dict[str, StrawberryField]:
    """The mutations that plugins bring as functions: strawberry reads their signatures."""
    works = [work for plugin in plugins for work in plugin.mutations]
    return {work.__name__: nullable(strawberry.mutation(resolver=work)) for work in works}


def nullable(mutation: Any) -> StrawberryField:
    """One that fails is null by itself: were it required, it would take the answers of its neighbours along."""
    made = cast("StrawberryField", mutation)
    answers = made.base_resolver and made.base_resolver.type_annotation
    if isinstance(answers, StrawberryAnnotation):
        made.type_annotation = StrawberryAnnotation(answers.evaluate() | None, namespace=answers.namespace)
    return made


def extended(core: Catalog, additions: Sequence[PluginTypes]) -> Catalog:
    """The core's catalog with each plugin's types, its field on entities and its root field."""
    types = dict(core.types)
    for made in additions:
        types |= {t.name: t for t in made.types}
        types["Query"] = with_field(types["Query"], made.on_query)
        entity = with_field(types["Entity"], made.on_entity)
        types["Entity"] = replace(entity, orders=[*entity.orders, *made.entity_orders])
    return Catalog(types, core.unions)


def with_rules(core: Catalog, of: Mapping[str, Book]) -> Catalog:
    """What is asked of the rules themselves, whatever plugin they come from."""
    query, entity = with_field(core.types["Query"], impact_field(of)), core.types["Entity"]
    entity = replace(entity, filters=[*entity.filters, impact_filter(of)])
    return replace(core, types={**core.types, "Query": query, "Entity": entity})


def with_places(catalog: Catalog, additions: Sequence[PluginTypes]) -> Catalog:
    """Each sector and ledger says where the schema shows it. A sector is its owner's, who comes first."""
    places = {name: place for made in reversed(additions) for name, place in made.places.items()}
    added = {"Sector": of_sectors(places), "Ledger": of_ledgers(places)}
    types = {name: with_field(catalog.types[name], *fields) for name, fields in added.items()}
    return replace(catalog, types={**catalog.types, **types})


def with_field(type_: Type, *fields: Field) -> Type:
    return replace(type_, fields=[*type_.fields, *fields])
