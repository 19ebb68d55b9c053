"""Saving a campaign: the document becomes rows, and what people did since stays where it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.campaigns.document import Written
from anjian.campaigns.form import CampaignForm, DutyForm, PublishedForm
from anjian.campaigns.model import (
    Cadence,
    Campaign,
    CampaignBody,
    CampaignDuty,
    CampaignIndicator,
    CampaignLadder,
    CampaignList,
    CampaignMechanism,
    CampaignPair,
    CampaignPhase,
    CampaignSector,
    CampaignTarget,
    CampaignTask,
    TaskProgress,
)
from anjian.database.ids import UUID, uuid7
from anjian.database.record import Record
from anjian.errors import AnjianError
from anjian.regions.codes import LEVELS, UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.reporting.model import Report, ReportFigure, ReportKind
from anjian.words import Title

PARTS: tuple[type[Record], ...] = (
    CampaignPhase,
    CampaignSector,
    CampaignTask,
    CampaignBody,
    CampaignTarget,
    CampaignPair,
    CampaignDuty,
    CampaignLadder,
    CampaignIndicator,
    CampaignList,
    CampaignMechanism,
)
LOCK = 0x2E7B5A7  # one campaign is saved at a time
Row = dict[str, Any]
Part = tuple[type[Record], Row]


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


def duty_row(duty: DutyForm, region: str) -> Row:
    due = {"due_weekday": duty.weekday, "due_day": duty.day, "due_after": duty.after, "due_hour": duty.hour}
    named = {"code": duty.code, "kind": duty.kind, "cadence": duty.cadence, "figures": list(duty.figures)}
    return {**named, "region_code": region, **titles(duty.title), **due}


def plain(form: CampaignForm) -> Iterator[Part]:
    """The parts that stand in the tables as they are written."""
    yield from of_the_plan(form)
    yield from of_the_work(form)
    yield from of_the_assessment(form)


def of_the_plan(form: CampaignForm) -> Iterator[Part]:
    for phase in form.phases:
        yield CampaignPhase, {**titles(phase.title), "began_on": phase.began_on, "ended_on": phase.ended_on}
    for trade in form.sectors:
        yield CampaignSector, {"sector": trade.code, "added": trade.added, **titles(trade.title)}
    for task in form.tasks:
        said = {name: getattr(task, name) for name in ("code", "level", "body", "phase", "added")}
        proof = titles(task.proof, "proof") if task.proof else {"proof_zh": None, "proof_en": None}
        start = {"state": "not_started", "percent": 0}
        yield CampaignTask, {**said, **titles(task.title), "due_on": task.due, **proof, **start}


def of_the_work(form: CampaignForm) -> Iterator[Part]:
    for body in form.bodies:
        yield CampaignBody, {**titles(body.title), **body.model_dump(include={"count", "kind", "least", "most"})}
    for goal in form.targets:
        coverage = None if goal.coverage is None else list(goal.coverage)
        said = goal.model_dump(include={"code", "figure", "sector", "value", "null_reason"})
        yield CampaignTarget, {**said, "coverage": coverage, "due_on": goal.due, **titles(goal.title)}
    for pair in form.pairs:
        yield CampaignPair, pair.model_dump()
    for ladder in form.ladders:
        yield CampaignLadder, {"ladder_code": ladder}


def of_the_assessment(form: CampaignForm) -> Iterator[Part]:
    for one in form.scores:
        yield CampaignIndicator, {**one.model_dump(exclude={"title"}), **titles(one.title)}
    for listed in form.lists:
        named = {"code": listed.code, "figures": list(listed.figures), "set_name": listed.group}
        yield CampaignList, {**named, **titles(listed.title)}
    for mechanism in form.mechanisms:
        outside = {f"outside_{at}": getattr(mechanism.outside, at, None) for at in ("zh", "en")}
        named = {"name": mechanism.name, "meaning": mechanism.meaning, "feature": mechanism.carried_by}
        yield CampaignMechanism, {**named, **outside}


def titles(title: Title, stem: str = "title") -> dict[str, str]:
    return {f"{stem}_zh": title.zh, f"{stem}_en": title.en}


async def publish(session: AsyncSession, campaign: Campaign, form: CampaignForm) -> None:
    """The numbers that a place published, as they were printed."""
    within: dict[str | None, UUID] = {one.code: one.id for one in await inside(session, campaign)}
    within[None] = campaign.id
    earlier = sa.select(Report.id).where(Report.campaign_id.in_(within.values()), Report.kind == ReportKind.PUBLISHED)
    await session.execute(sa.delete(ReportFigure).where(ReportFigure.report_id.in_(earlier)))
    await session.execute(sa.delete(Report).where(Report.id.in_(earlier)))
    for told in form.published:
        report = Report(id=uuid7(), **report_row(campaign, form, told), campaign_id=within[told.window])
        session.add(report)
        await session.flush()
        session.add_all(ReportFigure(report_id=report.id, **row) for row in number_rows(told))


async def inside(session: AsyncSession, campaign: Campaign) -> Sequence[Campaign]:
    return (await session.scalars(sa.select(Campaign).where(Campaign.parent_id == campaign.id))).all()


def report_row(campaign: Campaign, form: CampaignForm, told: PublishedForm) -> Row:
    window = next((window for window in form.windows if window.code == told.window), campaign)
    return {
        "region_code": campaign.region_code,
        "cadence": Cadence.HOLIDAY if told.window else Cadence.CUMULATIVE,
        "window_from": told.began_on or window.began_on,
        "window_until": told.ended_on or window.ended_on or told.day or window.began_on,
        "published_on": told.day,
        "source": form.source,
    }


def number_rows(told: PublishedForm) -> Iterator[Row]:
    for place, one in enumerate(told.figures, 1):
        said = one.model_dump(include={"figure", "value", "unit", "null_reason"})
        yield {"position": place, "title_zh": one.title, **said}
