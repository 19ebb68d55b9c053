"""Whose request it is: nothing is read for somebody without a token."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.access.tokens import WrongToken
from anjian.access.viewer import Viewer
from anjian.words import Language
from anjian_schema.engine import Engine
from anjian_schema.server.problems import TokenMissing

LONGEST_TOKEN = 512


async def bearer(engine: Engine, headers: Mapping[bytes, bytes], language: Language) -> Viewer:
    scheme, _, token = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() != b"bearer" or not token.strip():
        raise TokenMissing
    if len(token) > LONGEST_TOKEN:
        raise WrongToken
    return await engine.viewer(token.decode("latin-1").strip(), language)
