"""报告隐患: somebody tells of a hazard outside an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.access.model import Role
from anjian.commands import lookup
from anjian.commands.command import Command, Limit, Of, RecordKey
from anjian.commands.dates import not_after, not_backdated
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Entity
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.grounds import rules_in_force
from anjian.hazards.model import FoundBy, Hazard, HazardLevel, Stage
from anjian.hazards.papers import Assessment
from anjian.hazards.repeats import at_the_same_spot, link, owners
from anjian.words import Title

FINDERS = {Role.ENTERPRISE: FoundBy.ENTERPRISE, Role.EXPERT: FoundBy.EXPERT}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHazard(Command):
    """报告隐患. It is general until two people found it major; who suspects that it is says so at once."""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    sector: Annotated[str, Title("行业领域", "the sector"), Limit(200)]
    title: Annotated[str, Title("隐患名称", "what is wrong, in a few words"), Limit(200)]
    description: Annotated[str, Title("隐患描述", "what was seen")]
    place: Annotated[str, Title("所在部位", "where at the entity"), Limit(500)]
    found_on: Annotated[date, Title("发现日期", "the day it was found")]
    equipment: Annotated[
        str | None, Title("所涉设备：名称、编号", "what is wrong with it: name, number"), Limit(200)
    ] = None
    evidence: Annotated[tuple[str, ...], Title("证明材料：文书号、照片名", "documents and pictures"), Limit(200)] = ()
    suspected_major: Annotated[bool, Title("疑似重大隐患，待他人复核", "it may be major; others decide")] = False
    rule_codes: Annotated[tuple[str, ...], Title("疑似违反的判定条款", "rule items it may fall under"), Limit(200)] = ()
    repeat_of_id: Annotated[
        RecordKey | None,
        Title(
            "重复出现时，原隐患；同名且同部位或同设备的自动关联",
            "the earlier hazard, when it came back; found by itself where words and place or equipment are the same",
        ),
        Of("Hazard"),
    ] = None
    campaign_id: Annotated[UUID | None, Title("所属专项行动", "the campaign it belongs to")] = None


async def report_hazard(desk: Desk, command: ReportHazard) -> Hazard:
    entity = await lookup.entity(desk, command.entity_id)
    with Review() as review:
        await check_report(desk, review, command)
    hazard = registered(desk, entity, command)
    if (before := await earlier(desk, command) or await at_the_same_spot(desk, hazard)) is not None:
        link(hazard, before)
    desk.session.add(hazard)
    await desk.session.flush()
    if command.suspected_major:
        desk.session.add(suspicion(desk, hazard, command))
    log(
        desk,
        EventKind.HAZARD_FOUND,
        hazard,
        level=hazard.level,
        found_on=command.found_on,
        suspected_major=command.suspected_major,
    )
    return hazard


async def check_report(desk: Desk, review: Review, command: ReportHazard) -> None:
    with review.of("sector"):
        sector = lookup.sector(desk, command.sector)
        with review.of(), review.of("ruleCodes"):
            await rules_in_force(desk, sector.name, command.rule_codes, command.found_on)
    with review.of("foundOn"):
        not_after(desk.today, command.found_on)
        not_backdated(desk.today, command.found_on)
    with review.of("repeatOfId"):
        await earlier(desk, command)
    with review.of("campaignId"):
        await lookup.campaign(desk, command.campaign_id)


async def earlier(desk: Desk, command: ReportHazard) -> Hazard | None:
    """One of the same entity or its predecessors, which the viewer may see."""
    key = command.repeat_of_id
    if key is None:
        return None
    known = await lookup.known_hazard(desk, key)
    if known is None or key.entity_id not in await owners(desk, command.entity_id):
        raise lookup.NotFound(noun_zh="该监管对象的这一隐患", noun_en="hazard of this entity")
    return known


def registered(desk: Desk, entity: Entity, command: ReportHazard) -> Hazard:
    return Hazard(
        entity_id=entity.id,
        id=uuid7(),
        region_code=entity.region_code,
        sector=command.sector,
        level=HazardLevel.GENERAL,
        proposed_level=HazardLevel.MAJOR if command.suspected_major else None,
        stage=Stage.REGISTERED,
        title=command.title,
        description=command.description,
        place=command.place,
        equipment=command.equipment and command.equipment.strip(),
        evidence=list(command.evidence),
        found_on=command.found_on,
        found_by=FINDERS.get(desk.viewer.role, FoundBy.DEPARTMENT),
        finder_id=desk.viewer.person_id,
        campaign_id=command.campaign_id,
        changed_at=desk.now,
    )


def suspicion(desk: Desk, hazard: Hazard, command: ReportHazard) -> Assessment:
    """The first of the two opinions that make a hazard major is its reporter's."""
    return Assessment(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        level_before=HazardLevel.GENERAL,
        level=HazardLevel.MAJOR,
        grounds=command.description,
        rule_codes=list(command.rule_codes),
        assessed_on=command.found_on,
        submitted_by=desk.viewer.person_id,
        submitted_at=desk.now,
    )
