"""A building project as portals write and read it: the day chooses the edition, and the ledger is heard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest_asyncio

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import TODAY, Scratch, done, entity, refused, scratch

FOUND = """inspection { hazards { nodes { level title itemCode } }
  judgements(first: 100, filter: { verdict: { eq: MAJOR } }) { nodes { rule { clause { edition item } } } } }"""
LEDGER = """entity { construction { worksUnderWay worksOverScale worksWithoutPlan worksWithoutAcceptance
  subWorks(orderBy: [{ field: DEPTH_M, direction: DESC }], filter: { overScale: { eq: true } }) {
    totalCount nodes { name kind depthM overScale expertReviewed } } } }"""
LAST_DAY_OF_2022 = date(2024, 12, 12)
DEEP = {
    "name": "1号基坑",
    "kind": "pit",
    "underWay": True,
    "depthM": "7.2",
    "overScale": True,
    "planPrepared": True,
    "planReviewed": True,
    "acceptanceRequired": False,
}


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


async def inspected(inspector: Portal, site: str, on: date, checklist: str, *answers: dict[str, Any]) -> Any:
    """The hazards an inspection found, with level, title and item, and the clauses it holds to be met."""
    given = {"kind": "SELF_INSPECTION", "sector": "construction", "inspected_on": on, "answers": list(answers)}
    given["checklist"] = {"code": checklist, "version": "1"}
    answer = await done(inspector, "submitInspection", FOUND, entity_id=site, **given)
    hazards = answer["inspection"]["hazards"]["nodes"]
    major = answer["inspection"]["judgements"]["nodes"]
    return (
        [(hazard["level"], hazard["title"], hazard["itemCode"]) for hazard in hazards],
        [tuple(one["rule"]["clause"].values()) for one in major],
    )


async def test_a_crane_used_without_registration(inspector: Portal) -> None:
    """A failed item of the checklist is the major hazard of its clause."""
    site = await entity(inspector, "construction", kind="PROJECT")
    answer = {"item": "CS-08-01B", "result": "FAIL"}
    hazards, clauses = await inspected(inspector, site, TODAY, "CONSTRUCTION-2024", answer)
    assert hazards == [("MAJOR", "起重机械未验收合格或未登记就使用", "CS-08-01B")]
    assert clauses == [("2024", "第8条第(1)项")]


async def test_concrete_that_is_too_weak(inspector: Portal) -> None:
    """The inspector enters two strengths; the rule compares them."""
    site = await entity(inspector, "construction", kind="PROJECT")
    measured = {"concreteStrength": "22.4", "requiredStrength": "22.5"}
    answer = {"item": "CS-06-03", "result": "PASS", "values": measured}
    hazards, _ = await inspected(inspector, site, TODAY, "CONSTRUCTION-2024", answer)
    assert hazards == [("MAJOR", "拆支架或爬升时混凝土强度不够", None)]


async def test_the_edition_of_2022_only_prompts(inspector: Portal) -> None:
    """On its last day a person finds article 8 met: that is on record, and no major hazard follows."""
    site = await entity(inspector, "construction", kind="PROJECT")
    answer = {"item": "CS22-08", "result": "FAIL"}
    hazards, clauses = await inspected(inspector, site, LAST_DAY_OF_2022, "CONSTRUCTION-2022", answer)
    assert hazards == [("GENERAL", "存在2022版第八条所列情形", "CS22-08")]
    assert clauses == [("2022", "第八条")]


async def test_the_ledger_of_dangerous_works_is_heard(inspector: Portal) -> None:
    """A pit beyond the scale was dug without expert review: the ledger says so, and the next inspection hears it."""
    site = await entity(inspector, "construction", kind="PROJECT")
    trench = {**DEEP, "name": "管沟", "depthM": "3.1", "overScale": False}
    lines = [{"values": trench}, {"values": {**DEEP, "expertReviewed": False}}]
    given = {"entity_id": site, "sector": "construction", "ledger": "sub_works", "true_on": TODAY, "put": lines}
    answer = await done(inspector, "updateLedger", LEDGER, **given)
    assert answer["entity"]["construction"] == {
        "worksUnderWay": 2,
        "worksOverScale": 1,
        "worksWithoutPlan": 1,
        "worksWithoutAcceptance": 0,
        "subWorks": {
            "totalCount": 1,
            "nodes": [{"name": "1号基坑", "kind": "PIT", "depthM": "7.2", "overScale": True, "expertReviewed": False}],
        },
    }
    sound = {"item": "CS-04-04A", "result": "PASS"}
    hazards, clauses = await inspected(inspector, site, TODAY, "CONSTRUCTION-2024", sound)
    assert hazards == [("MAJOR", "危大工程专项方案未编、未审、严重缺陷或应论证未论证", None)]
    assert clauses == [("2024", "第4条第(4)项")]


async def test_what_only_a_person_can_judge_is_not_entered(inspector: Portal) -> None:
    """第17条 is answered on site, and a count of the ledger is nobody's to write."""
    site = await entity(inspector, "construction", kind="PROJECT")
    given = {"entity_id": site, "sector": "construction", "true_on": TODAY}
    assert await refused(inspector, "recordFacts", **given, facts={"realDanger": True}) == {
        "FACT_NEEDS_INSPECTION": ["input", "facts", "realDanger"]
    }
    assert await refused(inspector, "recordFacts", **given, facts={"worksWithoutPlan": 0}) == {
        "FACT_IS_DERIVED": ["input", "facts", "worksWithoutPlan"]
    }
