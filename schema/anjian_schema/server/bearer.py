"""Whose request it is: nothing is read for somebody without a token."""

from __future__ import annotations

from starlette.types import Scope

from anjian.access.tokens import WrongToken
from anjian.access.viewer import Viewer
from anjian.words import Language
from anjian_schema.engine import Engine
from anjian_schema.server.negotiation import headers_of
from anjian_schema.server.origins import chosen_in, origin_of
from anjian_schema.server.problems import DemoTokensOff, TokenMissing

LONGEST_TOKEN = 8_192  # a JWT with many claims
DEMO = "demo-"  # what the demonstration's tokens begin with; no other token does


async def bearer(engine: Engine, scope: Scope, language: Language, *, again: bool = False) -> Viewer:
    """Whoever sends the token. ``again``: of a request that was let in before, and goes on."""
    headers = headers_of(scope)
    scheme, _, token = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() != b"bearer" or not token.strip():
        raise TokenMissing
    if len(token) > LONGEST_TOKEN:
        raise WrongToken
    text = token.decode("latin-1").strip()
    if text.startswith(DEMO) and not engine.demo:
        raise DemoTokensOff
    origin = origin_of(scope, headers)
    if not again:
        await engine.admit(origin.address or "", text)
    return await engine.viewer(text, language, origin=origin, chosen=chosen_in(headers))
