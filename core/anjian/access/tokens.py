"""From a bearer token to its viewer. Tokens are random and kept only as digests: reading the table opens nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from anjian.access.model import AccessToken
from anjian.access.viewer import Viewer
from anjian.errors import AnjianError
from anjian.words import Language, Title


class WrongToken(AnjianError):
    code = "WRONG_TOKEN"
    words = Title(
        "访问令牌无效；请在请求头中使用 Authorization: Bearer <令牌>，令牌由系统管理员发放",
        "this is no valid token: send the header Authorization: Bearer <token> with one your operator gave you",
    )


class TokenExpired(AnjianError):
    code = "TOKEN_EXPIRED"
    words = Title(
        "访问令牌已于 {expired_at} 失效；请向系统管理员领取新令牌",
        "the token expired at {expired_at}: ask for a new one",
    )


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


async def viewer_of(session: AsyncSession, token: str, *, now: datetime, language: Language = Language.ZH) -> Viewer:
    found = await session.get(AccessToken, digest(token))
    if found is None:
        raise WrongToken
    if found.expires_at is not None and found.expires_at <= now:
        raise TokenExpired(expired_at=found.expires_at.isoformat(timespec="minutes"))
    return Viewer(
        person_id=found.person_id,
        role=found.role,
        region_code=found.region_code,
        entity_id=found.entity_id,
        sectors=None if found.sectors is None else frozenset(found.sectors),
        language=language,
    )
