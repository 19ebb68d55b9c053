"""The names a plugin brings into the schema, and to whom each name belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from graphql import GraphQLSchema, specified_scalar_types

from anjian.plugin import Plugin, profile_fields
from anjian.plugin_host import Loaded, PluginProblem, ProblemKind
from anjian_schema.compiler.orders import order_name
from anjian_schema.compose import compose
from anjian_schema.declare import camel
from anjian_schema.inputs import COMPARISON_INPUTS, enum_name
from anjian_schema.sectors import PluginTypes, plugin_types

CORE = "core"
FOLLOWING = ("", "Connection", "Edge", "Filter", "ListFilter", "Order", "OrderField")  # what a type brings with it
ORDERS = "EntityOrderField"


class Owners:
    """Who owns which name: first the core, then each plugin that was let in."""

    def __init__(self, core: GraphQLSchema) -> None:
        self.of = dict.fromkeys(names_of(core), CORE)

    def admit(self, loaded: Loaded, plugin: Plugin) -> PluginProblem | None:
        """The first thing that keeps the plugin out; where there is none, its names are its own from here on."""
        named = list(dict.fromkeys(claims_of(plugin)))
        problem = self._first(loaded, plugin, named) or next(flaws_of(loaded, plugin), None)
        if problem is None:
            reached = [name for name in reached_by(plugin) if self.of.get(name) != CORE]
            problem = self._first(loaded, plugin, reached)
            self.of |= {} if problem else dict.fromkeys([*named, *reached], str(loaded))
        return problem

    def _first(self, loaded: Loaded, plugin: Plugin, claims: Iterable[str]) -> PluginProblem | None:
        return next((p for claim in claims if (p := self._refusal(loaded, plugin, claim)) is not None), None)

    def _refusal(self, loaded: Loaded, plugin: Plugin, claim: str) -> PluginProblem | None:
        owner = self.of.get(claim)
        if owner == CORE:
            return ProblemKind.CORE_CHANGED.of(loaded, thing=claim)
        if owner is not None:
            return ProblemKind.TYPE_TAKEN.of(loaded, thing=claim, owner=owner)
        if not is_prefixed(claim, plugin):
            return ProblemKind.PREFIX_MISSING.of(loaded, thing=claim, prefix=plugin.prefix)
        return None


def names_of(core: GraphQLSchema) -> Iterator[str]:
    """Types, also those that only plugins use; and what the roots, entities and their orders name already."""
    yield from (*core.type_map, *specified_scalar_types)
    yield from (filter_.__name__ for filter_ in COMPARISON_INPUTS.values())
    for name in ("Query", "Mutation", "Entity"):
        yield from (f"{name}.{field}" for field in getattr(core.type_map[name], "fields", ()))
    yield from (f"{ORDERS}.{value}" for value in getattr(core.type_map[ORDERS], "values", ()))


def claims_of(plugin: Plugin) -> Iterator[str]:
    """What it names itself: its types, its mutations, its fields on what is the core's."""
    for cls in plugin.types:
        yield str(getattr(getattr(cls, "__strawberry_definition__", None), "name", cls.__name__))
    yield from (f"Mutation.{camel(work.__name__)}" for work in plugin.mutations)
    if (made := plugin_types(plugin)) is not None:
        yield from (f"{type_.name}{more}" for type_ in made.types for more in FOLLOWING)
        yield from (name for enum in enums_of(plugin) if is_prefixed(name := enum_name(enum), plugin))
        yield from fields_of(made)


def fields_of(made: PluginTypes) -> Iterator[str]:
    yield f"Query.{made.on_query.name}"
    yield f"Entity.{made.on_entity.name}"
    yield from (f"{ORDERS}.{order_name(order)}" for order in made.entity_orders)


def reached_by(plugin: Plugin) -> Iterable[str]:
    """Types that nobody listed: what mutations take and answer is found by building the plugin beside the core."""
    return compose([plugin]).graphql.type_map if plugin.types or plugin.mutations else ()


def is_prefixed(claim: str, plugin: Plugin) -> bool:
    root, _, name = claim.rpartition(".")
    if root in ("Query", "Entity"):
        return name == camel(plugin.name)
    if root == ORDERS:
        return name.startswith(plugin.name.upper())
    prefix = plugin.prefix[0].lower() + plugin.prefix[1:] if root else plugin.prefix
    following = name[len(prefix) : len(prefix) + 1]
    return name.startswith(prefix) and not following.islower()


def flaws_of(loaded: Loaded, plugin: Plugin) -> Iterator[PluginProblem]:
    """What the schema could not show as it is stored."""
    for enum in enums_of(plugin):
        for member in enum:
            if member.name != member.value.upper():
                facts = {"thing": f"{enum.__name__}.{member.name}", "value": member.value}
                yield ProblemKind.MEMBER_NAME_WRONG.of(loaded, **facts)
    made = plugin_types(plugin)
    types = made.types if made else ()
    names = [type_.name for type_ in types] + [
        f"{type_.name}.{field.name}" for type_ in types for field in type_.fields
    ]
    yield from (ProblemKind.FIELD_TWICE.of(loaded, thing=name) for name, times in Counter(names).items() if times > 1)


def enums_of(plugin: Plugin) -> Iterator[type[StrEnum]]:
    for fields in plugin.classes:
        yield from (fact.enum for fact in profile_fields(fields).values() if fact.enum is not None)
