"""The lines of the counts."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, Record
from anjian.hazards.model import HazardLevel, Stage


class HazardCount(Record):
    """So many hazards came to (or left) one group. A group is what figures are cut by, with months for days."""

    __tablename__ = "hazard_count"
    __table_args__ = (
        sa.Index("ix_hazard_count_city", sa.text("left(region_code, 4)")),
        sa.Index("ix_hazard_count_county", sa.text("left(region_code, 6)")),
    )

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    region_code: Mapped[Code]
    sector: Mapped[Code]
    campaign_id: Mapped[UUID | None]
    level: Mapped[HazardLevel] = mapped_column(sa.String(40))  # the words are checked where the hazard is
    stage: Mapped[Stage] = mapped_column(sa.String(40))
    found_on: Mapped[date]  # the first day of the month in which it was found
    rectified: Mapped[bool]
    fixed_on_the_spot: Mapped[bool]
    repeated: Mapped[bool]
    number: Mapped[int] = mapped_column(sa.BigInteger)
