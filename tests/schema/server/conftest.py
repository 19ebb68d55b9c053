"""The application over a small database of its own: a few regions, one person, two tokens."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import httpx2
import psutil
import pytest
import pytest_asyncio
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from anjian.access.bearing import bearer
from anjian.access.model import Role
from anjian.database.embedded import EmbeddedServer
from anjian.people.model import Person, PersonKind
from anjian.plugin_host import PluginHost
from anjian.regions.loading import load_regions
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from anjian_schema.server import create_app

TOKEN, EXPIRED = "token-of-a-test", "token-of-yesterday"
LIMIT = 2**15

Ask = Callable[..., Awaitable[httpx2.Response]]


async def furnish(url: str) -> None:
    """Regions, a person, a token that works and one that did."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        await load_regions(connection)
    async with AsyncSession(engine) as session:
        person = Person(name="王试", kind=PersonKind.OFFICER, region_code="4101", specialties=[])
        session.add(person)
        await session.flush()
        past = datetime(2020, 1, 1, tzinfo=UTC)
        for token, until in ((TOKEN, None), (EXPIRED, past)):
            for record in bearer(token, token, person.id, Role.DEPARTMENT, expires_at=until):
                session.add(record)
                await session.flush()
        await session.commit()


@pytest_asyncio.fixture(scope="module")
async def desk_url(database_url: str) -> str:
    """A database in which somebody may ask."""
    await furnish(database_url)
    return database_url


@pytest.fixture(scope="module")
def small(settings: Settings) -> Settings:
    return settings.model_copy(update={"max_body_bytes": LIMIT})


@pytest_asyncio.fixture(scope="module")
async def desk(desk_url: str, small: Settings, host: PluginHost, composed: Composed) -> AsyncIterator[Engine]:
    async with Engine.open(small, desk_url, host, composed) as engine:
        yield engine


@pytest_asyncio.fixture(scope="module")
async def client(desk: Engine, small: Settings, desk_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(create_app(desk, small, desk_url), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
        yield client


@pytest.fixture
def post(client: httpx2.AsyncClient) -> Ask:
    """POST a body as a portal would; ``None`` takes a header away."""

    async def ask(content: bytes | None = None, *, headers: Mapping[str, str | None] = {}, **body: Any) -> Any:
        usual = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json", "accept-language": "en"}
        sent = {name: value for name, value in {**usual, **headers}.items() if value is not None}
        if content is not None:
            return await client.post("/graphql", content=content, headers=sent)
        return await client.post("/graphql", json=body, headers=sent)

    return ask


def codes(response: httpx2.Response) -> list[str]:
    return [error["extensions"]["code"] for error in response.json()["errors"]]


def driver_url(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def kill(server: EmbeddedServer) -> None:
    """All of it at once; some of its processes leave by themselves when the first are gone."""
    pid = int((server.place.data / "postmaster.pid").read_text().split()[0])
    for process in [*psutil.Process(pid).children(), psutil.Process(pid)]:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)
