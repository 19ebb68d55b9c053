"""graphql-transport-ws, as its protocol asks: each message in its order, each mistake with its code."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from anjian.plugin_host import PluginHost
from anjian_schema.server import socket
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import PLANT, Scratch, entity, scratch
from tests.schema.server.served import served

FEED = "subscription { feed { cursor node { kind } } }"
SOON = 10


@pytest_asyncio.fixture(scope="module")
async def url(fresh_database: FreshDatabase) -> str:
    return fresh_database()


@pytest_asyncio.fixture(scope="module")
async def office(url: str, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(url, host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(office: Scratch, url: str) -> AsyncIterator[str]:
    async with served(office.engine, url) as found:
        yield found.replace("http", "ws") + "/graphql"


@asynccontextmanager
async def opened(address: str, **more: Any) -> AsyncIterator[ClientConnection]:
    async with connect(address, subprotocols=[socket.PROTOCOL], open_timeout=SOON, **more) as connection:  # type: ignore[list-item]  # a name
        yield connection


@asynccontextmanager
async def acknowledged(address: str, portal: Portal) -> AsyncIterator[ClientConnection]:
    async with opened(address) as connection:
        await say(connection, type="connection_init", payload={"Authorization": f"Bearer {portal.token}"})
        assert await heard(connection) == {"type": "connection_ack"}
        yield connection


async def say(connection: ClientConnection, **message: Any) -> None:
    await connection.send(json.dumps(message))


async def heard(connection: ClientConnection) -> Any:
    async with asyncio.timeout(SOON):
        return json.loads(await connection.recv())


async def code_of(connection: ClientConnection) -> int | None:
    """With which the server closes; what it still says is passed over."""
    async with asyncio.timeout(SOON):
        with suppress(ConnectionClosed):
            async for _ in connection:
                pass
        await connection.wait_closed()
    return connection.close_code


async def test_queries_commands_and_subscriptions_share_a_connection(
    address: str, office: Scratch, inspector: Portal
) -> None:
    """Each answer carries the id of what was asked; a subscription goes on until it is completed."""
    async with acknowledged(address, inspector) as connection:
        await say(connection, type="ping")
        assert await heard(connection) == {"type": "pong"}
        await say(connection, id="q", type="subscribe", payload={"query": "{ __typename }"})
        assert await heard(connection) == {"id": "q", "type": "next", "payload": {"data": {"__typename": "Query"}}}
        assert await heard(connection) == {"id": "q", "type": "complete"}
        await say(connection, id="s", type="subscribe", payload={"query": FEED})
        await asyncio.sleep(0.5)
        register = "mutation M($input: RegisterEntityInput!) { registerEntity(input: $input) { userErrors { code } } }"
        sent = {"name": PLANT["name"], "kind": "ENTERPRISE", "regionCode": "410104"}
        await say(connection, id="m", type="subscribe", payload={"query": register, "variables": {"input": sent}})
        answers = [await heard(connection) for _ in range(3)]
        told = {(each["id"], each["type"]): each.get("payload") for each in answers}
        assert told["m", "next"] == {"data": {"registerEntity": {"userErrors": []}}}
        assert told["s", "next"]["data"]["feed"]["node"] == {"kind": "ENTITY_REGISTERED"}
        await say(connection, id="s", type="complete")
        await entity(inspector, name="厂")
        await say(connection, id="s", type="subscribe", payload={"query": "{ nothing }"})
        refused = await heard(connection)
        assert (refused["id"], refused["type"]) == ("s", "next")
        assert refused["payload"]["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_a_subscription_that_cannot_run_is_an_error(address: str, inspector: Portal) -> None:
    """Of its own operation alone: the connection stays."""
    async with acknowledged(address, inspector) as connection:
        wrong = 'subscription { feed(after: "nowhere") { node { kind } } }'
        await say(connection, id="1", type="subscribe", payload={"query": wrong})
        told = await heard(connection)
        assert told["id"] == "1"
        assert told["type"] in ("error", "next")
        await say(connection, type="ping")
        while (await heard(connection))["type"] != "pong":
            pass


async def test_each_mistake_has_its_code(address: str, inspector: Portal) -> None:
    token = {"Authorization": f"Bearer {inspector.token}"}
    async with opened(address) as early:
        await say(early, id="1", type="subscribe", payload={"query": FEED})
        assert await code_of(early) == 4401
    async with opened(address) as stranger:
        await say(stranger, type="connection_init", payload={"Authorization": "Bearer nobody"})
        assert await code_of(stranger) == 4403
    async with acknowledged(address, inspector) as twice:
        await say(twice, type="connection_init", payload=token)
        assert await code_of(twice) == 4429
    async with acknowledged(address, inspector) as same:
        for _ in range(2):
            await say(same, id="1", type="subscribe", payload={"query": FEED})
        assert await code_of(same) == 4409
    async with connect(address) as other:
        assert await code_of(other) == 4406


async def test_a_page_of_elsewhere_is_not_let_in(address: str) -> None:
    """Its own origin is, and so is a program that names none."""
    with pytest.raises(InvalidStatus) as refused:
        async with opened(address, origin="https://elsewhere.example"):
            pass
    assert refused.value.response.status_code == 403
    async with opened(address, origin=address.replace("ws", "http").removesuffix("/graphql")):
        pass


async def test_who_does_not_begin_is_not_waited_for(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "INIT_WITHIN", 0.1)
    async with opened(address) as silent:
        assert await code_of(silent) == 4408


FRAMES = st.one_of(
    st.text(max_size=200),
    st.binary(max_size=200),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=12,
    ).map(json.dumps),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["subscribe", "complete", "ping", "next", "connection_ack", "x"])},
        optional={
            "id": st.text(max_size=4) | st.integers(),
            "payload": st.none() | st.just({}) | st.just({"query": 1}),
        },
    ).map(json.dumps),
)


@given(frame=FRAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_frame_breaks_the_server(address: str, inspector: Portal, frame: str | bytes) -> None:
    """It is answered, passed over, or the connection is closed with a code of the protocol; never with 1011."""
    async with acknowledged(address, inspector) as connection:
        await connection.send(frame)
        await say(connection, type="ping")
        try:
            while (await heard(connection))["type"] != "pong":
                pass
        except ConnectionClosed:
            assert connection.close_code in (4400, 4409, 4429)
