"""Adds streets, towns and villages to the region table of an installation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.database.apart import apart
from anjian.errors import AnjianError
from anjian.regions.loading import store
from anjian.regions.model import Region
from anjian.regions.table import parse_streets
from anjian.words import Title


class UnreadableFile(AnjianError):
    code = "UNREADABLE_FILE"
    words = Title("无法读取文件 {file}：{reason}", "cannot read the file {file}: {reason}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed: regions that are new, and known ones whose name is another now."""

    added: int
    renamed: int


def import_streets(url: str, path: Path) -> Imported:
    """Read a file ``code,name`` and store all of it, or nothing. Importing it again changes nothing."""
    text = read(path)
    return apart(lambda: _import(url, text))


def read(path: Path) -> str:
    """The text of a file as offices send it: UTF-8, or what a Chinese spreadsheet saves."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig" if _is_utf8(content) else "gb18030")
    except OSError as error:
        raise UnreadableFile(file=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(file=path, reason="not UTF-8, not GB 18030") from error


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


async def _import(url: str, text: str) -> Imported:
    async with create_async_engine(url, poolclass=sa.NullPool).begin() as connection:
        known = await connection.execute(sa.select(Region.code, Region.name))
        names = dict(known.all())
        rows = parse_streets(text, names)
        await store(connection, rows)
    added = sum(row.code not in names for row in rows)
    renamed = sum(names.get(row.code, row.name) != row.name for row in rows)
    return Imported(added, renamed)
