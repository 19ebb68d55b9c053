"""The schema without what it was made from.

Strawberry's types hang on those of graphql-core: as extensions, in resolvers that never run, in the functions that list
fields. Nothing reads them once the schema is composed, and they are most of what it weighs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    is_introspection_type,
    is_specified_scalar_type,
)

T = TypeVar("T")
Part = TypeVar("Part")  # a field, an argument, a value of an enum
NOTHING: Mapping[str, Any] = {"extensions": {}}
NEVER_RUN: Mapping[str, Any] = {"resolve": None, "subscribe": None}


def bare(schema: GraphQLSchema) -> GraphQLSchema:
    """The same schema, word for word, for whoever reads it and runs none of its resolvers."""
    types = Types(schema)
    made = GraphQLSchema(
        types.of(schema.query_type),
        types.of(schema.mutation_type),
        types.of(schema.subscription_type),
        types=[types.of(type_) for type_ in schema.type_map.values()],
        directives=schema.directives,
        description=schema.description,
        assume_valid=True,  # as the one it was made from
    )
    types.given.clear()  # by now each has listed what it refers to
    return made


class Types:
    """The types of one schema, made anew. There is one ``[Hazard!]!``, wherever it is said."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.given: dict[str, Any] = dict(schema.type_map)
        self._made: dict[str, Any] = {}

    def of(self, type_: T) -> T:
        said = str(type_)
        if said not in self._made:
            self._made[said] = self._new(type_)
        found: T = self._made[said]
        return found

    def _new(self, type_: Any) -> Any:
        if isinstance(type_, GraphQLList | GraphQLNonNull):
            return type(type_)(self.of(type_.of_type))
        if type_ is None or is_introspection_type(type_) or is_specified_scalar_type(type_):
            return type_
        return self._named(type_)

    def _named(self, type_: GraphQLNamedType) -> GraphQLNamedType:
        """One may be part of itself: what it refers to is made when it is asked for."""
        name, own = type_.name, {**type_.to_kwargs(), **NOTHING}
        match type_:
            case GraphQLObjectType() | GraphQLInterfaceType():
                kind = "is_type_of" if isinstance(type_, GraphQLObjectType) else "resolve_type"
                listed = {"fields": self._parts(name, self._field), "interfaces": self._types(name, "interfaces")}
                return type(type_)(**{**own, **listed, kind: None})
            case GraphQLUnionType():
                return GraphQLUnionType(**{**own, "types": self._types(name, "types"), "resolve_type": None})
            case GraphQLInputObjectType():
                return GraphQLInputObjectType(**{**own, "fields": self._parts(name, self._typed)})
            case GraphQLEnumType():
                return GraphQLEnumType(**{**own, "values": {key: plain(each) for key, each in type_.values.items()}})
            case GraphQLScalarType():
                return GraphQLScalarType(**own)
        raise TypeError(type_)

    def _parts(self, name: str, new: Callable[[Any], Any]) -> Callable[[], dict[str, Any]]:
        return lambda: {key: new(field) for key, field in self.given[name].fields.items()}

    def _types(self, name: str, which: str) -> Callable[[], list[Any]]:
        return lambda: [self.of(type_) for type_ in getattr(self.given[name], which)]

    def _field(self, field: Any) -> Any:
        arguments = {name: self._typed(argument) for name, argument in field.args.items()}
        return self._typed(field, args=arguments, **NEVER_RUN)

    def _typed(self, part: Part, **others: Any) -> Part:
        return plain(part, type_=self.of(part.type), **others)  # type: ignore[attr-defined]  # all but values of enums


def plain(part: Part, **others: Any) -> Part:
    return type(part)(**{**part.to_kwargs(), **NOTHING, **others})  # type: ignore[attr-defined]  # graphql-core's
