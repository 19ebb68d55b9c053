"""The tree of administrative regions, GB/T 2260."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.record import Code, Record


class RegionLevel(StrEnum):
    """省、市、县、乡镇街道、村居."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    STREET = "street"
    VILLAGE = "village"


class Region(Record):
    """One region. Its code in canonical short form (2, 4, 6, 9 or 12 digits) begins with its parent's code."""

    __tablename__ = "region"
    __table_args__ = (sa.CheckConstraint("code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'", name="code"),)

    code: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[str]
    level: Mapped[RegionLevel]
    parent_code: Mapped[Code | None] = mapped_column(sa.ForeignKey("region.code"), index=True)
    began_on: Mapped[date | None]  # empty: before our records begin
    ended_on: Mapped[date | None]  # empty: still in use
    successor_code: Mapped[Code | None] = mapped_column(sa.ForeignKey("region.code"))
