"""One caller cannot take all: what an operation may ask for is bounded, and the error names the place."""

from __future__ import annotations

from typing import Any

import pytest

from anjian_schema.compiler.limits import DEEPEST, HEAVIEST, MOST_FIELDS
from tests.schema.compiler.test_bad_input import FILTERED, refused
from tests.schema.compiler.world import World


async def test_pages_multiply(world: World) -> None:
    """A hundred with a hundred each are ten thousand rows; more are refused, whichever variable says so."""
    query = """query ($a: Int, $b: Int) { entities(first: $a) { nodes { hazards(first: $b) { nodes {
        timeline(first: 1) { nodes { at } } } } } } }"""
    assert await world.ask(query, a=100, b=100)
    more = query.replace("timeline(first: 1)", "timeline(first: 2)")
    assert await refused(world, more, a=100, b=100) == ("TOO_MUCH", ["entities", "hazards", "timeline"])
    assert await world.ask(more, a=50, b=100)
    assert await refused(world, more, a=100, b=51) == ("TOO_MUCH", ["entities", "hazards", "timeline"])


async def test_counts_are_no_pages(world: World) -> None:
    """Only rows that are shown multiply."""
    assert await world.ask(
        "{ entities(first: 100) { nodes { hazards(first: 100) { nodes { actions { totalCount } } } } } }"
    )


def nested(opening: str, closing: str, depth: int) -> str:
    return f"{{ hazards(first: 1) {{ nodes {{ {opening * depth} __typename {closing * depth} }} }} }}"


ENTITY_AND_HAZARDS = ("entity { hazards(first: 1) { edges { node { ", "} } } } ")


async def test_objects_lie_in_objects_only_so_deep(world: World) -> None:
    """The deepest that is allowed can be read; the next is refused, and the reader is told to ask twice."""
    assert await world.ask(nested(*ENTITY_AND_HAZARDS, (DEEPEST - 2) // 2))
    assert (await refused(world, nested(*ENTITY_AND_HAZARDS, DEEPEST)))[0] == "TOO_DEEP"
    parents = "{ regions(first: 1) { nodes { " + "parent { " * 150 + "code" + "}" * 153
    code, argument = await refused(world, parents)
    assert code == "TOO_DEEP"
    assert argument is not None
    assert len(argument) == DEEPEST + 1


async def test_a_deep_filter_in_a_deep_list(world: World) -> None:
    """Each is allowed; where both are more than can be worked on, the reader is told so."""
    filter_: dict[str, Any] = {"title": {"eq": "超员"}}
    for _ in range(9):
        filter_ = {"entity": {"hazards": {"some": filter_}}}
    for depth in range(1, DEEPEST // 2 - 1):
        list_ = nested(*ENTITY_AND_HAZARDS, depth).replace("__typename", "timeline { nodes { at } } ...Few")
        few = "fragment Few on Hazard { entity { hazards(filter: $f) { totalCount } } }"
        query = f"query ($f: HazardFilter) {list_} {few}"
        answer = await world.response(query, f=filter_)
        assert {error["extensions"]["code"] for error in answer.get("errors", [])} <= {"TOO_DEEP"}


@pytest.mark.parametrize("step", ["NOT", "AND", "OR", "entity"])
async def test_filters_lie_in_filters_only_so_deep(world: World, step: str) -> None:
    """Fifteen steps can be read, a hundred cannot."""

    def filter_(depth: int) -> Any:
        inner: Any = {"title": {"eq": "超员"}}
        for _ in range(depth):
            inner = {"entity": {"hazards": {"some": inner}}} if step == "entity" else {step: inner}
        return inner

    assert await world.ask(FILTERED, f=filter_(7))
    assert (await refused(world, FILTERED, f=filter_(40)))[0] in ("TOO_DEEP", "BAD_VARIABLES")


@pytest.mark.parametrize(
    "condition",
    [{"title": {"eq": "超员"}}, {"level": {"eq": "MAJOR"}}, {"dueOn": {"isNull": True}}, {}],
    ids=str,
)
async def test_conditions_are_bounded_in_number(world: World, condition: dict[str, Any]) -> None:
    """A hundred alternatives are read; ten thousand belong in one ``in``, which holds as many as it likes."""
    assert await world.ask(FILTERED, f={"OR": [condition] * 100})
    assert (await refused(world, FILTERED, f={"OR": [condition] * 10 * HEAVIEST}))[0] == "TOO_MANY_CONDITIONS"
    assert await world.ask(FILTERED, f={"title": {"in": [str(i) for i in range(10 * HEAVIEST)]}})
    assert await world.ask(FILTERED, f={"level": {"in": ["MAJOR"] * 10 * HEAVIEST}})


async def test_fields_are_bounded_in_number(world: World) -> None:
    """PostgreSQL has no wider rows, nor longer calls."""
    many = " ".join(f"a{i}: id" for i in range(MOST_FIELDS))
    assert await world.ask(f"{{ hazards(first: 1) {{ nodes {{ {many} }} }} }}")
    assert (await refused(world, f"{{ hazards(first: 1) {{ nodes {{ {many} more: id }} }} }}"))[0] == "TOO_MANY_FIELDS"
    ends = " ".join(f"a{i}: endCursor" for i in range(51))
    assert (await refused(world, f"{{ hazards {{ pageInfo {{ {ends} }} }} }}"))[0] == "TOO_MANY_FIELDS"
