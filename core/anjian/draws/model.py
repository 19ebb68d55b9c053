"""Draws and what was drawn."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, Identified, Record


class InspectionDraw(Identified, Record):
    """One draw. Seed and digest let anybody who knows the candidates draw again."""

    __tablename__ = "inspection_draw"
    __table_args__ = (sa.Index(None, "drawn_at", "id"),)

    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    sector: Mapped[Code]
    campaign_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("campaign.id"))
    seed: Mapped[str]
    seed_source: Mapped[str]  # where the public can read it: a lottery and its date
    candidates: Mapped[int]  # how many could be drawn
    candidates_digest: Mapped[str]
    drawn_at: Mapped[datetime]
    drawn_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))


class DrawnEntity(Record):
    """One entity that was drawn, and the team from elsewhere that goes there."""

    __tablename__ = "drawn_entity"

    draw_id: Mapped[UUID] = mapped_column(sa.ForeignKey("inspection_draw.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    # Entities are sharded and draws are not, so no foreign key may lead there.
    entity_id: Mapped[UUID]
    team_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("team.id"))  # empty: no team is from elsewhere
