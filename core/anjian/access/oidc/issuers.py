"""An identity provider, as an operator names it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

# What is signed with a secret (HS…) or not at all (none) could be made by whoever knows the public key, or by anybody.
ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"}
)
USUAL = ("RS256", "PS256", "ES256", "Ed25519")  # EdDSA is the old name of Ed25519 and Ed448 (RFC 9864)
AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})


def secure(address: str) -> str:
    """Keys fetched without TLS could be anybody's; a provider on this very machine is as safe as the machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in AT_HOME):
        raise ValueError(address)
    return address


def known(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names or not ALGORITHMS.issuperset(names):
        raise ValueError(names)
    return names


def several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Address = Annotated[str, AfterValidator(secure)]
Texts = Annotated[tuple[str, ...], BeforeValidator(several)]


class Issuer(BaseModel):
    """``issuer`` is compared letter by letter with ``iss``; without ``jwks_url`` its discovery document names the keys.

    ``skew``: seconds by which its clock and ours may differ. ``lifetime``: seconds until its keys are asked for again.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: Address
    audience: Annotated[Texts, Field(min_length=1)]
    jwks_url: Address | None = None
    algorithms: Annotated[Texts, AfterValidator(known)] = USUAL
    skew: Annotated[int, Field(ge=0, le=300)] = 30
    lifetime: Annotated[float, Field(ge=10, le=86_400)] = 600

    @property
    def discovery(self) -> str:
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
