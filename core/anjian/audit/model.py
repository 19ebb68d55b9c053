"""The audit and its seals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID, uuid7
from anjian.database.record import Code, Record, within_places
from anjian.events.model import CURRENT_TRANSACTION
from anjian.words import Choice


class AuditKind(Choice):
    """What somebody did, or was not let do."""

    SIGNED_IN = "signed_in", "登录", "signed in"
    SIGN_IN_REFUSED = "sign_in_refused", "登录被拒", "not let in"
    SAW_PERSONAL = "saw_personal", "查看个人信息", "saw personal data"
    CHANGED = "changed", "变更", "changed"
    REFUSED = "refused", "办理被拒", "was refused"
    GRANTED = "granted", "授权", "granted"
    REVOKED = "revoked", "收回授权", "revoked"
    EXPORTED = "exported", "导出", "exported"
    DOWNLOADED = "downloaded", "下载", "downloaded"


class AuditEntry(Record):
    """One thing somebody did, saw or was refused. The database role of the server may add lines and nothing else.

    ``person_id`` is empty where nobody was recognised, or an operator worked at a terminal. ``region_code`` is that of
    the entity concerned, else of the person: auditors see what lies in their region.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        *within_places("audit_entry", "at", "id"),
        sa.Index(None, "at", "id"),
        sa.Index(None, "transaction_id", "id"),
        sa.Index(None, "person_id", "at", "id"),
        sa.Index(None, "entity_id", "at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    at: Mapped[datetime]
    kind: Mapped[AuditKind]
    person_id: Mapped[UUID | None]  # no foreign key: a line outlives whatever it speaks of
    assignment_id: Mapped[UUID | None]  # the authorisation they acted under (授权)
    role: Mapped[str | None]
    region_code: Mapped[Code | None]
    entity_id: Mapped[UUID | None]
    name: Mapped[str | None]  # of the command or the operation
    keys: Mapped[list[str]] = mapped_column(server_default="{}")  # ``hazard:<entity>:<id>``
    details: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    address: Mapped[str | None]
    agent: Mapped[str | None]
    purpose: Mapped[str | None]
    trace_id: Mapped[str | None]
    transaction_id: Mapped[int] = mapped_column(sa.BigInteger, server_default=CURRENT_TRANSACTION)  # as of events


class AuditSeal(Record):
    """One link of the chain: its digest covers the entry, the position and the digest before it."""

    __tablename__ = "audit_seal"

    position: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID] = mapped_column(sa.ForeignKey("audit_entry.id"), unique=True)
    digest: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sealed_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
