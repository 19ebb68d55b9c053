"""How long a dashboard takes as hazards grow: read from the counts that are kept, and counted row by row.

.venv/bin/python -m bench.counts --most 10000000
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.counts.keeping import CONDENSED
from anjian.database import migrate
from anjian.database.apart import apart
from anjian.database.embedded import EmbeddedServer
from anjian.regions.loading import load_regions

STEPS = (10_000, 100_000, 1_000_000, 10_000_000)
ROUNDS = 7
COUNTIES = 300
ENTITIES = """
INSERT INTO entity (id, name, kind, region_code)
SELECT gen_random_uuid(), '厂' || n, 'enterprise', c.code FROM generate_series(1, 10) AS n,
  (SELECT code FROM region WHERE level = 'county' ORDER BY code LIMIT $1) AS c
"""
HAZARDS = """
INSERT INTO hazard (entity_id, id, region_code, sector, level, stage, title, found_on, found_by, fixed_on_the_spot,
  rectified_on, closed_on)
SELECT e.id, gen_random_uuid(), e.region_code, (ARRAY['fire','trade','transport','chemicals'])[1 + h % 4],
  CASE WHEN major THEN 'major' ELSE 'general' END,
  CASE WHEN major THEN 'rectifying' WHEN closed THEN 'closed' ELSE 'registered' END,
  '隐患', date '2026-01-01' + g % 300, 'department', NOT major AND g % 5 = 0,
  CASE WHEN closed AND NOT major THEN date '2026-11-01' END, CASE WHEN closed AND NOT major THEN date '2026-11-01' END
FROM (
  SELECT abs(hashint8(k)) AS h, abs(hashint8(-k)) AS g, hashint8(k) % 200 = 0 AS major, hashint8(-k) % 3 <> 0 AS closed
  FROM generate_series($1::bigint, $2::bigint) AS k
) AS drawn
JOIN (SELECT id, region_code, row_number() OVER (ORDER BY id) AS n FROM entity) AS e ON e.n = 1 + (h / 4) % 3000
"""
GROUPS: Mapping[str, str] = {
    "全国按省 / by province": "left(region_code, 2)",
    "全国按级别、阶段 / by level and stage": "level, stage",
    "全国按县 / by county": "left(region_code, 6)",
    "一个县 / one county": "",
}
ONE = "WHERE left(region_code, 6) = (SELECT left(region_code, 6) FROM entity LIMIT 1)"
WRITE = "UPDATE hazard SET repeat_no = repeat_no WHERE id = (SELECT id FROM hazard LIMIT 1)"


def question(groups: str, *, kept: bool) -> str:
    number, table = ("sum(number)", "hazard_count") if kept else ("count(*)", "hazard")
    return f"SELECT {number} FROM {table} {f'GROUP BY {groups}' if groups else ONE}"  # noqa: S608 - our own words


async def best(connection: asyncpg.Connection, statement: str) -> float:
    """Milliseconds of the fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await connection.fetch(statement)
        times.append(time.perf_counter() - began)
    return min(times) * 1000


async def measure(url: str, most: int) -> None:
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        await load_regions(connection)
    plain = url.replace("+asyncpg", "")
    connection = await asyncpg.connect(plain)
    await connection.execute("SET jit = off; SET enable_nestloop = off")  # which a drawn number has no statistics for
    await connection.fetch(ENTITIES, COUNTIES)
    await connection.execute("SET session_replication_role = replica")  # no keys are checked; hazards are counted
    done = 0
    print("| 隐患 hazards | 问题 question | 读计数 kept ms | 逐条数 counted ms | 倍 ratio |\n|---:|---|---:|---:|---:|")
    for size in (step for step in STEPS if step <= most):
        await fill(connection, done, size)
        done = size
        for words, groups in GROUPS.items():
            kept, counted = [await best(connection, question(groups, kept=which)) for which in (True, False)]
            print(f"| {size:,} | {words} | {kept:.2f} | {counted:.2f} | {counted / kept:.0f} |", flush=True)
    lines = await connection.fetchval("SELECT count(*) FROM hazard_count")
    print(f"\n{lines:,} 行计数 / lines of counts")
    await write(connection)
    await connection.close()


INDEXES = """SELECT i.indexname, i.indexdef FROM pg_indexes AS i
WHERE i.tablename = 'hazard' AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = i.indexname)"""


async def fill(connection: asyncpg.Connection, done: int, size: int) -> None:
    """Without the indexes, which are made over all rows afterwards."""
    indexes = await connection.fetch(INDEXES)
    for index in indexes:
        await connection.execute(f"DROP INDEX {index['indexname']}")
    for first in range(done, size, 500_000):
        await connection.execute(HAZARDS, first + 1, min(first + 500_000, size))
        await connection.execute(CONDENSED)
    for index in indexes:
        await connection.execute(index["indexdef"])
    await connection.execute("VACUUM ANALYZE hazard")
    await connection.execute("VACUUM ANALYZE hazard_count")


async def write(connection: asyncpg.Connection) -> None:
    """What one change pays for it."""
    with_it = await best(connection, WRITE)
    await connection.execute("ALTER TABLE hazard DISABLE TRIGGER USER")
    without = await best(connection, WRITE)
    print(f"改一条 one change: {with_it:.2f} ms, 不计数 without: {without:.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=1_000_000)
    most = parser.parse_args().most
    home = Path(tempfile.mkdtemp())
    try:
        with EmbeddedServer(home, durable=False) as server:
            server.ensure_database("counts")
            migrate.upgrade(server.url("counts"))
            apart(lambda: measure(server.url("counts"), most))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
