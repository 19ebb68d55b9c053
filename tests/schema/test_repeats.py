"""重复隐患: what comes back is linked to what was closed, numbered and counted, whoever owns the place by then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
import sqlalchemy as sa

from anjian.database.ids import UUID
from anjian.hazards.repeats import WINDOW
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import GUANCHENG, TODAY, Scratch, done, entity, refused, scratch, visit

FAILED = {"item": "TRAINING-01", "result": "FAIL"}
TRAINING = {"sector": "fireworks", "checklist": {"code": "TRAINING", "version": "1"}}
CODE = "91410100MA3X123453"
FOUND = "inspection { hazards { nodes { id repeatNo repeatOf { id entity { name } } } } }"
BACK = """query ($id: ID!) { hazard(id: $id) { repeatNo repeatOf { id title } repeats { nodes { id } } }
  figures(names: [REPEATED_HAZARDS], filter: { region: { under: "410104" } }) { rows { values { value } } } }"""
SAID = {
    "sector": "fireworks",
    "title": "安全出口堵塞",
    "description": "堆放纸箱",
    "place": "2 号工房 北门",
    "evidence": ["照片1"],
}


@pytest_asyncio.fixture
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


async def inspected(inspector: Portal, plant: str, **more: Any) -> list[Any]:
    given = visit(plant, FAILED, **TRAINING, kind="GUIDANCE", **more)
    answer = await done(inspector, "submitInspection", FOUND, **given)
    found: list[Any] = answer["inspection"]["hazards"]["nodes"]
    return found


async def closed(office: Scratch, inspector: Portal, plant: str, hazard: str, days_ago: int = 0) -> None:
    """On the plant's own word; so many days ago, as a record that was kept since would say."""
    staff = await office.enterprise("周厂长", plant)
    mended = {"measures": "补课", "rectified_on": TODAY, "evidence": ["照片"]}
    await done(staff, "submitRectification", "hazard { id }", hazard_id=hazard, **mended)
    await done(inspector, "closeHazard", "hazard { id }", hazard_id=hazard)
    if days_ago:
        then = {"day": TODAY - timedelta(days=days_ago), "id": UUID(hazard.rpartition(":")[2])}
        async with office.engine.database.engine.begin() as connection:
            await connection.execute(
                sa.text("UPDATE hazard SET closed_on = :day, found_on = :day WHERE id = :id"), then
            )


async def test_what_comes_back_is_numbered_and_counted(office: Scratch, inspector: Portal) -> None:
    """Each time leads to the time before; while it is open it is the same one."""
    plant = await entity(inspector, "fireworks")
    (first,) = await inspected(inspector, plant)
    assert (first["repeatNo"], first["repeatOf"]) == (1, None)
    assert await inspected(inspector, plant) == []
    await closed(office, inspector, plant, first["id"])
    (second,) = await inspected(inspector, plant)
    await closed(office, inspector, plant, second["id"])
    (third,) = await inspected(inspector, plant)
    assert (third["repeatNo"], third["repeatOf"]["id"]) == (3, second["id"])
    told = await inspector.ask(BACK, id=second["id"])
    assert (told["hazard"]["repeatOf"]["id"], told["hazard"]["repeats"]["nodes"]) == (
        first["id"],
        [{"id": third["id"]}],
    )
    assert told["figures"]["rows"] == [{"values": [{"value": "2"}]}]


@pytest.mark.parametrize(("days", "number"), [(WINDOW, 2), (WINDOW + 1, 1)], ids=["the last day", "a day later"])
async def test_what_was_closed_long_ago_does_not_count(
    office: Scratch, inspector: Portal, days: int, number: int
) -> None:
    """Nobody is told to have let something come back that was in order for longer than the window."""
    plant = await entity(inspector, "fireworks")
    (first,) = await inspected(inspector, plant)
    await closed(office, inspector, plant, first["id"], days_ago=days)
    (again,) = await inspected(inspector, plant)
    assert again["repeatNo"] == number


async def test_another_name_is_the_same_entity(office: Scratch, inspector: Portal) -> None:
    """Renamed, moved and with another credit code it keeps its record; the change is on its timeline."""
    plant = await entity(inspector, "fireworks", name="管城花炮厂")
    (first,) = await inspected(inspector, plant)
    await closed(office, inspector, plant, first["id"])
    new = {"name": "新管城烟花公司", "address": "东风路2号"}
    told = "entity { name version timeline(first: 1) { nodes { kind data } } }"
    answer = await done(inspector, "changeEntity", told, entity_id=plant, expected_version=1, **new)
    (event,) = answer["entity"]["timeline"]["nodes"]
    assert (answer["entity"]["name"], event["kind"]) == ("新管城烟花公司", "ENTITY_CHANGED")
    assert event["data"]["was"] == {"name": "管城花炮厂", "address": None}
    (again,) = await inspected(inspector, plant)
    assert again["repeatOf"] == {"id": first["id"], "entity": {"name": "新管城烟花公司"}}


async def test_a_new_owner_takes_the_record_over(office: Scratch, inspector: Portal) -> None:
    """The successor of a successor too. Its staff see that something came back, and not what another firm's was."""
    old = await entity(inspector, "fireworks", name="老厂")
    (first,) = await inspected(inspector, old)
    await closed(office, inspector, old, first["id"])
    between = await entity(inspector, "fireworks", name="中间厂", predecessor_id=old)
    new = await entity(inspector, "fireworks", name="新厂", predecessor_id=between)
    (again,) = await inspected(inspector, new)
    assert (again["repeatNo"], again["repeatOf"]) == (2, {"id": first["id"], "entity": {"name": "老厂"}})
    staff = await office.enterprise("吴厂长", new)
    seen = (await staff.ask(BACK, id=again["id"]))["hazard"]
    assert (seen["repeatNo"], seen["repeatOf"]) == (2, None)
    stranger = await entity(inspector, "fireworks", name="别的厂")
    (apart,) = await inspected(inspector, stranger)
    assert apart["repeatNo"] == 1


@pytest.mark.parametrize(
    ("again", "number"),
    [
        ({"place": "2号工房北门"}, 2),
        ({"place": "别处", "equipment": "F-7 门"}, 2),
        ({"place": "别处"}, 1),
        ({"title": "消防通道堵塞"}, 1),
    ],
    ids=["the same place, blanks aside", "the same equipment", "another place", "something else"],
)
async def test_what_is_reported_of_the_same_spot_is_linked(
    office: Scratch, inspector: Portal, again: dict[str, str], number: int
) -> None:
    """By the words of the report and where it was, without anybody looking the first one up."""
    plant = await entity(inspector, "fireworks")
    given = {"entity_id": plant, "found_on": TODAY, **SAID}
    told = "hazard { id repeatNo }"
    first = await done(inspector, "reportHazard", told, equipment="f-7门", **given)
    await closed(office, inspector, plant, first["hazard"]["id"])
    second = await done(inspector, "reportHazard", told, **{**given, **again})
    assert second["hazard"]["repeatNo"] == number


async def test_a_change_that_changes_nothing_is_refused(office: Scratch, inspector: Portal) -> None:
    """Nor can a credit code be taken that another entity has, or a predecessor that nobody knows."""
    plant = await entity(inspector, name="甲厂")
    await entity(inspector, name="乙厂", credit_code=CODE)
    given = {"entity_id": plant}
    assert await refused(inspector, "changeEntity", **given, name="甲厂") == {"NOTHING_CHANGED": []}
    assert await refused(inspector, "changeEntity", **given, credit_code=CODE) == {
        "CREDIT_CODE_TAKEN": ["input", "creditCode"]
    }
    unknown = {
        "name": "丙厂",
        "kind": "ENTERPRISE",
        "region_code": GUANCHENG,
        "predecessor_id": f"Entity:{UUID(int=9)}",
    }
    assert await refused(inspector, "registerEntity", **unknown) == {"NOT_FOUND": ["input", "predecessorId"]}
