"""Minimums."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, Identified, Record


class VisitMinimum(Identified, Record):
    """每月不少于 n 次: what is asked of each leader (领导) of one body. One that ended stays on record."""

    __tablename__ = "visit_minimum"
    __table_args__ = (
        sa.CheckConstraint("per_month > 0", name="asks_for_some"),
        sa.Index("uq_visit_minimum_in_force", "organization_id", unique=True, postgresql_where=sa.text("NOT ended")),
    )

    organization_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organization.id"))
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"), index=True)
    per_month: Mapped[int]
    source: Mapped[str]  # the plan or document that asks for it
    set_on: Mapped[date]
    ended: Mapped[bool] = mapped_column(server_default=sa.false())
