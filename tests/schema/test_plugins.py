"""A plugin from outside the repository: its fields are in the schema, read, filtered and sorted like the core's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
        """{ tanks { profiles(first: 1, orderBy: [{ field: TANK_COUNT }]) { totalCount nodes { tankCount entity { name } } }
        checklists { nodes { code items { nodes { code } } } } rules { totalCount } } }"""
    )
    assert answer["tanks"]["profiles"] == {"totalCount": 4, "nodes": [{"tankCount": 2, "entity": {"name": "甲"}}]}
    assert answer["tanks"]["checklists"]["nodes"] == [{"code": "TANKS", "items": {"nodes": [{"code": "1"}]}}]
    assert answer["tanks"]["rules"] == {"totalCount": 0}
