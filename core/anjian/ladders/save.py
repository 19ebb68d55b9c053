"""Saving a ladder as a new edition, bringing it into force, and taking it out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.access.viewer import Viewer
from anjian.actions.articles import ARTICLES
from anjian.commands import lookup
from anjian.commands.command import Command
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.jobs.queue import enqueue
from anjian.ladders.document import LadderDocument, Step, read
from anjian.ladders.model import Ladder, LadderStatus, LadderStep
from anjian.regions.codes import UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.words import Title

CLIMB = "climb ladders"  # the job
LOCK = 0x2E7B5A6  # one edition of a code is made at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveLadder(Command):
    """保存递进措施阶梯（新版次，草稿）."""

    document: Annotated[Mapping[str, Any], Title("阶梯内容", "the ladder as it is written")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLadder(Command):
    ladder_id: Annotated[UUID, Title("阶梯", "the ladder")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivateLadder(OfLadder):
    """启用阶梯，替换同一编码的现行版次."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireLadder(OfLadder):
    """停用阶梯."""


class LadderOutOfPlace(AnjianError):
    code = "LADDER_OUT_OF_PLACE"
    words = Title(
        "该阶梯适用于您管辖范围以外的地区或行业；只能保存、启用本地区、本行业的阶梯",
        "the ladder reaches beyond your region or sectors: you save and activate those of your own",
    )


class LadderNotDraft(AnjianError):
    code = "LADDER_NOT_DRAFT"
    words = Title("该版次已启用或已停用；请保存新的版次", "this edition is active or retired: save a new one")


class LadderNotActive(AnjianError):
    code = "LADDER_NOT_ACTIVE"
    words = Title("该阶梯没有启用，无须停用", "this ladder is not active: nothing to retire")


async def save_ladder(desk: Desk, command: SaveLadder) -> Ladder:
    with Review() as review, review.of("document"):
        document = read(command.document)
        region = await region_of(desk.session, document)
        within_reach(desk.viewer, region, document.sector)
    ladder = await saved(desk.session, document, dict(command.document), region, desk.now)
    ladder.saved_by = desk.viewer.person_id
    return ladder


async def region_of(session: AsyncSession, document: LadderDocument) -> str | None:
    if document.region is None:
        return None
    with Review() as review, review.of("region"):
        code = canonical(document.region)
        if await session.get(Region, code) is None:
            raise UnknownRegion(region=code)
    return code


def within_reach(viewer: Viewer, region: str | None, sector: str | None) -> None:
    reaches_place = (region or "").startswith(viewer.region_code or "")
    reaches_sector = viewer.sectors is None or sector in viewer.sectors
    if not (reaches_place and reaches_sector):
        raise LadderOutOfPlace


async def saved(
    session: AsyncSession, document: LadderDocument, written: dict[str, Any], region: str | None, now: datetime
) -> Ladder:
    await alone(session, document.code)
    last = await session.scalar(sa.select(sa.func.max(Ladder.edition)).where(Ladder.code == document.code))
    ladder = Ladder(
        id=uuid7(),
        code=document.code,
        edition=(last or 0) + 1,
        status=LadderStatus.DRAFT,
        title_zh=document.title.zh,
        title_en=document.title.en,
        region_code=region,
        sector=document.sector,
        level=document.level,
        source=document.source,
        document=written,
        saved_at=now,
    )
    session.add(ladder)
    await session.flush()
    session.add_all(row(ladder, place, step) for place, step in enumerate(document.steps, 1))
    return ladder


def row(ladder: Ladder, position: int, step: Step) -> LadderStep:
    return LadderStep(
        ladder_id=ladder.id,
        position=position,
        name=step.name,
        title_zh=step.title.zh,
        title_en=step.title.en,
        trigger=step.when.kind,
        number=step.when.number,
        after=step.after,
        action=step.action,
        authority=step.authority,
        term_days=step.term_days,
        answer_zh=step.answer and step.answer.zh,
        answer_en=step.answer and step.answer.en,
        basis=ARTICLES[step.article].cited,
    )


async def alone(session: AsyncSession, code: str) -> None:
    await session.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK, sa.func.hashtext(code))))


async def activate_ladder(desk: Desk, command: ActivateLadder) -> Ladder:
    """The timer is told at once, and climbs when this is committed."""
    ladder = await ladder_of(desk, command.ladder_id)
    if ladder.status is not LadderStatus.DRAFT:
        raise LadderNotDraft(path=("ladderId",))
    others = sa.update(Ladder).where(Ladder.code == ladder.code, Ladder.status == LadderStatus.ACTIVE)
    await desk.session.execute(others.values(status=LadderStatus.RETIRED, retired_at=desk.now))
    ladder.status, ladder.activated_by, ladder.activated_at = LadderStatus.ACTIVE, desk.viewer.person_id, desk.now
    await enqueue(desk.session, CLIMB)
    return ladder


async def retire_ladder(desk: Desk, command: RetireLadder) -> Ladder:
    ladder = await ladder_of(desk, command.ladder_id)
    if ladder.status is not LadderStatus.ACTIVE:
        raise LadderNotActive(path=("ladderId",))
    ladder.status, ladder.retired_at = LadderStatus.RETIRED, desk.now
    return ladder


async def ladder_of(desk: Desk, ladder_id: UUID) -> Ladder:
    found = await desk.session.get(Ladder, ladder_id)
    if found is None:
        raise lookup.NotFound(noun_zh="该阶梯", noun_en="ladder", path=("ladderId",))
    within_reach(desk.viewer, found.region_code, found.sector)
    await alone(desk.session, found.code)
    await desk.session.refresh(found)
    return found
