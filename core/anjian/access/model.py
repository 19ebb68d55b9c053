"""Who may act as what, how they sign in, and the memory of commands already answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID, uuid7
from anjian.database.record import CODE, Code, Identified, Record, within_places
from anjian.words import Choice


class Role(Choice):
    """In what capacity somebody asks: it decides what they see and do."""

    ENTERPRISE = "enterprise", "企业", "the enterprise"
    INSPECTOR = "inspector", "执法人员", "inspectors"
    EXPERT = "expert", "专家", "experts"
    DEPARTMENT = "department", "监管部门", "the supervising department"
    COMMITTEE_OFFICE = "committee_office", "安委办", "the work-safety committee's office"
    LEADER = "leader", "政府领导", "leaders of the government"
    AUDITOR = "auditor", "审计人员", "auditors"
    EXCHANGE = "exchange", "交换系统", "the exchange system"
    ADMINISTRATOR = "administrator", "管理员", "administrators"


class RoleAssignment(Identified, Record):
    """One authorisation (授权) of one person: as what they act, how far they reach, from when until when.

    Never changed after it was given, only revoked: what somebody was allowed on a day can be read at any later time.
    """

    __tablename__ = "role_assignment"
    __table_args__ = (
        sa.CheckConstraint("(role = 'enterprise') = (entity_id IS NOT NULL)", name="enterprises_have_an_entity"),
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
        sa.Index(None, "person_id", "starts_on", "id"),
        *within_places("role_assignment", "starts_on", "id"),
    )

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    role: Mapped[Role]
    region_code: Mapped[Code | None] = mapped_column(sa.ForeignKey("region.code"))  # empty: the whole nation
    sectors: Mapped[list[str] | None] = mapped_column(ARRAY(CODE))  # empty: every sector
    entity_id: Mapped[UUID | None]
    organization_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # the last day; empty: until it is revoked
    delegated_from: Mapped[UUID | None] = mapped_column(sa.ForeignKey("role_assignment.id"), index=True)
    granted_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # empty: an operator at a terminal
    granted_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    reason: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))


class AccessToken(Record):
    """A bearer token, kept only as its SHA-256 digest. It opens one assignment, or a part of its region and sectors."""

    __tablename__ = "access_token"

    digest: Mapped[bytes] = mapped_column(sa.LargeBinary, primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    label: Mapped[str]
    assignment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("role_assignment.id"), index=True)
    region_code: Mapped[Code | None] = mapped_column(sa.ForeignKey("region.code"))  # never wider than the assignment's
    sectors: Mapped[list[str] | None] = mapped_column(ARRAY(CODE))  # empty: all of the assignment's
    expires_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # empty: an operator at a terminal
    created_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]


class Account(Record):
    """Who somebody is at an identity provider: its issuer, and its name for them (``sub``)."""

    __tablename__ = "account"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    region_code: Mapped[Code]  # the person's own
    linked_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    last_session: Mapped[str | None]  # of the provider, as far as it tells; a new one is a sign-in
    last_used_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]


class AnsweredCommand(Record):
    """The first answer to an idempotency key; a repeat gets it again, other content under it is refused."""

    __tablename__ = "answered_command"

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    command: Mapped[str]
    request_digest: Mapped[bytes] = mapped_column(sa.LargeBinary)
    answer: Mapped[dict[str, Any]]
    answered_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
