"""Access tokens and the memory of commands already answered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import CODE, Code, Record


class Role(StrEnum):
    """企业人员、执法人员、专家、监管部门、安委办、政府领导、审计、交换系统、管理员."""

    ENTERPRISE = "enterprise"
    INSPECTOR = "inspector"
    EXPERT = "expert"
    DEPARTMENT = "department"
    COMMITTEE_OFFICE = "committee_office"
    LEADER = "leader"
    AUDITOR = "auditor"
    EXCHANGE = "exchange"
    ADMINISTRATOR = "administrator"


class AccessToken(Record):
    """A bearer token, kept only as its SHA-256 digest, and what its bearer may reach."""

    __tablename__ = "access_token"
    __table_args__ = (
        sa.CheckConstraint("(role = 'enterprise') = (entity_id IS NOT NULL)", name="enterprises_have_an_entity"),
    )

    digest: Mapped[bytes] = mapped_column(sa.LargeBinary, primary_key=True)
    label: Mapped[str]
    role: Mapped[Role]
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    region_code: Mapped[Code | None] = mapped_column(sa.ForeignKey("region.code"))  # empty: the whole nation
    entity_id: Mapped[UUID | None]
    sectors: Mapped[list[str] | None] = mapped_column(ARRAY(CODE))  # empty: every sector
    expires_at: Mapped[datetime | None]


class AnsweredCommand(Record):
    """The first answer to an idempotency key; a repeat gets it again, other content under it is refused."""

    __tablename__ = "answered_command"

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    command: Mapped[str]
    request_digest: Mapped[bytes] = mapped_column(sa.LargeBinary)
    answer: Mapped[dict[str, Any]]
    answered_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
