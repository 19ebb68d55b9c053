"""Ladders, their steps, and the steps that were taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.actions.model import ActionKind
from anjian.database.ids import UUID
from anjian.database.record import Code, Identified, OfEntity, Record, Versioned, to_sibling, within_places
from anjian.hazards.model import HazardLevel
from anjian.people.model import OrganizationKind
from anjian.words import Choice


class LadderStatus(Choice):
    """Only one edition of a ladder is climbed at a time."""

    DRAFT = "draft", "草稿", "a draft"
    ACTIVE = "active", "启用", "climbed"
    RETIRED = "retired", "停用", "retired"


class Trigger(Choice):
    """What makes a ladder climb."""

    OVERDUE = "overdue", "逾期满若干日", "overdue by some days"
    REPEATED = "repeated", "重复出现若干次", "came back some times"
    REFUSED = "refused", "拒收文书", "a document was refused"
    SILENT = "silent", "上一步未答复", "the step before was not answered"
    UNLISTED = "unlisted", "重大隐患未挂牌", "a major hazard was not listed"


class Ladder(Identified, Record):
    """One edition of a ladder. What it says never changes; a new edition takes over where the last one stood."""

    __tablename__ = "ladder"
    __table_args__ = (
        sa.UniqueConstraint("code", "edition"),
        sa.Index("ix_ladder_active", "code", unique=True, postgresql_where=sa.text("status = 'active'")),
    )

    code: Mapped[Code]
    edition: Mapped[int]
    status: Mapped[LadderStatus] = mapped_column(default=LadderStatus.DRAFT)
    title_zh: Mapped[str]
    title_en: Mapped[str]
    region_code: Mapped[Code | None] = mapped_column(sa.ForeignKey("region.code"))  # empty: everywhere
    sector: Mapped[Code | None]  # empty: every one
    level: Mapped[HazardLevel | None]  # empty: both
    source: Mapped[str]
    document: Mapped[dict[str, Any]]  # as it was handed in
    saved_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # empty: it came with anjian
    saved_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    activated_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    activated_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]


class LadderStep(Record):
    """When it is taken, by whose authority, and what is expected until when."""

    __tablename__ = "ladder_step"

    ladder_id: Mapped[UUID] = mapped_column(sa.ForeignKey("ladder.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Code]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    trigger: Mapped[Trigger]
    number: Mapped[int]  # days or times
    after: Mapped[Code | None]  # the step before it, whose term is over; empty: a first step
    action: Mapped[ActionKind | None]  # what is proposed; empty: a reminder
    authority: Mapped[OrganizationKind]
    term_days: Mapped[int]
    answer_zh: Mapped[str | None]  # the answer expected; empty: none
    answer_en: Mapped[str | None]
    basis: Mapped[str]


class Escalation(OfEntity, Versioned, Record):
    """One step taken by itself over one hazard: why, by which rule, what it made, and what was answered."""

    __tablename__ = "escalation"
    __table_args__ = (
        to_sibling("hazard", "hazard_id"),
        to_sibling("proposal", "proposal_id"),
        # The key that two servers share: one step of one ladder, once over one hazard each time that it is open.
        sa.UniqueConstraint("entity_id", "hazard_id", "ladder_code", "step", "round"),
        sa.CheckConstraint("(stopped_on IS NULL) = (stop_reason IS NULL)", name="stopped_for_a_reason"),
        *within_places("escalation", "climbed_on", "id"),
        sa.Index(None, "climbed_on", "id"),
    )

    hazard_id: Mapped[UUID]
    round: Mapped[int] = mapped_column(server_default="0")  # how often the hazard had been reopened by then
    sector: Mapped[Code]
    ladder_id: Mapped[UUID] = mapped_column(sa.ForeignKey("ladder.id"))
    ladder_code: Mapped[Code]
    step: Mapped[Code]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    action: Mapped[ActionKind | None]
    authority: Mapped[OrganizationKind]
    climbed_on: Mapped[date]
    climbed_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    why_zh: Mapped[str]
    why_en: Mapped[str]
    facts: Mapped[dict[str, Any]]
    answer_by: Mapped[date]
    proposal_id: Mapped[UUID | None]  # empty: a reminder
    answered_on: Mapped[date | None]
    answer: Mapped[str | None]
    answered_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    stopped_on: Mapped[date | None]  # no further step of this ladder while it is not resumed
    stop_reason: Mapped[str | None]
    stopped_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    resumed_on: Mapped[date | None]
    resumed_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
