"""What sign-in and the audit cost: a JWT checked, a token looked up, lines sealed and verified.

.venv/bin/python bench/doors.py [--lines 100000]
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from anjian.access.bearing import bearer
from anjian.access.door import Door, Knock
from anjian.access.model import Role
from anjian.access.oidc.claims import Providers
from anjian.access.oidc.issuers import Issuer
from anjian.access.oidc.keys import Keys
from anjian.audit.model import AuditEntry
from anjian.audit.sealing import seal_all
from anjian.audit.verifying import verify
from anjian.database import migrate
from anjian.database.embedded import EmbeddedServer
from anjian.database.ids import uuid7
from anjian.people.model import Person, PersonKind
from anjian.regions.loading import load_regions

ISSUER = "https://id.example.cn"
TIMES = 2_000
NOW = datetime.now(UTC)


async def per_second(work: Callable[[], Awaitable[Any]], times: int = TIMES) -> float:
    began = time.perf_counter()
    for _ in range(times):
        await work()
    return times / (time.perf_counter() - began)


async def checked(alg: str, key: Any) -> float:
    """Signature and claims, the keys being known."""

    async def fetch(_: str) -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False)]}

    issuer = Issuer(issuer=ISSUER, audience="anjian", jwks_url=f"{ISSUER}/keys")
    providers = Providers({ISSUER: Keys(issuer, fetch)})
    claims = {"iss": ISSUER, "aud": "anjian", "sub": "zhang", "exp": NOW + timedelta(hours=1)}
    token = jwt.encode({"alg": alg, "kid": key.kid}, claims, key, algorithms=[alg])
    return await per_second(lambda: providers.claims(token, NOW))


async def looked_up(engine: AsyncEngine) -> float:
    """A token of ours, by a server that remembers nothing of it."""
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    person = Person(id=uuid7(), name="张", kind=PersonKind.OFFICER, region_code="41", specialties=[])
    for record in (person, *bearer("token", "bench", person.id, Role.INSPECTOR, region_code="41")):
        async with sessions.begin() as session:
            session.add(record)
    return await per_second(lambda: Door(sessions).let_in("token", Knock(NOW)), 500)


async def sealed(engine: AsyncEngine, lines: int) -> float:
    row = {
        "kind": "changed",
        "name": "closeHazard",
        "keys": ["hazard:a:b"],
        "address": "10.0.0.1",
        "purpose": "日常监管",
    }
    async with engine.begin() as connection:
        for start in range(0, lines, 1_000):
            rows = [{**row, "id": uuid7(), "at": NOW} for _ in range(min(1_000, lines - start))]
            await connection.execute(sa.insert(AuditEntry), rows)
    began = time.perf_counter()
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await seal_all(connection)
    return lines / (time.perf_counter() - began)


async def measure(url: str, lines: int) -> None:
    print(f"JWT checked, RS256: {await checked('RS256', RSAKey.generate_key(2048, {'kid': 'r'})):,.0f}/s")
    print(f"JWT checked, ES256: {await checked('ES256', ECKey.generate_key('P-256', {'kid': 'e'})):,.0f}/s")
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await load_regions(connection)
    print(f"token looked up: {await looked_up(engine):,.0f}/s")
    print(f"lines sealed: {await sealed(engine, lines):,.0f}/s")
    began = time.perf_counter()
    links = (await verify(url)).head.position
    print(f"links verified: {links:,} in {time.perf_counter() - began:.1f} s")
    await engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    home = Path(tempfile.mkdtemp(prefix="anjian-bench-", dir="/tmp"))
    home.chmod(0o755)
    try:
        with EmbeddedServer(home / "home", durable=False) as server:
            server.ensure_database("doors")
            migrate.upgrade(server.url("doors"))
            asyncio.run(measure(server.url("doors"), parser.parse_args().lines))
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
