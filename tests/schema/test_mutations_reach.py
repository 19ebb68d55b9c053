"""Who may do what, and to which records: what a viewer cannot reach is not there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from anjian.access.model import Role
from anjian.plugin_host import PluginHost
from anjian.words import Language
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import (
    DECIDED,
    FINE,
    MENDED,
    ORDER,
    PLANT,
    Scratch,
    entity,
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


@pytest_asyncio.fixture
async def plant(inspector: Portal) -> str:
    return await entity(inspector, "fireworks")


@pytest_asyncio.fixture
async def hazard(inspector: Portal, plant: str) -> str:
    """A major one: six people where four are approved."""
    return await major(inspector, plant)


async def test_what_a_viewer_cannot_see_is_not_there(office: Scratch, plant: str, hazard: str) -> None:
    """Another county, another sector, another enterprise: each hears that there is no such record."""
    neighbour = await office.official("李一", region_code="410105")
    driver = await office.official("周二", sectors=["transport"])
    stranger = await office.enterprise("吴厂长", await entity(await office.official("赵六"), "fireworks"))
    for viewer in (neighbour, driver):
        assert await refused(viewer, "orderRectification", hazard_id=hazard, **ORDER) == {
            "NOT_FOUND": ["input", "hazardId"]
        }
    assert await refused(stranger, "submitRectification", hazard_id=hazard, **MENDED) == {
        "NOT_FOUND": ["input", "hazardId"]
    }
    assert await refused(neighbour, "submitInspection", **visit(plant)) == {"NOT_FOUND": ["input", "entityId"]}
    assert await refused(driver, "submitInspection", **visit(plant)) == {"UNKNOWN_SECTOR": ["input", "sector"]}


async def test_what_an_enterprise_may_not_do(office: Scratch, plant: str, hazard: str) -> None:
    """It inspects itself and mends; it orders, accepts, fines and registers nothing, and closes only its own finds."""
    staff = await office.enterprise("周厂长", plant)
    of = {"hazard_id": hazard}
    forbidden: dict[str, dict[str, Any]] = {
        "orderRectification": of | ORDER,
        "acceptRectification": of | DECIDED,
        "rejectRectification": of | DECIDED,
        "issueAction": FINE | {"entity_id": plant},
        "registerEntity": PLANT,
    }
    for command, given in forbidden.items():
        assert await refused(staff, command, **given) == {"NOT_ALLOWED": []}, command
    assert await refused(staff, "closeHazard", **of) == {"NOT_YOURS_TO_CLOSE": ["input", "hazardId"]}
    assert await refused(staff, "submitInspection", **visit(plant, kind="COVERT")) == {"NOT_ALLOWED": ["input", "kind"]}


async def test_ids(inspector: Portal, plant: str, hazard: str) -> None:
    """An id is that of the record asked for, exactly as the API gave it."""
    of_another_type = plant
    for wrong in (of_another_type, "", "Hazard", f"{hazard}:1", "Hazard:1:2", "Hazard:\0:\0", MEGABYTE):
        (problem,) = await problems(inspector, "closeHazard", hazard_id=wrong)
        assert (problem["code"], problem["path"]) == ("BAD_ID", ["input", "hazardId"]), wrong[:50]
        assert len(problem["message"]) < 300
    assert await refused(inspector, "submitInspection", **visit(hazard)) == {"BAD_ID": ["input", "entityId"]}
    nobody = "Hazard:00000000-0000-0000-0000-000000000000:00000000-0000-0000-0000-000000000000"
    assert await refused(inspector, "closeHazard", hazard_id=nobody) == {"NOT_FOUND": ["input", "hazardId"]}


async def test_a_supervisor_confined_to_a_sector_registers_only_there(office: Scratch) -> None:
    """Sectors one does not supervise are not there either."""
    driver = await office.official("周二", Role.DEPARTMENT, sectors=["transport"])
    assert driver.language is Language.ZH
    assert await refused(driver, "registerEntity", **PLANT, sectors=["fireworks"]) == {
        "UNKNOWN_SECTOR": ["input", "sectors", "0"]
    }
