"""Coach and ferry companies as portals write and read them: kinds bind, ledgers are heard, topics only prompt."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest_asyncio

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import TODAY, TOMORROW, YESTERDAY, Scratch, done, entity, scratch

FOUND = """inspection { hazards { nodes { level title itemCode } }
  judgements(first: 100) { nodes { verdict missing rule { code } } } }"""
FLEET = """entity { transport {
  vehiclesInService vehiclesLicenceExpired overdueVehicles scrappedVehicles alteredVehicles } }"""
OVERDUE = """query Overdue($before: Date!, $kind: TransportEnterpriseKind) {
  transport { vehicles(filter: { inspectionValidUntil: { lt: $before }, inService: { eq: true } }) {
    totalCount nodes { plate inspectionValidUntil entity { transport { kinds } } } } }
  entities(filter: { transport: { overdueVehicles: { gt: 0 }, kinds: { has: $kind } } }) { totalCount } }"""
COACH = {"kind": "coach", "inService": True, "altered": False, "scrapOn": TODAY + timedelta(days=900)}


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


async def inspected(inspector: Portal, company: str, checklist: str, *answers: dict[str, Any]) -> Any:
    """The hazards an inspection found, with level, title and item, and the verdict of each rule."""
    given = {"kind": "SELF_INSPECTION", "sector": "transport", "inspected_on": TODAY, "answers": list(answers)}
    given["checklist"] = {"code": checklist, "version": "1"}
    answer = await done(inspector, "submitInspection", FOUND, entity_id=company, **given)
    hazards = answer["inspection"]["hazards"]["nodes"]
    judged = answer["inspection"]["judgements"]["nodes"]
    return (
        [(hazard["level"], hazard["title"], hazard["itemCode"]) for hazard in hazards],
        {one["rule"]["code"]: one["verdict"] for one in judged},
    )


def kinds(prefix: str, *names: str) -> dict[str, Any]:
    return {"item": f"{prefix}-00", "result": "PASS", "values": {"kinds": list(names)}}


def fleet(company: str, *lines: dict[str, Any]) -> dict[str, Any]:
    given = {"entity_id": company, "sector": "transport", "ledger": "vehicles", "true_on": TODAY}
    spelled = [{name: str(value) if name.endswith("On") else value for name, value in line.items()} for line in lines]
    return given | {"put": [{"values": line} for line in spelled]}


async def test_what_binds_a_ferry_company_binds_no_taxi(inspector: Portal) -> None:
    """A ship rebuilt without approval is a major hazard of whoever runs ships; nothing of the roads binds it."""
    company = await entity(inspector, "transport")
    ferries = kinds("TW", "water_passenger_ship")
    rebuilt = {"item": "TW-05-01", "result": "FAIL"}
    hazards, verdicts = await inspected(inspector, company, "WATER-2017", ferries, rebuilt)
    assert hazards == [("MAJOR", "客船擅自改建", "TW-05-01")]
    assert {verdict for code, verdict in verdicts.items() if code.startswith("ROAD")} == {"NOT_MAJOR"}


async def test_a_topic_only_prompts(inspector: Portal) -> None:
    """A coach station that does not screen bags: a person found it by the text, and no major hazard follows."""
    company = await entity(inspector, "transport")
    unscreened = {"item": "TR-T04A", "result": "FAIL"}
    hazards, verdicts = await inspected(inspector, company, "ROAD-2023", kinds("TR", "bus_station"), unscreened)
    assert hazards == [("GENERAL", "旅客行李安检不落实", "TR-T04A")]
    assert verdicts["ROAD-2023-TOPIC-04"] == "MAJOR"


async def test_the_ledger_of_vehicles_is_heard(inspector: Portal) -> None:
    """One of two coaches is overdue for inspection: the ledger counts it, and the next inspection hears it."""
    company = await entity(inspector, "transport")
    sound = {**COACH, "plate": "豫A10001", "inspectionValidUntil": str(TODAY), "licenceValidUntil": str(TODAY)}
    overdue = {**COACH, "plate": "豫A10002", "inspectionValidUntil": str(YESTERDAY), "licenceValidUntil": str(TODAY)}
    answer = await done(inspector, "updateLedger", FLEET, **fleet(company, sound, overdue))
    assert answer["entity"]["transport"] == {
        "vehiclesInService": 2,
        "vehiclesLicenceExpired": 0,
        "overdueVehicles": 1,
        "scrappedVehicles": 0,
        "alteredVehicles": 0,
    }
    coaches = kinds("TR", "road_passenger")
    hazards, verdicts = await inspected(
        inspector, company, "ROAD-2023", coaches, {"item": "TR-03-02C", "result": "PASS"}
    )
    assert hazards == [("MAJOR", "使用报废、拼改装、检验不合格的车辆或不合规装备", None)]
    assert verdicts["ROAD-2023-03-02"] == "MAJOR"
    asked = await inspector.ask(OVERDUE, before=str(TOMORROW), kind="ROAD_PASSENGER")
    assert [node["plate"] for node in asked["transport"]["vehicles"]["nodes"]] == ["豫A10001", "豫A10002"]
    asked = await inspector.ask(OVERDUE, before=str(TODAY), kind="ROAD_PASSENGER")
    assert asked == {
        "transport": {
            "vehicles": {
                "totalCount": 1,
                "nodes": [
                    {
                        "plate": "豫A10002",
                        "inspectionValidUntil": str(YESTERDAY),
                        "entity": {"transport": {"kinds": ["ROAD_PASSENGER"]}},
                    }
                ],
            }
        },
        "entities": {"totalCount": 1},
    }
