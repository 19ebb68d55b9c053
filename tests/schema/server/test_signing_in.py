"""At the door of the server: whose tokens are taken, under which authorisation, and what it says of its providers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import httpx2
import pytest
import sqlalchemy as sa

from anjian.access.bearing import bearer
from anjian.access.model import Account, Role, RoleAssignment
from anjian.people.model import Person, PersonKind
from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from tests.core.access.issuer import AUDIENCE, provider

from .conftest import TOKEN, codes

VIEWER = {"query": "{ viewer { role region } }"}


@asynccontextmanager
async def asking(engine: Engine, settings: Settings, url: str) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(create_app(engine, settings, url))
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
        yield client


async def ask(client: httpx2.AsyncClient, token: str, **headers: str) -> httpx2.Response:
    return await client.post("/graphql", json=VIEWER, headers={"authorization": f"Bearer {token}", **headers})


@pytest.mark.parametrize(("demo", "code"), [(True, "WRONG_TOKEN"), (False, "DEMO_TOKENS_OFF")])
async def test_demo_tokens_are_taken_only_for_the_demonstration(
    desk: Engine, small: Settings, desk_url: str, demo: bool, code: str
) -> None:
    """Their words are public: left in a database, they must not open another server that uses it."""
    async with asking(replace(desk, demo=demo), small, desk_url) as client:
        response = await ask(client, "demo-supervisor-nation")
    assert (response.status_code, codes(response)) == (401, [code])


@pytest.mark.parametrize(
    "chosen", ["nonsense", "RoleAssignment:", "RoleAssignment:0198c0de-0000-7000-8000-000000000000"]
)
async def test_a_token_opens_one_authorisation(client: httpx2.AsyncClient, chosen: str) -> None:
    """Whoever asks for another hears so, rather than acting under one they did not mean."""
    response = await ask(client, TOKEN, **{"anjian-assignment": chosen})
    assert (response.status_code, codes(response)) == (403, ["ASSIGNMENT_NOT_YOURS"])


async def test_the_one_that_is_acted_under_may_be_named(client: httpx2.AsyncClient) -> None:
    """By the id that this API gives."""
    listed = {"query": "{ roleAssignments { nodes { id acting } } }"}
    answer = await client.post("/graphql", json=listed, headers={"authorization": f"Bearer {TOKEN}"})
    (mine,) = [one["id"] for one in answer.json()["data"]["roleAssignments"]["nodes"] if one["acting"]]
    assert (await ask(client, TOKEN, **{"anjian-assignment": mine})).status_code == 200


async def test_somebody_signs_in_by_a_provider(
    small: Settings, desk_url: str, host: PluginHost, composed: Composed
) -> None:
    """Linked and authorised, they ask with its token; the server tells how it stands with the provider."""
    async with provider() as made:
        known = small.model_copy(update={"oidc": Settings(oidc=[{"issuer": made.url, "audience": AUDIENCE}]).oidc})
        async with Engine.open(known, desk_url, host, composed) as engine, asking(engine, known, desk_url) as client:
            token = made.token("wang", now=datetime.now(UTC))
            assert codes(await ask(client, token)) == ["ACCOUNT_UNKNOWN"]
            await linked(engine, made.url, "wang")
            answer = await ask(client, token)
            assert answer.json() == {"data": {"viewer": {"role": "INSPECTOR", "region": "4101"}}}
            (told,) = (await client.get("/health")).json()["identityProviders"]
            assert (told["issuer"], told["keys"], told["problem"]) == (made.url, 1, None)


async def linked(engine: Engine, issuer: str, subject: str) -> None:
    async with engine.database.sessions.begin() as session:
        person = Person(name=subject, kind=PersonKind.OFFICER, region_code="4101", specialties=[])
        session.add(person)
        await session.flush()
        session.add(Account(issuer=issuer, subject=subject, person_id=person.id, region_code=person.region_code))
        assignment, _ = bearer("-", "试", person.id, Role.INSPECTOR, region_code="4101")
        session.add(assignment)


async def test_what_was_revoked_is_refused_within_seconds(desk: Engine, client: httpx2.AsyncClient) -> None:
    """A server forgets within five seconds whose a token was."""
    assert desk.viewers.ttl == 5
    async with desk.database.sessions.begin() as session:
        person = (await session.scalars(sa.select(Person).limit(1))).one()
        for record in bearer("soon-revoked", "试", person.id, Role.INSPECTOR):
            session.add(record)
            await session.flush()
    assert (await ask(client, "soon-revoked")).status_code == 200
    async with desk.database.sessions.begin() as session:
        await session.execute(
            sa.update(RoleAssignment)
            .values(revoked_at=sa.func.now())
            .where(RoleAssignment.person_id == person.id, RoleAssignment.role == Role.INSPECTOR)
        )
    desk.viewers.expire(desk.viewers.timer() + 5)
    response = await ask(client, "soon-revoked")
    assert (response.status_code, codes(response)) == (403, ["ASSIGNMENT_REVOKED"])
