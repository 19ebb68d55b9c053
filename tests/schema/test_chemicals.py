"""A chemical plant as portals write and read it: the text of the day judges, and the newest one only prompts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
import pytest_asyncio

from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import Scratch, done, entity, refused, scratch

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


LEDGER = """entity { chemicals { sourceS sourceMajor sourceR sourceGrade severeTankFarm
  substances(orderBy: [{ field: DESIGN_MAX_T }]) { nodes { name cas designMaxT categories unitKind } } } }"""
# name, tonnes; residents within 500 m; S, R, grade: the worked examples of the standard's arithmetic
EXAMPLES: dict[str, tuple[dict[str, str], int, str, str | None, str | None]] = {
    "chlorine and ammonia": ({"液氯": "4", "液氨": "4"}, 60, "1.2", "6", "IV"),
    "methanol and ethanol": ({"甲醇": "240", "乙醇": "250"}, 200, "0.98", None, None),
    "gasoline": ({"汽油": "1000"}, 120, "5", "10", "III"),
    "hydrogen": ({"氢": "30"}, 0, "6", "4.5", "IV"),
    "liquefied petroleum gas": ({"液化石油气": "2000"}, 35, "40", "72", "II"),
    "phosgene": ({"光气": "3"}, 20, "10", "200", "I"),
    "chlorine, R = 50": ({"氯": "62.5"}, 10, "12.5", "50", "II"),
    "chlorine, R = 100": ({"氯": "62.5"}, 100, "12.5", "100", "I"),
}


def line(name: str, tonnes: str | None, **more: Any) -> dict[str, Any]:
    values = {"unitKind": "tank_farm", "unit": "一区", "name": name, "cas": f"M-{name}", "designMaxT": tonnes}
    return {"values": values | more}


def update(plant: str, *put: dict[str, Any], on: date = IN_2023, **more: Any) -> dict[str, Any]:
    given = {"entity_id": plant, "sector": "chemicals", "ledger": "substances", "true_on": on, "put": list(put)}
    return given | more


async def residents(inspector: Portal, plant: str, persons: int) -> None:
    given = {"entity_id": plant, "sector": "chemicals", "facts": {"exposedPersons": persons}, "true_on": IN_2023}
    await done(inspector, "recordFacts", "entity { id }", **given)


@pytest.mark.parametrize(("inside", "persons", "s", "r", "grade"), EXAMPLES.values(), ids=EXAMPLES)
async def test_worked_example(
    inspector: Portal, inside: dict[str, str], persons: int, s: str, r: str | None, grade: str | None
) -> None:
    """The ledger and the residents give S, R and the grade, which nobody enters."""
    plant = await entity(inspector, "chemicals")
    await residents(inspector, plant, persons)
    answer = await done(inspector, "updateLedger", LEDGER, **update(plant, *(line(*one) for one in inside.items())))
    known = answer["entity"]["chemicals"]
    assert (known["sourceS"], known["sourceR"], known["sourceGrade"]) == (s, r, grade)
    assert (known["sourceMajor"], known["severeTankFarm"]) == (grade is not None, grade in ("I", "II"))
    assert {one["name"] for one in known["substances"]["nodes"]} == set(inside)


async def test_a_source_that_is_no_more(inspector: Portal) -> None:
    """When the chlorine goes, its R and grade go with it; the day it was there is still judged by it."""
    plant = await entity(inspector, "chemicals")
    await residents(inspector, plant, 100)
    await done(inspector, "updateLedger", LEDGER, **update(plant, line("氯", "62.5")))
    kept = await inspector.ask(
        "query Lines($id: ID!) { entity(id: $id) { chemicals { substances { nodes { id } } } } }", id=plant
    )
    (gone,) = kept["entity"]["chemicals"]["substances"]["nodes"]
    answer = await done(inspector, "updateLedger", LEDGER, **update(plant, remove=[gone["id"]], on=LAST_DAY))
    assert answer["entity"]["chemicals"] == {
        "sourceS": "0",
        "sourceMajor": False,
        "sourceR": None,
        "sourceGrade": None,
        "severeTankFarm": False,
        "substances": {"nodes": []},
    }
    no_shut_off = {"item": "HC-05A", "result": "FAIL"}
    hazards, verdicts = await inspected(inspector, plant, IN_2023, NOTICE, PRODUCER, no_shut_off)
    assert hazards == [("MAJOR", "一、二级重大危险源罐区无紧急切断或独立安全仪表系统")]
    _, verdicts = await inspected(inspector, plant, LAST_DAY, NOTICE, PRODUCER, no_shut_off)
    assert "CHEMICALS-2017-05" in verdicts["NOT_MAJOR"]


async def test_sites_are_found_by_what_is_computed(inspector: Portal) -> None:
    """Grade I and II sites, the gravest first, and whoever holds a substance: as a portal asks."""
    for name, tonnes in {"甲厂": "62.5", "乙厂": "125", "丙厂": "6"}.items():
        plant = await entity(inspector, "chemicals", name=name)
        await residents(inspector, plant, 10)
        await done(inspector, "updateLedger", LEDGER, **update(plant, line("氯", tonnes, unit="氯库", cas="7782-50-5")))
    answer = await inspector.ask(
        """{ grave: entities(
               filter: { name: { in: ["甲厂", "乙厂", "丙厂"] }, chemicals: { sourceGrade: { in: [I, II] } } }
               orderBy: [{ field: CHEMICALS_SOURCE_R, direction: DESC }]) { nodes { name } }
             chemicals { substances(filter: { unit: { eq: "氯库" }, cas: { eq: "7782-50-5" } }) { totalCount } } }"""
    )
    assert [node["name"] for node in answer["grave"]["nodes"]] == ["乙厂", "甲厂"]
    assert answer["chemicals"]["substances"]["totalCount"] == 3


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a kind of unit that is none": (line("氯", "1", unitKind="garage"), "FACT_VALUE_WRONG", "unitKind"),
    "no quantity": (line("氯", None), "FACT_REQUIRED", "designMaxT"),
    "less than nothing": (line("氯", "-1"), "FACT_VALUE_WRONG", "designMaxT"),
    "the same number twice in a unit": (line("液氨", "2", cas="7664-41-7"), "LINE_DUPLICATE", "unitKind"),
    "a wrong digit": (line("氯", "1", cas="7782-50-6"), "CHEMICALS_CAS_WRONG", "cas"),
    "name against number": (line("液氨", "1", cas="7782-50-5"), "CHEMICALS_CAS_CONTRADICTS", "cas"),
    "not told apart": (line("硝酸铵", "1", cas="6484-52-2"), "CHEMICALS_SUBSTANCE_AMBIGUOUS", "name"),
    "not known": (line("某溶剂", "1"), "CHEMICALS_SUBSTANCE_UNKNOWN", "categories"),
}


@pytest.mark.parametrize(("wrong", "code", "field"), REFUSED.values(), ids=REFUSED)
async def test_a_wrong_line_is_refused(inspector: Portal, wrong: dict[str, Any], code: str, field: str) -> None:
    """The path leads to the line and the field, whoever finds the mistake, and nothing of the update is kept."""
    plant = await entity(inspector, "chemicals")
    update_ = update(plant, line("氨", "1", cas="7664-41-7"), wrong)
    assert await refused(inspector, "updateLedger", **update_) == {code: ["input", "put", "1", "values", field]}
    kept = await inspector.ask(
        "query Lines($id: ID!) { entity(id: $id) { chemicals { substances { totalCount } } } }", id=plant
    )
    assert kept["entity"]["chemicals"]["substances"]["totalCount"] == 0


async def test_what_is_computed_cannot_be_entered(inspector: Portal) -> None:
    """Nobody records a grade."""
    plant = await entity(inspector, "chemicals")
    given = {"entity_id": plant, "sector": "chemicals", "facts": {"sourceGrade": "iv"}, "true_on": IN_2023}
    assert await refused(inspector, "recordFacts", **given) == {"FACT_IS_DERIVED": ["input", "facts", "sourceGrade"]}
