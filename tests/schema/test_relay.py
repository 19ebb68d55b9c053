"""What Relay expects of a store: records found again by id, and new ones as edges that take their place in a list."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import PLANT, Scratch, done, payload, scratch

EDGE = "entity { id } entityEdge { cursor node { id name } }"


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


async def test_a_new_record_takes_its_place_in_the_list(inspector: Portal) -> None:
    """Its edge is the one that the list would show, so that a page reads on from it."""
    edges = [
        (await done(inspector, "registerEntity", EDGE, **PLANT | {"name": f"花炮厂{name}"}))["entityEdge"]
        for name in "乙甲丙"
    ]
    told = await inspector.ask("{ entities { edges { cursor node { id name } } } }")
    listed = told["entities"]["edges"]
    assert sorted(edges, key=listed.index) == listed
    at = listed[0]["cursor"]
    after = await inspector.ask(
        "query Q($at: Cursor) { entities(after: $at) { edges { cursor node { id name } } } }", at=at
    )
    assert after["entities"]["edges"] == listed[1:]
    again = await inspector.ask("query Q($id: ID!) { node(id: $id) { id } }", id=listed[0]["node"]["id"])
    assert again["node"]["id"] == listed[0]["node"]["id"]


async def test_what_was_refused_has_no_place(inspector: Portal) -> None:
    answer = await payload(inspector, "registerEntity", EDGE, **PLANT | {"name": " "})
    assert (answer["entity"], answer["entityEdge"]) == (None, None)
    assert answer["userErrors"]
