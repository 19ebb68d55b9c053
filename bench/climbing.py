"""How long a ladder takes over the demonstration: finding who is due, taking their steps, and finding nobody.

.venv/bin/python bench/climbing.py
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rich.progress import Progress
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from anjian import china
from anjian.database import migrate
from anjian.database.embedded import EmbeddedServer
from anjian.demo.loading import load
from anjian.ladders.climb import climb
from anjian.ladders.document import read
from anjian.ladders.due import due
from anjian.ladders.model import LadderStatus
from anjian.ladders.save import saved

LADDER: dict[str, Any] = {
    "code": "BENCH",
    "title": {"zh": "测量", "en": "bench"},
    "source": "bench",
    "steps": [
        {
            "name": "circular",
            "title": {"zh": "通报", "en": "circular"},
            "when": {"kind": "overdue", "number": 1},
            "does": "circular",
            "authority": "committee_office",
            "termDays": 5,
        }
    ],
}


async def measure(url: str) -> None:
    engine, now = create_async_engine(url), datetime.now(UTC)
    sessions = async_sessionmaker(engine)
    async with sessions.begin() as session:
        (await saved(session, read(LADDER), LADDER, None, now)).status = LadderStatus.ACTIVE
    async with sessions() as session:
        began = time.perf_counter()
        found = await session.scalar(sa.select(sa.func.count()).select_from(due(china.today(now)).subquery()))
        print(f"found {found} steps in {(time.perf_counter() - began) * 1000:.0f} ms")
    for _ in range(2):
        began = time.perf_counter()
        taken = await climb(sessions, now)
        print(f"took {taken} steps in {time.perf_counter() - began:.2f} s")
    await engine.dispose()


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="anjian-bench-", dir="/tmp"))
    home.chmod(0o755)
    try:
        with EmbeddedServer(home / "home") as server, Progress(transient=True) as progress:
            server.ensure_database("bench")
            url = server.url("bench")
            migrate.upgrade(url)
            load(url, progress)
            asyncio.run(measure(url))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
