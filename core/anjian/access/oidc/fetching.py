"""Fetches JSON from a provider: within seconds, over TLS, following no redirection."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from anjian.access.oidc.claims import Providers
from anjian.access.oidc.issuers import Issuer
from anjian.access.oidc.keys import Fetch, Keys

PATIENCE = 5.0  # seconds


@asynccontextmanager
async def providers(issuers: Sequence[Issuer]) -> AsyncIterator[Providers]:
    """Nothing is fetched before somebody signs in."""
    async with httpx2.AsyncClient(timeout=PATIENCE, headers={"accept": "application/json"}) as client:
        yield Providers({one.issuer: Keys(one, fetching(client)) for one in issuers})


def fetching(client: httpx2.AsyncClient) -> Fetch:
    async def fetch(address: str) -> Mapping[str, Any]:
        try:
            response = await client.get(address)
        except httpx2.TransportError as error:
            raise OSError(str(error)) from error
        if response.status_code != httpx2.codes.OK:
            raise OSError(f"{address} answers {response.status_code}")
        document: Mapping[str, Any] = response.json()
        return document

    return fetch
