"""Listings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, OfEntity, Record, Versioned, to_sibling, within_places
from anjian.words import Choice


class ListingGrade(Choice):
    """Counties list at grade four, cities at three, provinces at two and one."""

    FOUR = "four", "四级", "grade four"
    THREE = "three", "三级", "grade three"
    TWO = "two", "二级", "grade two"
    ONE = "one", "一级", "grade one"


# How many digits the code of the region has whose bodies list at this grade.
DIGITS: Mapping[ListingGrade, int] = {
    ListingGrade.FOUR: 6,
    ListingGrade.THREE: 4,
    ListingGrade.TWO: 2,
    ListingGrade.ONE: 2,
}


class Listing(OfEntity, Versioned, Record):
    """One hazard on the board of one body. The action behind it holds document, term and basis."""

    __tablename__ = "listing"
    __table_args__ = (
        to_sibling("hazard", "hazard_id"),
        to_sibling("action", "action_id"),
        sa.CheckConstraint("(notice IS NULL) = (published_on IS NULL)", name="published_on_a_day"),
        sa.CheckConstraint("(removal_notice IS NULL) = (removed_on IS NULL)", name="removed_with_a_notice"),
        *within_places("listing", "listed_on", "id"),
        sa.Index(None, "listed_on", "id"),
        sa.Index(None, "published_on", "id"),
        sa.Index(None, "entity_id", "hazard_id"),
    )

    hazard_id: Mapped[UUID]
    action_id: Mapped[UUID]
    sector: Mapped[Code]
    grade: Mapped[ListingGrade]
    unit: Mapped[str]  # the entity's name when it was listed
    issuer_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organization.id"))
    responsible_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organization.id"))  # 督办责任单位
    responsible_person: Mapped[str]  # 督办责任人
    listed_on: Mapped[date]
    due_on: Mapped[date]
    published_on: Mapped[date | None]
    medium: Mapped[str | None]  # where it was announced
    notice: Mapped[str | None]  # 公告, personal data hidden
    removed_on: Mapped[date | None]  # 摘牌
    removal_notice: Mapped[str | None]
