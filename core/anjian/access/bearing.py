"""An assignment together with a token that opens it, as rows: for terminals, the demonstration and tests."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

import sqlalchemy as sa

from anjian.access.model import AccessToken, Role, RoleAssignment
from anjian.access.tokens import digest
from anjian.database.ids import UUID, uuid7
from anjian.database.record import Record

EVER = date(2000, 1, 1)


class Held(TypedDict, total=False):
    """How far it reaches, and how long."""

    region_code: str | None
    entity_id: UUID | None
    organization_id: UUID | None
    sectors: list[str] | None
    starts_on: date
    ends_on: date | None
    granted_by: UUID | None
    reason: str | None


def bearer(
    token: str, label: str, person_id: UUID, role: Role, *, expires_at: datetime | None = None, **held: Unpack[Held]
) -> tuple[RoleAssignment, AccessToken]:
    """To be written in this order."""
    given: Held = {"starts_on": EVER, **held}
    assignment = RoleAssignment(id=uuid7(), person_id=person_id, role=role, **given)
    opens = AccessToken(
        digest=digest(token),
        id=uuid7(),
        label=label,
        assignment_id=assignment.id,
        region_code=held.get("region_code"),
        expires_at=expires_at,
    )
    return assignment, opens


def row_of(record: Record) -> dict[str, object]:
    """What was said of it, for writing past a session."""
    said = sa.inspect(record).dict
    return {column.key: said[column.key] for column in record.__table__.c if column.key in said}
