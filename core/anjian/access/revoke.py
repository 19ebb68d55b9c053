"""Takes an authorisation back, a delegated one as well: all that was delegated from it ends with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.access.model import Role, RoleAssignment
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeAssignment(Command):
    """收回授权或委托."""

    role_assignment_id: Annotated[UUID, Title("授权", "the authorisation")]
    reason: Annotated[str, Title("收回理由", "why"), Limit(500)]


class AlreadyRevoked(AnjianError):
    code = "ALREADY_REVOKED"
    words = Title("已于 {revoked_at} 收回，无须再办", "this was revoked at {revoked_at} already; nothing is left to do")


async def revoke_assignment(desk: Desk, command: RevokeAssignment) -> RoleAssignment:
    found = await desk.session.get(RoleAssignment, command.role_assignment_id, with_for_update=True)
    if found is None or not may_revoke(desk, found):
        raise NotFound(noun_zh="该授权", noun_en="authorisation", path=("roleAssignmentId",))
    if found.revoked_at is not None:
        raise AlreadyRevoked(revoked_at=found.revoked_at.isoformat(timespec="minutes"), path=("roleAssignmentId",))
    found.revoked_at, found.revoked_by = desk.now, desk.viewer.person_id
    return found


def may_revoke(desk: Desk, assignment: RoleAssignment) -> bool:
    """Whoever gave it; and an administrator whose region it lies in."""
    if assignment.granted_by == desk.viewer.person_id:
        return True
    return desk.viewer.role is Role.ADMINISTRATOR and administers(desk, assignment.region_code)


def administers(desk: Desk, region_code: str | None) -> bool:
    """What is for the whole nation is an administrator's of the nation."""
    return (region_code or "").startswith(desk.viewer.region_code or "")
