"""Apollo Client 4, urql and gql at a server that listens: each lists, pages, mutates, uploads and subscribes."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from gql import Client, FileVar, GraphQLRequest, gql
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport
from graphql import is_scalar_type, is_specified_scalar_type

from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.compose import Composed
from tests.clients.npm import installed
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import GUANCHENG, TODAY, Scratch, entity, scratch
from tests.schema.server.served import served

LIST = """query List($after: Cursor) {
  entities(first: 2, after: $after) { nodes { id } pageInfo { endCursor } } }"""
REGISTER = """mutation Register($input: RegisterEntityInput!) {
  registerEntity(input: $input) { entity { id } userErrors { code } } }"""
INSPECT = """mutation Inspect($input: SubmitInspectionInput!) {
  submitInspection(input: $input) { inspection { files { nodes { size } } } userErrors { code } } }"""
FEED = "subscription { feed { node { kind entity { name } } } }"
PNG = bytes.fromhex("89504e470d0a1a0a") + b"x" * 20
HERE = Path(__file__).parent
NODE = shutil.which("node")


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    portal = await office.official("王五")
    for _ in range(3):
        await entity(portal, "fireworks")
    return portal


@pytest_asyncio.fixture(scope="module")
async def url(office: Scratch, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    async with served(office.engine, str(office.engine.database.engine.url), settings) as url:
        yield f"{url}/graphql"


async def printed(*words: str, **environ: str) -> bytes:
    """What a script of Node prints."""
    process = await asyncio.create_subprocess_exec(
        NODE or "node", *words, cwd=HERE, env=os.environ | environ, stdout=PIPE, stderr=STDOUT
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, out.decode()
    return out


@pytest.mark.parametrize(("script", "name"), [("apollo.mjs", "Apollo 花炮厂"), ("urql.mjs", "urql 花炮厂")])
async def test_a_client_of_portals_is_served(inspector: Portal, url: str, script: str, name: str) -> None:
    """Its second page follows its first, its file is kept, and the change that it makes comes to its subscription."""
    installed(HERE)
    told = json.loads(await printed(script, ANJIAN_URL=url, ANJIAN_TOKEN=inspector.token, ANJIAN_TODAY=str(TODAY)))
    assert (told["made"], told["files"], told["event"]) == (name, ["照片.png"], "ENTITY_REGISTERED")
    assert (len(told["listed"]), len(told["paged"])) == (2, 2)
    assert not set(told["listed"]) & set(told["paged"])


async def test_a_script_in_python_is_served(inspector: Portal, url: str, tmp_path: Path) -> None:
    """gql: the same, over HTTP and a WebSocket."""
    bearing = {"Authorization": f"Bearer {inspector.token}"}
    photo = tmp_path / "照片.png"
    photo.write_bytes(PNG)
    socket = WebsocketsTransport(url.replace("http", "ws"), headers=bearing, subprotocols=["graphql-transport-ws"])
    async with (
        Client(transport=HTTPXAsyncTransport(url, headers=bearing)) as over_http,
        Client(transport=socket) as over,
    ):
        first = await over_http.execute(gql(LIST))
        second = await over_http.execute(asking(LIST, after=first["entities"]["pageInfo"]["endCursor"]))
        assert [len(page["entities"]["nodes"]) for page in (first, second)] == [2, 2]
        assert first["entities"]["nodes"] != second["entities"]["nodes"]
        events = over.subscribe(gql(FEED))
        waiting = asyncio.create_task(anext(events))
        await asyncio.sleep(0.5)  # a subscription begins with what comes after it
        given = {"name": "gql 花炮厂", "kind": "ENTERPRISE", "regionCode": GUANCHENG}
        made = (await over_http.execute(asking(REGISTER, input=given)))["registerEntity"]["entity"]
        assert (await waiting)["feed"]["node"] == {"kind": "ENTITY_REGISTERED", "entity": {"name": "gql 花炮厂"}}
        await events.aclose()
        visit = {"kind": "GUIDANCE", "sector": "fireworks", "inspectedOn": TODAY.isoformat()}
        asked = asking(INSPECT, input={"entityId": made["id"], **visit, "evidenceIds": [FileVar(str(photo))]})
        answer = (await over_http.execute(asked, upload_files=True))["submitInspection"]
        assert [file["size"] for file in answer["inspection"]["files"]["nodes"]] == [len(PNG)]


def asking(document: str, **variables: Any) -> GraphQLRequest:
    return GraphQLRequest(document, variable_values=variables)


async def test_both_composers_compose_us(composed: Composed, tmp_path: Path) -> None:
    """With a subgraph that adds to our regions and refers to our entities."""
    installed(HERE)
    subgraph = tmp_path / "subgraph.graphql"
    subgraph.write_text(composed.subgraph(), "utf-8")
    told = json.loads(await printed("compose.mjs", ANJIAN_SUBGRAPH=str(subgraph)))
    assert told == {name: {"errors": [], "joined": True} for name in ("apollo", "guild")}


async def test_generated_types_compile(tmp_path: Path) -> None:
    """A portal's sample, strictly: of the types that graphql-codegen makes with our map of scalars."""
    modules = installed(HERE)
    for file in ("overdue.graphql", "overdue.ts", "tsconfig.json"):
        shutil.copy(HERE / "sample" / file, tmp_path)
    await printed("generate.mjs", ANJIAN_SAMPLE=str(tmp_path))
    await printed(str(modules / "typescript" / "bin" / "tsc"), "-p", str(tmp_path))


def test_every_scalar_has_a_type_for_generators(composed: Composed) -> None:
    """schema/scalars.json says what each is in TypeScript, and names no other."""
    own = {t.name for t in composed.graphql.type_map.values() if is_scalar_type(t) and not is_specified_scalar_type(t)}
    assert set(json.loads((HERE.parents[1] / "schema" / "scalars.json").read_text("utf-8"))) == own
