"""Every fireworks entity against every rule: in SQL, and one by one in Python, in the same run.

.venv/bin/python -m bench.judging --entities 50000
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any

import psutil
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from anjian import china
from anjian.database import migrate
from anjian.database.apart import apart
from anjian.database.embedded import EmbeddedServer
from anjian.demo.copying import Bulk
from anjian.judgement import Fact, Kind, judge
from anjian.plugin_host import PluginHost, load_plugins, sync
from anjian.regions.loading import load_regions
from anjian.settings import Settings
from anjian.standing.book import Book
from anjian.standing.run import Asked, Run, run_of
from bench.servers import postmaster, used
from bench.world import ENTITY, PROFILE, Size, Unit, entity_rows, units

SECTOR, KNOWN, WELL = (
    "fireworks",
    0.9,
    0.99,
)  # the share of facts that are recorded, and of those that are as they should
GOOD = re.compile("_ok$|assessed|certified|cleared|verified|_system$|matches|operating")  # yes is as it should be
ONE_BY_ONE = 2_000  # entities judged by Python
CHANGED = "UPDATE profile SET data = data || '{\"wall_ok\": false}', version = version + 1 WHERE entity_id::text < '{}'"


def facts(rng: Random, fields: Sequence[Fact]) -> Iterator[tuple[str, object]]:
    """Mostly recorded, mostly in order."""
    for fact in fields:
        if rng.random() < KNOWN:
            match fact.kind:
                case Kind.BOOLEAN:
                    yield fact.name, bool(GOOD.search(fact.name)) is (rng.random() < WELL)
                case Kind.ENUM if fact.enum:
                    yield fact.name, rng.choice(list(fact.enum)).value
                case _:
                    approved = fact.name.startswith("approved")
                    yield fact.name, rng.randrange(9, 20) if approved else rng.randrange(1, 10)


def profiles(book: Book, everyone: Sequence[Unit]) -> Iterator[tuple[Any, ...]]:
    rng, fields = Random("facts"), list(book.facts.values())  # noqa: S311 - the same each time is the purpose
    for unit in everyone:
        yield unit.id, SECTOR, unit.region_code, json.dumps(dict(facts(rng, fields)))


async def build(engine: AsyncEngine, host: PluginHost, book: Book, size: Size) -> None:
    await sync(engine, host)
    async with engine.begin() as connection:
        await load_regions(connection)
        bulk, everyone = await Bulk.of(connection), list(units(size))
        await bulk.copy("entity", ENTITY, entity_rows(everyone))
        await bulk.copy("profile", PROFILE, profiles(book, everyone))
    await alone(engine, "VACUUM (ANALYZE)")


async def alone(engine: AsyncEngine, statement: str) -> None:
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(sa.text(statement))


async def one_by_one(run: Run) -> int:
    """As an inspection does: the stored profile is read and each rule asked of it. Reasons are not written."""
    stored = sa.text(f"SELECT data FROM profile WHERE sector = '{SECTOR}' LIMIT {ONE_BY_ONE}")  # noqa: S608 - our own words
    rules = [placed.rule for placed in run.book.on(run.moment.on)]
    async with run.engine.connect() as connection:
        found = [judge(rule, data, run.moment.on) for data in await connection.scalars(stored) for rule in rules]
    return len(found)


async def all_at_once(run: Run) -> int:
    return (await run.judge()).pairs.total()


@dataclass(frozen=True, slots=True)
class Meter:
    """Processor seconds beside those of the clock: on a shared machine they are the steadier ones."""

    database: psutil.Process

    def cpu(self) -> float:
        return used(psutil.Process()) + sum(map(used, [self.database, *self.database.children()]))

    async def timed(self, name: str, work: Callable[[], Awaitable[int]]) -> tuple[float, float]:
        began, before = time.perf_counter(), self.cpu()
        pairs = await work()
        seconds, cpu = time.perf_counter() - began, self.cpu() - before
        print(
            f"| {name} | {pairs:,} | {seconds:.2f} | {cpu:.2f} | {pairs / seconds:,.0f} | {pairs / cpu:,.0f} |",
            flush=True,
        )
        return pairs / seconds, pairs / cpu


async def measure(url: str, size: Size, meter: Meter) -> None:
    engine, host, now = create_async_engine(url), load_plugins(Settings()), datetime.now(UTC)
    tomorrow = china.today(now) + timedelta(days=1)
    print(f"{datetime.now(UTC):%Y-%m-%d}, {psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f}")
    print("| | pairs | s | CPU, s | pairs/s | pairs/CPU s |\n|---|---|---|---|---|---|")
    told, kept = run_of(engine, host, Asked(SECTOR, None, tomorrow), now), run_of(engine, host, Asked(SECTOR), now)
    await build(engine, host, kept.book, size)
    python = [await meter.timed("one by one in Python", lambda: one_by_one(kept)) for _ in range(2)]
    sql = [await meter.timed("SQL, told", lambda: all_at_once(told)) for _ in range(2)]
    await meter.timed("SQL, kept, with reasons: the first run", lambda: all_at_once(kept))
    await alone(engine, "VACUUM (ANALYZE) standing_verdict")
    await meter.timed("SQL, kept: nothing changed", lambda: all_at_once(kept))
    await alone(engine, CHANGED.replace("{}", "e0000000-0400"))
    await meter.timed("SQL, kept: some facts changed", lambda: all_at_once(kept))
    by_clock, by_processor = (max(map(itemgetter(n), sql)) / max(map(itemgetter(n), python)) for n in (0, 1))
    print(f"\nSQL judges {by_clock:.0f} times as many pairs as Python one by one, {by_processor:.0f} by processor time")
    await engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=50_000)
    size = Size(parser.parse_args().entities, 0)
    home = Path(tempfile.mkdtemp(prefix="anjian-bench-", dir="/tmp"))
    home.chmod(0o755)
    try:
        with EmbeddedServer(home / "home") as server:
            server.ensure_database("bench")
            migrate.upgrade(server.url("bench"))
            meter = Meter(postmaster(server))
            apart(lambda: measure(server.url("bench"), size, meter))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
