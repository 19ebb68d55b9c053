"""Counts that are kept equal what is counted, whatever was written at once; only who sees all is told them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

import asyncpg
import pytest_asyncio
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from anjian.access.model import Role
from anjian.counts.keeping import condense, differences, rebuild
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import Scratch, entity, scratch

NAMES = (
    "HAZARDS_FOUND, GENERAL_HAZARDS_FOUND, MAJOR_HAZARDS_FOUND, HAZARDS_FIXED_ON_THE_SPOT, HAZARDS_RECTIFIED,"
    " GENERAL_HAZARDS_RECTIFIED, MAJOR_HAZARDS_RECTIFIED, HAZARDS_CLOSED, MAJOR_HAZARDS_CLOSED, REPEATED_HAZARDS"
)
GROUPED = ("[]", "[CITY, LEVEL]", "[COUNTY]", "[STAGE, SECTOR]", "[MONTH]", "[QUARTER, CAMPAIGN]", "[YEAR, PROVINCE]")
FILTERED = ("", 'region: { under: "4101" }', "level: { eq: MAJOR }", "stage: { in: [CLOSED, REGISTERED] }")
ALWAYS = 'on: { gte: "1900-01-01" }'  # true of every hazard, and no line knows days: so they are counted one by one
ROW = """INSERT INTO hazard (entity_id, id, region_code, sector, level, stage, title, found_on, found_by,
  fixed_on_the_spot, rectified_on, closed_on)
  VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, '隐患', $6, 'department', $7, $8, $9)"""

# Whatever another writer holds is passed over: they meet, and none waits for the other in a circle.
CLOSE = """UPDATE hazard SET stage = 'closed', closed_on = $1, rectified_on = $1 WHERE id = (
  SELECT id FROM hazard WHERE level = 'general' AND stage <> 'closed' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)"""
MOVE = """UPDATE hazard SET found_on = $1 WHERE id IN (
  SELECT id FROM hazard ORDER BY id DESC LIMIT 2 FOR UPDATE SKIP LOCKED)"""
DELETE = "DELETE FROM hazard WHERE id IN (SELECT id FROM hazard ORDER BY title, id LIMIT 1 FOR UPDATE SKIP LOCKED)"
TAMPER = "UPDATE hazard_count SET number = number + 5 WHERE id = (SELECT max(id) FROM hazard_count)"


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def places(office: Scratch) -> Mapping[str, str]:
    portal = await office.official("王五")
    return {code: await entity(portal, "fireworks", region_code=code) for code in ("410104", "410105", "1401")}


def database(office: Scratch) -> AsyncEngine:
    return office.engine.database.engine


async def writer(url: str, places: Mapping[str, str], seed: int) -> None:
    """Adds, changes and takes away at random, and now and then thinks better of it."""
    random = Random(seed)  # noqa: S311 - a drawn history, not a secret
    connection = await asyncpg.connect(url)
    for _ in range(12):
        transaction = connection.transaction()
        await transaction.start()
        for _ in range(random.randint(1, 4)):
            await step(connection, places, random)
        await (transaction.rollback() if random.random() < 0.3 else transaction.commit())
    await connection.close()


async def step(connection: Any, places: Mapping[str, str], random: Random) -> None:
    code, plant = random.choice(list(places.items()))
    day = date(2026, 1, 1) + timedelta(days=random.randint(0, 200))
    match random.choice(("add", "add", "add", "close", "move", "delete")):
        case "add":
            level = random.choice(("general", "general", "major"))
            closed = day if random.random() < 0.3 and level == "general" else None
            stage = "closed" if closed else random.choice(("registered", "rectifying"))
            mended = closed or random.choice((None, day))
            spot = level == "general" and random.random() < 0.5
            sector = random.choice(("fireworks", "fire"))
            await connection.execute(
                ROW, plant.partition(":")[2], code, sector, level, stage, day, spot, mended, closed
            )
        case "close":
            await connection.execute(CLOSE, day)
        case "move":
            await connection.execute(MOVE, day)
        case "delete":
            await connection.execute(DELETE)


async def tables(portal: Portal, more: str = "") -> list[Any]:
    """Every table there is of the figures that are kept."""
    found = []
    for keys in GROUPED:
        for filter_ in FILTERED:
            asked = f"{{ figures(names: [{NAMES}], groupBy: {keys}, filter: {{ {filter_} {more} }})"
            told = await portal.ask(f"{asked} {{ rows {{ keys {{ value }} values {{ value }} }} }} }}")
            found.append((keys, filter_, told["figures"]["rows"]))
    return found


async def test_counts_are_what_is_counted(office: Scratch, places: Mapping[str, str]) -> None:
    """After random writes of four at once, rollbacks among them, while somebody condenses; and after that once more."""
    url = database(office).url.set(drivername="postgresql").render_as_string(hide_password=False)
    condensing = [condense(office.engine.database.sessions) for _ in range(3)]
    await asyncio.gather(*(writer(url, places, seed) for seed in range(4)), *condensing)
    nation = await office.official("司长", Role.DEPARTMENT)
    city = await office.official("市局", Role.DEPARTMENT, region_code="4101", sectors=["fireworks"])
    for portal in (nation, city):
        assert await tables(portal) == await tables(portal, ALWAYS)
    before = await tables(nation)
    await condense(office.engine.database.sessions)
    assert await tables(nation) == before
    async with database(office).connect() as connection:
        assert await differences(connection) == []


async def test_a_difference_is_told_and_mended(office: Scratch, places: Mapping[str, str]) -> None:
    """Lines that somebody tampered with show in a table, are found by counting again, and made anew."""
    nation = await office.official("司长", Role.DEPARTMENT)
    async with database(office).begin() as connection:
        await connection.execute(sa.text(TAMPER))
        (wrong,) = await differences(connection)
    assert wrong.kept == wrong.counted + 5
    assert await found(nation) == await found(nation, ALWAYS) + 5
    async with database(office).begin() as connection:
        await rebuild(connection)
        assert await differences(connection) == []
    assert await found(nation) == await found(nation, ALWAYS)


async def found(portal: Portal, filter_: str = "") -> int:
    asked = f"{{ figures(names: [HAZARDS_FOUND], filter: {{ {filter_} }}) {{ rows {{ values {{ value }} }} }} }}"
    return int((await portal.ask(asked))["figures"]["rows"][0]["values"][0]["value"])


async def test_who_does_not_see_all_is_told_what_they_see(office: Scratch, places: Mapping[str, str]) -> None:
    """An enterprise reads its own hazards, counted one by one: a line cannot tell whose they are."""
    staff = await office.enterprise("周厂长", places["410104"])
    told = await staff.ask("{ figures(names: [HAZARDS_FOUND]) { rows { values { value } } } hazards { totalCount } }")
    assert told["figures"]["rows"][0]["values"][0]["value"] == str(told["hazards"]["totalCount"])
