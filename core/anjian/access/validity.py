"""Whether an assignment holds today. One that was delegated holds only as long as all those above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian import china
from anjian.access.model import RoleAssignment
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.words import Title


class SignInRefused(AnjianError):
    """Somebody is not let in."""


class AssignmentRevoked(SignInRefused):
    code = "ASSIGNMENT_REVOKED"
    words = Title(
        "授权（或其所依据的上级授权）已于 {day} 收回；请联系授权人或系统管理员重新授权",
        "the authorisation, or the one it was delegated from, was revoked on {day}: ask whoever gave it, or an "
        "administrator, for a new one",
    )


class AssignmentNotYet(SignInRefused):
    code = "ASSIGNMENT_NOT_YET"
    words = Title(
        "授权自 {day} 起生效；届时再使用，或请授权人调整日期",
        "the authorisation begins on {day}: wait until then, or ask for one with an earlier day",
    )


class AssignmentEnded(SignInRefused):
    code = "ASSIGNMENT_ENDED"
    words = Title(
        "授权（或其所依据的上级授权）已于 {day} 到期；请联系授权人或系统管理员续期",
        "the authorisation, or the one it was delegated from, ended on {day}: ask whoever gave it, or an "
        "administrator, for a new one",
    )


async def chain_of(session: AsyncSession, assignment_id: UUID) -> Sequence[RoleAssignment]:
    """The assignment, and those above it up to the original."""
    columns = RoleAssignment.id, RoleAssignment.delegated_from
    own = (
        sa.select(*columns, sa.literal(0).label("steps")).where(RoleAssignment.id == assignment_id).cte(recursive=True)
    )
    above = sa.select(*columns, own.c.steps + 1).join(own, RoleAssignment.id == own.c.delegated_from)
    every = own.union_all(above)
    found = sa.select(RoleAssignment).join(every, every.c.id == RoleAssignment.id).order_by(every.c.steps)
    return (await session.scalars(found)).all()


def require_holds(chain: Sequence[RoleAssignment], today: date) -> None:
    for assignment in chain:
        if assignment.revoked_at is not None:
            raise AssignmentRevoked(day=china.today(assignment.revoked_at))
        if assignment.starts_on > today:
            raise AssignmentNotYet(day=assignment.starts_on)
        if assignment.ends_on is not None and assignment.ends_on < today:
            raise AssignmentEnded(day=assignment.ends_on)
