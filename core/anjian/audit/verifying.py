"""Walks the chain from its first link and names the first place where it is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.audit.chain import CONTENT, GENESIS, digest
from anjian.audit.model import AuditEntry, AuditSeal
from anjian.errors import AnjianError
from anjian.words import Title

BATCH = 5_000
DIGEST = re.compile("[0-9a-f]{64}")
Advance = Callable[[int, int], None]


class AuditChainBroken(AnjianError):
    """Also the place to begin looking: everything before it is as it was written."""

    code = "AUDIT_CHAIN_BROKEN"
    words = Title(
        "审计链在第 {position} 条断开：{zh}；此前各条完好。请保全数据库与备份，查明何人直接改动了数据库",
        "the audit is broken at position {position}: {en}; everything before it is intact. Keep the database and its "
        "backups as they are, and find out who changed it past the server",
    )


class AuditHeadDiffers(AnjianError):
    code = "AUDIT_HEAD_DIFFERS"
    words = Title(
        "第 {position} 条的摘要与所记不符：现为 {found}；链尾曾被整段改写或删除",
        "the digest at position {position} is not the one noted: it is {found}; the end of the chain was rewritten or "
        "taken away",
    )


class KnownHeadWrong(AnjianError):
    code = "AUDIT_HEAD_WRONG"
    words = Title(
        "所记的链尾应写作“位置:摘要”，如 1234:9f86…（64 位十六进制）",
        "a noted head is written position:digest, such as 1234:9f86… (64 hexadecimal digits)",
    )


GONE = Title("该条记录已不在", "its entry is gone")
SKIPPED = Title("该位置没有封签", "there is no seal at this position")
CHANGED = Title("该条记录或其封签已被改动", "its entry or its seal was changed")


class Head(NamedTuple):
    """The last link. Noted elsewhere, it shows later that nothing up to it was rewritten."""

    position: int
    digest: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.digest.hex()}"

    @classmethod
    def read(cls, text: str) -> Head:
        position, _, noted = text.strip().partition(":")
        if not position.isdecimal() or not DIGEST.fullmatch(noted):
            raise KnownHeadWrong
        return cls(int(position), bytes.fromhex(noted))


@dataclass(frozen=True, slots=True)
class Verified:
    """``unsealed``: entries written a moment ago, or since a server last ran."""

    head: Head
    unsealed: int


async def verify(url: str, known: Head | None = None, advance: Advance = lambda done, of: None) -> Verified:
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.connect() as connection:
        await connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        return await Walk(connection, known, advance).all()


class Walk:
    """One pass over the chain, as it stood when the pass began."""

    def __init__(self, connection: AsyncConnection, known: Head | None, advance: Advance) -> None:
        self.connection, self.known, self.advance = connection, known, advance
        self.head = Head(0, GENESIS)

    async def all(self) -> Verified:
        links = await self.connection.scalar(sa.select(sa.func.count()).select_from(AuditSeal)) or 0
        entries = await self.connection.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) or 0
        while found := await self.batch():
            for link in found:
                self.check(link)
            self.advance(self.head.position, max(links, self.head.position))
        self.check_known_was_reached()
        return Verified(self.head, entries - self.head.position)

    async def batch(self) -> list[Mapping[str, Any]]:
        after = (
            sa.select(AuditSeal.position, AuditSeal.digest, AuditSeal.entry_id, *CONTENT)
            .outerjoin(AuditEntry, AuditEntry.id == AuditSeal.entry_id)
            .where(AuditSeal.position > self.head.position)
            .order_by(AuditSeal.position)
            .limit(BATCH)
        )
        return [row._asdict() for row in await self.connection.execute(after)]

    def check(self, link: Mapping[str, Any]) -> None:
        position = self.head.position + 1
        if link["position"] != position:
            raise broken(position, SKIPPED)
        if link["id"] is None:
            raise broken(position, GONE)
        if digest(self.head.digest, position, link) != link["digest"]:
            raise broken(position, CHANGED)
        self.head = Head(position, link["digest"])
        self.check_known()

    def check_known(self) -> None:
        if self.known and self.known.position == self.head.position and self.known != self.head:
            raise AuditHeadDiffers(position=self.head.position, found=self.head.digest.hex())

    def check_known_was_reached(self) -> None:
        if self.known and self.known.position > self.head.position:
            raise AuditHeadDiffers(position=self.known.position, found="-")


def broken(position: int, why: Title) -> AuditChainBroken:
    return AuditChainBroken(position=position, zh=why.zh, en=why.en)
