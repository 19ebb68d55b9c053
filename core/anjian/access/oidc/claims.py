"""What a JWT claims, once its signature, its issuer, its audience and its term are found right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import BadSignatureError, ExpiredTokenError, JoseError, UnsupportedAlgorithmError

from anjian.access.oidc.issuers import Issuer
from anjian.access.oidc.keys import Keys
from anjian.access.tokens import TokenExpired
from anjian.access.validity import SignInRefused
from anjian.words import Title


class JwtRefused(SignInRefused):
    code = "JWT_REFUSED"
    words = Title(
        "登录令牌未通过核验：{zh}；请重新登录，仍不行时请联系系统管理员核对身份提供方的设置",
        "the token did not pass: {en}; sign in again, and if that does not help have your operator compare the "
        "settings of the identity provider",
    )

    def __init__(self, why: Title) -> None:
        super().__init__(zh=why.zh, en=why.en)


MALFORMED = Title("它不是完整的 JWT", "it is no whole JWT")
STRANGER = Title("本系统不接受其签发者", "its issuer is none that is accepted here")
ALGORITHM = Title("不接受其签名算法", "its algorithm is none that is accepted")
SIGNATURE = Title("签名不符", "its signature is wrong")
CLAIMS = Title("其对象、起始时间或必备内容不符", "its audience, its first moment or something it must say is wrong")


@dataclass(frozen=True, slots=True)
class Claims:
    """Whom the issuer names. ``session`` changes with each sign-in there, as far as the issuer tells."""

    issuer: str
    subject: str
    session: str


def is_jwt(token: str) -> bool:
    return token.count(".") == 2


@dataclass(frozen=True, slots=True)
class Providers:
    """Every issuer that is accepted, with its keys."""

    keys: Mapping[str, Keys]

    async def claims(self, token: str, now: datetime) -> Claims:
        kid, issuer = peeked(token)
        keys = self.keys.get(issuer)
        if keys is None:
            raise JwtRefused(STRANGER)
        registry = jws.JWSRegistry(algorithms=keys.issuer.algorithms, strict_check_header=False)
        try:
            claims = jwt.decode(token, await keys.key(kid), registry=registry).claims
            required(keys.issuer, now).validate(claims)
        except ExpiredTokenError:
            raise TokenExpired(expired_at=expiry(token)) from None
        except UnsupportedAlgorithmError:
            raise JwtRefused(ALGORITHM) from None
        except BadSignatureError:
            raise JwtRefused(SIGNATURE) from None
        except (JoseError, ValueError, TypeError) as error:
            raise JwtRefused(CLAIMS) from error
        return Claims(issuer, claims["sub"], str(claims.get("sid") or claims.get("auth_time") or ""))


def peeked(token: str) -> tuple[str | None, str]:
    """The key and the issuer it names, not yet believed: they only say with which key to check it."""
    try:
        parts = jws.extract_compact(token.encode())
        claims = json.loads(parts.payload or b"")
        kid, issuer = parts.headers().get("kid"), claims["iss"]
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        raise JwtRefused(MALFORMED) from None
    if not isinstance(kid, str | None) or not isinstance(issuer, str):
        raise JwtRefused(MALFORMED)
    return kid, issuer


def required(issuer: Issuer, now: datetime) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=issuer.skew,
        iss={"essential": True, "value": issuer.issuer},
        aud={"essential": True, "values": list(issuer.audience)},
        exp={"essential": True},
        sub={"essential": True},
    )


def expiry(token: str) -> str:
    """Of a token whose signature was right."""
    claims: dict[str, Any] = json.loads(jws.extract_compact(token.encode()).payload or b"")
    return datetime.fromtimestamp(claims["exp"], UTC).isoformat(timespec="minutes")
