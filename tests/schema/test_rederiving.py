"""A plugin mends its arithmetic: what follows from facts is derived anew, and nothing that was said is unsaid."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
import sqlalchemy as sa

from anjian.plugin_host import PluginHost, State
from anjian.standing.run import Asked, run_of
from anjian.upgrades.rederiving import derive_anew
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import TODAY, Scratch, done, entity, scratch, visit
from tests.schema.strangers import Site

BEFORE = TODAY - timedelta(days=30)
PORTS = """
class Port(Profile):
    depth: int | None = field(Title("水深", "Depth"))
    slack: int | None = field(Title("余量", "Slack"), derived=True)


@derivation(Clause(LAW, "第一项"), gives=["slack"], needs=["depth"])
def reckon(known):
    return {"slack": known.facts["depth"] - NEEDED} if "depth" in known.facts else {}


RULES = [Rule("PORT-1", Clause(LAW, "第一项"), Title("水深不足", "Too shallow"), major=facts(Port).slack < 0)]
SOUNDED = Item("P-1", *[Title("水深", "Depth")] * 4, asks=("depth",))
LISTS = [Checklist("PORTS", "1", Title("港口", "Ports"), (SOUNDED,))]
"""
PARTS = "sectors=[Sector(profile=Port, derivations=[reckon], rules=RULES, checklists=LISTS)]"
SEEN = """
query ($id: ID!) { entity(id: $id) {
  tanks { depth slack }
  observations(first: 50, filter: { fact: { eq: "slack" } }, orderBy: [{ field: TRUE_ON }, { field: LEARNED_AT }]) {
    nodes { value trueOn observedBy { name } }
  }
  timeline(first: 1) { nodes { kind data actor { name } } }
} }
"""
OF_COVERT = "SELECT value FROM observation WHERE fact = 'slack' AND inspection_id IS NOT NULL ORDER BY learned_at"


@pytest.fixture
def site(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


def installed(site: Site, needed: str) -> PluginHost:
    site.install("tanks", PARTS, PORTS.replace("NEEDED", needed))
    return site.host(disabled_plugins=("chemicals", "common", "construction", "fire", "transport"))


@dataclass(frozen=True)
class Port:
    """Nine metres deep a month ago and twelve today; a covert inspection sounded six."""

    url: str
    made: Scratch
    inspector: Portal
    id: str


@pytest_asyncio.fixture
async def port(site: Site, fresh_database: FreshDatabase) -> AsyncIterator[Port]:
    host, url = installed(site, "5"), fresh_database()
    async with scratch(url, host) as made:
        inspector = await made.official("王五")
        id_ = await entity(inspector, "tanks")
        for on, depth in ((BEFORE, 9), (TODAY, 12)):
            given = {"entity_id": id_, "sector": "tanks", "true_on": on, "facts": {"depth": depth}}
            await done(inspector, "recordFacts", "entity { id }", **given)
        sounded = {"item": "P-1", "result": "PASS", "values": {"depth": 6}}
        hidden = {"sector": "tanks", "kind": "COVERT", "checklist": {"code": "PORTS", "version": "1"}}
        await done(inspector, "submitInspection", "inspection { id }", **visit(id_, sounded, **hidden))
        await derive_anew(url, host)
        await run_of(made.engine.database.engine, host, Asked("tanks"), datetime.now(UTC)).judge()
        yield Port(url, made, inspector, id_)


async def slack(port: Port) -> list[tuple[Any, ...]]:
    found = (await port.inspector.ask(SEEN, id=port.id))["entity"]
    return [tuple(row.values()) for row in found["observations"]["nodes"]]


async def test_what_follows_is_derived_anew(site: Site, port: Port) -> None:
    """Of each day that is known; what was derived before stays beside it, and nobody is said to have seen it."""
    before = await slack(port)
    await derive_anew(port.url, installed(site, "15"))
    found = (await port.inspector.ask(SEEN, id=port.id))["entity"]
    assert found["tanks"] == {"depth": 12, "slack": -3}
    (event,) = found["timeline"]["nodes"]
    assert (event["kind"], event["actor"], event["data"]["derived"]) == ("FACTS_RECORDED", None, {"slack": -3})
    after = await slack(port)
    assert {(value, on) for value, on, _ in before} < {(value, on) for value, on, _ in after}
    assert {(-6, BEFORE.isoformat()), (-3, TODAY.isoformat())} <= {(value, on) for value, on, _ in after}


async def test_what_a_covert_inspection_saw_stays_withheld(site: Site, port: Port) -> None:
    """What follows from it is derived anew beside it, for that inspection alone."""
    await derive_anew(port.url, installed(site, "15"))
    async with port.made.engine.database.engine.connect() as connection:
        assert (await connection.scalars(sa.text(OF_COVERT))).all() == [1, -9]


async def test_the_same_plugin_derives_nothing_again(site: Site, port: Port) -> None:
    """Nor does another one that comes to the same."""
    before = await slack(port)
    await derive_anew(port.url, installed(site, "5"))
    await derive_anew(port.url, installed(site, "(2 + 3)"))
    assert await slack(port) == before


async def test_what_stands_is_judged_by_the_new_arithmetic(site: Site, port: Port) -> None:
    """The verdict of before stays on record as what it was."""
    host = installed(site, "15")
    await derive_anew(port.url, host)
    await run_of(port.made.engine.database.engine, host, Asked("tanks"), datetime.now(UTC)).judge()
    query = "query ($id: ID!) { entity(id: $id) { standingVerdicts { nodes { verdict was } } } }"
    found = (await port.inspector.ask(query, id=port.id))["entity"]
    assert found["standingVerdicts"]["nodes"] == [{"verdict": "MAJOR", "was": "NOT_MAJOR"}]


async def test_arithmetic_that_breaks_leaves_what_there_was(site: Site, port: Port) -> None:
    """Its plugin goes on serving and says so; the next start tries again."""
    before, host = await slack(port), installed(site, "1 / 0")
    await derive_anew(port.url, host)
    (tanks,) = [loaded for loaded in host.plugins if loaded.name == "tanks"]
    assert tanks.state is State.DEGRADED
    assert "ANJ-P177" in {problem.code for problem in tanks.problems}
    assert await slack(port) == before
    await derive_anew(port.url, installed(site, "15"))
    assert await slack(port) != before
