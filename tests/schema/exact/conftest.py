"""Both executors over one small world of difficult values."""

from __future__ import annotations

import pytest_asyncio

from tests.schema.compiler.conftest import NewWorld
from tests.schema.compiler.conftest import new_world as new_world
from tests.schema.compiler.world import World
from tests.schema.exact.both import Both
from tests.schema.exact.difficult import salt
from tests.schema.exact.plain import plain


@pytest_asyncio.fixture(scope="session")
async def difficult(new_world: NewWorld) -> World:
    world, url = await new_world()
    await salt(url)
    return world


@pytest_asyncio.fixture(scope="session")
async def both(difficult: World) -> Both:
    return Both(difficult.engine, plain(difficult.engine.composed))
