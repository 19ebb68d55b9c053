"""A stranger's plugin with tables of its own, as the guide writes it: read, filtered, related, and within reach."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from anjian.access.model import Role
from anjian.database.ids import UUID, uuid7
from anjian.plugin_host import PluginHost, State
from anjian.plugin_host.migrating import upgrade_tables
from anjian_schema.containment import compose_serving
from anjian_schema.server.starting import refer
from anjian_schema.testing.wire import counted
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import TODAY, Scratch, entity, scratch
from tests.schema.strangers import Site

GUIDE = (Path(__file__).parents[2] / "docs" / "plugin-tables.md").read_text("utf-8")
DECLARED, MIGRATION, WRITING = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
[QUERY] = re.findall(r"```graphql\n(.*?)```", GUIDE, re.DOTALL)
ROWS = (
    sa.text(
        "INSERT INTO plugin_permits.permits (entity_id, id, region_code, number, work, valid_until)"
        " SELECT id, :permit, region_code, :number, :work, '2026-12-31' FROM entity WHERE id = :entity"
    ),
    sa.text(
        "INSERT INTO plugin_permits.readings (entity_id, id, region_code, permit_id, oxygen, safe)"
        " SELECT id, :reading, region_code, :permit, 19.50, false FROM entity WHERE id = :entity"
    ),
)
OTHERS = """
async def permits_renumber(info: strawberry.Info, entity_id: strawberry.ID, permit: strawberry.ID, number: str) -> bool:
    async with info.context["write"].at(entity_id) as rows:
        await rows.change(PERMITS, permit, number=number)
    return True


async def permits_withdraw(info: strawberry.Info, entity_id: strawberry.ID, permit: strawberry.ID) -> bool:
    async with info.context["write"].at(entity_id) as rows:
        await rows.remove(PERMITS, permit)
    return True


OTHERS = [permits_renumber, permits_withdraw]
"""
MODULE = DECLARED.replace("@hookimpl", WRITING + OTHERS + "\n\n@hookimpl").replace(
    "tables=[PERMITS", "mutations=[permits_issue, *OTHERS], tables=[PERMITS"
)
ISSUE = """mutation ($id: ID!, $number: String!, $work: String! = "hot", $oxygen: Decimal) {
  permitsIssue(entityId: $id, number: $number, work: $work, oxygen: $oxygen) { permit } }"""
OTHERWISE = "mutation ($id: ID!, $permit: ID!) { %s }"
ALL = """query ($id: ID!) { entity(id: $id) {
  permits { permits { nodes { id number work validUntil readings { nodes { oxygen safe } } } } }
  timeline(first: 1) { nodes { kind data actor { name } } } } }"""
NUMBERS = "{ permits { permits(orderBy: [{ field: NUMBER }]) { totalCount nodes { number } } } }"
COUNTED = "{ entities(filter: { permits: { permits: { some: { } } } }) { totalCount } }"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        for site in strangers.site(tmp_path_factory.mktemp("strangers"), monkeypatch):
            write(site, MODULE)
            yield site


def write(site: Site, module: str) -> None:
    site.install("permits", code=module)
    folder = site.folder / "permit_migrations"
    folder.mkdir(exist_ok=True)
    (folder / "0001_permits.py").write_text(MIGRATION, "utf-8")


@dataclass(frozen=True)
class Permits:
    """Two sites with a permit each, in two counties."""

    made: Scratch
    inspector: Portal
    ids: dict[str, str]

    async def permit(self, name: str, number: str, work: str) -> None:
        given = {"entity": UUID(self.ids[name].partition(":")[2]), "number": number, "work": work}
        async with self.made.engine.database.engine.begin() as connection:
            for statement in ROWS:
                named = {**given, "permit": PERMITS[number], "reading": uuid7()}
                await connection.execute(statement, {k: v for k, v in named.items() if f":{k}" in str(statement)})


PERMITS = {"动2026-1": uuid7(), "限2026-2": uuid7()}


async def migrated(site: Site, url: str) -> PluginHost:
    host = site.host()
    await asyncio.to_thread(upgrade_tables, url, host)
    return host


@pytest.fixture(scope="module")
def url(fresh_database: FreshDatabase) -> str:
    return fresh_database()


@pytest.fixture(scope="module")
async def permits(site: Site, url: str) -> AsyncIterator[Permits]:
    async with scratch(url, await migrated(site, url)) as made:
        inspector = await made.official("王五")
        places = {"甲": "410104", "乙": "410204"}
        ids = {n: await entity(inspector, "permits", name=n, region_code=code) for n, code in places.items()}
        found = Permits(made, inspector, ids)
        await found.permit("甲", "动2026-1", "hot")
        await found.permit("乙", "限2026-2", "confined")
        yield found


async def test_rows_are_read_with_their_relations(permits: Permits) -> None:
    """The query of the guide: filtered by a reading, with entity, readings, and back to the permit."""
    answer = await permits.inspector.ask(QUERY)
    (permit,) = answer["permits"]["permits"].pop("nodes")
    assert answer["permits"]["permits"] == {"totalCount": 1}
    assert permit == {
        "id": f"PermitsPermit:{permits.ids['甲'].partition(':')[2]}:{PERMITS['动2026-1']}",
        "number": "动2026-1",
        "work": "HOT",
        "validUntil": "2026-12-31",
        "entity": {"name": "甲"},
        "readings": {"nodes": [{"oxygen": "19.5", "safe": False, "permit": {"number": "动2026-1"}}]},
    }
    of_site = {"name": "甲", "permits": {"crews": None, "permits": {"nodes": [{"number": "动2026-1"}]}}}
    assert answer["entities"]["nodes"] == [of_site]
    node = "query ($id: ID!) { node(id: $id) { ... on PermitsPermit { number } } }"
    assert (await permits.inspector.ask(node, id=permit["id"]))["node"] == {"number": "动2026-1"}


async def test_rows_are_seen_within_the_scope_of_their_entity(permits: Permits) -> None:
    """By region, by enterprise and by sector; in lists, in counts and in what leads to them."""
    made = permits.made
    seen: dict[str, Any] = {
        "动2026-1 限2026-2": permits.inspector,
        "动2026-1": await made.official("县", region_code="410104"),
        "限2026-2": await made.enterprise("乙厂", permits.ids["乙"]),
        "": await made.official("他行业", sectors=["fireworks"]),
    }
    for numbers, portal in seen.items():
        found = (await portal.ask(NUMBERS))["permits"]["permits"]
        assert [node["number"] for node in found["nodes"]] == numbers.split()
        assert found["totalCount"] == (await portal.ask(COUNTED))["entities"]["totalCount"] == len(numbers.split())


async def test_one_statement_answers_all(permits: Permits, url: str) -> None:
    """Pages of rows nested in rows cost no statement more."""
    asked = "{ permits { permits { nodes { readings { nodes { permit { readings { totalCount } } } } } } } }"
    async with counted(permits.made.engine, url) as (engine, sent):
        answer = await Portal(engine, permits.inspector.token).ask(asked)
    nodes = answer["permits"]["permits"]["nodes"]
    assert [node["readings"]["nodes"][0]["permit"]["readings"]["totalCount"] for node in nodes] == [1, 1]
    assert sum("plugin_permits" in statement for statement in sent) == 1


async def test_a_mutation_writes_rows_and_tells_of_them(permits: Permits) -> None:
    """One transaction at one entity: the rows have its region, and one event tells of them all."""
    site_id = await entity(permits.inspector, "permits", name="丙")
    permit = (await permits.inspector.ask(ISSUE, id=site_id, number="动2026-3", oxygen="20.9"))["permitsIssue"][
        "permit"
    ]
    found = (await permits.inspector.ask(ALL, id=site_id))["entity"]
    (row,) = found["permits"]["permits"]["nodes"]
    assert row == {
        "id": permit,
        "number": "动2026-3",
        "work": "HOT",
        "validUntil": TODAY.isoformat(),
        "readings": {"nodes": [{"oxygen": "20.9", "safe": True}]},
    }
    (event,) = found["timeline"]["nodes"]
    assert (event["kind"], event["actor"], event["data"]["plugin"]) == ("ROWS_WRITTEN", {"name": "王五"}, "permits")
    assert [(told["table"], told["values"].get("number")) for told in event["data"]["rows"]] == [
        ("permits", "动2026-3"),
        ("readings", None),
    ]
    otherwise = {"id": site_id, "permit": permit}
    change = OTHERWISE % 'permitsRenumber(entityId: $id, permit: $permit, number: "动2026-4")'
    remove = OTHERWISE % "permitsWithdraw(entityId: $id, permit: $permit)"
    assert await permits.inspector.ask(change, **otherwise) == {"permitsRenumber": True}
    assert await permits.inspector.codes(remove, **otherwise) == ["ROW_CONFLICTS"]
    (row,) = (await permits.inspector.ask(ALL, id=site_id))["entity"]["permits"]["permits"]["nodes"]
    assert (row["number"], row["work"]) == ("动2026-4", "HOT")
    other = {"id": permits.ids["甲"], "permit": permit}
    assert await permits.inspector.codes(remove, **other) == ["NOT_FOUND"]


REFUSED = {
    "a value that is none": ({"number": "动2026-5", "work": "cold"}, ["FACT_VALUE_WRONG"]),
    "two at once": ({"number": "动" * 41, "work": "cold"}, ["FACT_VALUE_WRONG", "FACT_VALUE_WRONG"]),
    "a reading that cannot be": ({"number": "动2026-5", "oxygen": "120"}, ["FACT_VALUE_WRONG"]),
}


@pytest.mark.parametrize(("given", "codes"), REFUSED.values(), ids=REFUSED)
async def test_nothing_is_written_by_half(permits: Permits, given: dict[str, str], codes: list[str]) -> None:
    """Every wrong value is named, and the permit is not there without its reading."""
    before = await permits.inspector.ask(NUMBERS)
    response = await permits.inspector.response(ISSUE, id=permits.ids["甲"], **given)
    assert response["data"] == {"permitsIssue": None}
    assert [error["extensions"]["code"] for error in response["errors"]] == codes
    assert await permits.inspector.ask(NUMBERS) == before


async def test_who_may_not_write(permits: Permits) -> None:
    """Out of reach by region, enterprise or sector; a role that only looks."""
    made, id_ = permits.made, permits.ids["甲"]
    refused = {
        "NOT_FOUND": await made.official("乡", region_code="410204"),
        "NOT_ALLOWED": await made.official("审计", Role.AUDITOR),
    }
    for code, portal in refused.items():
        assert await portal.codes(ISSUE, id=id_, number="动2026-6") == [code]
    for portal in (await made.enterprise("乙厂", permits.ids["乙"]), await made.official("他", sectors=["fireworks"])):
        assert await portal.codes(ISSUE, id=id_, number="动2026-6") == ["NOT_FOUND"]
    assert await permits.inspector.codes(ISSUE, id="Hazard:1:2", number="动2026-6") == ["BAD_ID"]


async def test_a_plugin_of_tables_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_database: FreshDatabase
) -> None:
    """Without a sector it has no profiles, and its lists are there all the same, with the sectors of their entities."""
    for site in strangers.site(tmp_path, monkeypatch):
        write(site, MODULE.replace("sectors=[Sector(profile=Site)],", ""))
        url = fresh_database()
        async with scratch(url, await migrated(site, url)) as made:
            inspector = await made.official("王五")
            found = Permits(made, inspector, {"甲": await entity(inspector, "fireworks", name="甲")})
            await found.permit("甲", "动2026-1", "hot")
            asked = "{ entities { nodes { permits { permits { nodes { number } } } } } }"
            of_entity = [{"permits": {"permits": {"nodes": [{"number": "动2026-1"}]}}}]
            confined = await made.official("本行业", sectors=["fireworks"])
            for portal in (inspector, confined):
                assert (await portal.ask(asked))["entities"]["nodes"] == of_entity
            elsewhere = await made.official("他行业", sectors=["chemicals"])
            assert (await elsewhere.ask(NUMBERS))["permits"]["permits"]["totalCount"] == 0


async def test_a_removed_plugin_is_told(site: Site, fresh_database: FreshDatabase) -> None:
    """A start finds what it left, and says so to whoever asks; the rest is served."""
    url = fresh_database()
    site.install("leavers", "sectors=[Sector(profile=Farm)]")
    await refer(url, site.host())
    site.remove("leavers")
    await refer(url, host := site.host())
    async with scratch(url, host) as made:
        inspector = await made.official("王五")
        answer = await inspector.ask("{ plugins { name version state problems { code hint } } }")
    (left,) = [plugin for plugin in answer["plugins"] if plugin["name"] == "leavers"]
    assert (left["version"], left["state"], left["problems"][0]["code"]) == ("2.0.0", "ORPHANED", "ANJ-P158")
    assert "anjian plugin purge leavers" in left["problems"][0]["hint"]


def test_unmigrated_tables_are_not_in_the_schema(site: Site, fresh_database: FreshDatabase) -> None:
    """Its types are missing, everything else is served; with the plugin gone nothing is left of it."""
    (site.folder / "permit_migrations" / "0002.py").write_text(
        'revision, down_revision = "0002", "0001"\nupgrade = 0\n'
    )
    upgrade_tables(fresh_database(), host := site.host())
    (site.folder / "permit_migrations" / "0002.py").unlink()
    states = {one.name: one.state for one in host.plugins}
    assert (states["permits"], states["fireworks"]) == (State.UNMIGRATED, State.ACTIVE)
    served = compose_serving(host).sdl()
    assert ("PermitsPermit" in served, "FireworksProfile" in served) == (False, True)
    assert "type PermitsReading implements Node" in compose_serving(site.host()).sdl()
    site.remove("permits")
    assert compose_serving(site.host()).sdl() == served
