"""From a bearer token to its viewer. Tokens are random and kept only as digests: reading the table opens nothing."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from anjian import china
from anjian.access.model import AccessToken, RoleAssignment
from anjian.access.validity import SignInRefused, chain_of, require_holds
from anjian.access.viewer import Viewer
from anjian.words import Language, Title

PREFIX = "anjian_"  # by which scanners for leaked secrets know one
BYTES = 32


class WrongToken(SignInRefused):
    code = "WRONG_TOKEN"
    words = Title(
        "访问令牌无效；请在请求头中使用 Authorization: Bearer <令牌>，令牌由系统管理员发放",
        "this is no valid token: send the header Authorization: Bearer <token> with one your operator gave you",
    )


class TokenExpired(SignInRefused):
    code = "TOKEN_EXPIRED"
    words = Title(
        "访问令牌已于 {expired_at} 失效；请向系统管理员领取新令牌",
        "the token expired at {expired_at}: ask for a new one",
    )


class TokenRevoked(SignInRefused):
    code = "TOKEN_REVOKED"
    words = Title(
        "访问令牌“{label}”已于 {revoked_at} 收回；请向系统管理员领取新令牌",
        'the token "{label}" was revoked at {revoked_at}: ask your administrator for a new one',
    )


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def new_token() -> str:
    return PREFIX + secrets.token_urlsafe(BYTES)


async def viewer_of(session: AsyncSession, token: str, *, now: datetime, language: Language = Language.ZH) -> Viewer:
    found = await session.get(AccessToken, digest(token))
    if found is None:
        raise WrongToken
    if found.revoked_at is not None:
        raise TokenRevoked(label=found.label, revoked_at=found.revoked_at.isoformat(timespec="minutes"))
    if found.expires_at is not None and found.expires_at <= now:
        raise TokenExpired(expired_at=found.expires_at.isoformat(timespec="minutes"))
    chain = await chain_of(session, found.assignment_id)
    require_holds(chain, china.today(now))
    return viewer_under(chain[0], language, region_code=found.region_code, sectors=found.sectors)


def viewer_under(
    assignment: RoleAssignment,
    language: Language = Language.ZH,
    *,
    region_code: str | None = None,
    sectors: list[str] | None = None,
) -> Viewer:
    """As what the assignment says; a token may keep them to a part of its region and sectors."""
    region = narrower(assignment.region_code, region_code)
    several = [frozenset(some) for some in (assignment.sectors, sectors) if some is not None]
    return Viewer(
        person_id=assignment.person_id,
        role=assignment.role,
        region_code=None if assignment.entity_id else region,  # an entity is one place
        entity_id=assignment.entity_id,
        sectors=frozenset.intersection(*several) if several else None,
        language=language,
        assignment_id=assignment.id,
        organization_id=assignment.organization_id,
    )


def narrower(whole: str | None, part: str | None) -> str | None:
    """The part, if it is one."""
    return part if part is not None and part.startswith(whole or "") else whole
