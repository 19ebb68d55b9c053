"""Tells plugins what happened: after commit, at least once, in order for each entity, and never in anybody's way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from anjian.events import bookmarks
from anjian.events.renumbering import renumber
from anjian.plugin import Event
from anjian.plugin_host import Failure, Loaded, PluginHost, PluginProblem, ProblemKind
from anjian.plugin_host.problems import reason_of

HOOK = "anjian_event"
LOCK = 0x2E7B5A4  # beside those of migrations, plugins and demonstration; the second half is the plugin's
DEADLINE = 30.0  # seconds: nobody waits for this hook, so that it may take its time

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds: how often to look for events, and how long to wait before each new try of one that failed."""

    poll: float = 1.0
    pauses: Sequence[float] = (1, 4, 15, 60)
    deadline: float = DEADLINE


@asynccontextmanager
async def delivering(engine: AsyncEngine, host: PluginHost, pace: Pace = Pace()) -> AsyncIterator[None]:
    """As long as the block, each plugin that listens hears of every change. Where none does, nothing runs."""
    listeners = host.having(HOOK)
    if listeners:
        async with engine.begin() as connection:
            await renumber(connection)
            await bookmarks.begin(connection, [loaded.name for loaded in listeners])
    couriers = [asyncio.create_task(Courier(engine, host, loaded, pace).work()) for loaded in listeners]
    try:
        yield
    finally:
        for courier in couriers:
            courier.cancel()
        await asyncio.gather(*couriers, return_exceptions=True)


@dataclass(frozen=True, slots=True)
class Courier:
    """Brings one plugin its events. Of several servers one does; when it stops, another takes over at its bookmark."""

    engine: AsyncEngine
    host: PluginHost
    loaded: Loaded
    pace: Pace

    async def work(self) -> None:
        while True:
            try:
                async with self.alone() as connection:
                    await self.deliver(connection)
            except (OSError, DBAPIError) as error:  # the database is gone: it comes back, and the bookmark is there
                log.warning("events for %s wait for the database: %s", self.loaded, reason_of(error))
            except Exception:
                log.exception("events for %s could not be delivered; trying again", self.loaded)
            await asyncio.sleep(self.pace.poll)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[AsyncConnection]:
        """A connection that holds this plugin's lock. It is closed, not given back: with it the lock ends."""
        async with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            try:
                mine = sa.func.pg_try_advisory_lock(LOCK, sa.func.hashtext(self.loaded.name))
                while not await connection.scalar(sa.select(mine)):  # noqa: ASYNC110 - another server has it
                    await asyncio.sleep(self.pace.poll)
                yield connection
            finally:
                await connection.invalidate()

    async def deliver(self, connection: AsyncConnection) -> None:
        while self.loaded.serving:
            events = await bookmarks.next_events(connection, self.loaded.name)
            for event in events:
                if (problem := await self.refusal(event)) is not None:
                    await bookmarks.park(connection, self.loaded.name, event, problem.words.en)
                    self.tell(event)
                await bookmarks.move(connection, self.loaded.name, event)
            if not events:
                await asyncio.sleep(self.pace.poll)

    async def refusal(self, event: sa.Row[Any]) -> PluginProblem | None:
        """Why the plugin cannot take this event after every try; nothing once it has."""
        problem = await self.told(event)
        for pause in self.pace.pauses:
            if problem is None:
                break
            await asyncio.sleep(pause)
            problem = await self.told(event)
        return problem

    async def told(self, event: sa.Row[Any]) -> PluginProblem | None:
        calls = self.host.call_each(HOOK, among=[self.loaded], deadline=self.pace.deadline, event=as_told(event))
        failures = [outcome.problem for outcome in await calls if isinstance(outcome, Failure)]
        return failures[0] if failures else None

    def tell(self, event: sa.Row[Any]) -> None:
        """The latest one is named; all of them are kept in the table of parked events."""
        parked = ProblemKind.EVENT_PARKED.of(
            self.loaded, thing=f"{event.kind} {event.id}", tries=len(self.pace.pauses) + 1
        )
        self.loaded.problems[:] = [problem for problem in self.loaded.problems if problem.code != parked.code]
        self.loaded.note(parked)
        log.error(parked.words.en)


def as_told(event: sa.Row[Any]) -> Event:
    return Event(
        id=event.id,
        kind=event.kind.value,
        at=event.at,
        noun=event.subject_kind.value,
        subject_id=event.subject_id,
        entity_id=event.entity_id,
        region_code=event.region_code,
        data=event.data,
    )
