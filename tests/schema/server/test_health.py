"""What an orchestrator asks: alive, and ready."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx2
import pytest

from anjian.database import migrate
from anjian.plugin_host import load_plugins
from anjian.settings import Settings
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from tests.conftest import FreshDatabase

Probe = Callable[[str], Awaitable[httpx2.Response]]


@pytest.fixture
def probe(desk: Engine, small: Settings) -> Probe:
    """Ask a server that lives on another database than it thinks."""

    async def ask(url: str) -> httpx2.Response:
        transport = httpx2.ASGITransport(create_app(desk, small, url))
        async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
            assert (await client.get("/health")).json() == {"status": "alive"}
            return await client.get("/ready", headers={"accept-language": "en"})

    return ask


async def test_a_server_with_its_database_is_ready(probe: Probe, desk_url: str) -> None:
    """200; no token is asked for."""
    response = await probe(desk_url)
    assert (response.status_code, response.json()) == (200, {"status": "ready", "reasons": []})


async def test_a_database_that_does_not_answer(probe: Probe) -> None:
    """503 with the reason; the server itself is alive. Neither address nor password is told."""
    response = await probe("postgresql+asyncpg://u:geheim@127.0.0.1:1/d")
    assert (response.status_code, response.json()["reasons"][0]["code"]) == (503, "DATABASE_UNAVAILABLE")
    assert "geheim" not in response.text


async def test_tables_of_another_version(probe: Probe, fresh_database: FreshDatabase) -> None:
    """503 until somebody migrates."""
    url = fresh_database()
    migrate.downgrade(url, "base")
    response = await probe(url)
    assert (response.status_code, response.json()["reasons"][0]["code"]) == (503, "DATABASE_BEHIND")


async def test_a_required_plugin_that_does_not_serve(desk: Engine, small: Settings, desk_url: str) -> None:
    """The name is told, the reason is for the operator's eyes."""
    wanting = small.model_copy(update={"required_plugins": ("no-such-plugin",)})
    host = load_plugins(wanting)
    engine = Engine(compose_serving(host), host, desk.database)
    transport = httpx2.ASGITransport(create_app(engine, wanting, desk_url))
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
        response = await client.get("/ready", headers={"accept-language": "en"})
    assert (response.status_code, response.json()["reasons"][0]["code"]) == (503, "PLUGIN_NOT_SERVING")
    assert "no-such-plugin" in response.json()["reasons"][0]["message"]
