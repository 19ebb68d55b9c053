"""What is not the caller's fault is said with its own code, and passes: the next request is served."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest_asyncio

from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from tests.schema.compiler.conftest import NewWorld
from tests.schema.compiler.world import World

END_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
END_WAITING = END_OTHERS + " AND wait_event_type = 'Lock'"
QUERY = "{ hazards { totalCount } }"


@pytest_asyncio.fixture(scope="module")
async def url(new_world: NewWorld) -> str:
    _, url = await new_world()
    return url


@pytest_asyncio.fixture
async def impatient(url: str, host: PluginHost, composed: Composed) -> AsyncIterator[World]:
    """Two connections, a third of a second for each statement."""
    async with Engine.open(Settings(statement_timeout=0.3, pool_size=2), url, host, composed) as engine:
        yield World(engine)


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[asyncpg.Connection]:
    """While somebody holds the hazards for themselves, whoever reads them waits."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE hazard IN ACCESS EXCLUSIVE MODE")
            yield connection
    finally:
        await connection.close()


async def code(world: World) -> str:
    (error,) = (await world.response(QUERY))["errors"]
    assert error["extensions"]["traceId"]
    assert "hazard" not in json.dumps(error)
    return str(error["extensions"]["code"])


async def test_a_statement_has_its_time(impatient: World, url: str) -> None:
    """Beyond it the caller is told so; the connection is as good as before."""
    async with locked(url):
        assert [await code(impatient), await code(impatient), await code(impatient)] == ["TOO_SLOW"] * 3
    assert await impatient.ask(QUERY) == {"hazards": {"totalCount": 30}}


async def test_a_connection_lost_in_the_middle(url: str, host: PluginHost, composed: Composed) -> None:
    """The request is told that the database cannot be reached; a new connection serves the next."""
    async with Engine.open(Settings(pool_size=1), url, host, composed) as engine, locked(url) as other:
        world = World(engine)
        asking = asyncio.create_task(code(world))
        while not await other.fetch(END_WAITING):  # noqa: ASYNC110 - nobody tells us that another process waits
            await asyncio.sleep(0.01)
        assert await asking == "DATABASE_UNAVAILABLE"
        assert await world.ask("{ entities { totalCount } }") == {"entities": {"totalCount": 6}}


async def test_connections_lost_while_idle(impatient: World, url: str) -> None:
    """Nobody notices: they are made anew."""
    await impatient.ask(QUERY)
    other = await asyncpg.connect(url.replace("+asyncpg", ""))
    await other.execute(END_OTHERS)
    await other.close()
    await asyncio.sleep(0.1)
    assert await impatient.ask(QUERY) == {"hazards": {"totalCount": 30}}
