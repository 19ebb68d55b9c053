"""Nobody reads beyond their scope: in lists, inside records, in counts, in figures, by id or by cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.schema.compiler.world import (
    EACH,
    PLACES,
    PROFILES,
    World,
    action,
    hazard,
    inspection,
    judgement,
    key,
    sector,
)

KILN, BOTH = frozenset({"kiln"}), frozenset({"kiln", "fireworks"})
REACHES: list[Mapping[str, Any]] = [
    {},
    {"region_code": "41"},
    {"region_code": "4101"},
    {"region_code": "410104"},
    {"region_code": "410104001"},
    {"region_code": "14"},
    {"region_code": "51"},
    {"entity_id": key(0, 0)},
    {"entity_id": key(0, 2)},
    {"entity_id": key(99, 0)},
    {"sectors": KILN},
    {"sectors": BOTH},
    {"sectors": frozenset()},
    {"sectors": KILN, "region_code": "4101"},
    {"sectors": frozenset({"fireworks"}), "entity_id": key(0, 0)},
]
ENTITIES = range(len(PLACES))


def reached(e: int, reach: Mapping[str, Any]) -> bool:
    """The entity lies in the region, or is the viewer's own."""
    if "entity_id" in reach:
        return bool(reach["entity_id"] == key(0, e))
    return PLACES[e].startswith(reach.get("region_code", ""))


def supervised(e: int, reach: Mapping[str, Any]) -> bool:
    sectors = ({"fireworks"} if PROFILES[e] is not None else set()) | ({"kiln"} if e else set())
    return "sectors" not in reach or bool(sectors & reach["sectors"])


def record_seen(e: int, i: int, reach: Mapping[str, Any]) -> bool:
    return reached(e, reach) and ("sectors" not in reach or sector(i) in reach["sectors"])


def seen(reach: Mapping[str, Any], name: str, make: Any) -> list[str]:
    found = [(e, i) for e in ENTITIES for i in range(EACH) if record_seen(e, i, reach)]
    return sorted(f"{name}:{key(0, e)}:{make(e, i)['id']}" for e, i in found)


RECORDS = {"hazards": hazard, "inspections": inspection, "actions": action, "judgements": judgement}
NAMES = {"hazards": "Hazard", "inspections": "Inspection", "actions": "Action", "judgements": "Judgement"}
viewers = pytest.mark.parametrize("reach", REACHES, ids=[f"reach {number}" for number in range(len(REACHES))])


@viewers
async def test_lists_and_their_counts(world: World, reach: Mapping[str, Any]) -> None:
    """Every list shows exactly the records in scope, and counts no others."""
    lists = " ".join(f"{name}(first: 100) {{ totalCount nodes {{ id }} }}" for name in (*RECORDS, "entities"))
    found = await world.of(**reach).ask(f"{{ {lists} }}")
    for name, make in RECORDS.items():
        assert sorted(node["id"] for node in found[name]["nodes"]) == seen(reach, NAMES[name], make)
        assert found[name]["totalCount"] == len(found[name]["nodes"])
    expected = {f"Entity:{key(0, e)}" for e in ENTITIES if reached(e, reach) and supervised(e, reach)}
    assert {node["id"] for node in found["entities"]["nodes"]} == expected
    assert found["entities"]["totalCount"] == len(expected)


@viewers
async def test_inside_records_that_everybody_sees(world: World, reach: Mapping[str, Any]) -> None:
    """A team, a campaign or a region is public; the inspections and entities below it are not."""
    query = """{ teams(first: 1) { nodes { inspections(first: 100) { totalCount nodes { id } } } }
        regions { nodes { entities { totalCount nodes { id hazards(first: 100) { totalCount } } } } }
        rules { nodes { judgements(first: 100) { nodes { id } } } } }"""
    found = await world.of(**reach).ask(query)
    (team,) = found["teams"]["nodes"]
    assert sorted(n["id"] for n in team["inspections"]["nodes"]) == seen(reach, "Inspection", inspection)
    assert team["inspections"]["totalCount"] == len(team["inspections"]["nodes"])
    judged = [n["id"] for rule in found["rules"]["nodes"] for n in rule["judgements"]["nodes"]]
    assert sorted(judged) == seen(reach, "Judgement", judgement)
    below = [n for region in found["regions"]["nodes"] for n in region["entities"]["nodes"]]
    entities = [e for e in ENTITIES if reached(e, reach) and supervised(e, reach)]
    assert {n["id"] for n in below} == {f"Entity:{key(0, e)}" for e in entities}
    hazards = sum(record_seen(e, i, reach) for e in entities for i in range(EACH))
    assert sum(n["hazards"]["totalCount"] for n in below) == hazards


@viewers
async def test_by_id(world: World, reach: Mapping[str, Any]) -> None:
    """Knowing an id opens nothing: what is out of scope is as if it were not there."""
    ids = [f"Hazard:{key(0, e)}:{key(9, e, i)}" for e in ENTITIES for i in range(EACH)]
    query = "query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } hazard(id: $id) { title } }"
    scoped = world.of(**reach)
    for id_ in ids[::7]:
        found = await scoped.ask(query, ids=ids, id=id_)
        assert [n["id"] if n else None for n in found["nodes"]] == [
            id_ if id_ in seen(reach, "Hazard", hazard) else None for id_ in ids
        ]
        assert (found["node"] is None) is (found["hazard"] is None) is (id_ not in seen(reach, "Hazard", hazard))


@viewers
async def test_in_figures(world: World, reach: Mapping[str, Any]) -> None:
    """A number counts what its viewer could list, and opens into just that."""
    query = """{ figures(names: [HAZARDS_FOUND]) { rows { values { value } } }
        hazards(filter: { figure: { name: HAZARDS_FOUND } }) { totalCount } }"""
    found = await world.of(**reach).ask(query)
    (row,) = found["figures"]["rows"]
    expected = len(seen(reach, "Hazard", hazard))
    assert (int(row["values"][0]["value"]), found["hazards"]["totalCount"]) == (expected, expected)


@viewers
async def test_in_filters(world: World, reach: Mapping[str, Any]) -> None:
    """A filter over related records asks only those in scope: nothing hidden can be guessed by asking around it."""
    scoped = world.of(**reach)
    query = "{ entities(first: 100, filter: { hazards: { some: {} } }) { nodes { id } } }"
    entities = [e for e in ENTITIES if reached(e, reach) and supervised(e, reach)]
    expected = {f"Entity:{key(0, e)}" for e in entities if any(record_seen(e, i, reach) for i in range(EACH))}
    assert {node["id"] for node in (await scoped.ask(query))["entities"]["nodes"]} == expected


@viewers
async def test_a_cursor_leads_no_further(world: World, reach: Mapping[str, Any]) -> None:
    """A cursor that somebody else got from a wider list only says where to go on."""
    wide = (await world.ask("{ hazards(first: 1) { pageInfo { endCursor } } }"))["hazards"]["pageInfo"]["endCursor"]
    query = "query ($at: Cursor) { hazards(first: 100, after: $at) { nodes { id } } }"
    found = await world.of(**reach).ask(query, at=wide)
    assert {node["id"] for node in found["hazards"]["nodes"]} <= set(seen(reach, "Hazard", hazard))


@viewers
async def test_no_enterprise_sees_another_ones_people(world: World, reach: Mapping[str, Any]) -> None:
    """Officials act in their own name, everywhere; staff are known to their own enterprise and to its supervisors."""
    query = """{ people(first: 100) { totalCount nodes { id } }
        hazards(first: 100) { nodes { rectifications { nodes { submittedBy { id } } } } } }"""
    found = await world.of(**reach).ask(query)
    staff = {f"Person:{key(6, e)}" for e in ENTITIES if reached(e, reach)}
    officials = {f"Person:{key(1, i)}" for i in range(EACH)}
    assert {node["id"] for node in found["people"]["nodes"]} == staff | officials
    assert found["people"]["totalCount"] == len(staff) + len(officials)
    mended = [r for h in found["hazards"]["nodes"] for r in h["rectifications"]["nodes"]]
    assert {r["submittedBy"]["id"] for r in mended} <= staff


@viewers
async def test_what_must_be_there_is_there(world: World, reach: Mapping[str, Any]) -> None:
    """Whoever sees a record sees the entity it is about, though another sector supervises it."""
    query = """{ hazards(first: 100) { nodes { entity { id } region { code } } }
        events(first: 100) { nodes { entity { id } } } judgements(first: 100) { nodes { entity { id } rule { code } } }
        fireworks { profiles { nodes { entity { id } } } } }"""
    found = await world.of(**reach).ask(query)
    lists = [found["hazards"], found["events"], found["judgements"], found["fireworks"]["profiles"]]
    assert all(node["entity"]["id"] for part in lists for node in part["nodes"])
    by_entity = "{ hazards(first: 100, filter: { entity: {} }) { totalCount } }"
    assert (await world.of(**reach).ask(by_entity))["hazards"]["totalCount"] == len(found["hazards"]["nodes"])
