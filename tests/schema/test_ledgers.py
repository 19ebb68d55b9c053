"""The ledger of a stranger's plugin, as a portal keeps and reads it, and what follows from it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import sqlalchemy as sa

from anjian.access.model import Role
from anjian_schema.containment import compose_serving
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import TODAY, TOMORROW, YESTERDAY, Scratch, done, entity, refused, scratch
from tests.schema.strangers import Site

DEPOTS = """
class Kind(Choice):
    DRUM = "drum", "桶装", "in drums"
    BULK = "bulk", "散装", "in bulk"


class Goods(Entry):
    name: str | None = field(Title("品名", "Name"), required=True, filter=True, sort=True, max_length=20)
    kind: Kind | None = field(Title("包装", "Packing"), filter=True)
    tons: Decimal | None = field(Title("存量", "Stock"), unit=Title("吨", "t"), ge=0, filter=True, sort=True)


class Depot(Profile):
    total: Decimal | None = field(Title("总存量", "Stock in all"), derived=True, filter=True, sort=True)


@derivation(Clause(LAW, "第一项"), gives=["total"], ledgers=["goods"])
def total(known):
    tons = [line.tons for line in known.lines("goods", Goods)]
    if "蛇" in [line.name for line in known.lines("goods", Goods)]:
        raise ValueError("secret detail")
    return {"total": sum(filter(None, tons), Decimal())} if known.kept("goods") and None not in tons else {}


GOODS = Ledger("goods", Goods, Title("在库货物", "Goods in stock"), key=("name",))
HIDDEN = False


@hookimpl
def anjian_scope(viewer, noun):
    return facts(Depot).total > 100 if HIDDEN and noun == "ledger_entry" and viewer.role == "inspector" else None
"""
SECTORS = "sectors=[Sector(profile=Depot, ledgers=[GOODS], derivations=[total])]"
STOCK = {
    "甲": [{"name": "汽油", "kind": "bulk", "tons": "30.5"}, {"name": "酒精", "kind": "drum", "tons": 2}],
    "乙": [{"name": "酒精", "kind": "drum", "tons": 120}],
    "丙": [],
}
PROVINCES = {"甲": "410104", "乙": "4114", "丙": "410104"}
Line = dict[str, Any]
LINES = "{ tanks { goods(first: 100%s) { totalCount nodes { name entity { name } } } } }"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield from strangers.site(tmp_path_factory.mktemp("site"), monkeypatch)


class Depots:
    """Three depots with their goods, and a fourth whose ledger nobody ever kept."""

    def __init__(self, made: Scratch, inspector: Portal) -> None:
        self.made, self.inspector, self.ids = made, inspector, dict[str, str]()

    async def furnish(self) -> None:
        for name in (*STOCK, "丁"):
            self.ids[name] = await entity(self.inspector, "tanks", name=name, region_code=PROVINCES.get(name, "410104"))
        for name, lines in STOCK.items():
            await self.update(name, *lines)

    def given(self, name: str, *lines: Line, ids: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
        put = [{"values": line} | ({"id": ids[line["name"]]} if ids else {}) for line in lines]
        return {"entity_id": self.ids[name], "sector": "tanks", "ledger": "goods", "true_on": TODAY, "put": put, **more}

    async def update(self, name: str, *lines: Line, **more: Any) -> Any:
        return await done(self.inspector, "updateLedger", "entity { name }", **self.given(name, *lines, **more))

    async def refused(self, name: str, *lines: Line, **more: Any) -> dict[str, list[str]]:
        return await refused(self.inspector, "updateLedger", **self.given(name, *lines, **more))

    async def keys(self, name: str) -> dict[str, str]:
        """The global id of each line."""
        query = "query ($id: ID!) { entity(id: $id) { tanks { goods { nodes { id name } } } } }"
        answer = await self.inspector.ask(query, id=self.ids[name])
        return {line["name"]: line["id"] for line in answer["entity"]["tanks"]["goods"]["nodes"]}


@pytest_asyncio.fixture(scope="module")
async def depots(site: Site, fresh_database: FreshDatabase) -> AsyncIterator[Depots]:
    site.install("tanks", SECTORS, DEPOTS)
    async with scratch(fresh_database(), site.host()) as made:
        made_depots = Depots(made, await made.official("王五"))
        await made_depots.furnish()
        yield made_depots


async def named(portal: Portal, query: str) -> str:
    answer = await portal.ask(query)
    return "".join(node["name"] for node in answer["entities"]["nodes"])


async def test_lines_are_read_filtered_and_sorted(depots: Depots) -> None:
    """On the depot, over all depots, by id; depots by their goods, and by what follows from them."""
    asked = """query ($id: ID!) { entity(id: $id) { tanks { total goodsKeptOn
      goods(filter: { tons: { gt: "1" } }, orderBy: [{ field: TONS }]) { totalCount nodes { name kind tons trueOn } }
    } } }"""
    found = (await depots.inspector.ask(asked, id=depots.ids["甲"]))["entity"]["tanks"]
    assert (found["total"], found["goodsKeptOn"], found["goods"]["totalCount"]) == ("32.5", TODAY.isoformat(), 2)
    assert [tuple(line.values()) for line in found["goods"]["nodes"]] == [
        ("酒精", "DRUM", "2", TODAY.isoformat()),
        ("汽油", "BULK", "30.5", TODAY.isoformat()),
    ]
    in_drums = await depots.inspector.ask(LINES % ", filter: { kind: { eq: DRUM } }, orderBy: [{ field: TONS }]")
    assert [line["entity"]["name"] for line in in_drums["tanks"]["goods"]["nodes"]] == ["甲", "乙"]
    by_goods = '{ entities(filter: { tanks: { goods: { some: { name: { eq: "汽油" } } } } }) { nodes { name } } }'
    assert await named(depots.inspector, by_goods) == "甲"
    by_total = "{ entities(orderBy: [{ field: TANKS_TOTAL, direction: DESC }]) { nodes { name } } }"
    assert await named(depots.inspector, by_total) == "丁乙甲丙"
    over = '{ entities(filter: { tanks: { total: { gte: "32.5" } } }, orderBy: [{ field: NAME }]) { nodes { name } } }'
    assert await named(depots.inspector, over) == "乙甲"
    id_ = (await depots.keys("甲"))["汽油"]
    node = "query ($id: ID!) { node(id: $id) { ... on TanksGoods { name entity { name } } } }"
    assert (await depots.inspector.ask(node, id=id_))["node"] == {"name": "汽油", "entity": {"name": "甲"}}


async def test_an_unkept_ledger_is_told_from_an_empty_one(depots: Depots) -> None:
    """No lines in both; in one of them somebody looked."""
    asked = """{ entities(filter: { name: { in: ["丙", "丁"] } }, orderBy: [{ field: REGISTERED_AT }])
      { nodes { tanks { total goodsKeptOn goods { totalCount } } } } }"""
    empty, unkept = [node["tanks"] for node in (await depots.inspector.ask(asked))["entities"]["nodes"]]
    assert empty == {"total": "0", "goodsKeptOn": TODAY.isoformat(), "goods": {"totalCount": 0}}
    assert unkept == {"total": None, "goodsKeptOn": None, "goods": {"totalCount": 0}}


async def test_mistakes_lead_to_their_line_and_field(depots: Depots) -> None:
    """Codes that stay, paths from the outside in, sentences in both languages; nothing of a refused update is kept."""
    good, line = {"name": "柴油", "tons": 1}, ["input", "put", "1", "values"]
    assert await depots.refused("甲", good, {"name": "煤油", "tons": -1}) == {"FACT_VALUE_WRONG": [*line, "tons"]}
    assert await depots.refused("甲", good, {"name": "煤油", "kind": "BULK"}) == {"FACT_VALUE_WRONG": [*line, "kind"]}
    assert await depots.refused("甲", good, {"tons": 1}) == {"FACT_REQUIRED": [*line, "name"]}
    assert await depots.refused("甲", good, {"name": "煤油", "colour": 1}) == {"FACT_UNKNOWN": [*line, "colour"]}
    assert await depots.refused("甲", good, {"name": "酒精"}) == {"LINE_DUPLICATE": [*line, "name"]}
    assert await depots.refused("甲", ledger="people") == {"UNKNOWN_LEDGER": ["input", "ledger"]}
    assert await depots.refused("甲", true_on=TOMORROW) == {"DATE_IN_THE_FUTURE": ["input", "trueOn"]}
    assert await depots.refused("甲", good, ids={"柴油": depots.ids["甲"]}) == {"BAD_ID": ["input", "put", "0", "id"]}
    elsewhere = {"柴油": (await depots.keys("乙"))["酒精"]}
    assert await depots.refused("甲", good, ids=elsewhere) == {"NOT_FOUND": ["input", "put", "0", "id"]}
    assert await depots.refused("甲", {"name": "蛇"}) == {"PLUGIN_FAILED": []}
    assert sorted(await depots.keys("甲")) == ["汽油", "酒精"]


async def test_a_line_keeps_its_history(depots: Depots) -> None:
    """Each sight of it stays, also of the day before, and that it was gone."""
    await depots.update("丁", {"name": "油", "tons": 1}, true_on=YESTERDAY)
    await depots.update("丁", {"name": "油", "tons": 2}, ids=await depots.keys("丁"))
    await depots.update("丁", remove=list((await depots.keys("丁")).values()))
    asked = """query ($id: ID!) { entity(id: $id) { tanks { total }
      ledgerObservations(filter: { ledger: { eq: "goods" } }) { nodes { line data trueOn observedBy { id } } }
      timeline { nodes { kind } } } }"""
    found = (await depots.inspector.ask(asked, id=depots.ids["丁"]))["entity"]
    lines = [seen for seen in found["ledgerObservations"]["nodes"] if seen["line"]]
    assert len({seen["line"] for seen in lines}) == 1
    assert [seen["data"] and seen["data"]["tons"] for seen in lines] == [None, "2", "1"]
    assert found["tanks"]["total"] == "0"
    assert [event["kind"] for event in found["timeline"]["nodes"]].count("LEDGER_UPDATED") == 3


async def seen_by(portal: Portal) -> str:
    """The depots whose lines are seen: in the list and its count, and by every line's id."""
    goods = (await portal.ask(LINES % ""))["tanks"]["goods"]
    assert goods["totalCount"] == len(goods["nodes"])
    return "".join(sorted(line["entity"]["name"] for line in goods["nodes"]))


async def test_lines_are_seen_within_the_scope_of_their_entity(depots: Depots, site: Site) -> None:
    """By region, by sector, by enterprise, and by what a plugin hides, in lists, counts, filters and by id."""
    ids = [id_ for name in ("甲", "乙") for id_ in (await depots.keys(name)).values()]
    made = depots.made
    county = await made.official("县", region_code="410104")
    outside = await made.official("外省", region_code="14")
    confined = await made.official("他行业", sectors=["fireworks"])
    enterprise = await made.enterprise("乙厂", depots.ids["乙"])
    seen = {"甲乙": depots.inspector, "甲": county, "": outside, "乙": enterprise}
    for names, portal in seen.items():
        assert set(await seen_by(portal)) == set(names)
        found = (await portal.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids))["nodes"]
        assert sum(node is not None for node in found) == {"甲乙": 3, "甲": 2, "乙": 1, "": 0}[names]
        by_goods = "{ entities(filter: { tanks: { goods: { some: {} } } }) { nodes { name } } }"
        assert set(await named(portal, by_goods)) == set(names)
    assert await seen_by(confined) == ""


async def test_a_plugin_hides_lines(depots: Depots, monkeypatch: pytest.MonkeyPatch) -> None:
    """The noun is ledger_entry: the depot stays in sight, its lines do not."""
    monkeypatch.setattr(f"tanks{strangers.MINE}.HIDDEN", True)
    inspector = await depots.made.official("新人")
    assert await seen_by(inspector) == "乙"
    assert set(await named(inspector, "{ entities(filter: { tanks: {} }) { nodes { name } } }")) == set("甲乙丙丁")
    supervisor = await depots.made.official("领导", Role.DEPARTMENT)
    assert set(await seen_by(supervisor)) == set("甲乙")


async def test_lines_are_found_by_their_indexes(depots: Depots) -> None:
    """A field that is filtered or sorted has an index over the lines of its ledger."""
    query = "SELECT indexdef FROM pg_indexes WHERE tablename = 'ledger_entry' AND indexdef LIKE '%''tanks''::text%'"
    async with depots.made.engine.database.engine.connect() as connection:
        found = [str(definition) for (definition,) in await connection.execute(sa.text(query))]
    assert len(found) == 3
    assert all("(ledger = 'goods'::text)" in definition for definition in found)


def test_a_ledger_taken_away_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its types, its lists and its orders go with the plugin, byte for byte."""
    with_site = strangers.site(tmp_path, monkeypatch)
    site = next(with_site)
    before = compose_serving(site.host()).sdl()
    site.install("depots", SECTORS, DEPOTS)
    assert "type DepotsGoods implements Node" in compose_serving(site.host()).sdl()
    site.remove("depots")
    assert compose_serving(site.host()).sdl() == before
