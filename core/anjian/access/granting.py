"""Nobody gives more than they have: where, in which sectors, at which entity, to whom, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from anjian.access.model import Role
from anjian.commands import lookup
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.people.model import Organization, Person, PersonKind
from anjian.regions.codes import UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.words import Title


class GrantTooWide(AnjianError):
    code = "GRANT_TOO_WIDE"
    words = Title(
        "授权范围不得超出您自己的范围（{yours}）；请缩小，或请上级管理员办理",
        "nobody grants more than they have ({yours}): narrow it, or ask an administrator above you",
    )


class GrantToOneself(AnjianError):
    code = "GRANT_TO_ONESELF"
    words = Title(
        "不得给自己授权；请由另一名管理员办理", "nobody grants to themselves: let another administrator do it"
    )


class PersonDoesNotFit(AnjianError):
    code = "PERSON_DOES_NOT_FIT"
    words = Title(
        "{name}的人员类别不能担任此身份；企业人员限本企业，执法人员、专家、领导须为相应人员",
        "{name} is not somebody for this role: staff of an enterprise act for their own one only, and inspectors, "
        "experts and leaders have to be such people",
    )


class EntityNeeded(AnjianError):
    code = "ENTITY_NEEDED"
    words = Title(
        "企业人员的授权须指明企业，其他身份则不得指明",
        "a role of enterprise staff names its entity, and no other role does",
    )


class TermBackwards(AnjianError):
    code = "TERM_BACKWARDS"
    words = Title(
        "截止日期 {ends_on} 早于起始日期 {starts_on}；请核对",
        "it would end on {ends_on}, before it starts on {starts_on}",
    )


KINDS: Mapping[Role, PersonKind] = {
    Role.ENTERPRISE: PersonKind.ENTERPRISE_STAFF,
    Role.INSPECTOR: PersonKind.OFFICER,
    Role.EXPERT: PersonKind.EXPERT,
    Role.LEADER: PersonKind.LEADER,
}


async def grantee(desk: Desk, person_id: UUID, role: Role, entity_id: UUID | None) -> Person:
    """Somebody else, of a kind that can act as this."""
    person = await known_person(desk, person_id)
    if person.id == desk.viewer.person_id:
        raise GrantToOneself
    needed = KINDS.get(role)
    is_staff = person.kind is PersonKind.ENTERPRISE_STAFF
    if (needed and person.kind is not needed) or is_staff != (role is Role.ENTERPRISE) or person.entity_id != entity_id:
        raise PersonDoesNotFit(name=person.name)
    return person


async def known_person(desk: Desk, person_id: UUID) -> Person:
    """Officials act in public; of staff only those are known who lie within the viewer's region."""
    person = await desk.session.get(Person, person_id)
    mine = desk.viewer.region_code or ""
    is_own = person is not None and person.entity_id == desk.viewer.entity_id
    if person is None or not (is_own or person.entity_id is None or person.region_code.startswith(mine)):
        raise lookup.NotFound(noun_zh="此人", noun_en="person")
    return person


async def region_within(desk: Desk, text: str | None) -> str | None:
    """A known region under the viewer's own; where none is given, the viewer's."""
    mine = desk.viewer.region_code
    if text is None:
        return mine
    code = canonical(text)
    if await desk.session.get(Region, code) is None:
        raise UnknownRegion(region=code)
    if not code.startswith(mine or ""):
        raise GrantTooWide(yours=mine)
    return code


def sectors_within(desk: Desk, review: Review, names: Sequence[str] | None) -> list[str] | None:
    """Installed sectors, of those the viewer has; where none are given, the viewer's."""
    if not names:
        mine = desk.viewer.sectors
        return None if mine is None else sorted(mine)
    found = []
    for place, name in enumerate(names):
        with review.of("sectors", place):
            found.append(lookup.sector(desk, name).name)
    return sorted(set(found))


async def entity_place(desk: Desk, entity_id: UUID) -> str:
    """The region of an entity within the viewer's own."""
    code = await desk.session.scalar(sa.select(Entity.region_code).where(Entity.id == entity_id))
    if code is None or not code.startswith(desk.viewer.region_code or ""):
        raise lookup.NotFound(noun_zh="该监管对象", noun_en="entity")
    return code


async def known_organization(desk: Desk, organization_id: UUID | None) -> None:
    if organization_id is not None and await desk.session.get(Organization, organization_id) is None:
        raise lookup.NotFound(noun_zh="该机构", noun_en="organisation")


def require_forwards(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise TermBackwards(starts_on=starts_on, ends_on=ends_on)
