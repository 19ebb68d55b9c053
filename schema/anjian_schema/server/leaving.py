"""Readers who leave before their answer is there: nobody waits for it any more, and its statement is cancelled."""

from __future__ import annotations

import asyncio

from starlette.types import Receive

from anjian_schema.server.event_stream import gone

LONG = 0.2  # seconds; what is answered sooner is not worth looking


class Watch:
    """Of one read, for as long as it takes. A command is never watched: it is done, and its retry finds it done."""

    __slots__ = ("_receive", "_task", "_timer", "_watching", "left")

    def __init__(self, receive: Receive) -> None:
        self._receive, self._task, self.left = receive, asyncio.current_task(), False
        self._timer = asyncio.get_running_loop().call_later(LONG, self._begin)
        self._watching: asyncio.Task[None] | None = None

    def _begin(self) -> None:
        self._watching = asyncio.create_task(self._until_gone())

    async def _until_gone(self) -> None:
        await gone(self._receive)
        self.left = True
        if self._task is not None:
            self._task.cancel()

    def end(self) -> None:
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()
