"""The records a command works on: found only within the viewer's reach, and held until it is done.

Every command first takes its entity, the root of all that happens there, for itself. Two commands at one entity
therefore follow one another, each sees what the other left, and none waits for a third.
"""

from __future__ import annotations

from typing import TypeVar

import sqlalchemy as sa

from anjian.access.scope import reaches_sector, visible, within
from anjian.access.sight import table
from anjian.actions.model import Action, Proposal
from anjian.campaigns.model import Campaign
from anjian.commands.command import RecordKey
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.database.record import Record, Versioned
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.hazards.model import Hazard
from anjian.inspections.model import Inspection
from anjian.ladders.model import Escalation
from anjian.listings.model import Listing
from anjian.people.model import Team
from anjian.plugin import Sector
from anjian.words import Title

V = TypeVar("V", bound=Versioned)
S = TypeVar("S", Inspection, Action, Proposal, Listing, Escalation)
R = TypeVar("R", bound=Record)


class NotFound(AnjianError):
    """Also what somebody hears whose scope does not reach the record: its existence is not told either."""

    code = "NOT_FOUND"
    words = Title(
        "没有找到{noun_zh}；请核对编号。不在您的辖区或职责之内的，由当地监管部门办理",
        "there is no such {noun_en}: check its id. What lies outside your region or duties is for the department there",
    )


class UnknownSector(AnjianError):
    code = "UNKNOWN_SECTOR"
    words = Title("没有行业领域“{sector}”；可用的有：{known}", 'there is no sector "{sector}"; there are: {known}')


class StaleVersion(AnjianError):
    code = "STALE_VERSION"
    words = Title(
        "该记录已被他人修改，当前版本为 {current}，您看到的是 {expected}；请重新读取后再提交",
        "somebody changed this record: it is at version {current}, you saw {expected}; read it again, then repeat",
    )


async def entity(desk: Desk, entity_id: UUID) -> Entity:
    found = await taken(desk, entity_id)
    if found is None:
        raise NotFound(noun_zh="该监管对象", noun_en="entity", path=("entityId",))
    return found


async def entity_in_place(desk: Desk, entity_id: UUID) -> Entity:
    """Anywhere in the viewer's region, whether or not they ever had to do with it."""
    reach = sa.select(Entity).where(Entity.id == entity_id, *within(desk.viewer, table(Entity), table(Entity).c.id))
    if (found := await desk.session.scalar(reach.with_for_update(key_share=True))) is None:
        raise NotFound(noun_zh="该监管对象", noun_en="entity", path=("entityId",))
    return found


async def hazard(desk: Desk, key: RecordKey, expected_version: int | None = None) -> Hazard:
    """The hazard, at the version its sender saw. It is read after its entity was taken, so nothing changes it now."""
    found = await known_hazard(desk, key)
    if found is None:
        raise NotFound(noun_zh="该隐患", noun_en="hazard", path=("hazardId",))
    return expect(found, expected_version)


async def known_hazard(desk: Desk, key: RecordKey) -> Hazard | None:
    return await record(desk, Hazard, key)


async def record(desk: Desk, of: type[R], key: RecordKey) -> R | None:
    """A record of one entity, which is taken first; nothing where the viewer does not see it."""
    if await taken(desk, key.entity_id) is None:
        return None
    row = table(of).c
    here = (row.entity_id == key.entity_id, row.id == key.id)
    found = sa.select(of).where(*here, *visible(desk.viewer, of))
    return await desk.session.scalar(found.execution_options(populate_existing=True))


async def inspection(desk: Desk, key: RecordKey) -> Inspection:
    return await of_entity(desk, Inspection, key, Title("该检查", "inspection"))


async def action(desk: Desk, key: RecordKey) -> Action:
    return await of_entity(desk, Action, key, Title("该监管措施", "action"))


async def of_entity(desk: Desk, of: type[S], key: RecordKey, noun: Title) -> S:
    """A record of an entity, where the viewer sees it."""
    if (found := await record(desk, of, key)) is None:
        raise NotFound(noun_zh=noun.zh, noun_en=noun.en, path=(f"{of.__tablename__}Id",))
    return found


async def taken(desk: Desk, entity_id: UUID) -> Entity | None:
    """The entity, held; nothing where the viewer does not see it."""
    reach = sa.select(Entity).where(Entity.id == entity_id, *visible(desk.viewer, Entity))
    return await desk.session.scalar(reach.with_for_update(key_share=True))


def expect(record: V, version: int | None) -> V:
    if version is not None and version != record.version:
        raise StaleVersion(current=record.version, expected=version, path=("expectedVersion",))
    return record


def sector(desk: Desk, name: str) -> Sector:
    """An installed sector; one the viewer is not confined away from."""
    known = {sector.name: sector for sector in desk.plugins.sectors() if reaches_sector(desk.viewer, sector.name)}
    if name not in known:
        raise UnknownSector(sector=name, known="、".join(sorted(known)) or "（无）")
    return known[name]


async def campaign(desk: Desk, campaign_id: UUID | None) -> None:
    if campaign_id is not None and await desk.session.get(Campaign, campaign_id) is None:
        raise NotFound(noun_zh="该专项行动", noun_en="campaign")


async def team(desk: Desk, team_id: UUID | None) -> None:
    """One that the viewer may know of: covert teams are not told of by asking for them."""
    if team_id is None:
        return
    known = sa.select(Team.id).where(Team.id == team_id, *visible(desk.viewer, Team))
    if await desk.session.scalar(known) is None:
        raise NotFound(noun_zh="该检查组", noun_en="team")
