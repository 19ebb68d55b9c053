"""The connections of a server: a pool for reads, and sessions for commands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import asyncpg
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from anjian.database import calendar
from anjian.settings import Settings
from anjian_schema.pool import Connection, Pool

# Reads use generic plans: their statements are few, and their forms already follow the breadth of what is asked.
READING = {"timezone": "Asia/Shanghai", "plan_cache_mode": "force_generic_plan", "default_transaction_read_only": "on"}
STATEMENTS = 500  # prepared on each connection
LISTED = ("text", "varchar", "uuid", "bigint", "numeric", "date", "timestamptz", "boolean")
WRITING = {"timezone": "Asia/Shanghai"}
CONNECTING = 5.0  # seconds until a database that says nothing is given up
GRACE = 5.0  # seconds the database has to say itself that a statement took too long, before it is taken for gone


@dataclass(frozen=True, slots=True)
class Database:
    """``pool`` answers reads as bytes; ``sessions`` carry commands."""

    pool: Pool
    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    statement_timeout: float


@asynccontextmanager
async def connect(settings: Settings, url: str) -> AsyncIterator[Database]:
    limit = str(int(settings.statement_timeout * 1000))
    patience = {"timeout": CONNECTING, "command_timeout": settings.statement_timeout + GRACE}
    reader = partial(reading, url, limit, **patience)
    engine = create_async_engine(
        url,
        pool_size=settings.pool_size,
        max_overflow=settings.pool_overflow,
        connect_args={"server_settings": WRITING | {"statement_timeout": limit}, **patience},
    )
    sa.event.listen(engine.sync_engine, "checkout", _living)
    calendar.connections_of(engine)
    pool = Pool(reader, settings.pool_size)
    pool.give(await pool.take())  # a database that is not there is found out now
    try:
        sessions = async_sessionmaker(engine, expire_on_commit=False)
        yield Database(pool, engine, sessions, settings.statement_timeout)
    finally:
        await pool.close()
        await engine.dispose()


def _living(connection: Any, *_: Any) -> None:
    """A connection that was lost is replaced. asyncpg knows without asking; SQLAlchemy's ping asks three times."""
    if connection.driver_connection.is_closed():
        raise sa.exc.DisconnectionError


async def reading(url: str, statement_timeout: str, **more: Any) -> Connection:
    """A connection for reads."""
    connection: Connection = await asyncpg.connect(
        make_url(url).set(drivername="postgresql").render_as_string(hide_password=False),
        # A statement for a whole page is long; asyncpg would otherwise plan those anew each time.
        max_cacheable_statement_size=0,
        statement_cache_size=STATEMENTS,
        max_cached_statement_lifetime=0,
        server_settings=READING | {"statement_timeout": statement_timeout},
        **more,
    )
    try:
        await as_bytes(connection)
    except BaseException:  # whoever waited for it has gone
        connection.terminate()
        raise
    return connection


async def as_bytes(connection: asyncpg.Connection[Any]) -> None:
    """JSON comes out as the bytes PostgreSQL wrote; nothing here ever reads it. Days go in as they are."""
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name, schema="pg_catalog", encoder=_jsonb if name == "jsonb" else str.encode, decoder=_same, format="binary"
        )
    await calendar.as_they_are(connection)
    # asyncpg asks the server once about each array type: now rather than amid the first request that sends a list.
    await connection.prepare(f"SELECT {', '.join(f'NULL::{name}[]' for name in LISTED)}")


def _jsonb(text: str) -> bytes:
    return b"\x01" + text.encode()  # the version byte of the binary format


def _same(data: bytes) -> bytes:
    return data
