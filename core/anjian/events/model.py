"""Events."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID, uuid7
from anjian.database.record import Code, Record

CURRENT_TRANSACTION = sa.text("pg_current_xact_id()::text::bigint")


class EventKind(StrEnum):
    """What happened, in the past tense of the domain."""

    ENTITY_REGISTERED = "entity_registered"
    ENTITY_CHANGED = "entity_changed"
    FACTS_RECORDED = "facts_recorded"
    LEDGER_UPDATED = "ledger_updated"
    PROFILE_UPGRADED = "profile_upgraded"
    ROWS_WRITTEN = "rows_written"
    INSPECTION_SUBMITTED = "inspection_submitted"
    HAZARD_FOUND = "hazard_found"
    RECTIFICATION_ORDERED = "rectification_ordered"
    RECTIFICATION_SUBMITTED = "rectification_submitted"
    RECTIFICATION_ACCEPTED = "rectification_accepted"
    RECTIFICATION_REJECTED = "rectification_rejected"
    HAZARD_CLOSED = "hazard_closed"
    ACTION_ISSUED = "action_issued"
    EVIDENCE_ATTACHED = "evidence_attached"
    ACTION_SERVED = "action_served"
    ACTION_COMPLIED = "action_complied"
    ACTION_EXTENDED = "action_extended"
    ACTION_LIFTED = "action_lifted"
    ACTION_REVOKED = "action_revoked"
    ACTION_PROPOSED = "action_proposed"
    PROPOSAL_DECLINED = "proposal_declined"
    LISTING_PUBLISHED = "listing_published"
    CONFLICT_DECLARED = "conflict_declared"
    HAZARD_ATTRIBUTED = "hazard_attributed"
    ESCALATED = "escalated"
    ESCALATION_ANSWERED = "escalation_answered"
    ESCALATION_STOPPED = "escalation_stopped"
    ESCALATION_RESUMED = "escalation_resumed"
    HAZARD_ASSESSED = "hazard_assessed"
    LEVEL_PROPOSED = "level_proposed"
    LEVEL_CONFIRMED = "level_confirmed"
    LEVEL_REFUSED = "level_refused"
    FIXED_ON_THE_SPOT = "fixed_on_the_spot"
    MAJOR_HAZARD_REPORTED = "major_hazard_reported"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_APPROVED = "plan_approved"
    PLAN_RETURNED = "plan_returned"
    PROTECTION_RECORDED = "protection_recorded"
    EXTENSION_REQUESTED = "extension_requested"
    EXTENSION_APPROVED = "extension_approved"
    EXTENSION_REFUSED = "extension_refused"
    HAZARD_REOPENED = "hazard_reopened"
    INSPECTION_OPENED = "inspection_opened"
    LOOK_BACK_PLANNED = "look_back_planned"
    LOOK_BACK_DONE = "look_back_done"
    SELF_INSPECTION_POSTED = "self_inspection_posted"
    OPINION_ISSUED = "opinion_issued"


class SubjectKind(StrEnum):
    """Which noun an event speaks of."""

    ENTITY = "entity"
    INSPECTION = "inspection"
    HAZARD = "hazard"
    ACTION = "action"
    PROPOSAL = "proposal"
    LISTING = "listing"
    ESCALATION = "escalation"


class Event(Record):
    """One change: the audit log, the timeline and the feeds all read this line. Never changed, never deleted."""

    __tablename__ = "event"
    __table_args__ = (
        sa.Index(None, "entity_id", "subject_id", "at", "id"),
        sa.Index(None, "at", "id"),
        sa.Index(None, "transaction_id", "id"),
    )

    entity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entity.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    region_code: Mapped[Code]  # the entity's own; its foreign key stands there
    kind: Mapped[EventKind]
    subject_kind: Mapped[SubjectKind]
    subject_id: Mapped[UUID]
    inspection_id: Mapped[UUID | None]  # of which it came; whoever must not know of that one is not shown this line
    actor_id: Mapped[UUID | None]  # empty: the system itself
    data: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    trace_id: Mapped[str | None]
    # The transaction that wrote it, by PostgreSQL's own count. Delivery follows it: what happened earlier may be
    # committed later, and neither ``at`` nor ``id`` tells when everything before a line has been written.
    transaction_id: Mapped[int] = mapped_column(sa.BigInteger, server_default=CURRENT_TRANSACTION)


class EventBookmark(Record):
    """How far a plugin has been told: each event up to this one it has taken, or it was parked."""

    __tablename__ = "event_bookmark"

    plugin: Mapped[Code] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(sa.BigInteger)
    event_id: Mapped[UUID]


class ParkedEvent(Record):
    """An event that a plugin could not take, however often it was told; kept for whoever mends the plugin."""

    __tablename__ = "parked_event"

    plugin: Mapped[Code] = mapped_column(primary_key=True)
    transaction_id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str]
    parked_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
