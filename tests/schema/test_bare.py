"""The served schema, apart from what it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLSchema

from anjian_schema.compose import Composed


def test_nothing_of_the_served_schema_leads_back_to_what_made_it(composed: Composed) -> None:
    """Strawberry's classes are most of what a schema weighs: no extension, resolver or list of fields holds them."""
    held = [part for part in parts(composed.graphql) if part.extensions or getattr(part, "resolve", None)]
    assert held == []


def parts(schema: GraphQLSchema) -> Iterator[Any]:
    yield schema
    for type_ in schema.type_map.values():
        if type_.name.startswith("__"):  # graphql-core's own
            continue
        yield type_
        of_type: dict[str, Any] = getattr(type_, "fields", None) or getattr(type_, "values", {})
        for part in of_type.values():
            yield part
            yield from getattr(part, "args", {}).values()
