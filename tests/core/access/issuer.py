"""A real identity provider, as small as one can be: keys of its own, served over HTTP on this machine."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

AUDIENCE = "anjian"
MADE = {
    "RS256": lambda kid: RSAKey.generate_key(2048, {"kid": kid}),
    "ES256": lambda kid: ECKey.generate_key("P-256", {"kid": kid}),
    "Ed25519": lambda kid: OKPKey.generate_key("Ed25519", {"kid": kid}),
}


@dataclass
class Provider:
    """``asked`` counts how often its keys were fetched; ``broken`` is what it answers instead of them."""

    url: str
    keys: dict[str, Any] = field(default_factory=dict)
    asked: int = 0
    broken: Response | None = None

    def rotate(self, kid: str, alg: str = "ES256") -> None:
        """A new key signs from here on; the old one is published no more."""
        self.keys = {kid: (alg, MADE[alg](kid))}

    def token(self, subject: str = "zhang", *, now: datetime, header: Any = None, **claims: Any) -> str:
        kid, (alg, key) = next(iter(self.keys.items()))
        usual = {"iss": self.url, "aud": AUDIENCE, "sub": subject, "exp": now + timedelta(minutes=5), "iat": now}
        said = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return jwt.encode({"alg": alg, "kid": kid, **(header or {})}, said, key, algorithms=[alg])

    async def discovery(self, _: Request) -> Response:
        return JSONResponse({"issuer": self.url, "jwks_uri": f"{self.url}/keys"})

    async def published(self, _: Request) -> Response:
        self.asked += 1
        return self.broken or JSONResponse({"keys": [key.as_dict(private=False) for _, key in self.keys.values()]})


@asynccontextmanager
async def provider() -> AsyncIterator[Provider]:
    listening = socket.create_server(("127.0.0.1", 0))
    made = Provider(f"http://127.0.0.1:{listening.getsockname()[1]}")
    made.rotate("first")
    known = [Route("/.well-known/openid-configuration", made.discovery), Route("/keys", made.published)]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=known), lifespan="off", log_config=None, ws="none"))
    running = asyncio.create_task(server._serve([listening]))
    try:
        yield made
    finally:
        server.should_exit = True
        await running
