"""Clears away what nobody attached. A file that a record refers to stays for good: the database holds it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian.evidence.model import EvidenceFile, Upload
from anjian.evidence.store import Files

AT_WORK = timedelta(days=1)  # a content without a record may still be on its way in


class Swept(NamedTuple):
    """Uploads that expired, and contents that an interruption left without any record."""

    expired: int
    stray: int


async def sweep(sessions: async_sessionmaker[AsyncSession], files: Files, now: datetime, keep: timedelta) -> Swept:
    """The record goes first: interrupted, it leaves a stray content for the next time, never a record without one."""
    attached = sa.exists().where(EvidenceFile.upload_id == Upload.id)
    async with sessions.begin() as session:
        old = sa.select(Upload.id).where(Upload.uploaded_at < now - keep, ~attached).with_for_update(skip_locked=True)
        gone = await session.scalars(sa.delete(Upload).where(Upload.id.in_(old), ~attached).returning(Upload.id))
        expired = gone.all()
    for id_ in expired:
        await files.remove(id_)
    return Swept(len(expired), await strays(sessions, files, now - AT_WORK))


async def strays(sessions: async_sessionmaker[AsyncSession], files: Files, before: datetime) -> int:
    found = 0
    async for id_ in files.kept_before(before):
        async with sessions() as session:
            if await session.get(Upload, id_) is None:
                await files.remove(id_)
                found += 1
    return found
