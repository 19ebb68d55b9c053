"""A server that listens over a small world, which whoever fuzzes may change as they like."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx2
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from anjian.access.bearing import bearer
from anjian.access.model import Role
from anjian.settings import Settings
from tests.schema.compiler.conftest import NewWorld
from tests.schema.compiler.conftest import new_world as new_world
from tests.schema.compiler.world import World, key
from tests.schema.exact.naive import Naive
from tests.schema.exact.supply import Supply
from tests.schema.server.served import served

TOKENS = {
    "fuzz-department": Role.DEPARTMENT,
    "fuzz-inspector": Role.INSPECTOR,
    "fuzz-administrator": Role.ADMINISTRATOR,
}


@dataclass(frozen=True)
class Target:
    world: World
    supply: Supply
    client: httpx2.AsyncClient
    address: str


@pytest_asyncio.fixture(scope="session")
async def target(new_world: NewWorld, settings: Settings) -> AsyncIterator[Target]:
    world, url = await new_world()
    await furnish(url)
    naive = Naive(world.engine, world.viewer, asyncio.get_running_loop())
    supply = await asyncio.to_thread(Supply.of, naive)
    async with (
        served(world.engine, url, settings) as address,
        httpx2.AsyncClient(base_url=address, timeout=60) as client,
    ):
        yield Target(world, supply, client, address)


async def furnish(url: str) -> None:
    """Tokens of three roles, all of one person."""
    engine = create_async_engine(url)
    async with AsyncSession(engine) as session:
        for token, role in TOKENS.items():
            for record in bearer(token, token, key(1, 0), role):
                session.add(record)
                await session.flush()
        await session.commit()
    await engine.dispose()
