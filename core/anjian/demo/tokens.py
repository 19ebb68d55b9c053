"""The tokens of the demonstration. Their words are no secret, so only the demonstration's loader ever creates them."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.access.bearing import Held, bearer, row_of
from anjian.access.model import AccessToken, Role, RoleAssignment
from anjian.access.tokens import digest
from anjian.database.ids import UUID
from anjian.entities.model import Entity
from anjian.regions.model import Region
from anjian.words import Title


class Token(NamedTuple):
    """A token to try, and how far it reaches."""

    label: Title
    token: str
    role: Role
    scope: Title


class Bearer(NamedTuple):
    """Who holds a token."""

    token: str
    person_id: UUID
    region_code: str | None = None
    entity_id: UUID | None = None


Tokens = tuple[Token, ...]

NATION, ZHENGZHOU = "demo-supervisor-nation", "demo-supervisor-zhengzhou"
INSPECTOR, ENTERPRISE, EXPERT = "demo-inspector", "demo-enterprise", "demo-expert"
COMMITTEE_OFFICE, LEADER, AUDITOR = "demo-committee-office", "demo-leader", "demo-auditor"
EXCHANGE, ADMINISTRATOR = "demo-exchange", "demo-administrator"
KINDS = {
    NATION: (Role.DEPARTMENT, Title("全国监管人员（演示）", "Supervisor of the nation (demonstration)")),
    ZHENGZHOU: (Role.DEPARTMENT, Title("郑州市监管人员（演示）", "Supervisor of Zhengzhou (demonstration)")),
    INSPECTOR: (Role.INSPECTOR, Title("县级执法人员（演示）", "Inspector of a county (demonstration)")),
    ENTERPRISE: (Role.ENTERPRISE, Title("企业人员（演示）", "Somebody of an enterprise (demonstration)")),
    EXPERT: (Role.EXPERT, Title("应急管理专家（演示）", "Expert (demonstration)")),
    COMMITTEE_OFFICE: (
        Role.COMMITTEE_OFFICE,
        Title("安委办人员（演示）", "Somebody of the work-safety committee's office (demonstration)"),
    ),
    LEADER: (Role.LEADER, Title("政府分管领导（演示）", "Leader of the government (demonstration)")),
    AUDITOR: (Role.AUDITOR, Title("审计人员（演示）", "Auditor (demonstration)")),
    EXCHANGE: (Role.EXCHANGE, Title("省级交换系统（演示）", "Exchange system of the province (demonstration)")),
    ADMINISTRATOR: (Role.ADMINISTRATOR, Title("系统管理员（演示）", "Administrator (demonstration)")),
}


async def write(connection: AsyncConnection, bearers: list[Bearer]) -> None:
    for one in bearers:
        role, label = KINDS[one.token]
        reach: Held = {"region_code": one.region_code, "entity_id": one.entity_id}
        for record in bearer(one.token, label.zh, one.person_id, role, **reach):
            await connection.execute(insert(type(record)), row_of(record))


async def read(connection: AsyncConnection) -> Tokens:
    """The tokens that are there; an operator may have taken some away."""
    named = (
        sa.select(AccessToken.digest, Region.name.label("region"), Entity.name.label("entity"))
        .join(RoleAssignment, RoleAssignment.id == AccessToken.assignment_id)
        .outerjoin(Entity, Entity.id == RoleAssignment.entity_id)
        .outerjoin(Region, Region.code == AccessToken.region_code)
    )
    found = {row.digest: row for row in await connection.execute(named)}
    present = ((text, found.get(digest(text))) for text in KINDS)
    return tuple(
        Token(KINDS[text][1], text, KINDS[text][0], scope(row.region, row.entity)) for text, row in present if row
    )


def scope(region: str | None, entity: str | None) -> Title:
    """Names as they are: a place has no other in English."""
    name = entity or region
    return Title(name, name) if name else Title("全国", "the whole nation")
