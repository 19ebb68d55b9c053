"""The latest lines, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.audit.model import AuditEntry
from anjian.people.model import Person


async def latest(url: str, last: int, person: str | None = None) -> Sequence[Any]:
    entry = AuditEntry
    asked = (
        sa.select(entry.at, entry.kind, entry.name, entry.address, Person.name.label("person"))
        .outerjoin(Person, Person.id == entry.person_id)
        .where(*([Person.name == person] if person else []))
        .order_by(entry.at.desc(), entry.id.desc())
        .limit(last)
    )
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.connect() as connection:
        return (await connection.execute(asked)).all()
