"""The schema as a subgraph of Apollo Federation 2: the same types, with the keys that other services know them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from graphql import (
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_scalar_type,
    print_type,
)

VERSION = "v2.7"  # the latest that both common composers take
LINK = f"""extend schema
  @link(url: "https://specs.apollo.dev/federation/{VERSION}", import: ["@key", "@shareable"])
"""
MACHINERY = ("_service", "_entities")  # a gateway knows these by itself
SHARED = ("PageInfo",)


def subgraph(schema: GraphQLSchema, keys: Mapping[str, Iterable[str]]) -> str:
    """SDL that ``@apollo/composition`` and ``@theguild/federation-composition`` take."""
    return "\n\n".join([LINK, *_types(schema, keys)]) + "\n"


def _types(schema: GraphQLSchema, keys: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for name, type_ in schema.type_map.items():
        if is_specified_scalar_type(type_) or is_introspection_type(type_) or name.startswith("_"):
            continue
        said = print_type(_without_machinery(type_) if type_ is schema.query_type else type_)
        directives = [f'@key(fields: "{key}")' for key in keys.get(name, ())]
        directives += ["@shareable"] if name in SHARED else []
        yield _directed(said, name, " ".join(directives)) if directives else said


def _without_machinery(query: GraphQLNamedType) -> GraphQLObjectType:
    if not isinstance(query, GraphQLObjectType):
        raise TypeError(f"{query.name} is no object")
    fields = {name: field for name, field in query.fields.items() if name not in MACHINERY}
    return GraphQLObjectType(query.name, fields, description=query.description)


def _directed(said: str, name: str, directives: str) -> str:
    return re.sub(rf"^(type {name}\b[^{{\n]*) \{{$", rf"\1 {directives} {{", said, count=1, flags=re.MULTILINE)
