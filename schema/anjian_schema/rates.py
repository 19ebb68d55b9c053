"""Budgets of requests: for each token, and for each address, shared by all servers.

A server takes a twentieth of a budget at a time and deals it out itself, so that one request in many asks the database.
Near the end of a window some of a budget may lie with another server, never more than was given.
"""

from __future__ import annotations

import time
from contextvars import ContextVar
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from cachetools import LRUCache
from limits import RateLimitItem, parse

from anjian.errors import AnjianError
from anjian.rates.windows import Sessions, take
from anjian.settings import Settings
from anjian.words import Title

SHARES = 20
REMEMBERED = 50_000  # askers; whoever is forgotten takes a share anew


class Budget(NamedTuple):
    """What is left of one asker's window."""

    limit: int
    remaining: int
    seconds: int  # until a new window begins


BUDGET: ContextVar[Budget | None] = ContextVar("budget", default=None)  # of whoever a request is answered for


class RateLimited(AnjianError):
    code = "RATE_LIMITED"
    words = Title(
        "请求过于频繁：{whose_zh}每 {window} 秒最多 {limit} 次；请 {seconds} 秒后再试",
        "too many requests: {whose_en} has {limit} in {window} seconds; try again in {seconds} seconds",
    )

    def __init__(self, whose: Title, item: RateLimitItem, seconds: int) -> None:
        limit, window = item.amount, item.get_expiry()
        super().__init__(whose_zh=whose.zh, whose_en=whose.en, limit=limit, window=window, seconds=seconds)
        self.headers = {
            "Retry-After": str(seconds),
            "RateLimit-Policy": f'"{whose.en}";q={limit};w={window}',
            "RateLimit": f'"{whose.en}";r=0;t={seconds}',
        }


@dataclass(slots=True)
class Share:
    """What this server may still deal out, and when that ends."""

    left: int
    elsewhere: int  # of the window, not taken by any server yet
    ends_at: float

    def budget(self, item: RateLimitItem) -> Budget:
        return Budget(item.amount, self.left + self.elsewhere, max(1, ceil(self.ends_at - time.time())))


class Rate:
    """One kind of budget."""

    def __init__(self, whose: Title, limit: str, sessions: Sessions) -> None:
        self.whose, self.item, self.sessions = whose, parse(limit), sessions
        self.size = max(1, self.item.amount // SHARES)
        self.shares: LRUCache[str, Share] = LRUCache(REMEMBERED)

    async def take(self, who: str) -> Budget:
        """One request's worth. Raises :class:`RateLimited`."""
        share = self.shares.get(who)
        if share is None or share.ends_at <= time.time() or (share.left <= 0 and share.elsewhere > 0):
            share = self.shares[who] = await self._share(who)
        if share.left <= 0:
            raise RateLimited(self.whose, self.item, share.budget(self.item).seconds)
        share.left -= 1
        return share.budget(self.item)

    async def _share(self, who: str) -> Share:
        key = self.item.key_for(self.whose.en, who)
        taken, ends_at = await take(self.sessions, key, self.item.get_expiry(), self.size)
        before = taken - self.size
        given = max(0, min(self.size, self.item.amount - before))
        return Share(given, max(0, self.item.amount - taken), ends_at.timestamp())


class Rates:
    """The budgets that the settings name."""

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self.token = rate(Title("每个令牌", "token"), settings.rate_per_caller, sessions)
        self.address = rate(Title("每个地址", "address"), settings.rate_per_address, sessions)

    async def of_address(self, address: str) -> None:
        if self.address:
            await self.address.take(address)

    async def of_token(self, digest: str) -> None:
        if self.token:
            BUDGET.set(await self.token.take(digest))


def rate(whose: Title, limit: str, sessions: Sessions) -> Rate | None:
    return Rate(whose, limit, sessions) if limit else None
