"""The queue behind two methods: ``enqueue`` within a command's transaction, ``schedule`` by the clock.

PgQueuer keeps it in PostgreSQL, in a schema of its own. Whatever is done must bear being done twice: a server that dies
halfway leaves its piece to another.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

if TYPE_CHECKING:
    from pgqueuer import PgQueuer

PAUSE = 5.0  # seconds before the database is tried again

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[object]]


class Jobs(Protocol):
    """All that the rest of anjian knows of a queue."""

    async def enqueue(self, session: AsyncSession, name: str) -> None:
        """Have it done soon after this transaction is committed; asked for again before it began, it is done once."""

    def schedule(self, name: str, cron: str, work: Work) -> None:
        """Have it done by the clock, on one server, and whenever it is enqueued."""


async def enqueue(session: AsyncSession, name: str) -> None:
    from anjian.jobs.kept import queries

    connection = await session.connection()
    driver: Any = (await connection.get_raw_connection()).driver_connection
    await queries(driver).enqueue(name, None, dedupe_key=name, on_conflict="skip")


class Scheduled(NamedTuple):
    name: str
    cron: str
    work: Work


class Queue(Jobs):
    """One server's part in the work. It begins with ``running`` and comes back when the database does."""

    def __init__(self, url: str) -> None:
        self.dsn = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self.scheduled: list[Scheduled] = []

    async def enqueue(self, session: AsyncSession, name: str) -> None:
        await enqueue(session, name)

    def schedule(self, name: str, cron: str, work: Work) -> None:
        self.scheduled.append(Scheduled(name, cron, work))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        working = asyncio.create_task(self._again_and_again())
        try:
            yield
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    async def _again_and_again(self) -> None:
        while True:
            try:
                await self._work()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.warning("scheduled work waits for the database: %s", error)
            except Exception:
                log.exception("scheduled work broke off; trying again")
            await asyncio.sleep(PAUSE)

    async def _work(self) -> None:
        connection = await asyncpg.connect(self.dsn)
        try:
            await self._worker(connection).run()
        finally:
            connection.terminate()

    def _worker(self, connection: Any) -> PgQueuer:
        from pgqueuer import PgQueuer

        from anjian.jobs.kept import SETTINGS, queries

        kept = queries(connection)
        worker = PgQueuer(kept.driver, channel=SETTINGS.channel, queries=kept)
        for name, cron, work in self.scheduled:
            worker.schedule(name, cron, accepts_context=False)(whatever(work))
            worker.entrypoint(name, accepts_context=False)(whatever(work))
        return worker


def whatever(work: Work) -> Callable[[Any], Awaitable[None]]:
    """Neither the job nor the schedule tells more than its name."""

    async def run(_: Any) -> None:
        await work()

    return run
