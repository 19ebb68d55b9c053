"""Those who ask in the tests of a plugin."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian.access.bearing import bearer
from anjian.access.model import Role
from anjian.database.ids import UUID, uuid7
from anjian.people.model import Organization, OrganizationKind, Person, PersonKind

BEIJING, COUNTY = "11", "110101"
Sessions = async_sessionmaker[AsyncSession]


async def token_of(sessions: Sessions, as_: str, region: str | None) -> str:
    """The token of somebody who just arrived: of a department, or of the entity whose id is given."""
    kind, _, id_ = as_.partition(":")
    if id_:
        staff = Person(
            id=uuid7(), name=kind, kind=PersonKind.ENTERPRISE_STAFF, region_code=BEIJING, entity_id=UUID(id_)
        )
        return await arrived(sessions, staff, Role.ENTERPRISE, entity_id=staff.entity_id)
    office = Organization(id=uuid7(), name="应急管理局", kind=OrganizationKind.DEPARTMENT, region_code=BEIJING)
    async with sessions.begin() as session:
        session.add(office)
    officer = Person(id=uuid7(), name=as_, kind=PersonKind.OFFICER, region_code=BEIJING, organization_id=office.id)
    return await arrived(sessions, officer, Role(as_), region_code=region)


async def arrived(sessions: Sessions, person: Person, role: Role, **reach: Any) -> str:
    """With a token; ``reach``: within which region, entity, sectors."""
    token = f"token-{person.id}"
    async with sessions.begin() as session:
        session.add(person)
        await session.flush()
        for record in bearer(token, person.name, person.id, role, **reach):
            session.add(record)
            await session.flush()
    return token
