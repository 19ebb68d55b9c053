"""Whose turn it is at something there is little of: each asker in turn, however much one of them asks.

Who asks a thousand things at once waits for a thousand turns; who asks one thing beside them waits for one.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from contextvars import ContextVar

ASKER: ContextVar[object] = ContextVar("asker", default=None)  # whoever a request is answered for


class Turns:
    """So many at once. Those who wait are let in asker by asker, each asker's own in the order they came."""

    def __init__(self, most: int) -> None:
        self.free = most
        self._waiting: OrderedDict[object, deque[asyncio.Future[None]]] = OrderedDict()

    @property
    def waiting(self) -> int:
        return sum(map(len, self._waiting.values()))

    async def acquire(self) -> None:
        if self.free and not self._waiting:
            self.free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(ASKER.get(), deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()  # it was given in the moment when nobody wanted it any more
            raise

    def release(self) -> None:
        while self._waiting:
            asker, turns = self._waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self._waiting[asker] = turns  # behind everybody else who waits
            if not turn.done():
                turn.set_result(None)
                return
        self.free += 1
