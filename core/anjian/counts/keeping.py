"""Counts counted again, condensed, and made anew."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker

from anjian.counts.model import HazardCount

CONDENSE = "condense counts"  # the job
LOCK = 0x2E7B5A9  # one condenses at a time
GROUP = "region_code, sector, campaign_id, level, stage, found_on, rectified, fixed_on_the_spot, repeated"  # of a line
OF_A_HAZARD = (
    "region_code, sector, campaign_id, level, stage, date_trunc('month', found_on)::date AS found_on,"
    " rectified_on IS NOT NULL AS rectified, fixed_on_the_spot, repeat_of IS NOT NULL AS repeated"
)
COUNTED = f"SELECT {OF_A_HAZARD}, 1::bigint AS number FROM hazard"  # noqa: S608 - our own words
REBUILD = (
    f"INSERT INTO hazard_count ({GROUP}, number)"  # noqa: S608 - our own words
    f" SELECT {GROUP}, count(*) FROM ({COUNTED}) AS counted GROUP BY {GROUP}"
)
# A group of which there is more than one line becomes one line, or none where they add up to nothing.
CONDENSED = f"""
WITH gone AS (
  DELETE FROM hazard_count AS line USING (
    SELECT id, count(*) OVER (PARTITION BY {GROUP}) AS lines FROM hazard_count
  ) AS crowded
  WHERE line.id = crowded.id AND crowded.lines > 1
  RETURNING line.*
)
INSERT INTO hazard_count ({GROUP}, number)
SELECT {GROUP}, sum(number) FROM gone GROUP BY {GROUP} HAVING sum(number) <> 0
"""  # noqa: S608 - our own words
DIFFERENCES = f"""
SELECT {GROUP}, sum(kept) AS kept, sum(counted) AS counted FROM (
  SELECT {GROUP}, number AS kept, 0 AS counted FROM hazard_count
  UNION ALL SELECT {GROUP}, 0, number FROM ({COUNTED}) AS hazards
) AS both_ways GROUP BY {GROUP} HAVING sum(kept) <> sum(counted) ORDER BY {GROUP}
"""  # noqa: S608 - our own words


class Difference(NamedTuple):
    """A group whose lines do not add up to what is there."""

    region_code: str
    sector: str
    level: str
    stage: str
    kept: int
    counted: int


async def condense(sessions: async_sessionmaker[AsyncSession]) -> None:
    async with sessions.begin() as session:
        await session.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        await session.execute(sa.text(CONDENSED))


async def differences(connection: AsyncConnection) -> list[Difference]:
    rows = await connection.execute(sa.text(DIFFERENCES))
    return [Difference(*(getattr(row, name) for name in Difference._fields)) for row in rows]


async def rebuild(connection: AsyncConnection) -> None:
    """Nothing may change a hazard meanwhile; whoever wants to waits."""
    await connection.execute(sa.text("LOCK TABLE hazard IN SHARE MODE"))
    await connection.execute(sa.delete(HazardCount))
    await connection.execute(sa.text(REBUILD))
