"""The ladders that come with anjian: drafts until somebody brings them into force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from typing import Any

import sqlalchemy as sa
import yaml
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from anjian.ladders.document import read
from anjian.ladders.model import Ladder
from anjian.ladders.save import region_of, saved


def shipped() -> Iterator[dict[str, Any]]:
    for file in sorted(resources.files(__package__).joinpath("shipped").iterdir(), key=lambda file: file.name):
        yield yaml.safe_load(file.read_text("utf-8"))


async def ship(engine: AsyncEngine) -> None:
    """Each once: whoever saved a newer edition of it keeps that."""
    async with async_sessionmaker(engine).begin() as session:
        known = set(await session.scalars(sa.select(Ladder.code)))
        for written in shipped():
            if written["code"] not in known:
                document = read(written)
                await saved(session, document, written, await region_of(session, document), datetime.now(UTC))
