"""Look-backs."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, OfEntity, Record, Versioned, to_sibling, within_places
from anjian.words import Choice


class LookBackOutcome(Choice):
    """What a look back at a closed hazard found."""

    STAYED_MENDED = "stayed_mended", "未反弹", "still mended"
    CAME_BACK = "came_back", "重复出现", "it came back"


class LookBack(OfEntity, Versioned, Record):
    """A closed hazard is to be looked at again by a day; the inspection that did so settles it."""

    __tablename__ = "look_back"
    __table_args__ = (
        to_sibling("hazard", "hazard_id"),
        to_sibling("inspection", "inspection_id"),
        sa.CheckConstraint("(outcome IS NULL) = (inspection_id IS NULL)", name="settled_by_an_inspection"),
        sa.Index(
            "uq_look_back_open", "entity_id", "hazard_id", unique=True, postgresql_where=sa.text("outcome IS NULL")
        ),
        sa.Index(None, "entity_id", "hazard_id"),
        *within_places("look_back", "due_on", "id"),
        sa.Index(None, "due_on", "id"),
    )

    hazard_id: Mapped[UUID]
    sector: Mapped[Code]
    due_on: Mapped[date]
    planned_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    planned_at: Mapped[datetime]
    inspection_id: Mapped[UUID | None]  # empty until somebody looked
    outcome: Mapped[LookBackOutcome | None]
