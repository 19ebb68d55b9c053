"""The database goes away in the middle of everything, and comes back."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import httpx2
import pytest

from anjian.database import migrate
from anjian.database.embedded import EmbeddedServer
from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from anjian_schema.server.serving import Recovery

from .conftest import TOKEN, Ask, codes, driver_url, furnish, kill

REGION = '{ region(code: "4101") { name } }'
OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
WRITING = (
    """mutation { registerEntity(input: {name: "试登记", kind: SITE, regionCode: "4101"}) { userErrors { code } } }"""
)
# Of pg_stat_activity a transaction sees one moment only, however often it looks; of locks it sees each moment.
WAITING = "SELECT count(*) FROM pg_locks WHERE relation = 'region'::regclass AND NOT granted"
HEADERS = {"authorization": f"Bearer {TOKEN}", "accept": "application/graphql-response+json"}


@pytest.mark.parametrize("query", [REGION, WRITING], ids=["a read", "a command"])
async def test_connections_that_are_cut_are_made_anew(post: Ask, desk_url: str, query: str) -> None:
    """Whoever asked at that moment is told to try again; soon everybody is answered."""
    assert "errors" not in (await post(query=query)).json()
    await cut_off(desk_url)
    answers = [await post(query=query) for _ in range(3)]
    assert {code for answer in answers if "errors" in answer.json() for code in codes(answer)} <= {
        "DATABASE_UNAVAILABLE"
    }
    assert "errors" not in answers[-1].json()


async def test_a_request_whose_connection_is_cut_while_it_runs(post: Ask, desk_url: str) -> None:
    """503 with its code, and nothing of the driver's words."""
    async with locked_regions(desk_url) as connection:
        waiting = asyncio.create_task(post(query=REGION))
        async with asyncio.timeout(10):
            while not await connection.fetchval(WAITING):  # noqa: ASYNC110 - another process has it
                await asyncio.sleep(0.05)
        await connection.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}")
        answer = await waiting
    assert (answer.status_code, codes(answer), answer.headers["retry-after"]) == (503, ["DATABASE_UNAVAILABLE"], "2")
    assert "terminat" not in answer.text
    assert (await post(query=REGION)).status_code == 200


async def test_a_request_that_takes_too_long(
    desk_url: str, settings: Settings, host: PluginHost, composed: Composed
) -> None:
    """504 when the operator's limit is reached; the connection serves on."""
    hasty = settings.model_copy(update={"statement_timeout": 1.0})
    async with Engine.open(hasty, desk_url, host, composed) as engine, client_of(engine, hasty, desk_url) as client:
        async with locked_regions(desk_url):
            answer = await client.post("/graphql", json={"query": REGION})
        assert (answer.status_code, codes(answer)) == (504, ["TOO_SLOW"])
        assert (await client.post("/graphql", json={"query": REGION})).status_code == 200


@asynccontextmanager
async def locked_regions(url: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    """Whoever asks for regions has to wait."""
    connection = await asyncpg.connect(driver_url(url))
    async with connection.transaction():
        await connection.execute("LOCK TABLE region")
        yield connection
    await connection.close()


async def cut_off(url: str) -> None:
    connection = await asyncpg.connect(driver_url(url))
    await connection.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}")
    await connection.close()


@asynccontextmanager
async def client_of(engine: Engine, settings: Settings, url: str) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(create_app(engine, settings, url))
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test", headers=HEADERS) as client:
        yield client


@pytest.fixture
def mortal() -> Iterator[EmbeddedServer]:
    """An embedded server that may be killed."""
    home = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    home.chmod(0o755)
    with EmbeddedServer(home / "home", durable=False) as server:
        server.ensure_database("desk")
        yield server
    shutil.rmtree(home)


async def test_a_killed_embedded_server_is_started_again(
    mortal: EmbeddedServer, settings: Settings, host: PluginHost, composed: Composed
) -> None:
    """Nobody has to do anything: requests are refused with a code until it runs, and then answered."""
    url = mortal.url("desk")
    migrate.upgrade(url)
    await furnish(url)
    async with Engine.open(settings, url, host, composed) as engine:
        recovery = engine.recover = Recovery(mortal.ensure_running)
        async with client_of(engine, settings, url) as client:
            assert (await client.post("/graphql", json={"query": REGION})).status_code == 200
            kill(mortal)
            assert await answered_in_the_end(client) == {"DATABASE_UNAVAILABLE"}
    recovery.close()


async def answered_in_the_end(client: httpx2.AsyncClient) -> set[str]:
    """The codes of all refusals until the first answer."""
    seen: set[str] = set()
    async with asyncio.timeout(30):
        while (response := await client.post("/graphql", json={"query": REGION})).status_code != 200:
            seen |= set(codes(response))
            await asyncio.sleep(0.1)
    return seen
