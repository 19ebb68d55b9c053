"""From where a request came: whoever connected, unless a proxy that is trusted says for whom it asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
import sqlalchemy as sa

from anjian.audit.model import AuditEntry
from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from anjian_schema.server.serving import Server

from .conftest import TOKEN

REFUSED = (
    'mutation { registerEntity(input: { name: " ", kind: ENTERPRISE, regionCode: "41" }) { userErrors { code } } }'
)


@asynccontextmanager
async def reached_by(peer: str, engine: Engine, settings: Settings, url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """The application as uvicorn wraps it by our settings."""
    config = Server.of(create_app(engine, settings, url), settings).config
    config.load()
    transport = httpx2.ASGITransport(config.loaded_app, client=(peer, 4711))
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
        yield client


async def told(engine: Engine, client: httpx2.AsyncClient, **headers: str | bytes) -> Any:
    """The latest line of the audit, after a command that was refused."""
    usual = {"authorization": f"Bearer {TOKEN}", "user-agent": "portal/2"}
    assert (await client.post("/graphql", json={"query": REFUSED}, headers=usual | headers)).status_code == 200
    async with engine.database.sessions() as session:
        return (await session.scalars(sa.select(AuditEntry).order_by(AuditEntry.at.desc()).limit(1))).one()


FORWARDED = {"x-forwarded-for": "203.0.113.7, 10.0.0.9"}


@pytest.mark.parametrize(
    ("proxies", "peer", "address"),
    [
        ((), "127.0.0.1", "127.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.5", "203.0.113.7"),
        (("10.0.0.0/8",), "192.0.2.1", "192.0.2.1"),
    ],
    ids=["no proxy is trusted", "a trusted one", "somebody else"],
)  # fmt: skip
async def test_only_a_trusted_proxy_is_believed(
    desk: Engine, small: Settings, desk_url: str, proxies: tuple[str, ...], peer: str, address: str
) -> None:
    """Anybody can send the header; only of those that were named it says anything."""
    settings = small.model_copy(update={"trusted_proxies": proxies})
    async with reached_by(peer, desk, settings, desk_url) as client:
        line = await told(desk, client, **FORWARDED)
    assert (line.address, line.agent, line.trace_id is None) == (address, "portal/2", False)


@pytest.mark.parametrize(
    "sent", ["日常监管".encode(), b"%E6%97%A5%E5%B8%B8%E7%9B%91%E7%AE%A1"], ids=["as it is", "percent"]
)
async def test_a_purpose_may_be_chinese(desk: Engine, client: httpx2.AsyncClient, sent: bytes) -> None:
    """Browsers cannot send it as it is."""
    line = await told(desk, client, **{"anjian-purpose": sent})
    assert line.purpose == "日常监管"
