"""Those who wait for the same plan are asked for together, and nobody can tell."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from anjian_schema import gathering
from anjian_schema.compiler.plan import Plan
from anjian_schema.gathering import Gathering
from anjian_schema.testing.wire import counted
from tests.schema.compiler.conftest import NewWorld
from tests.schema.compiler.world import World, key

HAZARDS = """query ($id: ID!) { entity(id: $id) { name hazards(first: 3) { totalCount nodes { id title } } }
    hazards(first: 2, filter: { entity: { id: { eq: $id } } }) { nodes { entity { name region { code } } } } }"""
COUNT = "{ hazards { totalCount } }"
TENTH = "SELECT to_json(10 / $1::BIGINT)"
SUM = "SELECT to_json(sum($1::BIGINT))"


@pytest_asyncio.fixture(scope="module")
async def observed(new_world: NewWorld) -> AsyncIterator[tuple[World, list[str]]]:
    world, url = await new_world()
    async with counted(world.engine, url) as (engine, sent):
        yield World(engine), sent


@pytest.fixture(autouse=True)
def long_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, all this is a moment's work."""
    monkeypatch.setattr(gathering, "MOMENT", 3600.0)


@pytest.mark.parametrize(
    "codes",
    [("4101", "1401"), ("410104", "410105"), ("41", "14")],
    ids=["cities", "counties", "provinces"],
)
async def test_everybody_sees_their_own(observed: tuple[World, list[str]], codes: tuple[str, ...]) -> None:
    """Of one form and different reach, they share two statements: the first one's, and that of all who waited."""
    world, sent = observed
    viewers = [world.of(region_code=code) for code in codes]
    asked = [(viewer, f"Entity:{key(0, place)}") for place in range(6) for viewer in viewers]
    alone = [await viewer.ask(HAZARDS, id=id_) for viewer, id_ in asked]
    sent.clear()
    assert await asyncio.gather(*[viewer.ask(HAZARDS, id=id_) for viewer, id_ in asked]) == alone
    assert len(sent) == 2
    assert len({str(answer) for answer in alone}) > 1


async def test_who_asks_the_same_is_told_the_same(observed: tuple[World, list[str]]) -> None:
    """What no value distinguishes is asked once for all who waited."""
    world, sent = observed
    expected = await world.ask(COUNT)
    sent.clear()
    assert await asyncio.gather(*[world.ask(COUNT) for _ in range(20)]) == [expected] * 20
    assert sent == [sent[0]] * 2


async def test_nobody_waits_alone(observed: tuple[World, list[str]]) -> None:
    """A read is sent as it comes, one after the other."""
    world, sent = observed
    await world.ask(COUNT)
    sent.clear()
    for _ in range(3):
        await world.ask(COUNT)
    assert len(sent) == 3


async def test_what_takes_long_goes_its_own_way(
    observed: tuple[World, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One at a time of its plan: no asker is held up by another's work."""
    world, sent = observed
    ids = [f"Entity:{key(0, place)}" for place in range(5)]
    await world.ask(HAZARDS, id=ids[0])
    monkeypatch.setattr(gathering, "MOMENT", 0.0)
    sent.clear()
    await asyncio.gather(*[world.ask(HAZARDS, id=id_) for id_ in ids])
    assert sent.count(sent[0]) == 5


async def test_a_mistake_is_ones_own(observed: tuple[World, list[str]]) -> None:
    """Where the common statement fails, all are asked for alone, and only one of them hears of an error."""
    world, sent = observed
    reads, plan = Gathering(world.engine.database.pool), Plan(TENTH, [lambda _: None], [])
    sent.clear()
    asked = [reads.answer(plan, [by]) for by in (1, 2, 0, 5)]
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert [str(each) for each in found] == ["b'10'", "b'5'", "division by zero", "b'2'"]
    assert isinstance(found[2], asyncpg.DivisionByZeroError)
    assert sent.count(TENTH) == 1 + 3


async def test_what_cannot_be_said_in_common_is_tried_once(observed: tuple[World, list[str]]) -> None:
    """A sum of nothing but what askers bring would be one sum for all of them, which PostgreSQL refuses."""
    world, sent = observed
    reads, plan = Gathering(world.engine.database.pool), Plan(SUM, [lambda _: None], [])
    for statements in (1 + 1 + 2, 1 + 2):  # the first asker, the common statement, those who waited; then no such
        sent.clear()
        assert await asyncio.gather(*[reads.answer(plan, [one]) for one in (1, 2, 3)]) == [b"1", b"2", b"3"]
        assert len(sent) == statements


async def test_who_breaks_off_stops_nobody(observed: tuple[World, list[str]]) -> None:
    """Neither the first, whose statement is under way, nor one of those who wait."""
    world, _ = observed
    reads, plan = Gathering(world.engine.database.pool), Plan(TENTH, [lambda _: None], [])
    asked = [asyncio.create_task(reads.answer(plan, [by])) for by in (1, 2, 5, 10)]
    await asyncio.sleep(0)
    asked[0].cancel()
    asked[2].cancel()
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert [found[1], found[3]] == [b"5", b"1"]


async def test_many_are_answered_at_once(observed: tuple[World, list[str]]) -> None:
    """In their order, by one statement, as subscribers of one document will be."""
    world, sent = observed
    reads, plan = Gathering(world.engine.database.pool), Plan(TENTH, [lambda _: None], [])
    sent.clear()
    assert await reads.answers(plan, [[1], [5], [1], [2]]) == [b"10", b"2", b"10", b"5"]
    assert len(sent) == 1
