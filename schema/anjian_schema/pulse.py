"""Whether anything new is in the event log: one look for all who listen in this process, and none while nobody does.

Servers see each other's events because all of them look at the one log. A NOTIFY of every command would take a lock
that all commits of a database share; a look costs one step down an index.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

EVERY = 0.5  # seconds between two looks

log = logging.getLogger("anjian")


class Pulse:
    def __init__(self, last: Callable[[], Awaitable[int]]) -> None:
        self._last = last
        self._moved = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None
        self._waiting = 0
        self.seen = 0  # as far as the log reached at the last look

    async def beyond(self, seen: int) -> None:
        """Until the log reaches further than it did."""
        self._waiting += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            async with self._moved:
                await self._moved.wait_for(lambda: self.seen != seen)
        finally:
            self._waiting -= 1

    async def rest(self) -> None:
        """A while, for what is away to come back."""
        await asyncio.sleep(EVERY)

    async def _look(self) -> None:
        while self._waiting:
            try:
                last = await self._last()
            except Exception as error:  # whatever is wrong with the database, streams find out and say so themselves
                log.warning("the event log cannot be looked at: %s", type(error).__name__)
                last = self.seen
            if last != self.seen:
                async with self._moved:
                    self.seen = last
                    self._moved.notify_all()
            await asyncio.sleep(EVERY)
