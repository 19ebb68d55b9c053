"""Opinions, and how far each body has counted its own."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, OfEntity, Record, to_sibling, within_places


class Opinion(OfEntity, Record):
    """One opinion on one inspection. Never changed: a new visit brings a new one.

    Which three sign is written in no source we have: here whoever leads, whoever inspected, and the inspected side,
    whose refusal to sign is written down in its place.
    """

    __tablename__ = "opinion"
    __table_args__ = (
        to_sibling("inspection", "inspection_id"),
        sa.UniqueConstraint("entity_id", "inspection_id"),
        sa.CheckConstraint("(signed_inspected IS NULL) = (refusal IS NOT NULL)", name="signed_or_refused"),
        *within_places("opinion", "issued_on", "id"),
        sa.Index(None, "issued_on", "id"),
    )

    inspection_id: Mapped[UUID]
    sector: Mapped[Code]
    organization_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organization.id"))
    year: Mapped[int]
    sequence: Mapped[int]
    issued_on: Mapped[date]
    content: Mapped[str]
    signed_leading: Mapped[str]  # 带队人
    signed_inspecting: Mapped[str]  # 检查人
    signed_inspected: Mapped[str | None]  # 被检查单位负责人
    refusal: Mapped[str | None]  # 拒绝签字的情况


class OpinionCount(Record):
    """The last number a body gave in a year: taken under its lock, so that none is given twice and none is left out."""

    __tablename__ = "opinion_count"

    organization_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organization.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
