"""The served schema as graphql-core builds it from its own text: no field of it knows how it is read."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLEnumType, GraphQLScalarType, GraphQLSchema, build_schema, is_specified_scalar_type

from anjian_schema.compose import Composed


def plain(composed: Composed) -> GraphQLSchema:
    """Values that come in are read by the served scalars and enums; those that go out already stand as shown."""
    schema = build_schema(composed.sdl())
    for name, type_ in schema.type_map.items():
        served: Any = composed.graphql.type_map[name]
        own = not (name.startswith("__") or is_specified_scalar_type(type_))
        if own and isinstance(type_, GraphQLScalarType | GraphQLEnumType):
            type_.coerce_input_value = served.coerce_input_value  # type: ignore[method-assign]  # a copy of our own
            type_.coerce_input_literal = served.coerce_input_literal  # type: ignore[method-assign]  # as above
        if own and isinstance(type_, GraphQLEnumType):
            type_.coerce_output_value = _member(type_)  # type: ignore[method-assign]  # as above
    return schema


def _member(enum: GraphQLEnumType) -> Any:
    def shown(name: str) -> str:
        if name not in enum.values:
            raise ValueError(f"no choice: {name}")
        return name

    return shown
