"""The shape of variables: the part of their values that decides the form of a statement.

Which inputs are null, which keys an object has, how long a list of objects is, Booleans and enums, the empty values of
cursors, the types named by ids, and the breadth of regions. All else is bound.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    type_from_ast,
)

from anjian_schema.compiler.cursors import nulls
from anjian_schema.compiler.globalid import type_name_of
from anjian_schema.compiler.scope import breadth

Shaper = Callable[[Any], Hashable]

SCALARS: dict[str, Shaper] = {
    "Boolean": lambda value: value,
    "Cursor": nulls,
    "RegionCode": breadth,
}


class Shapes:
    """Shapes variables by their types."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema

    def of(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> tuple[Hashable, ...]:
        return tuple(
            self._shape(type_from_ast(self.schema, definition.type), variables.get(definition.variable.name.value))  # type: ignore[arg-type]  # validated: an input type
            if definition.variable.name.value in variables
            else ...
            for definition in operation.variable_definitions or ()
        )

    def _shape(self, type_: GraphQLInputType, value: Any) -> Hashable:
        if isinstance(type_, GraphQLNonNull):
            return self._shape(type_.of_type, value)
        if value is None:
            return None
        if isinstance(type_, GraphQLList):
            return self._list(type_.of_type, value)
        if isinstance(type_, GraphQLInputObjectType):
            return tuple((name, self._shape(type_.fields[name].type, value[name])) for name in sorted(value))
        if isinstance(type_, GraphQLEnumType):
            return str(getattr(value, "name", value))
        if type_.name == "ID":
            return self._named_type(value)
        shaper = SCALARS.get(type_.name)
        return shaper(value) if shaper else True

    def _named_type(self, id_: str) -> Hashable:
        """The type an id names; what is no id must not lengthen the shape."""
        name = type_name_of(id_)
        return name if name in self.schema.type_map else None

    def _list(self, item: GraphQLInputType, values: list[Any]) -> Hashable:
        """Lists of plain values are bound as one array, whatever their length; ids are read by their types."""
        inner = item.of_type if isinstance(item, GraphQLNonNull) else item
        if isinstance(inner, GraphQLInputObjectType | GraphQLList):
            return tuple(self._shape(item, value) for value in values)
        if isinstance(inner, GraphQLEnumType):
            return tuple(dict.fromkeys(self._shape(item, value) for value in values))
        return frozenset(map(self._named_type, values)) if getattr(inner, "name", "") == "ID" else True
