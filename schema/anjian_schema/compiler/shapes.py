"""The shape of variables: the part of their values that decides the form of a statement.

Which inputs are null, which keys an object has, how long a list of objects is and whether one of values is long,
Booleans and enums, the empty values of cursors, the types named by ids, and the breadth of regions. All else is bound.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    VariableDefinitionNode,
    type_from_ast,
)

from anjian_schema.compiler.cursors import nulls
from anjian_schema.compiler.globalid import type_name_of
from anjian_schema.compiler.scope import breadth

Shaper = Callable[[Any], Hashable]
Shape = tuple[Hashable, ...]

LONG = 50  # values of a list, from which on they are worth a hash table


def is_long(values: Sequence[Any]) -> bool:
    return len(values) > LONG


SCALARS: dict[str, Shaper] = {
    "Boolean": lambda value: value,
    "Cursor": nulls,
    "RegionCode": breadth,
}


class Shapes:
    """Shapes variables by their types; how a type is shaped is found out once."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self._known: dict[str, Shaper] = {}

    def of(self, definitions: Collection[VariableDefinitionNode]) -> Callable[[Mapping[str, Any]], Shape]:
        """What shapes the variables of one operation."""
        each = [(definition.variable.name.value, self._defined(definition)) for definition in definitions]
        return lambda given: tuple([shape(given[name]) if name in given else ... for name, shape in each])

    def _defined(self, definition: VariableDefinitionNode) -> Shaper:
        return self._of(type_from_ast(self.schema, definition.type))  # type: ignore[arg-type]  # validated: an input type

    def _of(self, type_: GraphQLInputType) -> Shaper:
        name = str(type_)
        if name not in self._known:
            shape = self._made(type_)
            self._known[name] = lambda value: None if value is None else shape(value)
        return self._known[name]

    def _made(self, type_: GraphQLInputType) -> Shaper:
        if isinstance(type_, GraphQLNonNull):
            return self._of(type_.of_type)
        if isinstance(type_, GraphQLList):
            return self._list(type_.of_type)
        if isinstance(type_, GraphQLInputObjectType):
            return self._object(type_)
        if isinstance(type_, GraphQLEnumType):
            return lambda value: str(getattr(value, "name", value))
        if type_.name == "ID":
            return self._named_type
        return SCALARS.get(type_.name, lambda _: True)

    def _object(self, type_: GraphQLInputObjectType) -> Shaper:
        """Its fields are looked into as they come: they are many, and lead back to their own type."""
        fields = type_.fields
        return lambda value: tuple([(name, self._of(fields[name].type)(value[name])) for name in sorted(value)])

    def _named_type(self, id_: str) -> Hashable:
        """The type an id names; what is no id must not lengthen the shape."""
        name = type_name_of(id_)
        return name if name in self.schema.type_map else None

    def _list(self, item: GraphQLInputType) -> Shaper:
        """Of plain values, bound as one array, only whether they are many; ids are read by their types."""
        inner: Any = item.of_type if isinstance(item, GraphQLNonNull) else item
        if isinstance(inner, GraphQLInputObjectType | GraphQLList):
            return lambda values: tuple(self._each(item, values))
        if isinstance(inner, GraphQLEnumType):
            return lambda values: tuple(dict.fromkeys(self._each(item, values)))
        if inner.name == "ID":
            return lambda values: frozenset(map(self._named_type, values))
        return is_long

    def _each(self, item: GraphQLInputType, values: Sequence[Any]) -> list[Hashable]:
        return [self._of(item)(value) for value in values]
