"""Scores: what each indicator brings each region, and nothing where there is nothing to count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.campaigns.model import Campaign, CampaignIndicator
from anjian.errors import AnjianError
from anjian.figures import FIGURES, Dimension, FigureName
from anjian.rankings.model import Ranking
from anjian.words import Title

Counts = Mapping[str, Decimal]


class NothingToRankBy(AnjianError):
    code = "NOTHING_TO_RANK_BY"
    words = Title(
        "行动没有评分指标；请在方案的 scores 中规定", "the campaign has no indicators: its plan names them under scores"
    )


class Scored(NamedTuple):
    region: str
    parts: Sequence[Mapping[str, Any]]

    @property
    def score(self) -> Decimal | None:
        """Nothing where no indicator has a value: a region without data is named, not ranked last."""
        if all(part["value"] is None for part in self.parts):
            return None
        return sum((part["points"] for part in self.parts), Decimal())


async def scored(session: AsyncSession, ranking: Ranking, regions: Sequence[str], today: date) -> list[Scored]:
    own = CampaignIndicator.campaign_id == ranking.campaign_id
    indicators = (
        await session.scalars(sa.select(CampaignIndicator).where(own).order_by(CampaignIndicator.position))
    ).all()
    if not indicators:
        raise NothingToRankBy(path=("campaignId",))
    names = {name for one in indicators for name in (one.figure, one.per) if name is not None}
    counts = {name: await counted(session, ranking, FigureName(name), len(regions[0]), today) for name in sorted(names)}
    return [Scored(region, [part(one, counts, region) for one in indicators]) for region in regions]


async def counted(session: AsyncSession, ranking: Ranking, name: FigureName, digits: int, today: date) -> Counts:
    """The figure of each region, by one statement."""
    figure = FIGURES[name]
    rows: Any = figure.model
    region, campaign = figure.dimension(Dimension.REGION, rows), figure.dimension(Dimension.CAMPAIGN, rows)
    place = sa.func.left(sa.type_coerce(region, sa.Text()), digits).label("place")
    within = sa.select(Campaign.id).where(
        (Campaign.id == ranking.campaign_id) | (Campaign.parent_id == ranking.campaign_id)
    )
    conditions = [figure.where(rows, today)]
    conditions += [campaign.in_(within)] if campaign is not None else []
    if figure.on is not None:
        conditions.append(getattr(rows, figure.on).between(ranking.window_from, ranking.window_until))
    found = await session.execute(
        sa.select(place, figure.measure(rows)).select_from(rows).where(*conditions).group_by(place)
    )
    return {row[0]: Decimal(row[1]) for row in found}


def part(indicator: CampaignIndicator, counts: Mapping[str, Counts], region: str) -> dict[str, Any]:
    number = counts[indicator.figure].get(region, Decimal())
    per = None if indicator.per is None else counts[indicator.per].get(region, Decimal())
    value = number if per is None else (number / per if per else None)
    kept = ("weight", "best", "worst", "title_zh", "title_en")
    told = {name: getattr(indicator, name) for name in kept}
    return {
        "indicator": indicator.code,
        **told,
        "counted": number,
        "per": per,
        "value": value,
        "points": points(indicator, value),
    }


def points(indicator: CampaignIndicator, value: Decimal | None) -> Decimal:
    """Between none at the worst value and all at the best, in a straight line; none beyond either."""
    if value is None:
        return Decimal()
    share = (value - indicator.worst) / (indicator.best - indicator.worst)
    return (indicator.weight * min(max(share, Decimal()), Decimal(1))).quantize(Decimal("0.01"))
