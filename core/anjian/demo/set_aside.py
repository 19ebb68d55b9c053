"""Foreign keys and indexes of the large tables, set aside while they fill and put back over all rows at once.

Half a million rows checked one by one take most of a minute; the same checks over whole tables take seconds. It all
happens inside the loader's transaction: nobody ever sees a table without its keys, and a key that fails to hold brings
everything back to where it was.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import AddConstraint, CreateIndex, DropConstraint, DropIndex

from anjian.actions.model import Action
from anjian.database.record import Record
from anjian.events.model import Event
from anjian.hazards.model import Acceptance, Hazard, Rectification
from anjian.inspections.model import Inspection

LARGE: tuple[type[Record], ...] = (Inspection, Hazard, Rectification, Acceptance, Action, Event)
TABLES = [record.__table__ for record in LARGE if isinstance(record.__table__, sa.Table)]


@asynccontextmanager
async def keys_set_aside(connection: AsyncConnection) -> AsyncIterator[None]:
    """Only where the tables are empty: others are working with them, or rows of theirs would be checked again."""
    if not await _empty(connection):
        yield
        return
    for table in TABLES:
        for key in table.foreign_key_constraints:
            await connection.execute(DropConstraint(key))
        for index in table.indexes:
            await connection.execute(DropIndex(index))
    yield
    for table in TABLES:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            await connection.execute(CreateIndex(index))
        for key in table.foreign_key_constraints:
            await connection.execute(AddConstraint(key, isolate_from_table=False))


async def _empty(connection: AsyncConnection) -> bool:
    filled = sa.or_(*(sa.exists(sa.select(table)) for table in TABLES))
    return not (await connection.execute(sa.select(filled))).scalar_one()
