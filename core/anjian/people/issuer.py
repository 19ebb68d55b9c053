"""On whose behalf somebody acts."""

from __future__ import annotations

import sqlalchemy as sa

from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.people.model import Person


async def issuer_of(desk: Desk) -> UUID | None:
    """The organisation of the viewer, which is the one that issues what they sign; empty for people outside any."""
    return await desk.session.scalar(sa.select(Person.organization_id).where(Person.id == desk.viewer.person_id))
