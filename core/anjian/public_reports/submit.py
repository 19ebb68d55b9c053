"""A report comes in: from anybody, with a name or without, or written down by an official for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian.access.viewer import Viewer
from anjian.database.ids import uuid7
from anjian.errors import AnjianError
from anjian.public_reports.model import PublicReport, ReportChannel, ReportStepKind
from anjian.public_reports.receipts import digest, receipt
from anjian.public_reports.sealing import INFORMANT, Seal
from anjian.public_reports.steps import step
from anjian.regions.codes import UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.words import Title


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says. ``informant`` is whatever they say of themselves; ``secret`` names this very telling."""

    place: str
    content: str
    region_code: str
    informant: Mapping[str, str] | None = None
    secret: str | None = None


class SecretReused(AnjianError):
    code = "SECRET_REUSED"
    words = Title(
        "该 secret 已用于另一件举报；请为新的举报另取一个",
        "this secret was used for another report: take a new one",
    )


async def submit(
    sessions: async_sessionmaker[AsyncSession], seal: Seal, told: Told, now: datetime, viewer: Viewer | None = None
) -> str:
    """The receipt code, which nobody can be told again. ``viewer``: the official who writes it down."""
    code = receipt(told.secret)
    row = case(told, digest(code), now, viewer)
    sealed = seal.close(row["id"], told.informant) if told.informant else None
    async with sessions.begin() as session:
        row["region_code"] = await known_region(session, told.region_code)
        if not await session.scalar(insert(PublicReport).on_conflict_do_nothing().returning(PublicReport.id), row):
            await check_same(session, row)
            return code
        session.add(step(row["id"], ReportStepKind.RECEIVED, now, viewer))
        if sealed is not None:
            await session.execute(INFORMANT.insert(), sealed)
    return code


def case(told: Told, receipt_digest: bytes, now: datetime, viewer: Viewer | None) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "receipt": receipt_digest,
        "region_code": told.region_code,
        "place": told.place,
        "content": told.content,
        "named": told.informant is not None,
        "channel": ReportChannel.DIRECT if viewer is None else ReportChannel.ON_BEHALF,
        "received_at": now,
        "received_by": viewer and viewer.person_id,
    }


async def known_region(session: AsyncSession, text: str) -> str:
    """The code in its short form, of a region that is there."""
    code = canonical(text)
    if await session.get(Region, code) is None:
        raise UnknownRegion(region=code)
    return code


async def check_same(session: AsyncSession, row: Mapping[str, Any]) -> None:
    """The answer was lost on its way, and it is sent again: nothing is done twice."""
    same = [getattr(PublicReport, name) == row[name] for name in ("receipt", "place", "content", "region_code")]
    if await session.scalar(sa.select(PublicReport.id).where(*same)) is None:
        raise SecretReused(path=("secret",))
