"""A federation gateway composes our schema and fetches records by key: each by itself, within the viewer's reach."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
import pytest_asyncio
from graphql import build_ast_schema, parse

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import FOUND, GUANCHENG, Scratch, done, entity, scratch

BATCH = """query Batch($of: [_Any!]!) { _entities(representations: $of) { __typename
  ... on Entity { name region { code } } ... on Hazard { title } ... on Region { name } } }"""


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


@pytest_asyncio.fixture(scope="module")
async def plant(inspector: Portal) -> str:
    return await entity(inspector, "fireworks", region_code=GUANCHENG)


async def fetched(portal: Portal, *of: Any) -> Mapping[str, Any]:
    return await portal.response(BATCH, of=list(of))


async def test_a_batch_is_answered_in_its_order(inspector: Portal, plant: str) -> None:
    """Several types at once, one of them twice; what else a representation says is not believed."""
    liar = {"__typename": "Entity", "id": plant, "name": "别的名字", "regionCode": "11"}
    answer = await fetched(
        inspector, {"__typename": "Region", "code": "410000"}, liar, {"__typename": "Region", "id": "Region:4101"}, liar
    )
    region, one, city, two = answer["data"]["_entities"]
    assert (region, city["name"]) == ({"__typename": "Region", "name": "河南省"}, "郑州市")
    assert one == two
    assert (one["__typename"], one["region"]["code"]) == ("Entity", GUANCHENG)
    assert one["name"] != "别的名字"


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "Entity",
        {},
        {"__typename": "Entity"},
        {"__typename": "Person", "id": "Person:1"},
        {"__typename": "Entity", "id": "Hazard:1:2"},
        {"__typename": "Entity", "id": ["x"]},
        {"__typename": ["Entity"], "id": "x"},
        {"__typename": "Region", "code": "４１"},
        {"__typename": "Region", "code": "\0"},
        {"__typename": "Hazard", "id": "Hazard:\ud800:x"},
    ],
)
async def test_a_wrong_one_is_answered_alone(inspector: Portal, plant: str, wrong: Any) -> None:
    """With its own place and code, in the words of the reader; its neighbours have their records."""
    right = {"__typename": "Entity", "id": plant}
    if wrong is None:
        assert await inspector.codes(BATCH, of=[right, wrong]) == ["BAD_VARIABLES"]
        return
    answer = await fetched(inspector, wrong, right)
    (error,) = answer["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["_entities", 0], "REPRESENTATION_WRONG")
    assert [each and each["__typename"] for each in answer["data"]["_entities"]] == [None, "Entity"]


async def test_what_is_absent_or_out_of_reach_is_null(office: Scratch, inspector: Portal, plant: str) -> None:
    """Without an error: nobody learns of a record that is not theirs to see."""
    elsewhere = await office.official("赵六", region_code="11")
    nobody = "Entity:00000000-0000-0000-0000-000000000001"
    for portal, id_ in ((elsewhere, plant), (inspector, nobody)):
        assert await fetched(portal, {"__typename": "Entity", "id": id_}) == {"data": {"_entities": [None]}}


async def test_a_batch_is_bounded(inspector: Portal) -> None:
    region = {"__typename": "Region", "code": "41"}
    assert len((await fetched(inspector, *[region] * 1000))["data"]["_entities"]) == 1000
    assert await inspector.codes(BATCH, of=[region] * 1001) == ["PAGE_SIZE"]
    nested = BATCH.replace("name }", "children { nodes { name } } }")
    assert await inspector.codes(nested, of=[region] * 501) == ["TOO_MUCH"]
    assert (await fetched(inspector))["data"]["_entities"] == []


async def test_a_gateway_is_told_the_keys(inspector: Portal) -> None:
    """SDL that parses and builds, of a version both common composers take, without the machinery it brings itself."""
    sdl = (await inspector.ask("{ _service { sdl } }"))["_service"]["sdl"]
    for said in (
        'specs.apollo.dev/federation/v2.7"',
        'type Region implements Node @key(fields: "code") @key(fields: "id") {',
        'type Hazard implements Node @key(fields: "id") {',
        "type PageInfo @shareable {",
    ):
        assert said in sdl
    assert "_entities" not in sdl
    built = build_ast_schema(parse(sdl), assume_valid_sdl=True)
    assert built.query_type is not None
    assert "hazards" in built.query_type.fields


async def test_a_hazard_is_found_by_its_key(inspector: Portal, plant: str) -> None:
    hazard = (await done(inspector, "reportHazard", "hazard { id }", entity_id=plant, **FOUND))["hazard"]["id"]
    answer = await fetched(inspector, {"__typename": "Hazard", "id": hazard})
    assert answer == {"data": {"_entities": [{"__typename": "Hazard", "title": "通道堵塞"}]}}
