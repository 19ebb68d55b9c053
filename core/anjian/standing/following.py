"""Keeps what stands up to date: whoever's facts changed is judged again, and everybody when an edition changes.

A sector is followed once somebody has judged it (``anjian judge``). What nobody asked for is not computed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from anjian import china
from anjian.database.ids import UUID
from anjian.events import bookmarks
from anjian.events.following import Follower, following
from anjian.events.model import EventKind
from anjian.inspections.model import Rule
from anjian.plugin_host import PluginHost
from anjian.standing.model import StandingVerdict
from anjian.standing.run import Asked, Run, run_of

NAME = "verdicts that stand"  # no plugin's name holds a blank
CHANGING = frozenset(
    {EventKind.ENTITY_REGISTERED, EventKind.FACTS_RECORDED, EventKind.LEDGER_UPDATED, EventKind.PROFILE_UPGRADED}
)
Codes = Mapping[str, Collection[str]]  # of the rules of each sector


def rejudging(engine: AsyncEngine, host: PluginHost, poll: float = 1.0) -> AbstractAsyncContextManager[None]:
    """As long as the block, what stands follows the facts within moments, and the editions within a day."""
    return following([Rejudge(engine, NAME, poll, host)])


@dataclass(frozen=True, slots=True)
class Rejudge(Follower):
    """Repeated, it writes nothing; so what it was told twice does no harm."""

    host: PluginHost

    async def follow(self, connection: AsyncConnection) -> None:
        await bookmarks.begin(connection, [self.name])
        judged_on: date | None = None
        while True:
            today = china.today(datetime.now(UTC))
            if judged_on != today:
                await self.by_edition(connection)
                judged_on = today
            if not await self.by_facts(connection):
                await asyncio.sleep(self.poll)

    async def by_edition(self, connection: AsyncConnection) -> None:
        """Where a rule has ended or begun since everybody was judged."""
        for sector, codes in (await self.standing(connection)).items():
            run = self.run(sector)
            if run is not None and changed(run, codes):
                await run.judge()

    async def by_facts(self, connection: AsyncConnection) -> bool:
        """Of whom something was recorded. Tells whether anything happened at all."""
        events = await bookmarks.next_events(connection, self.name)
        entities = sorted({event.entity_id for event in events if event.kind in CHANGING})
        for sector in await self.standing(connection) if entities else ():
            await self.judge(sector, entities)
        if events:
            await bookmarks.move(connection, self.name, events[-1])
        return bool(events)

    async def judge(self, sector: str, entities: list[UUID]) -> None:
        if (run := self.run(sector)) is not None:
            await replace(run, entities=entities).judge()

    def run(self, sector: str) -> Run | None:
        """Nothing for a sector whose plugin is gone: what stands there stays as it was."""
        known = {declared.name for declared in self.host.sectors()}
        return run_of(self.engine, self.host, Asked(sector), datetime.now(UTC)) if sector in known else None

    async def standing(self, connection: AsyncConnection) -> Codes:
        """The sectors that were judged, and by which rules."""
        stands = sa.exists().where(StandingVerdict.rule_code == Rule.code)
        found: dict[str, set[str]] = {}
        for sector, code in await connection.execute(sa.select(Rule.sector, Rule.code).where(stands)):
            found.setdefault(sector, set()).add(code)
        return found


def changed(run: Run, standing: Collection[str]) -> bool:
    """A rule of a province may stand nowhere because nobody is there; it tells nothing."""
    due = run.book.on(run.today)
    ended = set(standing) - {placed.rule.code for placed in due}
    begun = {placed.rule.code for placed in due if placed.region is None} - set(standing)
    return bool(ended or begun)
