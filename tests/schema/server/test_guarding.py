"""What keeps a server from being misused: heads with an end, origins, a schema that is kept, short errors."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import httpx2
import pytest
import pytest_asyncio

from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.engine import Engine
from anjian_schema.server import wire
from tests.fuzz.wire import Answer, sent
from tests.schema.server.conftest import TOKEN, Ask, codes
from tests.schema.server.served import served
from tests.schema.server.test_recovery import client_of

PORTAL = "https://portal.example.gov.cn"
RESPONSE = {"accept": "application/graphql-response+json"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(desk: Engine, desk_url: str) -> AsyncIterator[str]:
    async with served(desk, desk_url) as found:
        yield found


def code(answer: Answer) -> str:
    told: str = json.loads(answer.body)["errors"][0]["extensions"]["code"]
    return told


@pytest.mark.parametrize(
    "said", [b"\r\n\r\nx y", b"GRAPHQL please\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/9.9\r\n\r\n"]
)
async def test_what_is_no_http_gets_an_answer_of_ours(address: str, said: bytes) -> None:
    """In JSON, as everything else."""
    answer = await sent(address, said + b"\r\n\r\n")
    assert (answer.status, code(answer), answer.headers["connection"]) == (400, "HTTP_MALFORMED", "close")


@pytest.mark.parametrize("start", [b"GET /graphql?query=", b"GET /health HTTP/1.1\r\nX: ", b"GET /health HTTP/1.1\r\n"])
async def test_a_head_has_an_end(address: str, start: bytes) -> None:
    """Whether it is the address that goes on, one header, or a header after the other."""
    answer = await sent(address, start + (b"Y: y\r\n" if start.endswith(b"\n") else b"y") * 200_000)
    assert (answer.status, code(answer)) == (431, "HEAD_TOO_LARGE")


@pytest.mark.parametrize("start", [b"", b"\r\n", b"GET /health HTT", b"GET /health HTTP/1.1\r\nX: y\r\n"])
async def test_a_head_that_stops_halfway_is_not_waited_for(
    address: str, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    """Nor is a connection on which nothing comes at all."""
    monkeypatch.setattr(wire, "PATIENCE", 0.05)
    answer = await sent(address, start)
    assert (answer.status, code(answer)) == (408, "HEAD_TOO_SLOW")


async def test_an_honest_head_may_come_in_pieces(address: str) -> None:
    """And another request may follow on the same connection."""
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    for piece in (b"GET /hea", b"lth HTTP/1.1\r\nHo", b"st: x\r\n\r\n", b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"):
        writer.write(piece)
        await asyncio.sleep(0.01)
    for _ in range(2):
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        await reader.readuntil(b"}")
    writer.close()


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip", "zstd"])
async def test_a_compressed_body_is_not_unpacked(post: Ask, encoding: str) -> None:
    """A few bytes could be a gigabyte."""
    response = await post(query="{ viewer { role } }", headers={"content-encoding": encoding})
    assert (response.status_code, codes(response)) == (415, ["CONTENT_ENCODING_WRONG"])


@pytest_asyncio.fixture
async def guarded(
    desk_url: str, settings: Settings, host: PluginHost, composed: Composed
) -> AsyncIterator[httpx2.AsyncClient]:
    """A server that keeps its schema, and lets pages of one portal in."""
    chosen = settings.model_copy(update={"introspection": False, "allowed_origins": (PORTAL,)})
    async with Engine.open(chosen, desk_url, host, composed) as engine, client_of(engine, chosen, desk_url) as client:
        yield client


@pytest.mark.parametrize("query", ["{ __schema { types { name } } }", '{ __type(name: "Query") { name } }'])
async def test_a_schema_may_be_kept(guarded: httpx2.AsyncClient, query: str) -> None:
    """It is refused with the code of that policy."""
    response = await guarded.post("/graphql", json={"query": query})
    assert (response.status_code, codes(response)) == (400, ["INTROSPECTION_OFF"])
    assert (await guarded.post("/graphql", json={"query": "{ __typename }"})).status_code == 200


async def test_a_schema_that_is_kept_is_not_hinted_at(guarded: httpx2.AsyncClient, post: Ask) -> None:
    """Where it is told, a misspelt name gets the right one."""
    hint = "Did you mean"
    assert hint in (await post(query="{ hazard_ { id } }", headers=RESPONSE)).text
    assert hint not in (await guarded.post("/graphql", json={"query": "{ hazard_ { id } }"})).text


async def test_pages_of_named_origins_may_ask(guarded: httpx2.AsyncClient, client: httpx2.AsyncClient) -> None:
    """Others get no word that a browser would take for leave; without the setting nobody does."""
    preflight = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    asked = {"authorization": f"Bearer {TOKEN}", "origin": PORTAL}
    allowed = await guarded.options("/graphql", headers={"origin": PORTAL, **preflight})
    answer = await guarded.post("/graphql", json={"query": "{ __typename }"}, headers=asked)
    assert (allowed.status_code, answer.status_code) == (200, 200)
    assert {r.headers["access-control-allow-origin"] for r in (allowed, answer)} == {PORTAL}
    assert "Origin" in answer.headers["vary"]
    for asker, origin in ((guarded, "https://elsewhere.example"), (client, PORTAL)):
        refused = await asker.options("/graphql", headers={"origin": origin, **preflight})
        assert refused.status_code in (400, 405)
        assert "access-control-allow-origin" not in refused.headers


@pytest.mark.parametrize(
    "body",
    [
        {"query": f"{{ {'x' * 20_000} }}"},
        {"query": f'{{ region(code: "{"4" * 20_000}") {{ name }} }}'},
        {"query": "query ($c: RegionCode!) { region(code: $c) { name } }", "variables": {"c": "4" * 20_000}},
        {"query": "{ __typename }", "operationName": "Q" * 20_000},
        {"query": "{ __typename }", "variables": {"v" * 20_000: "\0"}},
        {"query": "query ($c: [ID!]!) { nodes(ids: $c) { id } }", "variables": {"c": [None] * 500}},
        {"query": "{ " + " ".join(f"x{i}" for i in range(500)) + " }"},
    ],
)
async def test_nobody_is_told_again_what_they_sent(post: Ask, body: dict[str, object]) -> None:
    """A message is short whatever was sent, and of many mistakes the first few are told."""
    response = await post(json.dumps(body).encode(), headers=RESPONSE)
    assert response.status_code == 400
    assert len(response.json()["errors"]) <= 6
    assert len(response.content) < 4_000
