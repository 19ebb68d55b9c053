"""A major fireworks hazard from registration to close-out, as portals write and read it: through GraphQL alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest_asyncio

from anjian.access.model import Role
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import (
    FOUND,
    MENDED,
    PLANNED,
    PROTECTED,
    REPORTED,
    RULED,
    SIGNERS,
    TODAY,
    TOMORROW,
    Scratch,
    done,
    entity,
    in_english,
    refused,
    scratch,
)

HAZARD = "hazard { id stage version }"
STORY = """
query Story($id: ID!) { hazard(id: $id) {
  title level stage dueOn rectifiedOn closedOn version itemCode
  entity { name fireworks { actualPersons approvedPersons businessKind } }
  judgement { verdict missing edition item facts
    rule { code title clause { standard title item } }
    explanation { text facts { name label value source { on inspection { kind inspectedOn } } } } }
  rectifications { nodes { measures submittedBy { name } } }
  acceptances { nodes { outcome opinion signers acceptedBy { name } } }
  actions { nodes { kind documentNo dueOn } }
  timeline(first: 20) { nodes { kind actor { name } } }
} }
"""
TOLD = """
query Told($id: ID!) { hazard(id: $id) { judgement {
  rule { title clause { item } } explanation { text facts { label value } } } } }
"""


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


async def inspected(inspector: Portal, plant: str) -> Any:
    """The visit that finds six people in a workshop approved for four, and an item that fails otherwise."""
    answers = [
        {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}},
        {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}},
    ]
    return await done(
        inspector,
        "submitInspection",
        "inspection { id hazards { nodes { id title level stage version } } answers { nodes { itemCode result } } }",
        entity_id=plant,
        kind="ENFORCEMENT",
        sector="fireworks",
        inspected_on=TODAY,
        checklist={"code": "FIREWORKS-2017", "version": "1"},
        answers=answers,
        signers=["王五", "赵六"],
        document_no="应急检记〔2026〕1号",
    )


async def order(portal: Portal, hazard: str, **more: Any) -> Any:
    given = {"due_on": TOMORROW, "document_no": "应急责改〔2026〕1号", "basis": "安全生产法第六十五条", **more}
    return await done(portal, "orderRectification", HAZARD + " action { kind dueOn }", hazard_id=hazard, **given)


async def mend(portal: Portal, hazard: str, **more: Any) -> Any:
    given = {**MENDED, **more}
    return await done(portal, "submitRectification", HAZARD, hazard_id=hazard, **given)


def decision(hazard: str, opinion: str) -> dict[str, Any]:
    signed = {"signer_ids": SIGNERS, "decided_on": TODAY, "evidence": ["照片2"]}
    return {"hazard_id": hazard, "opinion": opinion, **signed}


async def test_the_whole_life_of_a_major_hazard(office: Scratch) -> None:
    """Found by a rule, ordered mended, mended, sent back, mended again, accepted by others, closed."""
    inspector, other = await office.official("王五"), await office.official("钱七")
    plant = await entity(inspector, "fireworks")
    staff = await office.enterprise("周厂长", plant)
    await done(
        staff,
        "recordFacts",
        "entity { id }",
        entity_id=plant,
        sector="fireworks",
        true_on=TODAY,
        facts={"licenseExpired": False},
    )
    visit = await inspected(inspector, plant)
    (found,) = visit["inspection"]["hazards"]["nodes"]
    assert (found["level"], found["stage"], found["version"]) == ("MAJOR", "REGISTERED", 1)
    hazard = found["id"]
    ordered = await order(inspector, hazard, expected_version=1)
    assert ordered == {
        "hazard": {"id": hazard, "stage": "RECTIFYING", "version": 2},
        "action": {"kind": "ORDER_TIMED", "dueOn": TOMORROW.isoformat()},
    }
    assert (await mend(staff, hazard, expected_version=2))["hazard"]["stage"] == "AWAITING_ACCEPTANCE"
    rejected = await done(other, "rejectRectification", HAZARD, **decision(hazard, "仍有五人"))
    assert rejected["hazard"] == {"id": hazard, "stage": "RECTIFYING", "version": 4}
    await mend(staff, hazard, measures="撤出两人并加装门禁")
    assert "HAZARD_NOT_ACCEPTED" in await refused(inspector, "closeHazard", hazard_id=hazard)
    accepted = await done(other, "acceptRectification", HAZARD, **decision(hazard, "现场四人"))
    assert accepted["hazard"] == {"id": hazard, "stage": "ACCEPTED", "version": 6}
    closed = await done(inspector, "closeHazard", HAZARD, hazard_id=hazard, expected_version=6)
    assert closed["hazard"] == {"id": hazard, "stage": "CLOSED", "version": 7}
    told = (await inspector.ask(STORY, id=hazard))["hazard"]
    tells_the_story(told)
    tells_why(told["judgement"])
    await tells_it_in_english(in_english(inspector), hazard)
    await is_counted(inspector)


def tells_the_story(told: Any) -> None:
    today = TODAY.isoformat()
    assert (told["stage"], told["rectifiedOn"], told["closedOn"]) == ("CLOSED", today, today)
    assert told["itemCode"] == "FW-04"
    assert told["entity"] == {
        "name": "管城花炮厂",
        "fireworks": {"actualPersons": 6, "approvedPersons": 4, "businessKind": "PRODUCER"},
    }
    assert [event["kind"] for event in told["timeline"]["nodes"]] == [
        "HAZARD_CLOSED",
        "RECTIFICATION_ACCEPTED",
        "RECTIFICATION_SUBMITTED",
        "RECTIFICATION_REJECTED",
        "RECTIFICATION_SUBMITTED",
        "RECTIFICATION_ORDERED",
        "HAZARD_FOUND",
    ]
    assert [event["actor"]["name"] for event in told["timeline"]["nodes"]][:3] == ["王五", "钱七", "周**"]
    assert sorted(one["measures"] for one in told["rectifications"]["nodes"]) == ["撤出两人并加装门禁", "撤出多余人员"]
    assert {one["outcome"]: one["acceptedBy"]["name"] for one in told["acceptances"]["nodes"]} == {
        "REJECTED": "钱七",
        "ACCEPTED": "钱七",
    }
    assert [action["kind"] for action in told["actions"]["nodes"]] == ["ORDER_TIMED"]


def tells_why(judgement: Any) -> None:
    assert (judgement["verdict"], judgement["missing"], judgement["item"]) == ("MAJOR", [], "第4项")
    assert judgement["rule"]["code"] == "FIREWORKS-2017-04"
    assert judgement["rule"]["clause"]["item"] == "第4项"
    assert judgement["rule"]["clause"]["standard"] == "安监总管三〔2017〕121号 附件2"
    assert judgement["facts"]["actual_persons"] == 6
    known = {fact["label"]: fact["value"] for fact in judgement["explanation"]["facts"]}
    assert (known["实有人数"], known["核定人数"]) == ("6", "4")
    sources = [fact["source"] for fact in judgement["explanation"]["facts"] if fact["label"] == "实有人数"]
    assert sources == [
        {"on": TODAY.isoformat(), "inspection": {"kind": "ENFORCEMENT", "inspectedOn": TODAY.isoformat()}}
    ]
    assert "实有人数" in judgement["explanation"]["text"]


async def tells_it_in_english(portal: Portal, hazard: str) -> None:
    told = (await portal.ask(TOLD, id=hazard))["hazard"]["judgement"]
    assert told["rule"]["title"] == "More people in a workshop or magazine than approved"
    known = {fact["label"]: fact["value"] for fact in told["explanation"]["facts"]}
    assert (known["People present"], known["People approved"]) == ("6", "4")
    assert "People present" in told["explanation"]["text"]


async def is_counted(portal: Portal) -> None:
    """The figures of today count it, and open into it."""
    answer = await portal.ask(
        """{ figures(names: [VISITS, MAJOR_HAZARDS_FOUND, MAJOR_HAZARDS_CLOSED, ORDERS_ISSUED],
        filter: { region: { under: "410104" } }) { rows { values { name value } } }
        hazards(filter: { figure: { name: MAJOR_HAZARDS_FOUND, filter: { region: { under: "410104" } } } }) {
          nodes { entity { name } } } }"""
    )
    (row,) = answer["figures"]["rows"]
    counted = {value["name"]: int(value["value"]) for value in row["values"]}
    assert counted == {"VISITS": 1, "MAJOR_HAZARDS_FOUND": 1, "MAJOR_HAZARDS_CLOSED": 1, "ORDERS_ISSUED": 1}
    assert answer["hazards"]["nodes"] == [{"entity": {"name": "管城花炮厂"}}]


PAPERS = """
query Papers($id: ID!) { hazard(id: $id) {
  level stage dueOn place evidence finder { name } acceptanceDueOn
  assessments { nodes { levelBefore level grounds ruling rules { nodes { code } }
    submittedBy { name } ruledBy { name } } }
  majorReports { nodes { stateAndCause dangerAndDifficulty proposal reportedOn } }
  plans { nodes { ruling goal responsible measures fundsYuan dueOn emergencyPlan opinion ruledBy { name } } }
  protections { nodes { measures evacuated stopped takenOn } }
  extensions { nodes { reason dueBefore dueOn ruling } }
  rectifications { nodes { evaluation } }
  acceptances { nodes { signers signedBy { nodes { name } } } }
} }
"""


async def test_the_planned_way_of_a_major_hazard(office: Scratch) -> None:
    """Suspected by the enterprise, confirmed, told, planned, protected, given more time, mended, accepted, closed."""
    leader = await office.official("局长", Role.DEPARTMENT)
    inspector = await office.official("王五")
    plant = await entity(inspector, "fireworks")
    staff = await office.enterprise("周厂长", plant)
    found = await done(staff, "reportHazard", HAZARD, entity_id=plant, suspected_major=True, **FOUND)
    of = {"hazard_id": found["hazard"]["id"]}
    later = TODAY + timedelta(days=20)
    steps: list[tuple[Portal, str, dict[str, Any]]] = [
        (inspector, "confirmLevel", RULED),
        (staff, "reportMajorHazard", REPORTED),
        (staff, "submitPlan", PLANNED),
        (leader, "approvePlan", RULED),
        (staff, "recordProtection", PROTECTED),
        (staff, "requestExtension", {"reason": "设备未到", "due_on": later}),
        (leader, "approveExtension", RULED),
        (staff, "submitRectification", MENDED),
        (inspector, "acceptRectification", decision(of["hazard_id"], "已消除")),
        (leader, "closeHazard", {}),
    ]
    for portal, command, given in steps:
        await done(portal, command, HAZARD, **of | given)
    told = (await leader.ask(PAPERS, id=of["hazard_id"]))["hazard"]
    assert (told["level"], told["stage"], told["dueOn"]) == ("MAJOR", "CLOSED", later.isoformat())
    assert (told["place"], told["evidence"], told["finder"]["name"][0]) == ("一号工房", ["照片"], "周")
    (assessed,) = told["assessments"]["nodes"]
    assert (assessed["levelBefore"], assessed["level"], assessed["ruling"]) == ("GENERAL", "MAJOR", "GRANTED")
    assert [rule["code"] for rule in assessed["rules"]["nodes"]] == ["FIREWORKS-2017-04"]
    assert assessed["ruledBy"] == {"name": "王五"}
    (planned,) = told["plans"]["nodes"]
    assert (planned["fundsYuan"], planned["ruledBy"], planned["opinion"]) == ("20000", {"name": "局长"}, "同意")
    assert [one["proposal"] for one in told["majorReports"]["nodes"]] == ["减员并加装门禁"]
    assert [one["evacuated"] for one in told["protections"]["nodes"]] == [True]
    assert [one["dueBefore"] for one in told["extensions"]["nodes"]] == [TOMORROW.isoformat()]
    assert [one["evaluation"] for one in told["rectifications"]["nodes"]] == ["隐患已消除"]
    (accepted,) = told["acceptances"]["nodes"]
    assert {one["name"] for one in accepted["signedBy"]["nodes"]} == set(accepted["signers"]) == {"孙八", "李九"}
