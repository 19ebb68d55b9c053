"""A plugin renames a field, changes a unit and splits a third: nobody's record is lost, and every day stays judged."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from anjian.database.ids import UUID
from anjian.plugin_host import PluginHost, State, sync
from anjian.settings import Settings
from anjian.standing.following import rejudging
from anjian.standing.run import Asked, run_of
from anjian.upgrades import run as running
from anjian.upgrades.run import check_profiles, upgrade_profiles
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import TODAY, Scratch, done, entity, refused, scratch, visit
from tests.schema.strangers import Site

BEFORE = TODAY - timedelta(days=30)
PARTS = "sectors=[Sector(profile=Depot, ledgers=[TANKS], rules=RULES)]"
BOOK = """

TANKS = Ledger("tanks", Tank, Title("储罐", "Tanks"))
d = facts(Depot)
RULES = [Rule("DEPOT-1", Clause(LAW, "第一项"), Title("超量", "Too much"), major=d.MAJOR)]
"""
GUIDE = (Path(__file__).parents[2] / "docs" / "plugin-upgrades.md").read_text("utf-8")
FIELDS = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
FIRST, THIRD = [
    fields + BOOK.replace("MAJOR", major)
    for fields, major in zip(FIELDS, ("stock > 10", "stock_kg > 5000"), strict=True)
]
SECOND_STEP = THIRD[THIRD.index("        Upgrade(\n") : THIRD.index("        Upgrade(to=3")]
SEEN = """
query ($id: ID!) { entity(id: $id) {
  depots { stockKg yard row guarded tanks { nodes { volume } } }
  profiles { nodes { schemaVersion version } }
  observations(first: 50, orderBy: [{ field: TRUE_ON }, { field: FACT }, { field: LEARNED_AT }]) {
    nodes { fact value trueOn upgradedTo observedBy { name } }
  }
  timeline(first: 1) { nodes { kind data actor { name } } }
} }
"""
SEEN_COVERTLY = """INSERT INTO observation
  (entity_id, id, region_code, sector, fact, value, true_on, learned_at, inspection_id)
  SELECT :entity, gen_random_uuid(), region_code, 'depots', 'stock', '"30"', inspected_on, now(), id
  FROM inspection WHERE id = :visit"""
STANDS = "SELECT verdict, was FROM standing_verdict WHERE rule_code = 'DEPOT-1' AND entity_id = :entity"


@pytest.fixture
def site(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


def installed(site: Site, code: str) -> PluginHost:
    site.install("depots", PARTS, code)
    return site.host(disabled_plugins=("chemicals", "common", "construction", "fire", "transport"))


@dataclass(frozen=True)
class Depots:
    """Depots of the first version, which hold 1.5 t, and 12 t of which 6 are left."""

    url: str
    made: Scratch
    inspector: Portal
    ids: list[str]


@pytest.fixture
async def depots(site: Site, fresh_database: FreshDatabase) -> AsyncIterator[Depots]:
    host, url = installed(site, FIRST), fresh_database()
    async with scratch(url, host) as made:
        inspector = await made.official("王五")
        ids = [await entity(inspector, "depots", name=f"库{number}") for number in range(3)]
        for id_ in ids[:2]:
            await recorded(inspector, id_, BEFORE, stock="12", guarded=True)
        await recorded(inspector, ids[0], TODAY, stock="6", place="东-3")
        line = {"entity_id": ids[0], "sector": "depots", "ledger": "tanks", "true_on": TODAY}
        await done(inspector, "updateLedger", "entity { id }", **line, put=[{"values": {"volume": 5000}}])
        await run_of(made.engine.database.engine, host, Asked("depots"), datetime.now(UTC)).judge()
        yield Depots(url, made, inspector, ids)


async def recorded(portal: Portal, id_: str, on: Any, **facts: Any) -> None:
    await done(portal, "recordFacts", "entity { id }", entity_id=id_, sector="depots", true_on=on, facts=facts)


@asynccontextmanager
async def upgraded(site: Site, depots: Depots, code: str = THIRD) -> AsyncIterator[tuple[PluginHost, Portal]]:
    host = installed(site, code)
    await upgrade_profiles(depots.url, host)
    assert not host.report.problems, host.report.problems
    async with Engine.open(Settings(), depots.url, host, compose_serving(host)) as engine:
        await sync(engine.database.engine, host)
        yield host, Portal(engine, depots.inspector.token)


async def test_what_was_recorded_is_read_in_the_new_fields(site: Site, depots: Depots) -> None:
    """What somebody saw stands as it was; beside it, of the same day and person, what it means now."""
    async with upgraded(site, depots) as (_, portal):
        found = (await portal.ask(SEEN, id=depots.ids[0]))["entity"]
    assert found["depots"].pop("tanks") == {"nodes": [{"volume": 5}]}
    assert found["depots"] == {"stockKg": "6000", "yard": "东", "row": "3", "guarded": True}
    assert found["profiles"]["nodes"] == [{"schemaVersion": 3, "version": 5}]
    rows = [tuple(row.values()) for row in found["observations"]["nodes"]]
    person, before, today = {"name": "王五"}, BEFORE.isoformat(), TODAY.isoformat()
    assert {(*row[:4], row[4]["name"]) for row in rows} == {
        ("guarded", True, before, None, person["name"]),
        ("stock", "12", before, None, person["name"]),
        ("stock", None, before, 3, person["name"]),
        ("stock_kg", "12000", before, 3, person["name"]),
        ("stock", "6", today, None, person["name"]),
        ("stock", None, today, 3, person["name"]),
        ("stock_kg", "6000", today, 3, person["name"]),
        ("place", "东-3", today, None, person["name"]),
        ("place", None, today, 3, person["name"]),
        ("yard", "东", today, 3, person["name"]),
        ("row", "3", today, 3, person["name"]),
    }
    (event,) = found["timeline"]["nodes"]
    assert (event["kind"], event["actor"], event["data"]["from"], event["data"]["to"]) == (
        "PROFILE_UPGRADED",
        None,
        1,
        3,
    )
    assert (event["data"]["facts"], event["data"]["gone"]) == (
        {"stock_kg": "6000", "yard": "东", "row": "3"},
        ["place", "stock"],
    )


async def test_earlier_days_are_judged_by_what_was_known_then(site: Site, depots: Depots) -> None:
    """A month ago both held 12 t; today one holds 6 t, and the third says nothing."""
    async with upgraded(site, depots) as (host, portal):
        database = portal.engine.database.engine
        then = await run_of(database, host, Asked("depots", on=BEFORE), datetime.now(UTC)).judge()
    assert dict(then.pairs) == {("DEPOT-1", "major"): 2, ("DEPOT-1", "undecided"): 1}


async def test_what_stands_is_judged_again(site: Site, depots: Depots) -> None:
    """6 t were allowed by the rule of before; 6000 kg are more than the 5000 of the new one."""
    given = {"entity": depots.ids[0].partition(":")[2]}
    old = depots.made.engine.database.engine
    async with rejudging(old, installed(site, FIRST), poll=0.02):
        await until(old, (1,), "SELECT count(*) FROM event_bookmark")
    async with upgraded(site, depots) as (host, portal):
        database = portal.engine.database.engine
        async with rejudging(database, host, poll=0.02):
            await until(database, ("major", "not_major"), STANDS, **given)


async def until(engine: AsyncEngine, expected: Any, sql: str, **values: Any) -> None:
    async with asyncio.timeout(60), engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        while (await connection.execute(sa.text(sql), values)).one_or_none() != expected:  # noqa: ASYNC110 - another task makes it so
            await asyncio.sleep(0.02)


async def test_a_break_halfway_loses_and_doubles_nothing(site: Site, depots: Depots) -> None:
    """What was brought up stays so; begun again, the others follow, and a third time nothing is left to do."""
    host, told = installed(site, THIRD), list[tuple[int, int]]()

    def interrupt(_: str, done: int, of: int) -> None:
        told.append((done, of))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await upgrade_profiles(depots.url, host, interrupt, batch=1)
    assert await versions(depots) == [1, 1, 3]
    for _ in range(2):
        await upgrade_profiles(depots.url, host, lambda _, done, of: told.append((done, of)), batch=1)
    assert (told, await versions(depots)) == ([(1, 3), (1, 2), (2, 2)], [3, 3, 3])
    assert await rows(depots, "SELECT count(*) FROM observation WHERE upgraded_to = 3 AND fact = 'stock_kg'") == [3]
    assert await rows(depots, "SELECT count(*) FROM event WHERE kind = 'profile_upgraded'") == [2]


async def versions(depots: Depots) -> list[Any]:
    return await rows(depots, "SELECT schema_version FROM profile ORDER BY 1")


async def rows(depots: Depots, sql: str) -> list[Any]:
    async with create_async_engine(depots.url, poolclass=sa.NullPool).connect() as connection:
        return list(await connection.scalars(sa.text(sql)))


WRONG = {
    "a gap": (THIRD.replace("to=2,", "to=4,"), State.INVALID, "ANJ-P171", "逐一相连"),
    "begins too late": (THIRD.replace(SECOND_STEP, ""), State.UNMIGRATED, "ANJ-P174", "第 1 版"),
    "breaks": (THIRD.replace("* 1000}", "/ 0}"), State.UNMIGRATED, "ANJ-P175", "DivisionByZero"),
    "leaves over": (THIRD.replace(', "place": None', ""), State.UNMIGRATED, "ANJ-P175", "place"),
    "another kind": (
        THIRD.replace('Decimal(known["stock_kg"]) * 1000', '"much"'),
        State.UNMIGRATED,
        "ANJ-P175",
        "much",
    ),
}


@pytest.mark.parametrize(("code", "state", "problem", "said"), WRONG.values(), ids=WRONG)
async def test_what_cannot_go_over_is_left_and_named(
    site: Site, depots: Depots, code: str, state: State, problem: str, said: str
) -> None:
    """Tried on every profile before the first is written; the plugin does not serve, everybody else does."""
    assert code != THIRD
    host = installed(site, code)
    await upgrade_profiles(depots.url, host, batch=1)
    (loaded,) = [one for one in host.plugins if one.name == "depots"]
    assert (loaded.state, [one.code for one in loaded.problems]) == (state, [problem])
    assert said in loaded.problems[0].words.zh
    assert await versions(depots) == [1, 1, 1]
    assert [one.name for one in host.serving] == ["fireworks"]


async def test_an_upgrade_that_does_not_end_is_given_up(
    site: Site, depots: Depots, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The start goes on without its plugin."""
    monkeypatch.setattr(running, "PATIENCE", 0.2)
    await upgrade_profiles(depots.url, host := installed(site, THIRD.replace("* 1000}", "* (time.sleep(2) or 1000)}")))
    (loaded,) = [one for one in host.plugins if one.name == "depots"]
    assert (loaded.state, [one.code for one in loaded.problems]) == (State.UNMIGRATED, ["ANJ-P175"])
    assert "0.2 s" in loaded.problems[0].words.en


async def test_what_a_covert_inspection_saw_is_told_again_to_itself_alone(site: Site, depots: Depots) -> None:
    """The profile does not take it over, and the depot's own staff see nothing of it, before the upgrade or after."""
    staff = await depots.made.enterprise("周厂长", depots.ids[0])
    given = visit(depots.ids[0], sector="depots", kind="COVERT")
    hidden = (await done(depots.inspector, "submitInspection", "inspection { id }", **given))["inspection"]["id"]
    saw = {"entity": UUID(depots.ids[0].partition(":")[2]), "visit": UUID(hidden.rpartition(":")[2])}
    async with depots.made.engine.database.engine.begin() as connection:
        await connection.execute(sa.text(SEEN_COVERTLY), saw)
    async with upgraded(site, depots) as (_, portal):
        seen = (await portal.ask(SEEN, id=depots.ids[0]))["entity"]
        to_staff = (await Portal(portal.engine, staff.token).ask(SEEN, id=depots.ids[0]))["entity"]
    assert seen["depots"]["stockKg"] == "6000"
    assert "30000" in values(seen)
    assert values(to_staff) == {"12000", "6000"}


def values(seen: Any) -> set[str]:
    return {row["value"] for row in seen["observations"]["nodes"] if row["fact"] == "stock_kg"}


async def test_two_versions_at_once_do_not_write_over_one_another(site: Site, depots: Depots) -> None:
    """A server that still runs the plugin of before is refused; started again, the old plugin does not serve."""
    async with upgraded(site, depots):
        pass
    given = {"entity_id": depots.ids[0], "sector": "depots", "facts": {"stock": "7"}, "true_on": TODAY}
    assert set(await refused(depots.inspector, "recordFacts", **given)) == {"PROFILE_OF_OTHER_VERSION"}
    await upgrade_profiles(depots.url, host := installed(site, FIRST))
    (problem,) = host.report.problems
    assert (problem.code, "第 3 版" in problem.words.zh) == ("ANJ-P173", True)


async def test_a_registration_by_a_server_of_before_is_brought_up_too(site: Site, depots: Depots) -> None:
    """It comes after the upgrade, with the old fields; the next one takes it along."""
    async with upgraded(site, depots) as (host, portal):
        late = await entity(depots.inspector, "depots", name="新库")
        await check_profiles(depots.url, checked := installed(site, THIRD))
        assert [one.code for one in checked.report.problems] == ["ANJ-P172"]
        await upgrade_profiles(depots.url, host)
        await recorded(portal, late, TODAY, stockKg="7")
