"""Issues a token for an authorisation and takes it back. The token itself is told once and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import sqlalchemy as sa

from anjian.access.granting import GrantTooWide, region_within, sectors_within
from anjian.access.model import AccessToken, RoleAssignment
from anjian.access.revoke import AlreadyRevoked, administers
from anjian.access.tokens import digest, new_token
from anjian.access.validity import chain_of, require_holds
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.words import Title

TOKEN = "token"  # noqa: S105 - the name under which it is told


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueToken(Command):
    """发放访问令牌."""

    role_assignment_id: Annotated[UUID, Title("授权", "the authorisation it opens")]
    label: Annotated[str, Title("用途，便于日后辨认", "what it is for, to know it again"), Limit(200)]
    expires_at: Annotated[datetime, Title("失效时间", "when it expires")]
    region_code: Annotated[str | None, Title("缩小至此区划", "confined to this region"), Limit(40)] = None
    sectors: Annotated[tuple[str, ...], Title("缩小至这些行业", "confined to these sectors"), Limit(200)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeToken(Command):
    """收回访问令牌."""

    access_token_id: Annotated[UUID, Title("令牌", "the token")]


class ExpiryPast(AnjianError):
    code = "TOKEN_EXPIRY_PAST"
    words = Title("失效时间 {expires_at} 已过；请填写将来的时间", "{expires_at} is past: give a time to come")


async def issue_token(desk: Desk, command: IssueToken) -> list[AccessToken | RoleAssignment]:
    assignment = await administered(desk, command.role_assignment_id)
    with Review() as review:
        with review.of("expiresAt"):
            require_future(desk, command.expires_at)
        with review.of("regionCode"):
            region_code = await narrowed_region(desk, assignment, command.region_code)
        sectors = sectors_within(desk, review, command.sectors or assignment.sectors)
        with review.of("sectors"):
            require_part(assignment, sectors)
    token = desk.told[TOKEN] = new_token()
    issued = AccessToken(
        digest=digest(token),
        id=uuid7(),
        label=command.label,
        assignment_id=assignment.id,
        region_code=region_code,
        sectors=sectors,
        expires_at=command.expires_at,
        created_by=desk.viewer.person_id,
        created_at=desk.now,
    )
    desk.session.add(issued)
    return [issued, assignment]


async def administered(desk: Desk, assignment_id: UUID) -> RoleAssignment:
    """An authorisation within the administrator's region that holds, today or from a day to come."""
    chain = await chain_of(desk.session, assignment_id)
    if not chain or not administers(desk, chain[0].region_code):
        raise NotFound(noun_zh="该授权", noun_en="authorisation", path=("roleAssignmentId",))
    require_holds(chain, max(desk.today, *(each.starts_on for each in chain)))
    return chain[0]


def require_future(desk: Desk, expires_at: datetime) -> None:
    if expires_at <= desk.now:
        raise ExpiryPast(expires_at=expires_at.isoformat(timespec="minutes"))


async def narrowed_region(desk: Desk, assignment: RoleAssignment, text: str | None) -> str | None:
    if text is None:
        return assignment.region_code
    code = await region_within(desk, text)
    if assignment.region_code and not (code or "").startswith(assignment.region_code):
        raise GrantTooWide(yours=assignment.region_code)
    return code


def require_part(assignment: RoleAssignment, sectors: list[str] | None) -> None:
    if assignment.sectors is not None and not set(assignment.sectors).issuperset(sectors or ()):
        raise GrantTooWide(yours="、".join(assignment.sectors))


async def revoke_token(desk: Desk, command: RevokeToken) -> list[AccessToken | RoleAssignment]:
    by_id = sa.select(AccessToken).where(AccessToken.id == command.access_token_id).with_for_update()
    found = await desk.session.scalar(by_id)
    if found is None or not administers(desk, found.region_code):
        raise NotFound(noun_zh="该令牌", noun_en="token", path=("accessTokenId",))
    if found.revoked_at is not None:
        raise AlreadyRevoked(revoked_at=found.revoked_at.isoformat(timespec="minutes"), path=("accessTokenId",))
    found.revoked_at = desk.now
    return [found, await desk.session.get_one(RoleAssignment, found.assignment_id)]
