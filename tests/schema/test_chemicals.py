"""A chemical plant as portals write and read it: the text of the day judges, and the newest one only prompts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest_asyncio

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import Scratch, done, entity, scratch

FOUND = "inspection { hazards { nodes { level title } } judgements(first: 100) { nodes { verdict rule { code } } } }"
IN_2023, LAST_DAY, FIRST_DAY = date(2023, 6, 1), date(2026, 9, 29), date(2026, 9, 30)
NOTICE, STANDARD = "CHEMICALS-2017", "CHEMICALS-2026"
PRODUCER = {"item": "HC-00A", "result": "PASS", "values": {"businessKind": "producer"}}


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


async def inspected(inspector: Portal, plant: str, on: date, checklist: str, *answers: dict[str, Any]) -> Any:
    """What an inspection found: the levels and titles of its hazards, and the codes of the rules by their verdict."""
    given = {"kind": "SELF_INSPECTION", "sector": "chemicals", "inspected_on": on, "answers": list(answers)}
    given["checklist"] = {"code": checklist, "version": "1"}
    answer = await done(inspector, "submitInspection", FOUND, entity_id=plant, **given)
    verdicts: dict[str, set[str]] = {}
    for judgement in answer["inspection"]["judgements"]["nodes"]:
        verdicts.setdefault(judgement["verdict"], set()).add(judgement["rule"]["code"])
    return [(hazard["level"], hazard["title"]) for hazard in answer["inspection"]["hazards"]["nodes"]], verdicts


async def test_the_notice_judges_until_the_standard_begins(inspector: Portal) -> None:
    """A plant without special-work permits: a major hazard by 第18项 on the notice's last day."""
    plant = await entity(inspector, "chemicals")
    answer = {"item": "HC-18B", "result": "FAIL"}
    hazards, verdicts = await inspected(inspector, plant, LAST_DAY, NOTICE, PRODUCER, answer)
    assert hazards == [("MAJOR", "特殊作业制度缺失或未有效执行")]
    assert verdicts["MAJOR"] == {"CHEMICALS-2017-18"}
    assert sum(len(codes) for codes in verdicts.values()) == 20


async def test_the_standard_prompts_and_does_not_bind(inspector: Portal) -> None:
    """From its first day each clause waits for a person; a failed one is told, and no major hazard follows."""
    plant = await entity(inspector, "chemicals")
    await done(
        inspector,
        "recordFacts",
        "entity { id }",
        entity_id=plant,
        sector="chemicals",
        facts={"businessKind": "producer"},
        true_on=IN_2023,
    )
    answers = [{"item": "5.6.1", "result": "FAIL"}, {"item": "5.6.2", "result": "PASS"}]
    hazards, verdicts = await inspected(inspector, plant, FIRST_DAY, STANDARD, *answers)
    assert hazards == [("GENERAL", "不符合第5.6.1条（特殊作业审批）")]
    assert {verdict: len(codes) for verdict, codes in verdicts.items()} == {"MAJOR": 1, "NOT_MAJOR": 1, "UNDECIDED": 51}
    assert verdicts["MAJOR"] == {"CHEMICALS-2026-5.6.1"}
