"""Plugins hear of every change that was committed: in order for each entity, after a crash, and in nobody's way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from anjian.commands.runner import Done
from anjian.database.ids import uuid7
from anjian.entities.facts import RecordFacts
from anjian.entities.model import Entity
from anjian.events.delivery import Pace, delivering
from anjian.events.model import Event, EventBookmark, EventKind, ParkedEvent, SubjectKind
from anjian.plugin_host import PluginHost, State
from tests.core.commands.house import NOW, TODAY, House, order

Install = Callable[..., None]
Load = Callable[..., PluginHost]

QUICK = Pace(poll=0.02, pauses=(0.01, 0.02), deadline=1)
LISTENS = """
heard = []
@hookimpl
def anjian_event(event):
    heard.append(event)
    BODY
"""


def listens(body: str = "pass") -> str:
    return LISTENS.replace("BODY", body)


@pytest.fixture
async def base(house: House) -> AsyncEngine:
    """A database where no plugin has been told of anything."""
    engine: AsyncEngine = house.sessions.kw["bind"]
    async with house.sessions.begin() as session:
        await session.execute(sa.delete(EventBookmark))
        await session.execute(sa.delete(ParkedEvent))
    return engine


@asynccontextmanager
async def telling(base: AsyncEngine, host: PluginHost) -> AsyncIterator[list[Any]]:
    """What the first plugin hears while the block lasts."""
    heard: list[Any] = host.plugins[0].implementation.heard
    async with delivering(base, host, QUICK):
        yield heard


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - another task makes it true
            await asyncio.sleep(0.01)


def event(entity: Entity, number: int) -> Event:
    """The later the number, the later it happened."""
    at = NOW + timedelta(minutes=number)
    given = {"kind": EventKind.FACTS_RECORDED, "subject_kind": SubjectKind.ENTITY, "subject_id": entity.id}
    return Event(entity_id=entity.id, id=uuid7(), region_code="41", at=at, data={"number": number}, **given)


async def write(house: House, entity: Entity, *numbers: int) -> None:
    for number in numbers:
        await house.add(event(entity, number))


def numbers(heard: list[Any]) -> list[int]:
    return [event.data["number"] for event in heard]


async def test_told_after_commit(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """A command is told once it is committed: what happened, to which record of which entity."""
    install("tanks", extra=listens())
    entity, inspector = await house.entity(), await house.inspector()
    key = await house.hazard(entity)
    async with telling(base, load()) as heard:
        await house.do(order(key), inspector)
        await until(lambda: len(heard) == 2)
    ordered = next(event for event in heard if event.noun == "hazard")
    assert (ordered.kind, ordered.entity_id, ordered.subject_id) == ("rectification_ordered", entity.id, key.id)
    assert ordered.at == NOW


async def test_not_told_of_what_was_rolled_back(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """What was never committed never happened."""
    install("tanks", extra=listens())
    entity = await house.entity()
    async with telling(base, load()) as heard:
        async with house.sessions() as session:
            session.add(event(entity, 1))
            await session.flush()
            await session.rollback()
        await write(house, entity, 2)
        await until(lambda: heard)
    assert numbers(heard) == [2]


async def test_not_told_the_history(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """A plugin is told of what happens from its first day on, and then of all of it, whether it runs or not."""
    entity = await house.entity()
    await write(house, entity, 1)
    install("tanks", extra=listens())
    host = load()
    async with telling(base, host):
        pass
    await write(house, entity, 2, 3)
    async with telling(base, host) as heard:
        await until(lambda: len(heard) == 2)
    assert numbers(heard) == [2, 3]


@asynccontextmanager
async def writing(house: House, entity: Entity, number: int) -> AsyncIterator[AsyncSession]:
    """Somebody who has written and not yet committed."""
    async with house.sessions.begin() as session:
        session.add(event(entity, number))
        await session.flush()
        yield session


async def test_commits_later_than_it_happened(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """What happened first and is committed last is not passed over, however much is committed meanwhile."""
    install("tanks", extra=listens())
    entity, other = await house.entity(), await house.entity()
    async with telling(base, load()) as heard:
        async with writing(house, entity, 1):
            await write(house, other, 2, 3)
            await asyncio.sleep(0.1)
            assert heard == []
        await until(lambda: len(heard) == 3)
    assert numbers(heard) == [1, 2, 3]


async def test_order_at_one_entity(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """Two commands at one entity are told in the order they were done, though the second was sent before the first."""
    install("tanks", extra=listens())
    entity, inspector = await house.entity(), await house.inspector()

    def facts(persons: int) -> RecordFacts:
        return RecordFacts(entity_id=entity.id, sector="kiln", facts={"persons": persons}, true_on=TODAY)

    async with telling(base, load()) as heard:
        async with house.sessions.begin() as session:
            held = sa.select(Entity).where(Entity.id == entity.id).with_for_update(key_share=True)
            await session.execute(held)
            earlier = asyncio.create_task(house.run(facts(2), inspector, now=NOW))
            await asyncio.sleep(0.1)
            session.add(event(entity, 1))
        assert isinstance(await earlier, Done)
        await until(lambda: len(heard) == 2)
    assert heard[0].at > heard[1].at
    assert (heard[0].data["number"], heard[1].data["facts"]) == (1, {"persons": 2})


async def test_told_again_after_a_crash(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """A server that dies while the plugin works on an event tells it again when it comes back, and all that follows."""
    install("tanks", extra=listens("if len(heard) == 1: time.sleep(0.3)"))
    entity, host = await house.entity(), load()
    async with telling(base, host) as heard:
        await write(house, entity, 1, 2)
        await until(lambda: heard)
    await asyncio.sleep(0.4)
    async with telling(base, host) as heard:
        await until(lambda: len(heard) == 3)
    assert numbers(heard) == [1, 1, 2]


async def test_failure_that_passes(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """A hook that fails once is told again before anything that came later, and nothing is parked."""
    install("tanks", extra=listens("assert len(heard) > 1"))
    entity, host = await house.entity(), load()
    async with telling(base, host) as heard:
        await write(house, entity, 1, 2)
        await until(lambda: len(heard) == 3)
    assert numbers(heard) == [1, 1, 2]
    assert host.plugins[0].state is State.ACTIVE
    assert await house.find(ParkedEvent) == []


async def test_parked(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """What a plugin cannot take is kept aside with the reason and named; later events go on, and so do commands."""
    install("tanks", extra=listens("assert event.data['number'] != 1, 'not this \\0'"))
    entity, host = await house.entity(), load()
    async with telling(base, host) as heard:
        await write(house, entity, 1, 2)
        await until(lambda: len(heard) == 4)
        await until(lambda: host.plugins[0].problems)
    assert numbers(heard) == [1, 1, 1, 2]
    [parked] = await house.find(ParkedEvent)
    assert (parked.plugin, parked.event_id) == ("tanks", heard[0].id)
    assert "not this ?" in parked.reason
    [problem] = host.plugins[0].problems
    assert (host.plugins[0].state, problem.code) == (State.DEGRADED, "ANJ-P143")
    assert str(heard[0].id) in problem.words.zh


async def test_two_servers(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """Two servers tell in turn, not at once; when one stops, the other goes on."""
    install("tanks", extra=listens())
    entity, host = await house.entity(), load()
    async with telling(base, host) as heard:
        async with delivering(base, host, QUICK):
            await write(house, entity, 1, 2)
            await until(lambda: 2 in numbers(heard))
        await write(house, entity, 3)
        await until(lambda: 3 in numbers(heard))
    # The one that stops may have told what it had no time to mark: at least once, and in order.
    assert list(dict.fromkeys(numbers(heard))) == [1, 2, 3]


async def test_each_plugin_by_itself(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """One plugin that is stuck holds up no other."""
    install("alpha", extra=listens())
    install("stuck", extra=listens("time.sleep(1)"))
    entity, host = await house.entity(), load()
    async with telling(base, host) as heard:
        await write(house, entity, 1, 2)
        await until(lambda: len(heard) == 2)
    assert len(host.plugins[1].implementation.heard) == 1


async def test_database_goes_away(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """A connection that breaks is made again, and nothing is lost."""
    install("tanks", extra=listens())
    entity = await house.entity()
    async with telling(base, load()) as heard:
        await write(house, entity, 1)
        await until(lambda: heard)
        await cut(house)
        await write(house, entity, 2)
        await until(lambda: 2 in numbers(heard))
    assert list(dict.fromkeys(numbers(heard))) == [1, 2]


async def cut(house: House) -> None:
    """Ends every session that holds an advisory lock."""
    async with house.sessions.begin() as session:
        holders = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        await session.execute(sa.text(holders))


async def restore(house: House) -> None:
    """As if the rows came from a server that has counted far more transactions."""
    async with house.sessions.begin() as session:
        for record in (Event, EventBookmark):
            await session.execute(sa.update(record).values(transaction_id=record.transaction_id + 10**12))


async def test_restored_elsewhere(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """On a server that counts its transactions anew, plugins hear what they had not yet heard, and all that is new."""
    install("tanks", extra=listens())
    entity, host = await house.entity(), load()
    async with telling(base, host) as heard:
        await write(house, entity, 1)
        await until(lambda: heard)
    await write(house, entity, 2)
    await restore(house)
    async with telling(base, host) as heard:
        await write(house, entity, 3)
        await until(lambda: 3 in numbers(heard))
    assert list(dict.fromkeys(numbers(heard))) == [1, 2, 3]


async def test_restored_before_anything_happened(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """A plugin that had heard nothing yet is not told the history after all."""
    entity = await house.entity()
    await write(house, entity, 1)
    install("tanks", extra=listens())
    host = load()
    async with telling(base, host):
        pass
    await restore(house)
    async with telling(base, host) as heard:
        await write(house, entity, 2)
        await until(lambda: heard)
    assert numbers(heard) == [2]


async def test_nobody_listens(install: Install, load: Load, house: House, base: AsyncEngine) -> None:
    """Without a plugin that listens there is no task, no bookmark and no question to the database."""
    install("tanks")
    tasks = len(asyncio.all_tasks())
    async with delivering(base, load(), QUICK):
        assert len(asyncio.all_tasks()) == tasks
    assert await house.find(EventBookmark) == []


async def test_read_by_index(house: House, base: AsyncEngine) -> None:
    """Looking for events reads those after the bookmark, not the whole log."""
    query = """EXPLAIN SELECT * FROM event WHERE (transaction_id, id) > (
        SELECT transaction_id, event_id FROM event_bookmark WHERE plugin = 'tanks')
        AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        ORDER BY transaction_id, id LIMIT 100"""
    async with base.begin() as connection:
        await connection.execute(sa.text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(row[0] for row in await connection.execute(sa.text(query)))
    assert "Index Cond: ((ROW(transaction_id, id) > ROW(" in plan, plan
