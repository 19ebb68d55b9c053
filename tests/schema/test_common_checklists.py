"""Checklists of no one sector: used in each, and what fails is a general hazard in the item's words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from anjian.plugin_host import State
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import Scratch, done, entity, refused, scratch, visit
from tests.schema.strangers import Site

TRAINING = {"checklist": {"code": "TRAINING", "version": "1"}}
FAILED = {"item": "TRAINING-04", "result": "FAIL"}
PASSED = {"item": "TRAINING-01", "result": "PASS"}
FOUND = "inspection { checklist { code sector } hazards { nodes { level title description sector itemCode } } }"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


@pytest_asyncio.fixture
async def office(site: Site, fresh_database: FreshDatabase) -> AsyncIterator[Scratch]:
    site.install("tanks")
    async with scratch(fresh_database(), site.host()) as made:
        yield made


@pytest.mark.parametrize("sector", ["fireworks", "tanks"])
async def test_a_common_checklist_suits_every_sector(office: Scratch, sector: str) -> None:
    """One list for all: the failed item becomes a general hazard of the sector that was inspected."""
    inspector = await office.official("王五")
    place = await entity(inspector, sector)
    given = visit(place, FAILED, PASSED, sector=sector, **TRAINING)
    answer = await done(inspector, "submitInspection", FOUND, **given)
    assert answer["inspection"] == {
        "checklist": {"code": "TRAINING", "sector": None},
        "hazards": {
            "nodes": [
                {
                    "level": "GENERAL",
                    "title": "没证、假证、过期",
                    "description": "停止作业，换证",
                    "sector": sector,
                    "itemCode": "TRAINING-04",
                }
            ]
        },
    }


async def test_common_items_take_no_facts(office: Scratch) -> None:
    """A value entered with such an answer has no place to go and is refused."""
    inspector = await office.official("王五")
    place = await entity(inspector, "fireworks")
    given = visit(place, FAILED | {"values": {"actualPersons": 3}}, **TRAINING)
    assert "ANSWER_VALUE_NOT_ASKED" in await refused(inspector, "submitInspection", **given)


async def test_the_list_of_checklists_tells_them_apart(office: Scratch) -> None:
    """A portal finds the common ones by their empty sector; a sector lists its own alone."""
    asked = """{
      common: checklists(filter: { sector: { isNull: true } }) { nodes { code sector items(first: 1) { totalCount } } }
      fireworks { checklists { nodes { code } } }
      plugins { name state provides { checklists items } }
    }"""
    answer = await (await office.official("王五")).ask(asked)
    counts = {one["code"]: one["items"]["totalCount"] for one in answer["common"]["nodes"]}
    assert counts == {"HOT_WORK": 11, "OUTSOURCING": 10, "TRAINING": 10, "EMERGENCY": 11, "KEY_SYSTEMS": 12}
    assert [one["code"] for one in answer["fireworks"]["checklists"]["nodes"]] == ["FIREWORKS-2017"]
    [common] = [one["provides"] for one in answer["plugins"] if one["name"] == "common"]
    assert common == {"checklists": 5, "items": 54}


ASKING = 'checklists=[Checklist("C", "1", Title("表", "List"), (item("1"),))]'


def test_a_common_item_that_observes_is_refused(site: Site) -> None:
    """Facts are those of one sector, so an item for all sectors cannot make them known."""
    site.install("tanks", ASKING)
    [tanks] = [one for one in site.host().report.plugins if one.name == "tanks"]
    assert tanks.state is State.INVALID
    assert "licensed" in tanks.problems[0].words.zh


async def test_a_checklist_names_its_basis(portal: Portal) -> None:
    """And says so where the official text was not compared; the checklist of a sector rests on its rules."""
    answer = await portal.ask("{ checklists(first: 100) { nodes { code sector basis } } }")
    found = answer["checklists"]["nodes"]
    assert {each["sector"] is None for each in found if each["basis"]} == {True}
    (training,) = (each["basis"] for each in found if each["code"] == "TRAINING")
    assert (
        training == "《安全生产法》第21条第3项、第28条；生产经营单位安全培训规定（总局令第3号）（凭记忆，未核对原文）"
    )
