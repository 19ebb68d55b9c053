"""Saving a campaign: the document becomes rows, and what people did since stays where it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.campaigns.document import Written
from anjian.campaigns.form import CampaignForm, DutyForm
from anjian.campaigns.model import Campaign, CampaignDuty, CampaignTask, TaskProgress
from anjian.campaigns.parts import PARTS, Part, Row, duty_row, plain
from anjian.campaigns.printed import publish
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.regions.codes import LEVELS, UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.words import Title

LOCK = 0x2E7B5A7  # one campaign is saved at a time


class CampaignWithoutPlace(AnjianError):
    code = "CAMPAIGN_WITHOUT_PLACE"
    words = Title(
        "方案没有写明{what_zh}；这是模板，请在导入时给出（--region、--from）",
        "the plan names no {what_en}: it is a template, so give one when you load it (--region, --from)",
    )


class ParentUnknown(AnjianError):
    code = "CAMPAIGN_PARENT_UNKNOWN"
    words = Title("没有上级行动 {parent}；请先导入它", "there is no campaign {parent}: load it first")


class OutsideParent(AnjianError):
    code = "CAMPAIGN_OUTSIDE_PARENT"
    words = Title(
        "行动须在上级行动 {parent} 的地区（{region}）和时间（{began_on} 至 {ended_on}）之内",
        "it lies outside its parent {parent}: region {region}, {began_on} to {ended_on}",
    )


class TaskInUse(AnjianError):
    code = "TASK_IN_USE"
    words = Title(
        "任务 {code} 已有进度记录，不能从方案中删除；请保留该任务",
        "the task {code} has progress on record and stays in the plan: keep it",
    )


async def saved(
    session: AsyncSession, written: Written, *, region: str | None = None, began_on: date | None = None
) -> tuple[Campaign, bool]:
    """The campaign, and whether anything changed. Saved again with the same words, it stays as it is."""
    await session.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    form = written.form
    place = await place_of(session, region or form.region)
    start = began_on or form.began_on
    if start is None:
        raise CampaignWithoutPlace(what_zh="开始日期", what_en="first day", path=("from",))
    parent = await parent_of(session, form, place, start)
    document = written.data | {"region": place, "from": start.isoformat()}
    campaign = await session.scalar(sa.select(Campaign).where(Campaign.code == form.code))
    if campaign is not None and campaign.document == document:
        return campaign, False
    if campaign is None:
        campaign = Campaign(id=uuid7(), code=form.code, edition=0)
        session.add(campaign)
    fill(campaign, form, place, start, parent, document)
    await session.flush()
    await windows(session, campaign, form)
    await replace(session, campaign.id, [*await duties(session, campaign, form), *plain(form)])
    await publish(session, campaign, form)
    return campaign, True


async def place_of(session: AsyncSession, region: str | None) -> str:
    if region is None:
        raise CampaignWithoutPlace(what_zh="地区", what_en="region", path=("region",))
    code = canonical(region)
    if await session.get(Region, code) is None:
        raise UnknownRegion(region=code)
    return code


async def parent_of(session: AsyncSession, form: CampaignForm, place: str, start: date) -> Campaign | None:
    if form.parent is None:
        return None
    parent = await session.scalar(sa.select(Campaign).where(Campaign.code == form.parent))
    if parent is None:
        raise ParentUnknown(parent=form.parent, path=("parent",))
    in_time = parent.began_on <= start and (form.ended_on or start) <= (parent.ended_on or date.max)
    if not (in_time and place.startswith(parent.region_code)):
        raise OutsideParent(
            parent=parent.code,
            region=parent.region_code,
            began_on=parent.began_on,
            ended_on=parent.ended_on or "—",
            path=("parent",),
        )
    return parent


def fill(
    campaign: Campaign, form: CampaignForm, place: str, start: date, parent: Campaign | None, document: dict[str, Any]
) -> None:
    campaign.title_zh, campaign.title_en = form.title.zh, form.title.en
    campaign.region_code, campaign.began_on, campaign.ended_on = place, start, form.ended_on
    campaign.parent_id = parent.id if parent else None
    campaign.source, campaign.repeat_days = form.source, form.repeat_days
    campaign.document, campaign.edition = document, campaign.edition + 1


async def windows(session: AsyncSession, campaign: Campaign, form: CampaignForm) -> None:
    """A window is a campaign inside the campaign; one that has records stays when the plan forgets it."""
    known = {
        one.code: one for one in await session.scalars(sa.select(Campaign).where(Campaign.parent_id == campaign.id))
    }
    for window in form.windows:
        one = known.get(window.code) or Campaign(id=uuid7(), code=window.code, parent_id=campaign.id, edition=1)
        one.title_zh, one.title_en, one.region_code = window.title.zh, window.title.en, campaign.region_code
        one.began_on, one.ended_on, one.source = window.began_on, window.ended_on, form.source
        session.add(one)
    await session.flush()


async def replace(session: AsyncSession, campaign_id: UUID, rows: list[Part]) -> None:
    kept = await progress(session, campaign_id)
    codes = {row["code"] for record, row in rows if record is CampaignTask}
    for code in await session.scalars(sa.select(TaskProgress.code).where(TaskProgress.campaign_id == campaign_id)):
        if code not in codes:
            raise TaskInUse(code=code, path=("tasks",))
    for record in PARTS:
        found = [
            row | (kept.get(row["code"], {}) if record is CampaignTask else {}) for of, row in rows if of is record
        ]
        numbered = [{"campaign_id": campaign_id, "position": place, **row} for place, row in enumerate(found, 1)]
        await session.execute(sa.delete(record).where(record.__table__.c.campaign_id == campaign_id))
        if numbered:
            await session.execute(sa.insert(record), numbered)


async def progress(session: AsyncSession, campaign_id: UUID) -> Mapping[str, Row]:
    told = sa.select(CampaignTask.code, CampaignTask.state, CampaignTask.percent)
    rows = await session.execute(told.where(CampaignTask.campaign_id == campaign_id))
    return {row.code: {"state": row.state, "percent": row.percent} for row in rows}


async def duties(session: AsyncSession, campaign: Campaign, form: CampaignForm) -> list[Part]:
    return [
        (CampaignDuty, duty_row(duty, region))
        for duty in form.duties
        for region in await reporters(session, campaign, duty)
    ]


async def reporters(session: AsyncSession, campaign: Campaign, duty: DutyForm) -> list[str]:
    """The regions of one level below, those that are named, or the campaign's own."""
    if duty.regions:
        return [await place_of(session, code) for code in duty.regions]
    if duty.by is None:
        return [campaign.region_code]
    digits = next(length for length, level in LEVELS.items() if level is duty.by)
    below = sa.select(Region.code).where(
        Region.code.startswith(campaign.region_code, autoescape=True), sa.func.length(Region.code) == digits
    )
    return list(await session.scalars(below.where(Region.ended_on.is_(None)).order_by(Region.code)))
