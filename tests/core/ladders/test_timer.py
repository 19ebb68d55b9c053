"""The timer in the database: a ladder that comes into force climbs at once, on one of the servers."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian import china
from anjian.access.model import Role
from anjian.hazards.model import Stage
from anjian.jobs.queue import enqueue
from anjian.jobs.timer import keeping_time
from anjian.ladders.model import Escalation, Ladder, LadderStatus
from anjian.ladders.save import CLIMB, ActivateLadder, SaveLadder
from anjian.people.model import OrganizationKind
from tests.core.commands.house import House

from .test_documents import STEP, ladder

QUEUED = sa.text("SELECT count(*) FROM queue.pgqueuer")


async def test_two_servers_climb_what_came_into_force_once(house: House, database_url: str) -> None:
    """Nobody waits for the next five minutes, and neither server does what the other did."""
    today = china.today(datetime.now(UTC))
    async with house.sessions.begin() as session:
        await session.execute(sa.update(Ladder).values(status=LadderStatus.RETIRED))
    entity = await house.entity()
    for _ in range(3):
        await house.hazard(entity, stage=Stage.RECTIFYING, due_on=today - timedelta(days=9))
    engine = create_async_engine(database_url)
    office = await house.of_body(OrganizationKind.COMMITTEE_OFFICE, Role.COMMITTEE_OFFICE)
    async with AsyncExitStack() as servers:
        for _ in range(2):
            await servers.enter_async_context(keeping_time(engine, database_url))
        saved = await house.do(SaveLadder(document=ladder(STEP, region="41")), office)
        await house.do(ActivateLadder(ladder_id=saved.keys["ladder"][0]), office)
        async with asyncio.timeout(60):
            while len(await house.find(Escalation, Escalation.entity_id == entity.id)) < 3:  # noqa: ASYNC110 - of the database
                await asyncio.sleep(0.2)
    await engine.dispose()
    assert len(await house.find(Escalation, Escalation.entity_id == entity.id)) == 3


async def test_work_is_asked_for_within_the_transaction(house: House) -> None:
    """What is rolled back asked for nothing; asked for twice, it waits once."""
    async with house.sessions() as session:
        before = await session.scalar(QUEUED)
        await enqueue(session, CLIMB)
        await session.rollback()
        assert await session.scalar(QUEUED) == before
    async with house.sessions() as session:
        await session.execute(sa.text("DELETE FROM queue.pgqueuer"))
        for _ in range(2):
            await enqueue(session, CLIMB)
        assert await session.scalar(QUEUED) == 1
        await session.rollback()
