"""Rankings as they were published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.campaigns.model import Cadence
from anjian.database.ids import UUID
from anjian.database.record import Code, Identified, Record
from anjian.regions.model import RegionLevel


class Ranking(Identified, Record):
    """One ranking of the regions of one level, for one month, quarter or year."""

    __tablename__ = "ranking"
    __table_args__ = (
        sa.CheckConstraint("(withdrawn_on IS NULL) = (withdrawal IS NULL)", name="withdrawn_for_a_reason"),
        sa.Index(
            "uq_ranking_in_force",
            "campaign_id",
            "level",
            "window_from",
            "window_until",
            unique=True,
            postgresql_where=sa.text("withdrawn_on IS NULL"),
        ),
    )

    campaign_id: Mapped[UUID] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    level: Mapped[RegionLevel]
    cadence: Mapped[Cadence]
    window_from: Mapped[date]
    window_until: Mapped[date]
    published_on: Mapped[date]
    published_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    withdrawn_on: Mapped[date | None]
    withdrawal: Mapped[str | None]  # why


class RankingRow(Record):
    """One region. Without data it has no rank and no score, and says why."""

    __tablename__ = "ranking_row"
    __table_args__ = (sa.CheckConstraint("(score IS NULL) = (null_reason IS NOT NULL)", name="null_has_a_reason"),)

    ranking_id: Mapped[UUID] = mapped_column(sa.ForeignKey("ranking.id"), primary_key=True)
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"), primary_key=True)
    rank: Mapped[int | None]  # equal scores share one
    score: Mapped[Decimal | None]
    null_reason: Mapped[str | None]


class RankingPart(Record):
    """What an indicator brought a region: weight x (value - worst) / (best - worst), within 0 and the weight."""

    __tablename__ = "ranking_part"
    __table_args__ = (
        sa.ForeignKeyConstraint(["ranking_id", "region_code"], ["ranking_row.ranking_id", "ranking_row.region_code"]),
    )

    ranking_id: Mapped[UUID] = mapped_column(primary_key=True)
    region_code: Mapped[Code] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[Code]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    weight: Mapped[Decimal]
    best: Mapped[Decimal]
    worst: Mapped[Decimal]
    counted: Mapped[Decimal]  # the figure
    per: Mapped[Decimal | None]  # what it is divided by; empty where it is not
    value: Mapped[Decimal | None]  # empty where it would be divided by nothing
    points: Mapped[Decimal]
