"""Gives somebody an authorisation (授权): by an administrator, never wider than their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.access.granting import (
    EntityNeeded,
    entity_place,
    grantee,
    known_organization,
    region_within,
    require_forwards,
    sectors_within,
)
from anjian.access.model import Role, RoleAssignment
from anjian.commands.command import Command, Limit
from anjian.commands.dates import not_over
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignRole(Command):
    """授予身份."""

    person_id: Annotated[UUID, Title("被授权人", "who is authorised")]
    role: Annotated[Role, Title("身份", "as what they act")]
    starts_on: Annotated[date, Title("起始日期", "the first day")]
    reason: Annotated[str, Title("授权依据或理由", "why, or by which decision"), Limit(500)]
    ends_on: Annotated[date | None, Title("截止日期（当日仍有效）；缺省至收回为止", "the last day; until revoked")] = (
        None
    )
    region_code: Annotated[
        str | None, Title("区划；缺省为授权人的", "the region; the giver's if absent"), Limit(40)
    ] = None
    sectors: Annotated[tuple[str, ...], Title("限于这些行业", "confined to these sectors"), Limit(200)] = ()
    entity_id: Annotated[UUID | None, Title("企业人员所在企业", "the entity of enterprise staff")] = None
    organization_id: Annotated[UUID | None, Title("限于该机构的事务", "confined to this body's own work")] = None


async def assign_role(desk: Desk, command: AssignRole) -> RoleAssignment:
    with Review() as review:
        with review.of("personId"):
            await grantee(desk, command.person_id, command.role, command.entity_id)
        with review.of("endsOn"):
            not_over(desk.today, command.ends_on)
            require_forwards(command.starts_on, command.ends_on)
        with review.of("organizationId"):
            await known_organization(desk, command.organization_id)
        with review.of("entityId"):
            place = await place_of(desk, command)
        with review.of("regionCode"):
            region_code = await region_within(desk, command.region_code)
        sectors = sectors_within(desk, review, command.sectors)
    given = RoleAssignment(
        id=uuid7(),
        person_id=command.person_id,
        role=command.role,
        region_code=place or region_code,
        sectors=sectors,
        entity_id=command.entity_id,
        organization_id=command.organization_id or desk.viewer.organization_id,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        granted_by=desk.viewer.person_id,
        granted_at=desk.now,
        reason=command.reason,
    )
    desk.session.add(given)
    return given


async def place_of(desk: Desk, command: AssignRole) -> str | None:
    """Where the entity of enterprise staff lies."""
    if (command.role is Role.ENTERPRISE) != (command.entity_id is not None):
        raise EntityNeeded
    return await entity_place(desk, command.entity_id) if command.entity_id else None
