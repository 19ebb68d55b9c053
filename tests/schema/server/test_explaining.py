"""The extension `explain` over HTTP: who is told, who is refused, and what is no extension at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import orjson
import pytest
import pytest_asyncio

from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from tests.portal import NATION

QUERY = "{ viewer { role } }"


@pytest_asyncio.fixture
async def portal_client(engine: Engine, settings: Settings, campaign_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """The demonstration over HTTP."""
    transport = httpx2.ASGITransport(create_app(engine, settings, campaign_url))
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
        yield client


async def post(client: httpx2.AsyncClient, token: str = NATION, **body: Any) -> httpx2.Response:
    return await client.post("/graphql", json=body, headers={"authorization": f"Bearer {token}"})


async def test_a_supervisor_is_told(portal_client: httpx2.AsyncClient) -> None:
    """By POST and by GET, where extensions are JSON as variables are."""
    headers = {"authorization": f"Bearer {NATION}"}
    parameters = {"query": QUERY, "extensions": '{"explain": true}'}
    for response in (
        await post(portal_client, query=QUERY, extensions={"explain": True}),
        await portal_client.get("/graphql", params=parameters, headers=headers),
    ):
        assert response.status_code == 200
        assert set(response.json()["extensions"]["explain"]) == {"statement", "fields", "parameters", "plan"}


@pytest.mark.parametrize("token", ["demo-inspector", "demo-enterprise"])
async def test_others_are_refused(portal_client: httpx2.AsyncClient, token: str) -> None:
    """403, and no data."""
    response = await post(portal_client, token, query=QUERY, extensions={"explain": True})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (403, "EXPLAIN_NOT_ALLOWED")
    assert "data" not in response.json()


@pytest.mark.parametrize("extensions", [None, {}, {"explain": False}, {"explain": "true"}, {"explain": 1}, {"a": [1]}])
async def test_nothing_is_told_unasked(portal_client: httpx2.AsyncClient, extensions: Any) -> None:
    """Only true asks; every other extension is passed over."""
    response = await post(portal_client, query=QUERY, extensions=extensions)
    assert orjson.loads(response.content) == {"data": {"viewer": {"role": "DEPARTMENT"}}}


@pytest.mark.parametrize("extensions", [[], "explain", 1, True])
async def test_extensions_are_an_object(portal_client: httpx2.AsyncClient, extensions: Any) -> None:
    """As the specification has it."""
    response = await post(portal_client, query=QUERY, extensions=extensions)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "PARAMETER_WRONG")
