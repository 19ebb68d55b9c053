"""The committed schema is the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graphql import GraphQLSchema, build_schema, specified_scalar_types
from graphql.utilities import BreakingChange, find_schema_changes

from anjian.plugin_host import PluginHost
from anjian_schema.compose import Composed, compose
from anjian_schema.containment import compose_serving

COMMITTED = Path(__file__).parents[2] / "schema" / "schema.graphql"
RELEASED = COMMITTED.with_name("released.graphql")  # as portals have it
DESCRIPTION = re.compile(r"[^\n]*[一-鿿][^\n]*\n\n[^\n一-鿿]*[A-Za-z][^\n]*")


def test_the_committed_schema_is_what_is_served(composed: Composed) -> None:
    """Every change of the schema is seen as a diff: run `anjian schema export` and commit what it writes."""
    assert composed.sdl() == COMMITTED.read_text(encoding="utf-8")


def test_nothing_of_the_last_release_is_broken(composed: Composed) -> None:
    """A portal built against it goes on. Each release runs `anjian schema export schema/released.graphql`."""
    released = build_schema(RELEASED.read_text(encoding="utf-8"), assume_valid=True)
    changes = find_schema_changes(released, build_schema(composed.sdl(), assume_valid=True))
    assert [change.description for change in changes if isinstance(change, BreakingChange)] == []


def test_a_deprecation_says_until_when(composed: Composed) -> None:
    """And what to use instead: `until 2027-06-30: use …`."""
    reasons = re.findall(r'@deprecated(?:\(reason: "(.*?)"\))?', composed.sdl())
    assert [reason for reason in reasons if not re.match(r"until \d{4}-\d\d-\d\d: ", reason)] == []


def test_a_plugin_taken_away_leaves_no_trace(host: PluginHost) -> None:
    """The schema is a function of the installed plugins: without one it is what it was before, byte for byte."""
    before = compose().sdl()
    with_plugins = compose_serving(host).sdl()
    assert with_plugins != before
    assert compose().sdl() == before


def test_everything_is_described_in_both_languages(composed: Composed) -> None:
    """Types, fields, arguments, inputs and values of enums: portal teams read Chinese first, then a line of English."""
    told = list(descriptions(build_schema(composed.sdl(), assume_valid=True)))
    assert len(told) > 6000
    assert [name for name, description in told if not DESCRIPTION.fullmatch(description or "")] == []


def descriptions(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    for name, type_ in schema.type_map.items():
        if name.startswith("__") or name in specified_scalar_types:
            continue
        yield name, type_.description
        for part, told in {**getattr(type_, "fields", {}), **getattr(type_, "values", {})}.items():
            yield f"{name}.{part}", told.description
            yield from ((f"{name}.{part}({one})", it.description) for one, it in getattr(told, "args", {}).items())


def test_every_table_says_how_a_scope_cuts_it(composed: Composed) -> None:
    """A type read from a table without a word on scope would be open by oversight."""
    silent = [t.name for t in composed.catalog.types.values() if t.table is not None and t.scope is None]
    assert silent == []
