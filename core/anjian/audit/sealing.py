"""Seals the audit: each entry becomes a link of the chain within moments, in the order of the transactions.

Whoever seals needs no bookmark: the seals are the bookmark. Taking over, a server seals whatever is left over, then
looks only at transactions that ended since its last look.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from anjian.audit.chain import CONTENT, GENESIS, digest
from anjian.audit.model import AuditEntry, AuditSeal
from anjian.events.bookmarks import OLDEST_RUNNING
from anjian.events.following import Follower, following
from anjian.events.renumbering import NEXT

NAME = "audit"
BATCH = 2_000


def sealing(engine: AsyncEngine, poll: float = 1.0) -> AbstractAsyncContextManager[None]:
    """As long as the block, entries are sealed."""
    return following([Sealer(engine, NAME, poll)])


@dataclass(frozen=True, slots=True)
class Sealer(Follower):
    """Of several servers one seals at a time."""

    async def follow(self, connection: AsyncConnection) -> None:
        until = await seal_all(connection)
        while True:
            await asyncio.sleep(self.poll)
            until = await seal_since(connection, until)


async def seal_all(connection: AsyncConnection) -> int:
    """Everything that is not sealed, also what came with a dump from a server whose transactions had other numbers."""
    until, next_one = (await connection.execute(sa.select(OLDEST_RUNNING, NEXT))).one()
    place = AuditEntry.transaction_id
    await seal_where(connection, sa.or_(place < until, place >= next_one))
    return int(until)


async def seal_since(connection: AsyncConnection, since: int) -> int:
    until = await connection.scalar(sa.select(OLDEST_RUNNING))
    place = AuditEntry.transaction_id
    await seal_where(connection, sa.and_(place >= since, place < until))
    return int(until or since)


async def seal_where(connection: AsyncConnection, condition: ColumnElement[bool]) -> None:
    sealed = sa.exists().where(AuditSeal.entry_id == AuditEntry.id)
    place = AuditEntry.transaction_id, AuditEntry.id
    unsealed = sa.select(AuditEntry.transaction_id, *CONTENT).where(condition, ~sealed).order_by(*place).limit(BATCH)
    page = unsealed
    while entries := (await connection.execute(page)).mappings().all():
        head = (await connection.execute(LAST)).first()
        links = list(linked(head.position if head else 0, head.digest if head else GENESIS, entries))
        await connection.execute(sa.insert(AuditSeal).values(links))  # one statement: all of them or none
        last = entries[-1]
        page = unsealed.where(sa.tuple_(*place) > (last["transaction_id"], last["id"]))


LAST = sa.select(AuditSeal.position, AuditSeal.digest).order_by(AuditSeal.position.desc()).limit(1)


def linked(position: int, before: bytes, entries: Sequence[Any]) -> Iterator[dict[str, object]]:
    for place, entry in enumerate(entries, position + 1):
        before = digest(before, place, entry)
        yield {"position": place, "entry_id": entry["id"], "digest": before}
