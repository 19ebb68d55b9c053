"""A document is measured before it is validated, each fragment once: hostile ones cost what they weigh, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from graphql import parse

from anjian_schema.compiler.documents import Documents
from anjian_schema.compiler.limits import MOST_OF_A_DOCUMENT, DocumentTooLarge
from anjian_schema.compiler.measuring import bounded, measured
from tests.schema.compiler.test_bad_input import refused
from tests.schema.compiler.world import World


def doubling(count: int) -> str:
    """Each fragment spreads the next one twice."""
    each = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(count))
    return f"{{ ...F0 }} {each} fragment F{count} on Query {{ viewer {{ role }} }}"


def same_in_fragments(count: int) -> str:
    each = " ".join(f"fragment A{i} on Query {{ hazards {{ nodes {{ id }} }} }}" for i in range(count))
    return f"{{ {' '.join(f'...A{i}' for i in range(count))} }} {each}"


def aliased(count: int) -> str:
    """The whole schema, so many times."""
    return " ".join(f"a{i}: types {{ name }}" for i in range(count))


HOSTILE: dict[str, Callable[[], str]] = {
    "operations": lambda: " ".join(f"query Q{i} {{ __typename }}" for i in range(51)),
    "fragments": lambda: doubling(100),
    "aliases": lambda: f"{{ {' '.join(f'a{i}: __typename' for i in range(2001))} }}",
    "directives": lambda: f"{{ viewer {'@include(if: true) ' * 501}{{ role }} }}",
    "fields": lambda: doubling(13),
    "comparisons": lambda: same_in_fragments(99) + " query { " + "id " * 250 + "}",
    "introspections": lambda: f"{{ __schema {{ ...T }} }} fragment T on __Schema {{ {aliased(10)} }}",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_there_may_be_so_much_of_everything(what: str) -> None:
    with pytest.raises(DocumentTooLarge) as found:
        bounded(parse(HOSTILE[what]()))
    assert found.value.facts["what"] == what
    assert set(HOSTILE) == set(MOST_OF_A_DOCUMENT)


def test_each_fragment_is_looked_at_once() -> None:
    """Ninety that double are more fields than there are atoms, and counted at once; a circle is left to validation."""
    assert measured(parse(doubling(90))).fields == 2**90 * 2
    circle = "{ ...A } fragment A on Query { viewer { role } ...B } fragment B on Query { ...A }"
    assert measured(parse(circle)).fields == 2
    below = "fragment A on RegionConnection { nodes { parent { ...B } } } fragment B on Region { name }"
    assert measured(parse(f"{{ regions {{ ...A }} }} {below}")).depth == 3


async def test_what_is_too_large_is_never_validated(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused with its own code, and remembered as any document that is refused."""
    documents = Documents(world.engine.documents.schema)
    monkeypatch.setattr("anjian_schema.compiler.documents.validate", None)  # would fail if it were called
    assert documents.get(doubling(60)).too_large is not None
    answer = await world.response(doubling(60) + "#")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["DOCUMENT_TOO_LARGE"]


async def test_all_lists_together_have_a_bound(world: World) -> None:
    """Each path may be long by itself; twenty of them side by side are too much, by variables as well."""
    path = "entities(first: 100) { nodes { hazards(first: $n) { nodes { id } } } }"
    lists = " ".join(f"l{i}: {path}" for i in range(12))
    assert await world.ask(f"query ($n: Int) {{ {lists} }}", n=10)
    assert (await refused(world, f"query ($n: Int) {{ {lists} }}", n=100))[0] == "TOO_MUCH_IN_ALL"
