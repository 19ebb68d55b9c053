"""Who holds the demonstration's tokens: people with something to do there."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.demo.scenes import City
from anjian.demo.tokens import ENTERPRISE, INSPECTOR, NATION, ZHENGZHOU, Bearer
from anjian.hazards.model import Hazard, HazardLevel, Stage


async def bearers(connection: AsyncConnection, city: City) -> list[Bearer]:
    """The enterprise has a major hazard of the fireworks trade still to mend; the inspector is of its county."""
    to_mend = (
        sa.select(Hazard.entity_id)
        .where(Hazard.sector == "fireworks", Hazard.level == HazardLevel.MAJOR, Hazard.stage == Stage.RECTIFYING)
        .order_by(Hazard.due_on, Hazard.id)
        .limit(1)
    )
    chosen = (await connection.execute(to_mend)).scalar_one()
    unit = next(unit for unit in city.units if unit.id == chosen)
    county = city.staff.counties[unit.region_code]
    return [
        Bearer(NATION, city.nation.id),
        Bearer(ZHENGZHOU, city.leader.id, "4101"),
        Bearer(INSPECTOR, county.officers[0].id, unit.region_code),
        Bearer(ENTERPRISE, unit.principal.id, entity_id=unit.id),
    ]
