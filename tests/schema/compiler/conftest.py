"""The small world, written once for all tests of reading; those that write make one of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest_asyncio
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from tests.conftest import FreshDatabase
from tests.schema.compiler.world import World, furnish

NewWorld = Callable[[], Awaitable[tuple[World, str]]]


@pytest_asyncio.fixture(scope="session")
async def new_world(
    fresh_database: FreshDatabase, settings: Settings, host: PluginHost, composed: Composed
) -> AsyncIterator[NewWorld]:
    """Each call makes a world in a database of its own."""
    async with AsyncExitStack() as stack:

        async def make() -> tuple[World, str]:
            url = fresh_database()
            writing = create_async_engine(url)
            async with writing.begin() as connection:
                await furnish(connection)
            await writing.dispose()
            return World(await stack.enter_async_context(Engine.open(settings, url, host, composed))), url

        yield make


@pytest_asyncio.fixture(scope="session")
async def world(new_world: NewWorld) -> World:
    """Read only."""
    made, _ = await new_world()
    return made
