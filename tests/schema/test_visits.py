"""Who is visited by lot, what a covert visit shows and when, and what a look-back finds: through GraphQL alone."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from anjian.database.ids import UUID, uuid7
from anjian.people.model import Team, TeamKind
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import (
    GUANCHENG,
    TODAY,
    TOMORROW,
    YESTERDAY,
    Scratch,
    done,
    entity,
    refused,
    scratch,
    visit,
)

ERQI = "410103"
TRAINING = {"checklist": {"code": "TRAINING", "version": "1"}}
CROWD = {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}}
KIND = {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}}
SEEN = """query Seen($id: ID!, $visit: ID!) { entity(id: $id) { name fireworks { actualPersons } }
  node(id: $visit) { id } inspections { totalCount } hazards { totalCount nodes { id } } judgements { totalCount } }"""
DRAWN = """inspectionDraw { id seed candidates candidatesDigest
  drawn { nodes { position entity { id } team { id } } } }"""


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


async def submitted(inspector: Portal, plant: str, kind: str, *answers: Any, **more: Any) -> Any:
    given = visit(plant, *answers, kind=kind, **more)
    answer = await done(
        inspector, "submitInspection", "inspection { id hazards { nodes { id repeatOf { id } } } }", **given
    )
    return answer["inspection"]


async def test_a_covert_inspection_is_opened(office: Scratch, inspector: Portal) -> None:
    """Before, the plant learns nothing of it, by whatever way; from that day on it sees what was found and known."""
    plant = await entity(inspector, "fireworks")
    staff = await office.enterprise("周厂长", plant)
    found = await submitted(inspector, plant, "COVERT", KIND, CROWD)
    asked = {"id": plant, "visit": found["id"]}
    before = await staff.ask(SEEN, **asked)
    assert before["node"] is None
    assert [before[name]["totalCount"] for name in ("inspections", "hazards", "judgements")] == [0, 0, 0]
    assert (before["entity"]["fireworks"] or {}).get("actualPersons") is None
    assert "NOT_ALLOWED" in await refused(staff, "openInspection", inspection_id=found["id"])
    opened = await done(inspector, "openInspection", "inspection { openedOn }", inspection_id=found["id"])
    assert opened["inspection"]["openedOn"] == TODAY.isoformat()
    after = await staff.ask(SEEN, **asked)
    assert after["node"] == {"id": found["id"]}
    assert {each["id"] for each in after["hazards"]["nodes"]} == {each["id"] for each in found["hazards"]["nodes"]}
    assert after["entity"]["fireworks"]["actualPersons"] == 6
    again = {"inspection_id": found["id"]}
    assert await refused(inspector, "openInspection", **again) == {"NOTHING_TO_OPEN": ["input", "inspectionId"]}
    plain = await submitted(inspector, plant, "GUIDANCE")
    assert "NOTHING_TO_OPEN" in await refused(inspector, "openInspection", inspection_id=plain["id"])


async def closed(inspector: Portal, staff: Portal, hazard: str) -> None:
    """A general hazard, mended and closed on the plant's own word."""
    mended = {"measures": "补贴标志", "rectified_on": TODAY, "evidence": ["照片1"]}
    await done(staff, "submitRectification", "hazard { id }", hazard_id=hazard, **mended)
    await done(inspector, "closeHazard", "hazard { id }", hazard_id=hazard)


async def test_what_a_look_back_finds(office: Scratch, inspector: Portal) -> None:
    """One hazard came back and is counted as such, one stayed mended, and what nobody looked at stays open."""
    plant = await entity(inspector, "fireworks")
    staff = await office.enterprise("周厂长", plant)
    items = ("TRAINING-01", "TRAINING-02", "TRAINING-03")
    failed = [{"item": item, "result": "FAIL"} for item in items]
    seen = await submitted(inspector, plant, "ENFORCEMENT", *failed, signers=["王五", "赵六"], **TRAINING)
    hazards = [each["id"] for each in seen["hazards"]["nodes"]]
    assert len(hazards) == 3
    given = {"hazard_id": hazards[0], "due_on": TOMORROW}
    assert await refused(inspector, "planLookBack", **given) == {"HAZARD_NOT_CLOSED": ["input", "hazardId"]}
    for hazard in hazards:
        await closed(inspector, staff, hazard)
        await done(inspector, "planLookBack", "lookBack { id outcome }", hazard_id=hazard, due_on=TOMORROW)
    assert await refused(inspector, "planLookBack", **given) == {"LOOK_BACK_PLANNED": ["input", "hazardId"]}
    assert "DUE_DATE_IN_THE_PAST" in await refused(inspector, "planLookBack", **given | {"due_on": YESTERDAY})
    item_of = await items_of(inspector, hazards)
    results = dict(zip(items, ("FAIL", "PASS", "NOT_CHECKED"), strict=True))
    answers = [{"item": item, "result": result} for item, result in results.items()]
    looked = await submitted(inspector, plant, "LOOK_BACK", *answers, **TRAINING)
    told = await inspector.ask(
        "query Q($in: [LookBackOutcome!]) { lookBacks(first: 10, filter: { outcome: { in: $in } }) {"
        " totalCount nodes { outcome hazard { itemCode } inspection { id } } } }"
    )
    outcomes = {each["hazard"]["itemCode"]: each["outcome"] for each in told["lookBacks"]["nodes"]}
    assert outcomes == {"TRAINING-01": "CAME_BACK", "TRAINING-02": "STAYED_MENDED", "TRAINING-03": None}
    (back,) = looked["hazards"]["nodes"]
    assert item_of[back["repeatOf"]["id"]] == "TRAINING-01"
    assert {each["inspection"] and each["inspection"]["id"] for each in told["lookBacks"]["nodes"]} == {
        None,
        looked["id"],
    }
    counted = await inspector.ask("{ lookBacks(filter: { outcome: { eq: CAME_BACK } }) { totalCount } }")
    assert counted["lookBacks"]["totalCount"] == 1


async def items_of(inspector: Portal, hazards: list[str]) -> dict[str, str]:
    told = await inspector.ask(
        "query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on Hazard { id itemCode } } }", ids=hazards
    )
    return {each["id"]: each["itemCode"] for each in told["nodes"]}


async def test_a_draw_can_be_drawn_again(office: Scratch, inspector: Portal) -> None:
    """With the seed alone: each candidate's lot is a digest, the lowest are drawn, no team goes to its own county."""
    plants = [await entity(inspector, "transport", name=f"运输公司{number}") for number in range(6)]
    home, away = [Team(id=uuid7(), name=f"组{code}", **OF_TEAMS, region_code=code) for code in (GUANCHENG, ERQI)]
    for team in (home, away):
        await office.add(team)
    given = {"region_code": "4101", "sector": "transport", "count": 4, "seed": "03 11 17 22 29 33", **SOURCE}
    teams = {"team_ids": [f"Team:{home.id}", f"Team:{away.id}"]}
    draw = (await done(inspector, "drawInspections", DRAWN, **given, **teams))["inspectionDraw"]
    ids = [plant.partition(":")[2] for plant in plants]
    lots = sorted(ids, key=lambda id_: hashlib.sha256(f"{given['seed']}:{id_}".encode()).hexdigest())
    assert [each["entity"]["id"].partition(":")[2] for each in draw["drawn"]["nodes"]] == lots[:4]
    assert {each["team"]["id"] for each in draw["drawn"]["nodes"]} == {f"Team:{away.id}"}
    assert draw["candidates"] == 6
    assert draw["candidatesDigest"] == hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()
    alone = (await done(inspector, "drawInspections", DRAWN, **given | {"count": 1000}))["inspectionDraw"]
    assert [each["team"] for each in alone["drawn"]["nodes"]] == [None] * 6
    await is_seen_by_officials_only(office, plants[0], draw["id"])


OF_TEAMS: dict[str, Any] = {"kind": TeamKind.SUPERVISION, "formed_on": TODAY}
SOURCE = {"seed_source": "双色球第 2026137 期"}


async def is_seen_by_officials_only(office: Scratch, plant: str, draw: str) -> None:
    """Who may be visited is not told to whoever may be visited."""
    staff = await office.enterprise("吴经理", plant)
    told = await staff.ask("query Q($id: ID!) { inspectionDraws { totalCount } node(id: $id) { id } }", id=draw)
    assert told == {"inspectionDraws": {"totalCount": 0}, "node": None}


async def test_what_a_draw_needs(inspector: Portal) -> None:
    """A count, a sector and a region with somebody in it, and teams that are there."""
    given = {"region_code": "4101", "sector": "transport", "count": 0, "seed": "1", **SOURCE}
    nobody = f"Team:{UUID(int=1)}"
    assert await refused(inspector, "drawInspections", **given, team_ids=[nobody]) == {
        "COUNT_WRONG": ["input", "count"],
        "NOT_FOUND": ["input", "teamIds", "0"],
    }
    assert "NOBODY_TO_DRAW" in await refused(inspector, "drawInspections", **given | {"count": 1, "region_code": "46"})
    assert "UNKNOWN_SECTOR" in await refused(inspector, "drawInspections", **given | {"count": 1, "sector": "space"})
