"""不具备检查条件: an entity that a coverage target cannot reach, and why. It counts as neither done nor missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa

from anjian.campaigns.model import Campaign, CampaignTarget, TargetExcuse
from anjian.commands import lookup
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseEntity(Command):
    """注明不具备检查条件的对象."""

    campaign_id: Annotated[UUID, Title("专项行动", "the campaign")]
    target: Annotated[str, Title("目标代码，见 campaign.targets", "the target, by its code"), Limit(60)]
    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    reason: Annotated[str, Title("原因，如已停产、搬迁", "why, such as closed down or moved away"), Limit(500)]


class TargetUnknown(AnjianError):
    code = "TARGET_UNKNOWN"
    words = Title(
        "行动没有覆盖率目标 {target}；已有：{known}", "the campaign has no coverage target {target}; it has: {known}"
    )


class ExcusedAlready(AnjianError):
    code = "EXCUSED_ALREADY"
    words = Title("该对象已于 {day} 注明：{reason}", "this entity was excused on {day}: {reason}")


async def excuse_entity(desk: Desk, command: ExcuseEntity) -> TargetExcuse:
    entity = await lookup.entity(desk, command.entity_id)
    with Review() as review, review.of("target"):
        await check_target(desk, command)
    of = (TargetExcuse.campaign_id == command.campaign_id, TargetExcuse.target == command.target)
    same = sa.select(TargetExcuse).where(TargetExcuse.entity_id == entity.id, *of)
    if (earlier := await desk.session.scalar(same)) is not None:
        raise ExcusedAlready(day=earlier.excused_on, reason=earlier.reason, path=("entityId",))
    excuse = TargetExcuse(
        id=uuid7(),
        entity_id=entity.id,
        region_code=entity.region_code,
        campaign_id=command.campaign_id,
        target=command.target,
        reason=command.reason.strip(),
        excused_on=desk.today,
        excused_by=desk.viewer.person_id,
    )
    desk.session.add(excuse)
    return excuse


async def check_target(desk: Desk, command: ExcuseEntity) -> None:
    if await desk.session.get(Campaign, command.campaign_id) is None:
        raise lookup.NotFound(noun_zh="该专项行动", noun_en="campaign")
    own = (CampaignTarget.campaign_id == command.campaign_id, CampaignTarget.coverage.is_not(None))
    known = (await desk.session.scalars(sa.select(CampaignTarget.code).where(*own))).all()
    if command.target not in known:
        raise TargetUnknown(target=command.target, known="、".join(known) or "（无）")
