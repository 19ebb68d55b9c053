"""Lines of ledgers, as they are now and as they were seen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, OfEntity, Record, Versioned


class LedgerEntry(OfEntity, Versioned, Record):
    """One line of a ledger as it is now: the latest observation of it, typed by the plugin's entry."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        sa.Index(None, "entity_id", "sector", "ledger", "id"),
        sa.Index(None, "sector", "ledger", "id"),
        sa.Index(None, "sector", "ledger", "region_code", "id"),
    )

    sector: Mapped[Code]
    ledger: Mapped[Code]
    data: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    true_on: Mapped[date]  # the day it was so
    kept_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())  # when we were told


class LedgerObservation(OfEntity, Record):
    """One line as somebody saw it: never changed, only followed by a later one.

    Without a line it says that the ledger was kept that day, be it empty; without data, that the line was gone.
    """

    __tablename__ = "ledger_observation"
    __table_args__ = (
        sa.Index("ix_ledger_observation_seen", "entity_id", "sector", "ledger", "line_id", "true_on", "learned_at"),
    )

    sector: Mapped[Code]
    ledger: Mapped[Code]
    line_id: Mapped[UUID | None]
    data: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    true_on: Mapped[date]
    learned_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    observed_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    upgraded_to: Mapped[int | None]  # as of a fact: told again by an upgrade to this version
