"""Tells plugins what happened: after commit, at least once, in order for each entity, and never in anybody's way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from anjian.events import bookmarks
from anjian.events.following import Follower, following
from anjian.events.renumbering import renumber
from anjian.plugin import Event
from anjian.plugin_host import Failure, Loaded, PluginHost, PluginProblem, ProblemKind

HOOK = "anjian_event"
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
    async with following([Courier(engine, loaded.name, pace.poll, host, loaded, pace) for loaded in listeners]):
        yield


@dataclass(frozen=True, slots=True)
class Courier(Follower):
    """Brings one plugin its events."""

    host: PluginHost
    loaded: Loaded
    pace: Pace

    async def follow(self, connection: AsyncConnection) -> None:
        while self.loaded.serving:
            events = await bookmarks.next_events(connection, self.name)
            for event in events:
                if (problem := await self.refusal(event)) is not None:
                    await bookmarks.park(connection, self.name, event, problem.words.en)
                    self.tell(event)
                await bookmarks.move(connection, self.name, event)
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
