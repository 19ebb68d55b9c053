"""How often one address may come: counted in memory, told to nobody, forgotten after an hour."""

from __future__ import annotations

from cachetools import TTLCache
from starlette.requests import Request

from anjian.errors import AnjianError
from anjian.words import Title

HOUR = 3600.0
REMEMBERED = 100_000  # addresses; with more of them the oldest may begin anew


class TooManyRequests(AnjianError):
    code = "TOO_MANY_REQUESTS"
    words = Title(
        "同一地址一小时内最多 {most} 次；请稍后再来，或拨打 12350",
        "one address may come {most} times an hour: come again later, or call 12350",
    )


class Gate:
    def __init__(self, per_hour: int) -> None:
        self.per_hour = per_hour
        self._came: TTLCache[str, list[int]] = TTLCache(REMEMBERED, HOUR)

    def enter(self, request: Request) -> None:
        """The hour begins with the first time: a list is counted up in place, which does not prolong it."""
        address = request.client.host if request.client else ""
        counted = self._came.setdefault(address, [0])
        counted[0] += 1
        if counted[0] > self.per_hour:
            raise TooManyRequests(most=self.per_hour)
