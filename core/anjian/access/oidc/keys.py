"""The keys a provider publishes: fetched when they are needed, kept for a while, renewed when one is unknown."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any, TypeAlias

from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from anjian.access.oidc.issuers import Issuer
from anjian.access.validity import SignInRefused
from anjian.errors import AnjianError
from anjian.words import Title

PAUSE = 10.0  # seconds between two fetches that an unknown key or a failure asks for
ASYMMETRIC = frozenset({"RSA", "EC", "OKP"})

Fetch: TypeAlias = Callable[[str], Awaitable[Mapping[str, Any]]]
log = logging.getLogger("anjian")


class ProviderUnreachable(AnjianError):
    code = "IDENTITY_PROVIDER_UNREACHABLE"
    words = Title(
        "暂时无法取得身份提供方 {issuer} 的公钥；请稍后重试，或使用访问令牌",
        "the keys of the identity provider {issuer} cannot be fetched now: try again shortly, or use a token",
    )


class KeyUnknown(SignInRefused):
    code = "JWT_KEY_UNKNOWN"
    words = Title(
        "登录令牌的签名密钥“{kid}”不在身份提供方公布的公钥之中；请重新登录",
        'the token is signed with the key "{kid}", which its identity provider does not publish: sign in again',
    )


@dataclass
class Keys:
    """Of one issuer. What cannot be fetched leaves the keys that were known in use, and ``problem`` says so."""

    issuer: Issuer
    fetch: Fetch
    clock: Callable[[], float] = monotonic
    known: Mapping[str | None, Key] = field(default_factory=dict)
    fetched_at: datetime | None = None
    problem: str | None = None

    def __post_init__(self) -> None:
        self._turn = asyncio.Lock()
        self._tried = self._renewed = -float("inf")

    async def key(self, kid: str | None) -> Key:
        """The key of this name; where the provider has only one, a token need not name it."""
        if self.clock() - self._renewed >= self.issuer.lifetime:
            await self._renew()
        if (found := self._find(kid)) is None:
            await self._renew()
            found = self._find(kid)
        if found is None:
            raise KeyUnknown(kid=(kid or "-")[:100]) if self.known else ProviderUnreachable(issuer=self.issuer.issuer)
        return found

    def _find(self, kid: str | None) -> Key | None:
        if kid is None and len(self.known) == 1:
            return next(iter(self.known.values()))
        return self.known.get(kid)

    async def _renew(self) -> None:
        """One fetch at a time, and not again before a pause: whoever invents names of keys causes no storm."""
        async with self._turn:
            if self.clock() - self._tried < PAUSE:
                return
            self._tried = self.clock()
            try:
                self.known = published(await self.fetch(await self._address()))
            except (OSError, TimeoutError, ValueError, TypeError, KeyError, JoseError) as error:
                self.problem = type(error).__name__
                log.warning("the keys of %s could not be fetched: %r", self.issuer.issuer, error)
            else:
                self._renewed, self.fetched_at, self.problem = self._tried, datetime.now(UTC), None

    async def _address(self) -> str:
        return self.issuer.jwks_url or str((await self.fetch(self.issuer.discovery))["jwks_uri"])


def published(document: Mapping[str, Any]) -> Mapping[str | None, Key]:
    """Public keys for signatures; a secret among them is passed over, for it would let anybody sign who reads it."""
    found = [key for key in document["keys"] if key.get("kty") in ASYMMETRIC and key.get("use", "sig") == "sig"]
    keys = {key.get("kid"): JWKRegistry.import_key(key) for key in found}
    if not keys:
        raise ValueError("no key for signatures")
    return keys
