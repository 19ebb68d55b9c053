"""Fills the region table of an installation: what ships, and the streets, towns and villages below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.database.apart import apart
from anjian.errors import AnjianError
from anjian.regions import codes
from anjian.regions.model import Region
from anjian.regions.table import RegionRow, packaged, parse_streets
from anjian.words import Title

BATCH = 5_000  # rows a statement: four parameters each, far below the 32,767 that the protocol carries


class UnreadableFile(AnjianError):
    code = "UNREADABLE_FILE"
    words = Title("无法读取文件 {file}：{reason}", "cannot read the file {file}: {reason}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed: regions that are new, and known ones whose name is another now."""

    added: int
    renamed: int


def load_regions(url: str) -> Imported:
    """Store the regions that ship with the product. Loading them again changes nothing but names that changed."""
    return apart(lambda: _merge(url, lambda names: packaged()))


def import_streets(url: str, path: Path) -> Imported:
    """Read a file ``code,name`` and store all of it, or nothing. Importing it again changes nothing."""
    text = read(path)
    return apart(lambda: _merge(url, lambda names: parse_streets(text, names)))


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


async def _merge(url: str, given: Callable[[Mapping[str, str]], Sequence[RegionRow]]) -> Imported:
    """Store what is new or renamed among the rows ``given``, which is told the names that are stored already."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        names = {code: name for code, name in await connection.execute(sa.select(Region.code, Region.name))}
        rows = given(names)
        added = [row for row in rows if row.code not in names]
        renamed = [row for row in rows if names.get(row.code, row.name) != row.name]
        await _store(connection, [*added, *renamed])
    return Imported(len(added), len(renamed))


async def _store(connection: AsyncConnection, rows: list[RegionRow]) -> None:
    for start in range(0, len(rows), BATCH):
        values = [{**row._asdict(), "parent_code": codes.parent(row.code)} for row in rows[start : start + BATCH]]
        statement = insert(Region).values(values)
        renaming = statement.on_conflict_do_update(index_elements=["code"], set_={"name": statement.excluded.name})
        await connection.execute(renaming)
