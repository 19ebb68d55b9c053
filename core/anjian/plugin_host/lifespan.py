"""What plugins keep alive beside the server: entered in order, left in reverse, each guarded from the others."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.problems import PluginProblem, reason_of

DEADLINE = 10.0  # seconds to enter, and again to leave

logger = logging.getLogger(__name__)


def manager_of(found: object) -> AbstractAsyncContextManager[None] | None:
    if found is not None and not isinstance(found, AbstractAsyncContextManager):
        raise TypeError(f"{type(found).__name__} is no async context manager")
    return found


@asynccontextmanager
async def guarded(
    loaded: Loaded, manager: AbstractAsyncContextManager[None], seconds: float = DEADLINE
) -> AsyncIterator[None]:
    """One that cannot be entered puts its plugin in quarantine; one that cannot be left does not keep the rest."""
    try:
        async with asyncio.timeout(seconds):
            await manager.__aenter__()
    except Exception as error:
        loaded.quarantine(failure(loaded, error))
        yield
        return
    try:
        yield
    finally:
        await left(loaded, manager, seconds)


async def left(loaded: Loaded, manager: AbstractAsyncContextManager[None], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await manager.__aexit__(None, None, None)
    except Exception as error:
        loaded.note(failure(loaded, error))


def failure(loaded: Loaded, error: Exception) -> PluginProblem:
    problem = ProblemKind.LIFESPAN_FAILED.of(loaded, reason=reason_of(error))
    logger.error(problem.words.en, exc_info=error)
    return problem
