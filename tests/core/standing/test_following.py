"""What stands follows what is recorded, without anybody asking for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.commands.runner import Done, run
from anjian.database.embedded import EmbeddedServer
from anjian.entities.facts import RecordFacts
from anjian.plugin_host import PluginHost
from anjian.standing.following import rejudging
from anjian.standing.run import Asked, run_of

from .test_judging import NOW, TODAY

CROWDED = "FIREWORKS-2017-04"
CALM = "SELECT entity_id FROM standing_verdict WHERE rule_code = :rule AND verdict = 'not_major' LIMIT 1"
STANDS = "SELECT verdict, was FROM standing_verdict WHERE rule_code = :rule AND entity_id = :entity"
COUNT = "SELECT count(*) FROM standing_verdict WHERE rule_code = :rule"
FOLLOWED = "SELECT event_id = (SELECT id FROM event ORDER BY transaction_id DESC, id DESC LIMIT 1) FROM event_bookmark"


@pytest_asyncio.fixture
async def engine(postgres: EmbeddedServer, campaign_template: str) -> AsyncIterator[AsyncEngine]:
    """The demonstration, to be written to."""
    postgres.ensure_database("followed", template=campaign_template)
    engine = create_async_engine(postgres.url("followed"))
    yield engine
    await engine.dispose()


async def asked(engine: AsyncEngine, sql: str, **values: Any) -> Any:
    async with engine.begin() as connection:
        result = await connection.execute(sa.text(sql), values)
        return tuple(result.one()) if result.returns_rows else None


async def until(engine: AsyncEngine, expected: Any, sql: str, **values: Any) -> None:
    async with asyncio.timeout(60):
        while await asked(engine, sql, **values) != expected:  # noqa: ASYNC110 - another task makes it so
            await asyncio.sleep(0.02)


async def crowd(engine: AsyncEngine, host: PluginHost, entity: Any) -> None:
    """One person more than approved."""
    (person,) = await asked(engine, "SELECT id FROM person WHERE kind = 'officer' LIMIT 1")
    facts = {"actualPersons": 5, "approvedPersons": 4, "businessKind": "producer"}
    command = RecordFacts(entity_id=entity, sector="fireworks", facts=facts, true_on=TODAY)

    async def nothing(*_: object) -> None:
        pass

    viewer = Viewer(person, Role.DEPARTMENT)
    sessions = async_sessionmaker(engine)
    assert isinstance(await run(sessions, command, viewer=viewer, now=NOW, plugins=host, read=nothing), Done)


async def test_facts_change_what_stands(engine: AsyncEngine, host: PluginHost) -> None:
    """Once a sector was judged, whoever's facts change is judged again; what stood before is told beside it."""
    await run_of(engine, host, Asked("fireworks"), NOW).judge()
    (entity,) = await asked(engine, CALM, rule=CROWDED)
    async with rejudging(engine, host, poll=0.02):
        await until(engine, (1,), "SELECT count(*) FROM event_bookmark")
        await crowd(engine, host, entity)
        await until(engine, ("major", "not_major"), STANDS, rule=CROWDED, entity=entity)


async def test_a_rule_that_began_is_judged_by_itself(engine: AsyncEngine, host: PluginHost) -> None:
    """At the next start, or on the day, every entity of a sector that was judged is judged by the new edition."""
    await run_of(engine, host, Asked("fireworks"), NOW).judge()
    before = await asked(engine, COUNT, rule=CROWDED)
    await asked(engine, "DELETE FROM standing_verdict WHERE rule_code = :rule", rule=CROWDED)
    async with rejudging(engine, host, poll=0.02):
        await until(engine, before, COUNT, rule=CROWDED)


async def test_what_nobody_judged_is_not_followed(engine: AsyncEngine, host: PluginHost) -> None:
    """A sector is followed from the day somebody has it judged."""
    (entity,) = await asked(engine, "SELECT entity_id FROM profile WHERE sector = 'fireworks' LIMIT 1")
    await asked(engine, "DELETE FROM standing_verdict")
    async with rejudging(engine, host, poll=0.02):
        await until(engine, (1,), "SELECT count(*) FROM event_bookmark")
        await crowd(engine, host, entity)
        await until(engine, (True,), FOLLOWED)
    assert await asked(engine, "SELECT count(*) FROM standing_verdict") == (0,)
