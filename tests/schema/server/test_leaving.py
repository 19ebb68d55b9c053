"""Who leaves is waited for by nobody: their statement is cancelled. Who sends a command gets it done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest_asyncio

from anjian_schema.engine import Engine
from tests.schema.server.conftest import TOKEN, driver_url
from tests.schema.server.served import served
from tests.schema.server.test_recovery import REGION, WAITING, WRITING, locked_regions

NAMED = "SELECT count(*) FROM entity WHERE name = '试登记'"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(desk: Engine, desk_url: str) -> AsyncIterator[str]:
    async with served(desk, desk_url) as found:
        yield found.removeprefix("http://")


async def asked(address: str, query: str) -> asyncio.StreamWriter:
    """Sent, and not waited for."""
    host, port = address.split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    body = b'{"query": "%s"}' % query.replace('"', '\\"').replace("\n", " ").encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    return writer


async def waiting(connection: asyncpg.Connection[asyncpg.Record], count: int) -> None:
    """Until so many statements wait for the regions."""
    async with asyncio.timeout(10):
        while await connection.fetchval(WAITING) != count:  # noqa: ASYNC110 - another process has it
            await asyncio.sleep(0.02)


async def test_who_leaves_takes_their_statement_along(address: str, desk_url: str) -> None:
    """Of two who ask the same, the other's goes on."""
    async with locked_regions(desk_url) as connection:
        leaving, staying = await asked(address, REGION), await asked(address, REGION.replace("name", "name code"))
        await waiting(connection, 2)
        leaving.close()
        await waiting(connection, 1)
        staying.close()
        await waiting(connection, 0)


async def test_a_command_is_done_though_its_sender_left(address: str, desk_url: str) -> None:
    """The connection in the field broke; the retry with the same key would find it done."""
    async with locked_regions(desk_url) as connection:
        sender = await asked(address, WRITING)
        await waiting(connection, 1)
        sender.close()
        await asyncio.sleep(0.6)  # thrice as long as a read is given
        assert await connection.fetchval(WAITING) == 1
    found = await asyncpg.connect(driver_url(desk_url))
    try:
        async with asyncio.timeout(10):
            while not await found.fetchval(NAMED):  # noqa: ASYNC110 - another process has it
                await asyncio.sleep(0.05)
    finally:
        await found.close()
