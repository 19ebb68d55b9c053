"""A karaoke bar as portals write and read it: one edition judges on its last day, people from the next day on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import Any

import pytest_asyncio

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import done, entity, scratch

FOUND = """inspection { hazards { nodes { level title } }
  judgements(first: 100) { nodes { verdict missing rule { code } explanation { text } } } }"""
LAST_DAY, NEXT_DAY = date(2025, 10, 31), date(2025, 11, 1)
NO_SPRINKLERS = "旅馆、娱乐、商店等未设喷淋或自动报警"


@pytest_asyncio.fixture(scope="module")
async def inspector(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Portal]:
    async with scratch(fresh_database(), host) as made:
        yield await made.official("王五")


def passed(**values: object) -> Mapping[str, Any]:
    return {"result": "PASS", "values": values}


KARAOKE = {
    "FIRE-00A": passed(categories=["crowded"]),
    "FIRE-00B": passed(uses=["entertainment"]),
    "FIRE-00D": passed(outOfUse=False),
    "FIRE-00E": passed(),
    "FIRE-00F": passed(),
    "FIRE-00G": passed(),
    "FIRE-6.6A": {"result": "FAIL"},
}


async def inspected(inspector: Portal, on: date, checklist: str, answers: Mapping[str, Mapping[str, Any]]) -> Any:
    """The hazards found, and each rule with its verdict."""
    given: dict[str, Any] = {"kind": "SELF_INSPECTION", "sector": "fire", "inspected_on": on}
    given["answers"] = [{"item": item, **answer} for item, answer in answers.items()]
    given["checklist"] = {"code": checklist, "version": "1"}
    place = await entity(inspector, "fire")
    answer = await done(inspector, "submitInspection", FOUND, entity_id=place, **given)
    judgements = answer["inspection"]["judgements"]["nodes"]
    hazards = [(hazard["level"], hazard["title"]) for hazard in answer["inspection"]["hazards"]["nodes"]]
    return hazards, {judgement["rule"]["code"]: judgement for judgement in judgements}


async def test_an_element_decides_on_the_last_day_of_2017(inspector: Portal) -> None:
    """Without sprinklers a karaoke bar is a major fire hazard, and the reason is said."""
    hazards, judged = await inspected(inspector, LAST_DAY, "FIRE-2017", KARAOKE)
    assert hazards == [("MAJOR", NO_SPRINKLERS)]
    assert len(judged) == 16
    assert judged["FIRE-2017-6.6"]["verdict"] == "MAJOR"
    assert "已设自动喷水灭火系统：否" in judged["FIRE-2017-6.6"]["explanation"]["text"]
    assert judged["FIRE-2017-5.3.3c"]["verdict"] == "UNDECIDED"


async def test_from_the_next_day_only_people_judge(inspector: Portal) -> None:
    """The same answers a day later are no verdict: what is missing is a person's own."""
    hazards, judged = await inspected(inspector, NEXT_DAY, "FIRE-2017", KARAOKE)
    assert [level for level, _ in hazards] == ["GENERAL"]
    assert [(code, one["verdict"], one["missing"]) for code, one in judged.items()] == [
        ("FIRE-2025", "UNDECIDED", ["major_2025"])
    ]


async def test_a_persons_verdict_binds(inspector: Portal) -> None:
    """Whoever holds the text of 2025 and finds a major hazard has found one."""
    hazards, judged = await inspected(inspector, NEXT_DAY, "FIRE-2025", {"FIRE-2025": {"result": "FAIL"}})
    assert [level for level, _ in hazards] == ["MAJOR"]
    assert judged["FIRE-2025"]["verdict"] == "MAJOR"
