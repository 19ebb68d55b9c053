"""The tree of administrative regions, GB/T 2260."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.record import Code, Record
from anjian.words import Choice


class RegionLevel(Choice):
    """The level of a region; the length of its code says it too."""

    PROVINCE = "province", "省", "a province"
    CITY = "city", "市", "a city"
    COUNTY = "county", "县", "a county"
    STREET = "street", "乡镇街道", "a town or street"
    VILLAGE = "village", "村居", "a village or community"


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
