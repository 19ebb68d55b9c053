"""Doing a piece of asynchronous work from ordinary code, whoever called it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

T = TypeVar("T")


def apart(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """The result of ``work``, done in a loop and thread of its own: the caller may stand inside a running loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()


async def transacted(url: str, work: Callable[[AsyncConnection], Coroutine[Any, Any, T]]) -> T:
    """The result of ``work``, done in one transaction on a connection of its own."""
    async with create_async_engine(url, poolclass=sa.NullPool).begin() as connection:
        return await work(connection)
