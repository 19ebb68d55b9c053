"""The rankings of Zhengzhou's counties, month by month, as the campaign's own indicators score them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from anjian.campaigns.model import Cadence, Campaign
from anjian.database.ids import UUID
from anjian.demo.campaigns import campaign_id
from anjian.demo.plans import ZHENGZHOU, ZHENGZHOU_CUT_OFF
from anjian.rankings.publish import PublishRanking, publish
from anjian.regions.model import RegionLevel

MONTHS = (date(2019, 8, 1), date(2019, 9, 1), date(2019, 10, 1))


async def write(connection: AsyncConnection, person_id: UUID) -> None:
    """Within the loader's transaction."""
    async with AsyncSession(connection, join_transaction_mode="create_savepoint") as session:
        found = sa.select(Campaign).where(Campaign.id == campaign_id(ZHENGZHOU))
        campaign = (await session.scalars(found)).one()
        for month in MONTHS:
            command = PublishRanking(campaign_id=campaign.id, level=RegionLevel.COUNTY, cadence=Cadence.MONTH, on=month)
            await publish(session, campaign, command, person_id, ZHENGZHOU_CUT_OFF)
        await session.commit()
