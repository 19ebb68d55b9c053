"""Who is visited by lot, what a covert visit shows and when, and what a look-back finds: through GraphQL alone."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest_asyncio

from anjian.access.model import Role
from anjian.database.ids import UUID, uuid7
from anjian.people.model import Organization, OrganizationKind, Person, PersonKind, Team, TeamKind
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


SIGNED = {"signed_leading": "赵局长", "signed_inspecting": "王五", "signed_inspected": "周厂长"}
NUMBERED = "opinion { number signedInspected refusal inspection { id } }"


async def test_an_opinion_is_numbered_and_signed_three_times(office: Scratch, inspector: Portal) -> None:
    """Its body counts without a gap; what falls through takes no number, and a refusal to sign is told in its place."""
    plant = await entity(inspector, "fireworks")
    visits = [(await submitted(inspector, plant, "GUIDANCE"))["id"] for _ in range(2)]
    given = {"content": "通道堵塞，请于三日内清理", **SIGNED}
    told = await done(inspector, "issueOpinion", NUMBERED, inspection_id=visits[0], **given)
    assert told["opinion"]["number"] == f"〔{TODAY.year}〕1号"
    assert told["opinion"]["signedInspected"] == "周**"
    assert await refused(inspector, "issueOpinion", inspection_id=visits[0], **given) == {
        "OPINION_ISSUED": ["input", "inspectionId"]
    }
    twice = given | {"signed_inspecting": " 赵局长"}
    assert await refused(inspector, "issueOpinion", inspection_id=visits[1], **twice) == {
        "SIGNED_TWICE": ["input", "signedInspecting"]
    }
    nobody = {name: value for name, value in given.items() if name != "signed_inspected"}
    assert "SIGNATURE_MISSING" in await refused(inspector, "issueOpinion", inspection_id=visits[1], **nobody)
    refusing = nobody | {"refusal": "负责人拒签，两名检查人员在场"}
    told = await done(inspector, "issueOpinion", NUMBERED, inspection_id=visits[1], **refusing)
    assert told["opinion"]["number"] == f"〔{TODAY.year}〕2号"
    staff = await office.enterprise("周厂长", plant)
    (first, *_) = (await staff.ask("{ opinions { nodes { number signedInspected } } }"))["opinions"]["nodes"][-1:]
    assert first["signedInspected"] == "周厂长"


async def test_an_opinion_does_not_give_a_covert_visit_away(inspector: Portal) -> None:
    plant = await entity(inspector, "fireworks")
    seen = {"inspection_id": (await submitted(inspector, plant, "COVERT", KIND, CROWD))["id"]}
    given = {"content": "超员", **SIGNED}
    assert "OPINION_BEFORE_OPENING" in await refused(inspector, "issueOpinion", **seen, **given)
    await done(inspector, "openInspection", "inspection { id }", **seen)
    await done(inspector, "issueOpinion", NUMBERED, **seen, **given)
    own = {"inspection_id": (await submitted(inspector, plant, "SELF_INSPECTION"))["id"]}
    assert "OPINION_NOT_HERE" in await refused(inspector, "issueOpinion", **own, **given)


POSTED = """inspection { postedOn postingDueOn principal }"""
UNPOSTED = """query Q($on: DateFilter) {
  figures(names: [SELF_INSPECTIONS_UNPOSTED, SELF_INSPECTIONS_POSTED], filter: { on: $on }) {
    rows { values { value } }
  }
}"""


async def test_a_self_inspection_is_posted_monthly(office: Scratch, inspector: Portal) -> None:
    """Signed by the principal and on the wall by the 30th; what is not by then is counted until it is."""
    plant = await entity(inspector, "fireworks")
    staff = await office.enterprise("周厂长", plant)
    long_ago = TODAY - timedelta(days=40)
    seen = {"inspection_id": (await submitted(staff, plant, "SELF_INSPECTION", inspected_on=long_ago))["id"]}
    on = {"on": {"eq": long_ago.isoformat()}}
    assert values(await inspector.ask(UNPOSTED, **on)) == ["1", "0"]
    given = {"principal": "周大海", "posted_on": TODAY, "place": "厂门口公告栏"}
    assert await refused(staff, "postSelfInspection", **seen, **given | {"posted_on": TOMORROW}) == {
        "DATE_IN_THE_FUTURE": ["input", "postedOn"]
    }
    early = given | {"posted_on": long_ago - timedelta(days=1)}
    assert "POSTED_BEFORE_INSPECTED" in await refused(staff, "postSelfInspection", **seen, **early)
    told = await done(staff, "postSelfInspection", POSTED, **seen, **given)
    assert told["inspection"]["postedOn"] == TODAY.isoformat()
    assert told["inspection"]["principal"] == "周大海"
    assert "POSTED_ALREADY" in await refused(staff, "postSelfInspection", **seen, **given)
    assert values(await inspector.ask(UNPOSTED, **on)) == ["0", "1"]
    guided = {"inspection_id": (await submitted(inspector, plant, "GUIDANCE"))["id"]}
    assert "NOT_A_SELF_INSPECTION" in await refused(staff, "postSelfInspection", **guided, **given)


def values(told: Any) -> list[str]:
    return [each["value"] for each in told["figures"]["rows"][0]["values"]]


LEADERS = """query Q($on: Date) {
  visitMinimums { nodes { perMonth ended leaders(on: $on) { name done short } } }
}"""


async def test_leaders_visit_so_often_a_month(office: Scratch, inspector: Portal) -> None:
    """A minimum for each leader of a body; who has fewer visits in a month is short by the rest."""
    body = Organization(id=uuid7(), name="某镇政府", kind=OrganizationKind.GOVERNMENT, region_code=GUANCHENG)
    await office.add(body)
    department = await office.official("钱七", Role.DEPARTMENT)
    for name in ("孙镇长", "李书记"):
        person = Person(id=uuid7(), name=name, kind=PersonKind.LEADER, region_code=GUANCHENG, organization_id=body.id)
        leader = await office.bearer(person, Role.INSPECTOR)
    given = {"organization_id": f"Organization:{body.id}", "source": "镇方案"}
    assert "PER_MONTH_WRONG" in await refused(department, "setVisitMinimum", **given, per_month=0)
    for number in (2, 3):
        await done(department, "setVisitMinimum", "visitMinimum { id }", **given, per_month=number)
    plant = await entity(leader, "fireworks")
    await submitted(leader, plant, "LEADER_LED")
    told = (await department.ask(LEADERS))["visitMinimums"]["nodes"]
    (now,) = [each for each in told if not each["ended"]]
    assert now["perMonth"] == 3
    assert {(each["name"], each["done"], each["short"]) for each in now["leaders"]} == {
        ("孙镇长", 0, 3),
        ("李书记", 1, 2),
    }
    past = (await department.ask(LEADERS, on="2020-02-01"))["visitMinimums"]["nodes"]
    assert {each["short"] for minimum in past if not minimum["ended"] for each in minimum["leaders"]} == {3}
    staff = await office.enterprise("周厂长", plant)
    assert (await staff.ask(LEADERS))["visitMinimums"]["nodes"] == []


TEAM = "team { id seed members { nodes { name } } }"


async def test_a_team_has_experts_of_each_specialty(office: Scratch, inspector: Portal) -> None:
    """Named or drawn by a public seed; one who is bound to an entity to be visited is neither."""
    plant = await entity(inspector, "fireworks")
    bank = {}
    for name in ("电一", "电二", "电三", "火一"):
        specialty = "电气" if name[0] == "电" else "烟花爆竹"
        person = Person(id=uuid7(), name=name, kind=PersonKind.EXPERT, region_code=GUANCHENG, specialties=[specialty])
        bank[name] = await office.bearer(person, Role.EXPERT), person.id
    await done(bank["电三"][0], "declareConflict", "conflict { reason }", entity_id=plant, reason="曾任顾问")
    given = {"name": "专家组", "kind": "EXPERT", "avoids": [plant]}
    seats = [{"specialty": "电气", "count": 2}, {"specialty": "烟花爆竹", "count": 1}]
    assert await refused(inspector, "formTeam", **given, seats=seats) == {"EXPERTS_MISSING": ["input", "seats", "1"]}
    assert await refused(inspector, "formTeam", **given, seats=[{"specialty": "电气", "count": 3}], seed="7") == {
        "EXPERTS_MISSING": ["input", "seats", "0"]
    }
    bound = {"member_ids": [f"Person:{bank['电三'][1]}"]}
    assert "CONFLICT_OF_INTEREST" in await refused(inspector, "formTeam", **given, **bound)
    named = {"member_ids": [f"Person:{bank['电二'][1]}"]}
    team = (await done(inspector, "formTeam", TEAM, **given, **named, seats=seats, seed="03 11 17"))["team"]
    assert team["seed"] == "03 11 17"
    assert {each["name"] for each in team["members"]["nodes"]} == {"电一", "电二", "火一"}
    places = await inspector.ask(
        "query Q($id: ID!) { teamMembers(filter: { team: { id: { eq: $id } } }) { nodes { seat } } }", id=team["id"]
    )
    assert sorted(each["seat"] for each in places["teamMembers"]["nodes"]) == ["烟花爆竹", "电气", "电气"]
    assert "TEAM_SIZE_WRONG" in await refused(inspector, "formTeam", name="空组", kind="EXPERT")
