"""Wherever a client goes in the schema, one statement answers."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from anjian_schema.testing.wire import counted
from tests.schema.compiler.conftest import NewWorld
from tests.schema.compiler.world import World
from tests.schema.exact.both import ALONE
from tests.schema.exact.walk import everything, ways

DEEPEST = 6


@pytest_asyncio.fixture(scope="module")
async def observed(new_world: NewWorld) -> AsyncIterator[tuple[World, list[str]]]:
    world, url = await new_world()
    async with counted(world.engine, url) as (engine, sent):
        yield World(engine), sent


async def test_one_statement_six_objects_deep(observed: tuple[World, list[str]]) -> None:
    """Every field of every type, as near to the root as the type can stand and as far below it, to a depth of six."""
    world, sent = observed
    every = list(ways(world.engine.composed.graphql, DEEPEST))
    nearest, furthest = ({way.type.name: way for way in each} for each in (reversed(every), every))
    for way in dict.fromkeys([*nearest.values(), *furthest.values()]):
        sent.clear()
        answer = await world.response(way.asking(everything(way.type)))
        assert {error["extensions"]["code"] for error in answer.get("errors", ())} <= ALONE, way
        assert len(sent) == 1, way
