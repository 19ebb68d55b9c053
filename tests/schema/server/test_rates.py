"""Budgets of requests: what is left is told, what is over is refused, and two servers share one budget."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx2
import pytest_asyncio

from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from tests.schema.server.conftest import TOKEN

QUERY = {"query": "{ regions(first: 3) { nodes { name children(first: 2) { totalCount nodes { name } } } } }"}
BEARING = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/graphql-response+json"}
Clients = tuple[httpx2.AsyncClient, httpx2.AsyncClient]


@pytest_asyncio.fixture
async def servers(desk_url: str, host: PluginHost, composed: Composed) -> AsyncIterator[Clients]:
    """Two over one database, and forty requests an hour between them."""
    settings = Settings(rate_per_caller="40/hour", rate_per_address="off")
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(2):
            engine = await stack.enter_async_context(Engine.open(settings, desk_url, host, composed))
            transport = httpx2.ASGITransport(create_app(engine, settings, desk_url), raise_app_exceptions=False)
            client = httpx2.AsyncClient(transport=transport, base_url="http://anjian.test", headers=BEARING)
            made.append(await stack.enter_async_context(client))
        yield made[0], made[1]


async def cost(client: httpx2.AsyncClient, **more: Any) -> Any:
    answer = await client.post("/graphql", json={**QUERY, "extensions": {"cost": True}, **more})
    return answer.json()["extensions"]["cost"]


async def test_servers_share_a_budget(servers: Clients) -> None:
    """Forty are answered, whichever is asked; the next is refused until a new window begins, by both."""
    told = await cost(servers[0])
    assert told["budget"] == {"limit": 40, "remaining": 39, "seconds": told["budget"]["seconds"]}
    assert 3500 < told["budget"]["seconds"] <= 3600
    statuses = [(await servers[i % 2].post("/graphql", json=QUERY)).status_code for i in range(45)]
    assert statuses.count(200) == 39
    for client in servers:
        refused = await client.post("/graphql", json=QUERY)
        assert refused.status_code == 429
        assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
        assert 3500 < int(refused.headers["retry-after"]) <= 3600
        assert refused.headers["ratelimit-policy"] == '"token";q=40;w=3600'


async def test_what_an_operation_costs_is_told_when_asked(client: httpx2.AsyncClient) -> None:
    """Its rows at the most, its fields with fragments opened, and how much there may be of each."""
    client.headers.update(BEARING)
    told = await cost(client)
    assert (told["rows"], told["fields"], told["depth"]) == (3 + 3 * 2, 7, 4)
    assert told["limits"]["rows"] == 100_000
    spread = "{ ...A ...A } fragment A on Query { a: viewer { role } b: viewer { role } }"
    assert (await cost(client, query=spread))["fields"] == 8
    assert "extensions" not in (await client.post("/graphql", json=QUERY)).json()
