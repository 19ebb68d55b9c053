"""A plugin from outside the repository: its fields are in the schema, read, filtered and sorted like the core's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anjian_schema.containment import compose_serving
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import Scratch, done, entity, scratch
from tests.schema.strangers import Site

FARMS: dict[str, dict[str, Any]] = {
    "甲": {"grade": "low", "gradesKept": ["low"], "volume": "0.10", "licensedUntil": "2027-01-31", "tankCount": 2},
    "乙": {"grade": "high_risk", "gradesKept": ["low", "high_risk"], "volume": "12000.50", "tankCount": 12},
    "丙": {"licensedUntil": "2026-12-31", "volume": "9", "licensed": True, "keeper": "李一"},
    "丁": {},
}
SECTORS = 'sectors=[Sector(profile=Farm, checklists=[Checklist("TANKS", "1", Title("表", "List"), (asking,))])]'
ASKING = 'asking = Item("1", *[Title("证照", "Licence")] * 4, observes={"licensed": {Result.PASS: True}})\n'
READ = "nodes { name tanks { grade gradesKept volume licensedUntil tankCount licensed keeper } }"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


async def states(portal: Portal) -> dict[str, str]:
    answer = await portal.ask("{ plugins { name state problems { message } } }")
    said = ((plugin["name"], plugin["state"], plugin["problems"]) for plugin in answer["plugins"])
    return {name: " ".join([state, *(problem["message"] for problem in problems)]) for name, state, problems in said}


async def furnished(made: Scratch) -> Portal:
    """Four tank farms, the last of which nobody knows anything of."""
    inspector = await made.official("王五")
    for name, facts in FARMS.items():
        farm = await entity(inspector, "tanks", name=name)
        if facts:
            given = {"sector": "tanks", "true_on": "2026-01-01", "facts": facts}
            await done(inspector, "recordFacts", "entity { id }", entity_id=farm, **given)
    return inspector


async def names(portal: Portal, condition: str = "", order: str = "") -> str:
    asked = f"filter: {{ tanks: {{ {condition} }} }}" if condition else "filter: { tanks: { } }"
    order = order and f", orderBy: [{order}]"
    answer = await portal.ask(f"{{ entities({asked}{order}) {{ nodes {{ name }} }} }}")
    return "".join(node["name"] for node in answer["entities"]["nodes"])


async def test_a_plugin_from_outside_is_read_filtered_and_sorted(site: Site, fresh_database: FreshDatabase) -> None:
    """Enums, lists of enums, decimals, dates: each comes back as it was recorded and can be asked for."""
    site.install("tanks", SECTORS, ASKING)
    async with scratch(fresh_database(), site.host()) as made:
        portal = await furnished(made)
        await shows_what_was_recorded(portal)
        await filters(portal)
        await sorts(portal)
        await has_a_root_of_its_own(portal)


async def shows_what_was_recorded(portal: Portal) -> None:
    answer = await portal.ask(f'{{ entities(filter: {{ name: {{ in: ["乙", "丙"] }} }}) {{ {READ} }} }}')
    shown = {node["name"]: node["tanks"] for node in answer["entities"]["nodes"]}
    assert {name: known for name, known in shown["乙"].items() if known is not None} == {
        "grade": "HIGH_RISK",
        "gradesKept": ["LOW", "HIGH_RISK"],
        "volume": "12000.5",
        "tankCount": 12,
    }
    assert {name: known for name, known in shown["丙"].items() if known is not None} == {
        "licensedUntil": "2026-12-31",
        "volume": "9",
        "licensed": True,
        "keeper": "李一",
    }


async def filters(portal: Portal) -> None:
    assert await names(portal, "grade: { eq: HIGH_RISK }") == "乙"
    assert sorted(await names(portal, "gradesKept: { has: LOW }")) == sorted("甲乙")
    assert await names(portal, "gradesKept: { has: HIGH_RISK }") == "乙"
    assert await names(portal, 'volume: { gt: "9" }') == "乙"
    assert await names(portal, 'licensedUntil: { lt: "2027-01-01" }') == "丙"
    assert await names(portal, 'licensed: { eq: true }, keeper: { startsWith: "李" }') == "丙"
    assert sorted(await names(portal, "grade: { isNull: true }")) == sorted("丙丁")
    assert (
        await names(
            portal, "OR: [{ tankCount: { gte: 12 } }, { licensed: { eq: true } }], NOT: { keeper: { isNull: false } }"
        )
        == "乙"
    )


async def sorts(portal: Portal) -> None:
    assert await names(portal, order="{ field: TANKS_VOLUME }") == "甲丙乙丁"
    assert await names(portal, order="{ field: TANKS_VOLUME, direction: DESC }") == "丁乙丙甲"
    assert (await names(portal, order="{ field: TANKS_LICENSED_UNTIL }"))[:2] == "丙甲"
    assert (await names(portal, order="{ field: TANKS_GRADE }, { field: TANKS_TANK_COUNT }"))[:2] == "乙甲"


async def has_a_root_of_its_own(portal: Portal) -> None:
    answer = await portal.ask(
        """{ tanks { profiles(first: 1, orderBy: [{ field: TANK_COUNT }]) {
          totalCount nodes { tankCount entity { name } } }
        checklists { nodes { code items { nodes { code } } } } rules { totalCount } } }"""
    )
    assert answer["tanks"]["profiles"] == {"totalCount": 4, "nodes": [{"tankCount": 2, "entity": {"name": "甲"}}]}
    assert answer["tanks"]["checklists"]["nodes"] == [{"code": "TANKS", "items": {"nodes": [{"code": "1"}]}}]
    assert answer["tanks"]["rules"] == {"totalCount": 0}


TWO_SECTORS = 'sectors=[Sector(profile=Farm, name="farms"), Sector(profile=Tanks, name="single_tanks")]'


async def test_several_sectors_of_one_plugin(site: Site, fresh_database: FreshDatabase) -> None:
    """Each sector has a field of its own under the plugin's, and its own filters and orders."""
    site.install("tanks", TWO_SECTORS)
    async with scratch(fresh_database(), site.host()) as made:
        inspector = await made.official("王五")
        farm = await entity(inspector, "farms", "single_tanks", name="甲")
        await entity(inspector, "farms", name="乙")
        for sector, facts in {"farms": {"tankCount": 3}, "single_tanks": {"tankCount": 1}}.items():
            given = {"entity_id": farm, "sector": sector, "true_on": "2026-01-01", "facts": facts}
            await done(inspector, "recordFacts", "entity { id }", **given)
        assert await names(inspector, "singleTanks: { tankCount: { eq: 1 } }, farms: { tankCount: { eq: 3 } }") == "甲"
        assert await names(inspector, order="{ field: TANKS_FARMS_TANK_COUNT, direction: DESC }") == "乙甲"
        answer = await inspector.ask(
            """{ entities(orderBy: [{ field: TANKS_SINGLE_TANKS_TANK_COUNT }]) { nodes { name
              tanks { farms { tankCount } singleTanks { tankCount } } } }
              tanks { farmsProfiles { totalCount } singleTanksProfiles { totalCount } } }"""
        )
    assert [node["tanks"] for node in answer["entities"]["nodes"]] == [
        {"farms": {"tankCount": 3}, "singleTanks": {"tankCount": 1}},
        {"farms": {"tankCount": None}, "singleTanks": None},
    ]
    assert answer["tanks"] == {"farmsProfiles": {"totalCount": 2}, "singleTanksProfiles": {"totalCount": 1}}


MUTATION = """
import strawberry


@strawberry.type
class TanksSeal:
    number: int
    on: date


async def tanks_seal(info: strawberry.Info, number: int, on: date) -> TanksSeal:
    await asyncio.sleep(0)
    assert info.context["viewer"].role
    return TanksSeal(number=number, on=on)


def tanks_break(how: str) -> int:
    if how == "slowly":
        time.sleep(2)
    if how == "in words":
        raise Sealed(path=("how",), number=7)
    raise SystemExit(1) if how == "by an exit" else ValueError("secret detail")


class Sealed(AnjianError):
    code = "TANKS_SEALED"
    words = Title("已铅封 {number} 处", "{number} seals are set")
"""


async def test_a_plugin_with_only_mutations(site: Site, fresh_database: FreshDatabase) -> None:
    """Its mutation runs beside commands of the core; ordinary and asynchronous code alike."""
    site.install("tanks", "mutations=[tanks_seal, tanks_break], types=[TanksSeal], sectors=[]", MUTATION)
    async with scratch(fresh_database(), site.host()) as made:
        inspector = await made.official("王五")
        assert set((await states(inspector)).values()) == {"ACTIVE"}
        answer = await inspector.ask(
            """mutation Seal($on: Date!) { one: tanksSeal(number: 1, on: $on) { ...seal }
               two: tanksSeal(number: 2, on: "2026-01-02") { ...seal __typename } }
               fragment seal on TanksSeal { number day: on }""",
            on="2026-01-01",
        )
    assert answer == {
        "one": {"number": 1, "day": "2026-01-01"},
        "two": {"number": 2, "day": "2026-01-02", "__typename": "TanksSeal"},
    }


FAILING = {
    "by an error": "PLUGIN_FAILED",
    "by an exit": "PLUGIN_FAILED",
    "in words": "TANKS_SEALED",
    "slowly": "PLUGIN_TOO_SLOW",
}


async def test_a_mutation_of_a_plugin_that_fails(site: Site, fresh_database: FreshDatabase) -> None:
    """The error names the plugin and its place, tells no inner detail, and what stands beside it is done."""
    site.install("tanks", "mutations=[tanks_seal, tanks_break]", MUTATION)
    async with scratch(fresh_database(), site.host(), statement_timeout=0.5) as made:
        inspector = await made.official("王五")
        asked = 'mutation Break($how: String!) { first: tanksSeal(number: 1, on: "2026-01-02") { number }'
        asked += ' tanksBreak(how: $how) last: tanksSeal(number: 3, on: "2026-01-02") { number } }'
        for how, code in FAILING.items():
            answer = await inspector.response(asked, how=how)
            assert answer["data"] == {"first": {"number": 1}, "tanksBreak": None, "last": {"number": 3}}
            (error,) = answer["errors"]
            assert (error["extensions"]["code"], error["extensions"]["plugin"]) == (code, "tanks")
            assert error["path"] == ["tanksBreak"]
            assert "secret" not in str(error)
        assert await entity(inspector)


PROVINCIAL = """
import tanks_of_a_stranger as base
LOCAL = Rule("GX-1", Clause(LAW, "第二项"), Title("无证", "No licence"), major=~facts(base.Farm).licensed)
"""


async def test_a_provincial_plugin_adds_to_a_sector(site: Site, fresh_database: FreshDatabase) -> None:
    """Rules and checklists of a province stand beside the nation's; the fields are the sector's own."""
    site.install("tanks", SECTORS, ASKING)
    adds = 'sectors=[Sector(profile=base.Farm, name="tanks", rules=[LOCAL], checklists=[checklist("GX")])]'
    site.install("guangxi", f'region="45", {adds}', PROVINCIAL, prefix="Gx")
    async with scratch(fresh_database(), site.host()) as made:
        inspector = await made.official("王五")
        assert set((await states(inspector)).values()) == {"ACTIVE"}
        await entity(inspector, "tanks")
        answer = await inspector.ask(
            """{ rules(filter: { sector: { eq: "tanks" } }) { nodes { code } }
            checklists(filter: { sector: { eq: "tanks" } }) { nodes { code } }
            entities { nodes { tanks { grade } guangxi { grade } } } }"""
        )
    assert answer["rules"]["nodes"] == [{"code": "GX-1"}]
    assert sorted(node["code"] for node in answer["checklists"]["nodes"]) == ["GX", "TANKS"]
    assert answer["entities"]["nodes"] == [{"tanks": {"grade": None}, "guangxi": {"grade": None}}]


def test_a_plugin_taken_away_leaves_no_trace(site: Site) -> None:
    """The schema is that of the plugins installed now, byte for byte, whatever was installed before."""
    before = sdl(site)
    site.install("tanks", SECTORS + ", mutations=[tanks_seal]", ASKING + MUTATION)
    with_tanks = sdl(site)
    assert "TanksProfile" in with_tanks
    assert "tanksSeal" in with_tanks
    site.remove("tanks")
    assert sdl(site) == before


def sdl(site: Site) -> str:
    return compose_serving(site.host()).sdl()
