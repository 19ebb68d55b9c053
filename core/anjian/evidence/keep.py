"""Takes a file in: checked first, then stored, then written down. Whatever breaks off leaves nothing."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian.access.viewer import Viewer
from anjian.commands.texts import check_text
from anjian.database.ids import uuid7
from anjian.errors import AnjianError
from anjian.evidence.formats import format_of
from anjian.evidence.model import Upload
from anjian.evidence.store import Files
from anjian.words import Title

LONGEST_NAME = 200  # characters


class FileEmpty(AnjianError):
    code = "FILE_EMPTY"
    words = Title("文件是空的；请重新选择", "the file is empty: choose another one")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as its sender describes it; nothing of that is believed."""

    name: str
    declared: str  # the media type it is said to have
    content: BinaryIO
    size: int


async def keep(
    sessions: async_sessionmaker[AsyncSession], files: Files, viewer: Viewer, given: Incoming, now: datetime
) -> Upload:
    upload = await asyncio.to_thread(checked, given)
    upload.uploaded_by, upload.uploaded_at = viewer.person_id, now
    await files.put(upload.id, given.content)
    try:
        async with sessions.begin() as session:
            session.add(upload)
    except BaseException:
        await asyncio.shield(files.remove(upload.id))
        raise
    return upload


def checked(given: Incoming) -> Upload:
    name = plain_name(given.name)
    check_text(name, LONGEST_NAME)
    if given.size == 0:
        raise FileEmpty
    found = format_of(given.content, name, given.declared.partition(";")[0].strip().lower())
    given.content.seek(0)
    digest = hashlib.file_digest(given.content, "sha256").hexdigest()  # type: ignore[arg-type]  # it can readinto
    given.content.seek(0)
    return Upload(id=uuid7(), name=name, media_type=found.media_type, size=given.size, sha256=digest)


def plain_name(said: str) -> str:
    """Without the directories some browsers send along, and without signs that no name has."""
    last = said.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()
