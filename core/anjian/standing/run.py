"""Judges a whole sector: batch by batch, each in a transaction of its own.

What breaks off halfway has done its batches; begun again, it finds them done. Today's verdicts are kept. Of another day
it is only told what the rules find, since what stands is what the rules say today.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from anjian import china
from anjian.commands.lookup import UnknownSector
from anjian.database.ids import UUID
from anjian.entities.model import Profile
from anjian.inspections.model import StoredVerdict
from anjian.plugin_host import PluginHost, load_plugins, sync
from anjian.plugin_host.migrating import check_tables
from anjian.regions.codes import UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.settings import Settings
from anjian.standing.book import Book, PlacedRule, books
from anjian.standing.judging import judged
from anjian.standing.keeping import Moment, kept
from anjian.standing.model import StandingVerdict
from anjian.standing.reasons import keep_reasons
from anjian.upgrades.run import check_profiles

LOCK = 0x2E7B5A5  # one run of a sector writes at a time; another waits for the batch, and then finds it done
BATCH = 5_000  # entities
LANES = 2  # batches at a time, where nothing is written: more would take the processors from whoever else asks
Advance = Callable[[int, int], None]
Said = Counter[tuple[str, StoredVerdict]]


class Asked(NamedTuple):
    """What somebody wants judged; everywhere and today unless they say otherwise."""

    sector: str
    region: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How often each rule said what, and of how many entities that is new."""

    rules: Sequence[PlacedRule]
    on: date
    keeps: bool
    pairs: Said = field(default_factory=Counter)
    new: Said = field(default_factory=Counter)

    def add(self, line: Any) -> None:
        said = line.rule_code, StoredVerdict(line.verdict)
        self.pairs[said] += line.pairs
        self.new[said] += len(line.new or ())


async def judge_sector(
    settings: Settings, url: str, asked: Asked, now: datetime, advance: Advance = lambda done, of: None
) -> Found:
    """By the rules of the installed plugins."""
    host, engine = load_plugins(settings), create_async_engine(url, poolclass=sa.NullPool)
    await asyncio.to_thread(check_tables, url, host)
    await check_profiles(url, host)
    await sync(engine, host)  # verdicts cite the rules
    run = run_of(engine, host, asked, now)
    await run.require_region()
    return await run.judge(advance)


def run_of(engine: AsyncEngine, host: PluginHost, asked: Asked, now: datetime) -> Run:
    known = books(loaded.plugin for loaded in host.ranked if loaded.plugin)
    if asked.sector not in known:
        raise UnknownSector(sector=asked.sector, known="、".join(sorted(known)) or "（无）")
    moment = Moment(asked.sector, asked.on or china.today(now), now)
    return Run(engine, known[asked.sector], moment, canonical(asked.region) if asked.region else None)


@dataclass(frozen=True, slots=True)
class Run:
    """One sector, in one region or everywhere, or some entities of it, by the rules of ``moment.on``."""

    engine: AsyncEngine
    book: Book
    moment: Moment
    region: str | None = None
    entities: Sequence[UUID] | None = None  # empty: every one

    @property
    def today(self) -> date:
        return china.today(self.moment.at)

    async def judge(self, advance: Advance = lambda done, of: None, batch: int = BATCH) -> Found:
        found = Found(self.book.on(self.moment.on), self.moment.on, keeps=self.moment.on == self.today)
        ends = await self.ends(batch)
        batches = list(zip([None, *ends], [*ends, None], strict=True))
        lanes = 1 if found.keeps else LANES
        for done in range(0, len(batches), lanes):
            lines = await asyncio.gather(*(self.batch(found, *bounds) for bounds in batches[done : done + lanes]))
            for line in chain.from_iterable(lines):
                found.add(line)
            advance(min(done + lanes, len(batches)), len(batches))
        return found

    async def require_region(self) -> None:
        """Somebody who mistypes a code is not told that all is well there."""
        known = sa.select(Region.code).where(Region.code == self.region)
        async with self.engine.connect() as connection:
            if self.region and await connection.scalar(known) is None:
                raise UnknownRegion(region=self.region)

    async def ends(self, batch: int) -> Sequence[UUID]:
        """Where one batch ends and the next begins."""
        place = sa.func.row_number().over(order_by=Profile.entity_id)
        every = sa.select(Profile.entity_id, place.label("place")).where(*self.whose(Profile)).subquery()
        ends = sa.select(every.c.entity_id).where(every.c.place % batch == 0).order_by(every.c.entity_id)
        async with self.engine.connect() as connection:
            return (await connection.scalars(ends)).all()

    async def batch(self, found: Found, after: UUID | None, until: UUID | None) -> Sequence[Any]:
        verdicts = judged(self.book, found.on, self.today, *self.whose(Profile, after, until))
        async with self.engine.begin() as connection:
            if not found.keeps:
                return list(await connection.execute(counted(verdicts)))
            await self.wait(connection)
            whose = sa.and_(*self.whose(StandingVerdict, after, until))
            lines = list(await connection.execute(kept(verdicts, self.moment, whose)))
            await keep_reasons(connection, self.book, self.moment, lines)
            return lines

    async def wait(self, connection: AsyncConnection) -> None:
        """Before the statement, which then sees what the run before has written."""
        key = sa.func.hashtext(self.book.sector)
        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK, key)))

    def whose(
        self, of: type[Profile | StandingVerdict], after: UUID | None = None, until: UUID | None = None
    ) -> list[ColumnElement[bool]]:
        within = [of.region_code.startswith(self.region, autoescape=True)] if self.region else []
        named = [] if self.entities is None else [of.entity_id.in_(self.entities)]
        bounds = [*([of.entity_id > after] if after else []), *([of.entity_id <= until] if until else [])]
        return [of.sector == self.book.sector, *within, *named, *bounds]


def counted(judged: sa.Select[Any]) -> sa.Select[Any]:
    found = judged.subquery()
    said = (found.c.rule_code, found.c.verdict)
    return sa.select(*said, sa.func.count().label("pairs"), sa.null().label("new")).group_by(*said)
