"""The numbers that a place published, as they were printed: reports of a kind of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.campaigns.form import CampaignForm, PublishedForm
from anjian.campaigns.model import Cadence, Campaign
from anjian.campaigns.parts import Row
from anjian.database.ids import UUID, uuid7
from anjian.reporting.model import Report, ReportFigure, ReportKind


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
