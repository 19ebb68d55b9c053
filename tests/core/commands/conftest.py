"""A house with a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from .house import House, furnish


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    engine = create_async_engine(database_url, pool_size=4)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    async with sessions.begin() as session:
        await furnish(session)
    yield House(sessions)
    await engine.dispose()
