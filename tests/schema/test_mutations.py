"""Commands through GraphQL: what is wrong is said with a code, a sentence and a place, and nothing of it is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import (
    DECIDED,
    FINE,
    MENDED,
    ORDER,
    PLANT,
    SIGNERS,
    TODAY,
    TOMORROW,
    YESTERDAY,
    Scratch,
    done,
    entity,
    in_english,
    major,
    problems,
    refused,
    scratch,
    visit,
)

MEGABYTE = "爆" * 1_000_000


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


@pytest_asyncio.fixture(scope="module")
async def other(office: Scratch) -> Portal:
    return await office.official("钱七")


@pytest_asyncio.fixture
async def plant(inspector: Portal) -> str:
    return await entity(inspector, "fireworks")


@pytest_asyncio.fixture
async def hazard(inspector: Portal, plant: str) -> str:
    """A major one: six people where four are approved."""
    return await major(inspector, plant)


async def counted(portal: Portal) -> Any:
    return await portal.ask("{ entities { totalCount } hazards { totalCount } events { totalCount } }")


async def test_the_sentence_is_in_the_language_of_the_reader(inspector: Portal) -> None:
    """Chinese unless English is asked for; code and path are the same in both."""
    given = PLANT | {"region_code": "419999"}
    (zh,) = await problems(inspector, "registerEntity", **given)
    (en,) = await problems(in_english(inspector), "registerEntity", **given)
    assert zh["code"] == en["code"] == "UNKNOWN_REGION"
    assert zh["path"] == en["path"] == ["input", "regionCode"]
    assert "没有" in zh["message"]
    assert en["message"].isascii()


async def test_everything_wrong_is_said_at_once(inspector: Portal) -> None:
    """Whoever mends an input mends all of it; nothing is registered meanwhile."""
    before = await counted(inspector)
    place = {"longitude": "181", "latitude": "34", "system": "WGS84"}
    wrong = {"region_code": "41x", "credit_code": "9141", "coordinates": place, "sectors": ["fireworks", "tanks"]}
    assert await refused(inspector, "registerEntity", **PLANT | wrong) == {
        "BAD_REGION_CODE": ["input", "regionCode"],
        "BAD_CREDIT_CODE": ["input", "creditCode"],
        "BAD_COORDINATES": ["input", "coordinates"],
        "UNKNOWN_SECTOR": ["input", "sectors", "1"],
    }
    assert await counted(inspector) == before


async def test_registering(office: Scratch, inspector: Portal) -> None:
    """A credit code is registered once; a county registers in its own county."""
    code = {"credit_code": "91350100M000100Y43"}
    await entity(inspector, **code)
    assert await refused(inspector, "registerEntity", **PLANT | code) == {"CREDIT_CODE_TAKEN": ["input", "creditCode"]}
    elsewhere = await office.official("李一", region_code="410105")
    assert await refused(elsewhere, "registerEntity", **PLANT) == {"OUTSIDE_YOUR_REGION": ["input", "regionCode"]}


async def test_texts_that_cannot_be_kept(inspector: Portal) -> None:
    """NUL, blanks and a megabyte are refused at the field they stand in, and the answer stays small."""
    assert await refused(inspector, "registerEntity", **PLANT | {"name": "花\0炮"}) == {
        "TEXT_UNSTORABLE": ["input", "name"]
    }
    assert await refused(inspector, "registerEntity", **PLANT | {"name": " "}) == {"TEXT_BLANK": ["input", "name"]}
    for field in ("name", "region_code", "credit_code", "address"):
        (problem,) = await problems(inspector, "registerEntity", **PLANT | {field: MEGABYTE})
        assert problem["code"] == "TEXT_TOO_LONG"
        assert len(problem["message"]) < 200
    assert await refused(inspector, "registerEntity", **PLANT, sectors=[MEGABYTE]) == {
        "TEXT_TOO_LONG": ["input", "sectors", "0"]
    }
    assert await refused(inspector, "registerEntity", **PLANT, idempotency_key=MEGABYTE) == {
        "TEXT_TOO_LONG": ["input", "idempotencyKey"]
    }


async def test_facts(inspector: Portal, plant: str) -> None:
    """Facts are those of the sector, of their type, known by today, and not a person's to judge."""
    given = {"entity_id": plant, "sector": "fireworks", "true_on": TODAY}
    wrong = {"actualPersons": -1, "approvedPersons": "四", "noSuch": 1, "operating": None, "storageMatchesOutput": True}
    for facts, code in zip(({k: v} for k, v in wrong.items()), WRONG_FACTS, strict=True):
        (name,) = facts
        assert await refused(inspector, "recordFacts", **given, facts=facts) == {code: ["input", "facts", name]}, facts
    assert await refused(inspector, "recordFacts", **given, facts={}) == {"NO_FACTS": ["input", "facts"]}
    for unkept in ("1\0", MEGABYTE):
        (problem,) = await problems(inspector, "recordFacts", **given, facts={"businessKind": unkept})
        assert problem["path"] == ["input", "facts", "businessKind"]
        assert len(problem["message"]) < 200
    late = given | {"true_on": TOMORROW, "sector": "tanks", "facts": {"a": 1}}
    assert await refused(inspector, "recordFacts", **late) == {
        "DATE_IN_THE_FUTURE": ["input", "trueOn"],
        "UNKNOWN_SECTOR": ["input", "sector"],
    }
    await done(inspector, "recordFacts", "entity { id }", **given, facts={"actualPersons": 3})
    stale = {"facts": {"actualPersons": 4}, "expected_version": 1}
    assert await refused(inspector, "recordFacts", **given, **stale) == {"STALE_VERSION": ["input", "expectedVersion"]}


WRONG_FACTS = ("FACT_VALUE_WRONG", "FACT_VALUE_WRONG", "FACT_UNKNOWN", "FACT_EMPTY", "FACT_NEEDS_INSPECTION")


async def test_inspections(inspector: Portal, plant: str) -> None:
    """Each wrong answer is named by its place in the list."""
    failed = {"item": "FW-03", "result": "FAIL"}
    answers = [
        failed,
        failed,
        {"item": "FW-99", "result": "PASS"},
        {"item": "FW-12", "result": "NOT_APPLICABLE"},
        {"item": "FW-01A", "result": "PASS", "values": {"operating": True}},
    ]
    assert await refused(inspector, "submitInspection", **visit(plant, *answers)) == {
        "ITEM_ANSWERED_TWICE": ["input", "answers", "1", "item"],
        "ITEM_UNKNOWN": ["input", "answers", "2", "item"],
        "NOTE_MISSING": ["input", "answers", "3", "note"],
        "ANSWER_VALUE_NOT_ASKED": ["input", "answers", "4", "values", "operating"],
    }
    unknown = {"checklist": {"code": "FIREWORKS-2017", "version": "9"}, "answers": [failed]}
    assert await refused(inspector, "submitInspection", **visit(plant) | unknown) == {
        "CHECKLIST_UNKNOWN": ["input", "checklist"]
    }
    assert await refused(inspector, "submitInspection", **visit(plant), answers=[failed]) == {
        "CHECKLIST_MISSING": ["input", "answers"]
    }
    binding = {"kind": "ENFORCEMENT", "signers": ["王五"], "inspected_on": TOMORROW, "sector": "tanks"}
    assert await refused(inspector, "submitInspection", **visit(plant) | binding) == {
        "TWO_SIGNERS_NEEDED": ["input", "signers"],
        "DATE_IN_THE_FUTURE": ["input", "inspectedOn"],
        "UNKNOWN_SECTOR": ["input", "sector"],
    }
    strange = {"campaign_id": f"Campaign:{plant.partition(':')[2]}", "team_id": f"Team:{plant.partition(':')[2]}"}
    assert await refused(inspector, "submitInspection", **visit(plant), campaign_id=strange["campaign_id"]) == {
        "NOT_FOUND": ["input", "campaignId"]
    }
    assert await refused(inspector, "submitInspection", **visit(plant), team_id=strange["team_id"]) == {
        "NOT_FOUND": ["input", "teamId"]
    }


async def test_stages(inspector: Portal, other: Portal, hazard: str) -> None:
    """Each step says which one comes first."""
    of = {"hazard_id": hazard}
    at = ["input", "hazardId"]
    assert await refused(inspector, "submitRectification", **of, **MENDED) == {"HAZARD_NOT_RECTIFYING": at}
    assert await refused(other, "acceptRectification", **of, **DECIDED) == {"HAZARD_NOT_AWAITING_ACCEPTANCE": at}
    assert await refused(inspector, "closeHazard", **of) == {"HAZARD_NOT_ACCEPTED": at}
    past = ORDER | {"due_on": YESTERDAY}
    assert await refused(inspector, "orderRectification", **of, **past) == {"DUE_DATE_IN_THE_PAST": ["input", "dueOn"]}
    await done(inspector, "orderRectification", "hazard { id }", **of, **ORDER)
    assert await refused(inspector, "orderRectification", **of, **past) == {
        "HAZARD_NOT_REGISTERED": at,
        "DUE_DATE_IN_THE_PAST": ["input", "dueOn"],
    }
    early = MENDED | {"rectified_on": YESTERDAY}
    assert await refused(inspector, "submitRectification", **of, **early) == {
        "RECTIFIED_BEFORE_FOUND": ["input", "rectifiedOn"]
    }
    await done(inspector, "submitRectification", "hazard { id }", **of, **MENDED)
    await decisions(inspector, other, of)
    await done(other, "acceptRectification", "hazard { id }", **of, **DECIDED)
    await done(other, "closeHazard", "hazard { id }", **of)
    assert await refused(other, "closeHazard", **of) == {"HAZARD_ALREADY_CLOSED": at}


async def decisions(rectifier: Portal, other: Portal, of: dict[str, str]) -> None:
    """Nobody accepts their own rectification, alone, too early, or a major one on no evidence."""
    assert "ACCEPTOR_IS_RECTIFIER" in await refused(rectifier, "acceptRectification", **of, **DECIDED)
    signed = DECIDED | {"signers": ["王五", "钱七"]}
    assert await refused(other, "acceptRectification", **of, **signed) == {
        "ACCEPTOR_IS_RECTIFIER": ["input", "signers"]
    }
    wrong = {"signer_ids": SIGNERS[:1], "decided_on": YESTERDAY, "evidence": []}
    assert await refused(other, "acceptRectification", **of, **DECIDED | wrong) == {
        "TWO_SIGNERS_NEEDED": ["input", "signerIds"],
        "DECIDED_BEFORE_RECTIFIED": ["input", "decidedOn"],
        "EVIDENCE_MISSING": ["input", "evidence"],
    }
    late = DECIDED | {"due_on": YESTERDAY}
    assert await refused(other, "rejectRectification", **of, **late) == {"DUE_DATE_IN_THE_PAST": ["input", "dueOn"]}


async def test_a_general_hazard_is_rectified_before_it_is_closed(inspector: Portal, plant: str) -> None:
    """It needs no order; closing it needs its rectification."""
    failed = {"item": "FW-03", "result": "FAIL"}
    answer = await done(
        inspector, "submitInspection", "inspection { hazards { nodes { id level } } }", **visit(plant, failed)
    )
    (found,) = answer["inspection"]["hazards"]["nodes"]
    assert found["level"] == "GENERAL"
    assert await refused(inspector, "closeHazard", hazard_id=found["id"]) == {
        "HAZARD_NOT_RECTIFIED": ["input", "hazardId"]
    }


ACTIONS: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({"kind": "CLOSURE", "amount": None}, {"CLOSURE_IS_FOR_THE_GOVERNMENT": ["input", "kind"]}),
    (
        {"document_no": None, "amount": None},
        {"DOCUMENT_NO_MISSING": ["input", "documentNo"], "AMOUNT_MISSING": ["input", "amount"]},
    ),
    ({"amount": "0.001"}, {"AMOUNT_WRONG": ["input", "amount"]}),
    ({"kind": "INTERVIEW"}, {"AMOUNT_NOT_FOR_THIS": ["input", "amount"]}),
    ({"kind": "ORDER_TIMED", "amount": None}, {"DUE_DATE_MISSING": ["input", "dueOn"]}),
    ({"due_on": YESTERDAY}, {"DUE_DATE_IN_THE_PAST": ["input", "dueOn"]}),
    ({"issued_on": TOMORROW}, {"DATE_IN_THE_FUTURE": ["input", "issuedOn"]}),
    ({"sector": None}, {"SECTOR_MISSING": ["input", "sector"]}),
]


async def test_actions(office: Scratch, inspector: Portal, plant: str, hazard: str) -> None:
    """An action cites what the law asks of it."""
    signed = {"signer_ids": await office.officers(), "document_no": "应急罚〔2026〕1号"}
    whole = FINE | {"entity_id": plant, "amount": "10000.00"} | signed
    for wrong, expected in ACTIONS:
        assert await refused(inspector, "issueAction", **whole | wrong) == expected, wrong
    timed = whole | {"kind": "ORDER_TIMED", "amount": None, "due_on": TOMORROW, "hazard_id": hazard}
    assert await refused(inspector, "issueAction", **timed) == {"ORDER_THROUGH_HAZARD": ["input", "kind"]}
    elsewhere = whole | {"entity_id": await entity(inspector, "fireworks"), "hazard_id": hazard}
    assert await refused(inspector, "issueAction", **elsewhere) == {"NOT_FOUND": ["input", "hazardId"]}
    shown = "action { kind amountYuan documentWord documentYear documentSequence signers { totalCount } }"
    answer = await done(inspector, "issueAction", shown, **whole, hazard_id=hazard)
    assert answer["action"] == {
        "kind": "FINE",
        "amountYuan": "10000",
        "documentWord": "应急罚",
        "documentYear": 2026,
        "documentSequence": 1,
        "signers": {"totalCount": 2},
    }


async def test_what_the_schema_does_not_know(inspector: Portal) -> None:
    """An unknown field, command or enum value is refused before anything runs, in the document or in variables."""
    before = await counted(inspector)
    named = 'registerEntity(input: { name: "甲", regionCode: "41", kind: %s }) { entity { id } }'
    assert await inspector.codes(f"mutation {{ {named % 'ENTERPRISE'} nothing: abolishEntity }}") == [
        "GRAPHQL_VALIDATION_FAILED"
    ]
    assert await inspector.codes(f"mutation {{ {named % 'VILLAGE'} }}") == ["GRAPHQL_VALIDATION_FAILED"]
    asked = "mutation Register($input: RegisterEntityInput!) { registerEntity(input: $input) { entity { id } } }"
    wrong = {"name": "甲", "kind": "VILLAGE", "regionCode": "41"}
    for given in (wrong, wrong | {"kind": None}, wrong | {"kind": "ENTERPRISE", "owner": "乙"}):
        assert set(await inspector.codes(asked, input=given)) == {"BAD_VARIABLES"}
    assert await counted(inspector) == before
