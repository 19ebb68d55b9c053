"""Subscriptions by server-sent events: in order, nothing lost or told twice, and to nobody more than they may read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from random import Random
from typing import Any

import httpx2
import pytest_asyncio
import sqlalchemy as sa

from anjian.access.model import AccessToken
from anjian.access.tokens import digest
from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import Scratch, done, entity, scratch, visit
from tests.schema.server.served import served

FEED = "subscription Feed($filter: FeedEventFilter) { told: feed(filter: $filter) { node { ...Told } } }"
TOLD = "fragment Told on FeedEvent { kind entity { id } subject { ... on Hazard { title } } }"
CROWD = {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}}
KIND = {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}}
SOON = 20  # seconds that a stream is waited for


@pytest_asyncio.fixture(scope="module")
async def url(fresh_database: FreshDatabase) -> str:
    return fresh_database()


@pytest_asyncio.fixture(scope="module")
async def office(url: str, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(url, host) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def servers(office: Scratch, url: str, host: PluginHost, composed: Composed) -> AsyncIterator[Sequence[str]]:
    """Two, each with an engine of its own, over one database."""
    async with AsyncExitStack() as stack:
        other = await stack.enter_async_context(Engine.open(Settings(), url, host, composed))
        yield [await stack.enter_async_context(served(engine, url)) for engine in (office.engine, other)]


class Told(list[tuple[str | None, Any]]):
    """The events of one stream, each with its cursor; ``ended`` when the server said so."""

    ended = False

    @property
    def kinds(self) -> list[str]:
        return [body["data"]["told"]["node"]["kind"] for _, body in self]


async def listen(address: str, portal: Portal, told: Told, *, after: str | None = None, **variables: Any) -> None:
    headers = {"Authorization": f"Bearer {portal.token}", "Accept": "text/event-stream"}
    headers |= {"Last-Event-ID": after} if after else {}
    body = {"query": f"{FEED} {TOLD}", "variables": variables}
    async with (
        httpx2.AsyncClient(timeout=SOON) as client,
        client.stream("POST", f"{address}/graphql", headers=headers, json=body) as response,
    ):
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        cursor, name = None, ""
        async for line in response.aiter_lines():
            key, _, value = line.partition(": ")
            cursor = value if key == "id" else cursor
            name = value if key == "event" else name
            if key == "data" and name == "next":
                told.append((cursor, json.loads(value)))
            told.ended = told.ended or name == "complete"


@asynccontextmanager
async def listening(*given: Any, **more: Any) -> AsyncIterator[Told]:
    told = Told()
    task = asyncio.create_task(listen(*given, told, **more))
    await asyncio.sleep(0.5)  # it begins with what comes from now on
    try:
        yield told
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(told: Told, count: int) -> None:
    async with asyncio.timeout(SOON):
        while len(told) < count:  # noqa: ASYNC110 - what another connection brings sets no event here
            await asyncio.sleep(0.05)


async def test_what_one_server_writes_another_tells(office: Scratch, servers: Sequence[str]) -> None:
    """Each change at once, with the fields that were asked; a filter leaves out what it does not want."""
    inspector = await office.official("王五")
    async with (
        listening(servers[1], inspector) as every,
        listening(servers[0], inspector, filter={"kind": {"eq": "HAZARD_FOUND"}}) as found,
    ):
        plant = await entity(inspector, "fireworks")
        await done(inspector, "submitInspection", "inspection { id }", **visit(plant, KIND, CROWD, kind="GUIDANCE"))
        await until(every, 4)
        await until(found, 1)
    assert every.kinds[0] == "ENTITY_REGISTERED"
    assert {"INSPECTION_SUBMITTED", "HAZARD_FOUND", "FACTS_RECORDED"} <= set(every.kinds)
    assert [body["data"]["told"]["node"]["subject"]["title"] for _, body in found]
    assert {body["data"]["told"]["node"]["entity"]["id"] for _, body in every} == {plant}


async def test_nothing_is_lost_or_told_twice(office: Scratch, servers: Sequence[str]) -> None:
    """Many write at once, while a reader breaks off again and again and resumes at the other server by its cursor."""
    inspector = await office.official("王五")
    whole = Told()
    async with listening(servers[0], inspector) as every:
        writing = [asyncio.create_task(entity(inspector, name=f"厂{n}")) for n in range(24)]
        random, after = Random(7), None  # noqa: S311 - where to break off, not a secret
        await until(every, 1)
        after = every[0][0]
        whole.append(every[0])
        for turn in range(6):
            async with listening(servers[turn % 2], inspector, after=after) as part:
                await asyncio.sleep(random.random() / 4)
                whole += part
            after = whole[-1][0]
        await asyncio.gather(*writing)
        await until(every, 24)
    async with listening(servers[0], inspector, after=after) as rest:
        await until(rest, 24 - len(whole))
        whole += rest
    assert [cursor for cursor, _ in whole] == [cursor for cursor, _ in every]
    assert len({cursor for cursor, _ in whole}) == 24


async def test_nobody_is_told_more_than_they_may_read(office: Scratch, servers: Sequence[str]) -> None:
    """A covert visit reaches inspectors and no enterprise; once it is opened the enterprise hears of that."""
    inspector = await office.official("王五")
    plant = await entity(inspector, "fireworks")
    staff, other = [await office.enterprise("周厂长", each) for each in (plant, await entity(inspector, "fireworks"))]
    async with (
        listening(servers[0], inspector) as officials,
        listening(servers[0], staff) as own,
        listening(servers[1], other) as others,
    ):
        given = visit(plant, KIND, CROWD, kind="COVERT")
        seen = await done(inspector, "submitInspection", "inspection { id }", **given)
        await until(officials, 3)
        assert own == others == []
        await done(inspector, "openInspection", "inspection { id }", inspection_id=seen["inspection"]["id"])
        await until(own, 1)
        assert "INSPECTION_OPENED" in own.kinds
    assert others == []


async def test_who_is_not_let_in_any_more_hears_no_more(office: Scratch, servers: Sequence[str]) -> None:
    """The stream of a token that was taken back ends, and says why."""
    inspector, gone = await office.official("王五"), await office.official("赵六")
    async with listening(servers[0], gone) as told:
        mine = sa.update(AccessToken).where(AccessToken.digest == digest(gone.token))
        async with office.engine.database.engine.begin() as connection:
            await connection.execute(mine.values(revoked_at=sa.func.now()))
        office.engine.viewers.clear()
        await entity(inspector, name="厂")
        await until(told, 1)
        await asyncio.sleep(0.2)
        assert told[-1][1]["errors"][0]["extensions"]["code"] == "TOKEN_REVOKED"
        assert told.ended


async def test_a_subscription_needs_a_stream(office: Scratch, servers: Sequence[str]) -> None:
    """By plain POST it is told which way there is; the same log is read by pages, too."""
    inspector = await office.official("王五")
    await entity(inspector, name="厂")
    assert await inspector.codes(f"{FEED} {TOLD}") == ["SUBSCRIPTION_NEEDS_STREAM"]
    wrong = "subscription { feed { node { nothing } } }"
    async with httpx2.AsyncClient() as client:
        headers = {"Authorization": f"Bearer {inspector.token}", "Accept": "text/event-stream, application/json"}
        refused = await client.post(f"{servers[0]}/graphql", headers=headers, json={"query": wrong})
        assert refused.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        plain = await client.post(f"{servers[0]}/graphql", headers=headers, json={"query": "{ __typename }"})
        assert plain.json() == {"data": {"__typename": "Query"}}
    page = await inspector.ask("{ feed(first: 2) { edges { cursor node { kind } } pageInfo { hasNextPage } } }")
    assert len(page["feed"]["edges"]) == 2
