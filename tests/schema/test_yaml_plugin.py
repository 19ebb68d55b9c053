"""A sector that was written in YAML is read, filtered, judged and inspected like any other."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.conftest import FreshDatabase
from tests.schema import strangers
from tests.schema.scratch import TODAY, Scratch, done, entity, refused, scratch, visit
from tests.schema.strangers import Site

GUIDE = (Path(__file__).parents[2] / "docs" / "sector-in-yaml.md").read_text(encoding="utf-8")
LPG = {"sector": "lpg", "checklist": {"code": "LPG-2024", "version": "1"}}
READ = "lpg { stationKind storedKg licensedKg alarmWorks }"
FOUND = """inspection {
  hazards { nodes { level title judgement { rule { code } explanation { text } } } }
  judgements { nodes { verdict missing rule { code confidence } } }
}"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


@pytest_asyncio.fixture
async def office(site: Site, fresh_database: FreshDatabase) -> AsyncIterator[Scratch]:
    """The plugin of the guide, as it stands there."""
    declared, sector = (re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL) for kind in ("python", "yaml"))
    (site.folder / "sector.yaml").write_text(sector[0], encoding="utf-8")
    site.install("lpg", code=declared[0])
    async with scratch(fresh_database(), site.host()) as made:
        yield made


async def test_facts_are_recorded_read_and_filtered(office: Scratch) -> None:
    """Choices are enums, decimals stay exact, limits hold, what only a person judges is not recorded."""
    inspector = await office.official("王五")
    station = await entity(inspector, "lpg")
    facts = {"stationKind": "filling", "storedKg": "104.5", "licensedKg": "100"}
    given = {"entity_id": station, "sector": "lpg", "true_on": TODAY}
    answer = await done(inspector, "recordFacts", f"entity {{ {READ} }}", facts=facts, **given)
    expected = {"stationKind": "FILLING", "storedKg": "104.5", "licensedKg": "100", "alarmWorks": None}
    assert answer["entity"]["lpg"] == expected
    assert await refused(inspector, "recordFacts", facts={"storedKg": "-1"}, **given)
    assert "FACT_NEEDS_INSPECTION" in await refused(inspector, "recordFacts", facts={"siteSuits": True}, **given)
    asked = """{
      over: entities(filter: { lpg: { storedKg: { gt: "104.49" }, stationKind: { eq: FILLING } } }) { totalCount }
      under: entities(filter: { lpg: { storedKg: { gt: "104.5" } } }) { totalCount }
    }"""
    assert await inspector.ask(asked) == {"over": {"totalCount": 1}, "under": {"totalCount": 0}}


async def test_an_inspection_judges_by_the_rules_of_the_file(office: Scratch) -> None:
    """The text of a rule decides and explains itself; a recalled rule asks a person."""
    inspector = await office.official("王五")
    station = await entity(inspector, "lpg")
    stored = {"item": "LPG-01", "result": "FAIL", "values": {"storedKg": "106", "licensedKg": "100"}}
    answer = await done(inspector, "submitInspection", FOUND, **visit(station, stored) | LPG)
    [major] = answer["inspection"]["hazards"]["nodes"]
    assert (major["level"], major["judgement"]["rule"]["code"]) == ("MAJOR", "LPG-2024-01")
    assert major["judgement"]["explanation"]["text"] == "储量比 1.06 > 1.05"
    verdicts = {one["rule"]["code"]: one for one in answer["inspection"]["judgements"]["nodes"]}
    assert verdicts["LPG-2024-02"]["missing"] == ["station_kind", "alarm_works", "guarded", "cylinders_due_on"]
    assert (verdicts["LPG-2024-03"]["verdict"], verdicts["LPG-2024-03"]["rule"]["confidence"]) == (
        "UNDECIDED",
        "recalled",
    )


async def test_a_ledger_of_the_file_keeps_lines(office: Scratch) -> None:
    """Its lines are typed, and no two share the key."""
    inspector = await office.official("王五")
    station = await entity(inspector, "lpg")
    given = {"entity_id": station, "sector": "lpg", "ledger": "cylinders", "true_on": TODAY}
    await done(inspector, "updateLedger", "entity { id }", put=[{"values": {"number": "A-1"}}], **given)
    assert await refused(inspector, "updateLedger", put=[{"values": {"number": "A-1"}}], **given)
    asked = "query Q($id: ID!) { entity(id: $id) { lpg { cylinders { nodes { number testedOn } } } } }"
    answer = await inspector.ask(asked, id=station)
    assert answer["entity"]["lpg"]["cylinders"]["nodes"] == [{"number": "A-1", "testedOn": None}]
