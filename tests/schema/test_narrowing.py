"""A plugin hides entities of its sector from some viewers: wherever they would be read, counted or worked on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from anjian.access.model import Role
from anjian.database.ids import UUID, uuid7
from anjian.hazards.model import FoundBy, Hazard, HazardLevel
from anjian.plugin_host import State
from anjian.words import Language
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import GUANCHENG, TOMORROW, YESTERDAY, Scratch, done, entity, refused, scratch
from tests.schema.strangers import Site

SECTORS = "sectors=[Sector(profile=Farm)]"
HOOK = """
known, asked = facts(Farm), []
@hookimpl
def anjian_scope(viewer, noun):
    asked.append(noun)
    if viewer.role == "inspector":
        BODY
"""
LICENSED = "return known.licensed"
FARMS = {"甲": {"licensed": True, "tankCount": 3}, "乙": {"licensed": False}, "丙": {}}
ENTITIES = "{ entities(orderBy: [{ field: REGISTERED_AT }]) { nodes { name } } }"
OTHER = "丁"  # of another sector
PATIENT = 60.0  # seconds: an honest hook is never late, however busy the machine

Open = Callable[..., AbstractAsyncContextManager["Farms"]]


class Farms:
    """Three tank farms and a fireworks works, a hazard at each; a supervisor sees them all."""

    def __init__(self, made: Scratch) -> None:
        self.made, self.ids, self.hazards = made, dict[str, str](), dict[str, str]()

    async def furnish(self) -> None:
        self.supervisor = await self.made.official("赵六", Role.DEPARTMENT)
        for name, facts in FARMS.items():
            await self.add(name, "tanks")
            if facts:
                given = {"entity_id": self.ids[name], "sector": "tanks", "facts": facts, "true_on": YESTERDAY}
                await done(self.supervisor, "recordFacts", "entity { id }", **given)
        await self.add(OTHER, "fireworks")
        self.inspector = await self.made.official("王五", Role.INSPECTOR)

    async def add(self, name: str, sector: str) -> None:
        self.ids[name] = await entity(self.supervisor, sector, name=name)
        key = {"entity_id": UUID(self.ids[name].partition(":")[2]), "id": uuid7(), "region_code": GUANCHENG}
        found = {"level": HazardLevel.GENERAL, "found_on": YESTERDAY, "found_by": FoundBy.DEPARTMENT}
        await self.made.add(Hazard(**key, **found, sector=sector, title=name))
        answer = await self.supervisor.ask("{ hazards { nodes { id title } } }")
        self.hazards = {node["title"]: node["id"] for node in answer["hazards"]["nodes"]}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


@pytest.fixture
def open_farms(site: Site, fresh_database: FreshDatabase) -> Open:
    """``open_farms("return …")``: farms under a plugin whose hook answers inspectors so."""
    return lambda body=LICENSED, parts=SECTORS, **more: opened(site, fresh_database(), body, parts, **more)


@asynccontextmanager
async def opened(site: Site, url: str, body: str, parts: str, deadline: float = PATIENT) -> AsyncIterator[Farms]:
    site.install("tanks", parts, HOOK.replace("BODY", body) if body else "")
    async with scratch(url, site.host(deadline=deadline)) as made:
        farms = Farms(made)
        await farms.furnish()
        yield farms


@pytest_asyncio.fixture(scope="module")
async def farms(tmp_path_factory: pytest.TempPathFactory, fresh_database: FreshDatabase) -> AsyncIterator[Farms]:
    """Farms that are shown to inspectors only when they have a licence; tests leave them as they are."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for site in strangers.site(tmp_path_factory.mktemp("strangers"), monkeypatch):
            async with opened(site, fresh_database(), LICENSED, SECTORS) as farms:
                yield farms


async def names(portal: Portal) -> str:
    answer = await portal.ask(ENTITIES)
    return "".join(node["name"] for node in answer["entities"]["nodes"])


async def titles(portal: Portal) -> str:
    answer = await portal.ask("{ hazards { nodes { title } } }")
    return "".join(sorted(node["title"] for node in answer["hazards"]["nodes"]))


def sql(farms: Farms, query: str) -> str:
    [plan] = farms.made.engine.documents.get(query).plans.values()
    return plan.sql


async def test_hides_rows(farms: Farms) -> None:
    """An entity for which the condition is false or unknown is hidden; one of another sector is untouched."""
    assert await names(farms.inspector) == "甲丁"
    assert await names(farms.supervisor) == "甲乙丙丁"


async def test_hides_what_is_nested(farms: Farms) -> None:
    """Records of a hidden entity are hidden with it: in lists, under others, in filters."""
    assert await titles(farms.inspector) == "丁甲"
    query = "{ tanks { profiles { nodes { licensed entity { name timeline { totalCount } } } } } }"
    answer = await farms.inspector.ask(query)
    [profile] = answer["tanks"]["profiles"]["nodes"]
    assert (profile["licensed"], profile["entity"]["name"]) == (True, "甲")
    query = '{ entities(filter: { hazards: { some: { title: { eq: "乙" } } } }) { totalCount } }'
    assert (await farms.inspector.ask(query))["entities"]["totalCount"] == 0


async def test_hides_from_counts_and_figures(farms: Farms) -> None:
    """A count or a figure is that of the rows one may open."""
    query = """{
        hazards { totalCount }
        entities { totalCount }
        figures(names: [HAZARDS_FOUND]) { rows { values { value } } }
        events { totalCount }
    }"""
    seen = []
    for portal in (farms.inspector, farms.supervisor):
        answer = await portal.ask(query)
        [row] = answer["figures"]["rows"]
        counts = [answer[noun]["totalCount"] for noun in ("hazards", "entities", "events")]
        seen.append([*counts, row["values"][0]["value"]])
    assert seen == [[2, 2, 3, "2"], [4, 4, 6, "4"]]


async def test_hides_from_nodes(farms: Farms) -> None:
    """Nobody reaches a hidden record by its id."""
    ids = [each[name] for each in (farms.ids, farms.hazards) for name in "甲乙丙丁"]
    answer = await farms.inspector.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
    assert [node is not None for node in answer["nodes"]] == [True, False, False, True] * 2


async def test_hides_from_commands(open_farms: Open) -> None:
    """What one does not see one cannot change, and one is not told that it is there."""
    async with open_farms() as farms:
        facts: dict[str, Any] = {"sector": "tanks", "facts": {"licensed": True}, "true_on": YESTERDAY}
        for name in "乙丙":
            told = await refused(farms.inspector, "recordFacts", entity_id=farms.ids[name], **facts)
            assert list(told) == ["NOT_FOUND"]
        notice = {"due_on": TOMORROW, "document_no": "1", "basis": "安全生产法第六十五条"}
        told = await refused(farms.inspector, "orderRectification", hazard_id=farms.hazards["乙"], **notice)
        assert list(told) == ["NOT_FOUND"]
        given = {"hazard_id": farms.hazards["甲"], **notice}
        answer = await done(farms.inspector, "orderRectification", "hazard { stage }", **given)
        assert answer["hazard"] == {"stage": "RECTIFYING"}


async def test_one_noun_only(open_farms: Open) -> None:
    """Hidden hazards leave their entity in sight; they can be neither read nor ordered mended."""
    async with open_farms('return known.licensed if noun == "hazard" else None') as farms:
        assert await names(farms.inspector) == "甲乙丙丁"
        assert await titles(farms.inspector) == "丁甲"
        notice = {"due_on": TOMORROW, "document_no": "1", "basis": "安全生产法第六十五条"}
        told = await refused(farms.inspector, "orderRectification", hazard_id=farms.hazards["乙"], **notice)
        assert list(told) == ["NOT_FOUND"]


async def test_hidden_entity_takes_its_records_along(open_farms: Open) -> None:
    """No record is left whose entity cannot be shown."""
    async with open_farms('return known.licensed if noun == "entity" else None') as farms:
        answer = await farms.inspector.ask("{ hazards { nodes { entity { name } } } }")
        assert sorted(node["entity"]["name"] for node in answer["hazards"]["nodes"]) == ["丁", "甲"]


async def test_never_widens(open_farms: Open) -> None:
    """Somebody confined to another sector or to one enterprise sees no more for it."""
    async with open_farms("return ~known.licensed") as farms:
        of_fireworks = await farms.made.official("孙七", Role.INSPECTOR, sectors=["fireworks"])
        assert await names(of_fireworks) == "丁"
        assert await names(await farms.made.enterprise("周八", farms.ids["甲"])) == "甲"


async def test_a_province_concerns_itself(open_farms: Open) -> None:
    """The plugin of a province hides nothing elsewhere."""
    async with open_farms(parts=f'{SECTORS}, region="45"') as farms:
        assert await names(farms.inspector) == "甲乙丙丁"


FAILING = {
    "raises": "1 / 0",
    "late": "time.sleep(30)",
    "no condition": "return True",
    "facts of others": "return facts(Tanks).volume > 1",
}


@pytest.mark.parametrize("body", FAILING.values(), ids=FAILING)
async def test_failing_hook_hides(open_farms: Open, body: str) -> None:
    """Who cannot say whether something may be seen hides all of its sector, is named, and lets the rest go on."""
    async with open_farms(body, deadline=3) as farms:
        assert await names(farms.inspector) == "丁"
        assert await titles(farms.inspector) == "丁"
        [tanks] = [each for each in farms.made.engine.host.plugins if each.name == "tanks"]
        assert (tanks.state, len(tanks.all_problems)) == (State.DEGRADED, 1)
        assert await names(farms.supervisor) == "甲乙丙丁"


async def test_asked_once(farms: Farms) -> None:
    """The hook is asked once for each noun when a viewer comes, and not with their requests."""
    [tanks] = [each for each in farms.made.engine.host.plugins if each.name == "tanks"]
    newcomer = await farms.made.official("吴九")
    tanks.implementation.asked.clear()
    for _ in range(3):
        await names(newcomer)
    assert sorted(tanks.implementation.asked) == list(farms.made.engine.composed.catalog.of_entities)


async def test_costs_nothing_where_nothing_is_hidden(open_farms: Open) -> None:
    """Without the hook, and for a viewer from whom nothing is hidden, the statement is the very same."""
    query = "{ hazards { totalCount nodes { title entity { name } } } }"
    async with open_farms("") as farms:
        await farms.inspector.ask(query)
        plain = sql(farms, query)
    async with open_farms() as farms:
        await farms.supervisor.ask(query)
        assert sql(farms, query) == plain


async def test_one_plan_for_one_form(open_farms: Open) -> None:
    """Viewers from whom the same is hidden share a statement; another constant is another statement."""
    async with open_farms("return known.tank_count > (1 if viewer.region_code == '4101' else 5)") as farms:
        codes = ("4101", "4101", "410104")
        people = [await farms.made.official("周八", region_code=code) for code in codes]
        assert [await names(portal) for portal in people] == ["甲丁", "甲丁", "丁"]
        assert len(farms.made.engine.documents.get(ENTITIES).plans) == 2


async def test_viewer_keeps_their_language(farms: Farms) -> None:
    """What is hidden does not depend on the language one asks in."""
    assert await names(farms.inspector.of(farms.inspector.token, Language.EN)) == "甲丁"
