"""公布排名: every region of a level is scored by the campaign's indicators, each score kept with its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.campaigns.model import Cadence, Campaign
from anjian.commands.command import Command, Limit
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.rankings.model import Ranking, RankingPart, RankingRow
from anjian.rankings.scoring import Scored, scored
from anjian.regions.codes import LEVELS
from anjian.regions.model import Region, RegionLevel
from anjian.reporting.cadence import HOLDING
from anjian.reporting.lists import campaign_of
from anjian.words import Title

NO_DATA = "no_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRanking(Command):
    """公布排名."""

    campaign_id: Annotated[UUID, Title("专项行动", "the campaign")]
    level: Annotated[RegionLevel, Title("排哪一级", "the level of the regions that are ranked")]
    cadence: Annotated[Cadence, Title("周期：月、季或年", "of a month, a quarter or a year")]
    on: Annotated[date, Title("该周期内的任一天", "any day of that period")]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRanking(Command):
    """撤回排名."""

    ranking_id: Annotated[UUID, Title("排名", "the ranking")]
    reason: Annotated[str, Title("理由", "why"), Limit(1000)]


class NobodyToRank(AnjianError):
    code = "NOBODY_TO_RANK"
    words = Title("{region} 以下没有这一级的地区", "there is no region of this level under {region}")


class RankingCadenceWrong(AnjianError):
    code = "RANKING_CADENCE_WRONG"
    words = Title("排名按月、季或年公布", "rankings are published by month, quarter or year")


class RankedAlready(AnjianError):
    code = "RANKED_ALREADY"
    words = Title(
        "该周期的排名已公布；要重新公布，请先撤回（withdrawRanking）并说明理由",
        "this period is ranked already: withdraw that ranking first, with a reason",
    )


class WithdrawnAlready(AnjianError):
    code = "WITHDRAWN_ALREADY"
    words = Title("该排名已于 {day} 撤回", "this ranking was withdrawn on {day}")


async def publish_ranking(desk: Desk, command: PublishRanking) -> Ranking:
    with Review() as review:
        with review.of("campaignId"):
            campaign = await campaign_of(desk, command.campaign_id)
        with review.of("cadence"):
            if command.cadence not in (Cadence.MONTH, Cadence.QUARTER, Cadence.YEAR):
                raise RankingCadenceWrong
        with review.of("on"):
            not_after(desk.today, command.on)
    return await publish(desk.session, campaign, command, desk.viewer.person_id, desk.today)


async def publish(
    session: AsyncSession, campaign: Campaign, command: PublishRanking, person_id: UUID, today: date
) -> Ranking:
    period = HOLDING[command.cadence](command.on)
    regions = await regions_of(session, campaign, command.level)
    await not_ranked(session, campaign, command, period.began_on)
    ranking = Ranking(
        id=uuid7(),
        campaign_id=campaign.id,
        region_code=campaign.region_code,
        level=command.level,
        cadence=command.cadence,
        window_from=period.began_on,
        window_until=period.ended_on,
        published_on=today,
        published_by=person_id,
    )
    session.add(ranking)
    await session.flush()
    await keep(session, ranking, await scored(session, ranking, regions, today))
    return ranking


async def regions_of(session: AsyncSession, campaign: Campaign, level: RegionLevel) -> Sequence[str]:
    digits = next(length for length, one in LEVELS.items() if one is level)
    below = sa.select(Region.code).where(
        Region.code.startswith(campaign.region_code, autoescape=True),
        sa.func.length(Region.code) == digits,
        Region.ended_on.is_(None),
        Region.code != campaign.region_code,
    )
    found = (await session.scalars(below.order_by(Region.code))).all()
    if not found:
        raise NobodyToRank(region=campaign.region_code, path=("level",))
    return found


async def not_ranked(session: AsyncSession, campaign: Campaign, command: PublishRanking, began_on: date) -> None:
    held = sa.select(Campaign.id).where(Campaign.id == campaign.id).with_for_update(key_share=True)
    await session.execute(held)
    same = (Ranking.campaign_id == campaign.id, Ranking.level == command.level, Ranking.window_from == began_on)
    there = sa.select(Ranking.id).where(*same, Ranking.cadence == command.cadence, Ranking.withdrawn_on.is_(None))
    if await session.scalar(there.limit(1)) is not None:
        raise RankedAlready(path=("on",))


async def keep(session: AsyncSession, ranking: Ranking, found: Sequence[Scored]) -> None:
    scores = sorted((one.score for one in found if one.score is not None), reverse=True)
    for one in found:
        rank = None if one.score is None else scores.index(one.score) + 1
        reason = NO_DATA if one.score is None else None
        told = {"rank": rank, "score": one.score, "null_reason": reason}
        session.add(RankingRow(ranking_id=ranking.id, region_code=one.region, **told))
    await session.flush()
    of = {"ranking_id": ranking.id}
    session.add_all(
        RankingPart(**of, region_code=one.region, position=place, **each)
        for one in found
        for place, each in enumerate(one.parts, 1)
    )


async def withdraw_ranking(desk: Desk, command: WithdrawRanking) -> Ranking:
    found = await desk.session.scalar(sa.select(Ranking).where(Ranking.id == command.ranking_id).with_for_update())
    if found is None or not found.region_code.startswith(desk.viewer.region_code or ""):
        raise NotFound(noun_zh="该排名", noun_en="ranking", path=("rankingId",))
    if found.withdrawn_on is not None:
        raise WithdrawnAlready(day=found.withdrawn_on, path=("rankingId",))
    found.withdrawn_on, found.withdrawal = desk.today, command.reason.strip()
    return found
