"""A portal draws the forms and result pages of sectors it never heard of, from what the API tells of them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.schema import form_walk as portal
from tests.schema.scratch import Scratch, entity, scratch

RESULT = """query Result($id: ID!) { inspection(id: $id) {
  checklist { title }
  answers(first: 100) { totalCount nodes { result item { content } } }
  hazards(first: 100) { nodes { level title } }
  judgements(first: 100) { nodes {
    verdict
    rule { title words binds clause { standard item } condition { op text } }
    missing missingFacts { nodes { name title unit items(first: 1) { nodes { content checklist { title } } } } }
    explanation { text facts { label value unit } condition { op holds text of { op holds text facts } } } } } } }"""
TRUTH = {"MAJOR": True, "NOT_MAJOR": False, "UNDECIDED": None}


@pytest_asyncio.fixture
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


async def test_every_sector_is_inspected_by_what_the_api_tells_of_it(office: Scratch) -> None:
    """Every item of every checklist is drawn, answered and read back; each kind of verdict is met on the way."""
    inspector = await office.official("王五")
    pages, seen = [], set()
    for sector in await portal.sectors(inspector):
        site = await entity(inspector, sector.name)
        for checklist in await portal.checklists(inspector, sector.name):
            items = await portal.items(inspector, checklist)
            for result in ("PASS", "FAIL") if checklist["code"] not in seen else ():  # common ones are of every sector
                given = list(portal.answers(items, result))
                visit = await portal.inspected(inspector, site, sector.name, checklist, given)
                pages.append((await inspector.ask(RESULT, id=visit))["inspection"])
                assert pages[-1]["answers"]["totalCount"] == len(items)
                assert bool(pages[-1]["hazards"]["nodes"]) or result == "PASS"
                known = await portal.profile(inspector, site, sector)
                assert {field for answer in given for field in answer["values"] if known[field] is None} == set()
            seen.add(checklist["code"])
    assert {len(page["checklist"]["title"]) > 0 for page in pages} == {True}
    assert {bool(answer["item"]["content"]) for page in pages for answer in page["answers"]["nodes"]} == {True}
    judged = [one for page in pages for one in page["judgements"]["nodes"]]
    assert {one["verdict"] for one in judged} == TRUTH.keys()
    assert [one for one in judged if not explained(one)] == []


def explained(judged: portal.Json) -> bool:
    """Its rule can be drawn and said, its verdict is that of the drawn explanation, and what is missing has a label."""
    rule, reason = judged["rule"]["condition"], judged["explanation"]["condition"]
    missing = {fact["name"] for fact in judged["missingFacts"]["nodes"] if fact["title"]}
    return (
        reason["holds"] is TRUTH[judged["verdict"]]
        and reason["op"] == rule["op"]
        and missing == set(judged["missing"])
        and bool(judged["rule"]["words"] and judged["explanation"]["text"])
    )


async def test_every_form_offers_what_is_accepted(office: Scratch) -> None:
    """Whatever the JSON Schema of a profile or of a ledger's line lets in can be recorded, and is read back."""
    inspector = await office.official("王五")
    for sector in await portal.sectors(inspector):
        site = await entity(inspector, sector.name)
        facts = await portal.recorded(inspector, site, sector)
        known = await portal.profile(inspector, site, sector)
        assert {field for field in facts if known[field] is None} == set()
        assert [await portal.kept(inspector, site, sector, ledger) for ledger in sector.ledgers] == [1] * len(
            sector.ledgers
        )
