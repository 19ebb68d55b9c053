"""Everything a GraphQL document may say is answered as the specification says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from anjian_schema.engine import Operation
from tests.schema.compiler.world import EACH, NAMES, World, key

ENTITY = f"Entity:{key(0, 0)}"
HAZARD = f"Hazard:{key(0, 0)}:{key(9, 0, 0)}"
EVENTS = "events(first: 4, orderBy: [{ field: AT }], filter: { entity: { id: { eq: $id } } })"


async def test_fragments_lie_in_fragments(world: World) -> None:
    """Named and inline, on the type, on the interface and on the union; each applies where its type does."""
    query = f"""
    query ($id: ID!) {{ {EVENTS} {{ nodes {{ subject {{ ...Whole }} }} }} }}
    fragment Whole on EventSubject {{ __typename ...Identity ... on Hazard {{ ...Found }} ... on Action {{ kind }} }}
    fragment Identity on Node {{ id ... on Entity {{ name }} }}
    fragment Found on Hazard {{ title ...Identity entity {{ ... {{ ...Identity }} }} }}
    """
    hazard, inspection, action, entity = [n["subject"] for n in (await world.ask(query, id=ENTITY))["events"]["nodes"]]
    assert hazard == {"__typename": "Hazard", "id": HAZARD, "title": "超员", "entity": {"id": ENTITY, "name": NAMES[0]}}
    assert list(inspection) == ["__typename", "id"]
    assert (action["__typename"], action["kind"]) == ("Action", "ORDER_TIMED")
    assert entity == {"__typename": "Entity", "id": ENTITY, "name": NAMES[0]}


async def test_a_field_said_twice_is_one(world: World) -> None:
    """Its selections are merged, in the order of first mention, through lists and fragments too."""
    query = """
    query ($id: ID!) {
      entity(id: $id) { region { code } name hazards(first: 1) { nodes { title } } ...More name }
      entity(id: $id) { kind }
    }
    fragment More on Entity { region { level code } hazards(first: 1) { nodes { level } totalCount } }
    """
    found = (await world.ask(query, id=ENTITY))["entity"]
    assert list(found) == ["region", "name", "hazards", "kind"]
    assert found["region"] == {"code": "410104", "level": "COUNTY"}
    assert list(found["hazards"]) == ["nodes", "totalCount"]
    assert [list(node) for node in found["hazards"]["nodes"]] == [["title", "level"]]


async def test_one_list_under_two_names(world: World) -> None:
    """Each alias has its own arguments, pages and counts."""
    query = """{
      major: hazards(first: 2, filter: { level: { eq: MAJOR } }) { totalCount n: nodes { level } m: nodes { id } }
      hazards(last: 1, filter: { level: { eq: GENERAL } }) { all: totalCount totalCount edges { it: node { level } } }
    }"""
    found = await world.ask(query)
    assert found["major"]["n"] == [{"level": "MAJOR"}] * 2
    assert len(found["major"]["m"]) == 2
    assert found["hazards"]["edges"] == [{"it": {"level": "GENERAL"}}]
    assert found["hazards"]["all"] == found["hazards"]["totalCount"] == 6 * EACH - found["major"]["totalCount"]


@pytest.mark.parametrize("name", ["operation", "o1", "t1", "c_1", "cursor", "number", "value", "select", "Id", "node"])
async def test_any_name_is_an_alias(world: World, name: str) -> None:
    """A response key never meets a name of the statement, nor a word of SQL."""
    query = f"""{{ {name}: hazards(first: 1) {{
        {name}: edges {{ {name}: node {{ {name}: id inner: entity {{ {name}: name }} }} at: cursor }}
        {name}s: nodes {{ {name}: __typename }} page: pageInfo {{ {name}: endCursor }} }}
        {name}2: plugins {{ {name}: name }} }}"""
    found = (await world.ask(query))[name]
    (edge,) = found[name]
    assert edge[name][name].startswith("Hazard:")
    assert edge["at"] == found["page"][name]
    assert found[f"{name}s"] == [{name: "Hazard"}]


async def test_typename_at_every_level(world: World) -> None:
    """Roots, connections, edges, nodes, page information, plugin fields and what lies in JSON."""
    query = """{ __typename
      judgements(first: 1) { __typename edges { __typename node { __typename
        explanation { __typename facts { __typename } } rule { __typename clause { __typename } } } }
        pageInfo { __typename } }
      fireworks { __typename profiles(first: 1) { __typename nodes { __typename } } }
      figures(names: [VISITS]) { __typename rows { __typename values { __typename } } }
      viewer { __typename } plugins { __typename } }"""
    found = await world.ask(query)
    (edge,) = found["judgements"].pop("edges")
    assert found["judgements"] == {"__typename": "JudgementConnection", "pageInfo": {"__typename": "PageInfo"}}
    assert edge == {
        "__typename": "JudgementEdge",
        "node": {
            "__typename": "Judgement",
            "explanation": {"__typename": "Explanation", "facts": [{"__typename": "ExplainedFact"}]},
            "rule": {"__typename": "Rule", "clause": {"__typename": "Clause"}},
        },
    }
    assert found["fireworks"]["profiles"] == {
        "__typename": "FireworksProfileConnection",
        "nodes": [{"__typename": "FireworksProfile"}],
    }
    values = {"__typename": "FigureRow", "values": [{"__typename": "FigureValue"}]}
    assert found["figures"] == {"__typename": "FigureTable", "rows": [values]}
    assert (found["__typename"], found["viewer"]) == ("Query", {"__typename": "Viewer"})


@pytest.mark.parametrize("turn", [True, False])
async def test_skip_and_include(world: World, turn: bool) -> None:
    """Literal or variable, on fields and on both kinds of fragments, one and the other together."""
    query = """query ($yes: Boolean!, $no: Boolean = false) { hazards(first: 1) { nodes {
        a: id @include(if: $yes) b: id @skip(if: $yes) c: id @include(if: true) @skip(if: $yes) d: id @skip(if: true)
        ... @include(if: $yes) { e: id } ...F @skip(if: $no) g: id @skip(if: $no) @include(if: $yes) } } }
      fragment F on Hazard { f: id }"""
    ((node,),) = [(await world.ask(query, yes=turn))["hazards"]["nodes"]]
    assert list(node) == (["a", "e", "f", "g"] if turn else ["b", "c", "f"])


async def test_an_object_of_which_nothing_is_left_is_empty(world: World) -> None:
    """Not null: it is there, and nothing of it was asked."""
    query = """query ($no: Boolean!) { hazards(first: 1) { edges { node { id @include(if: $no) } }
        pageInfo { endCursor @include(if: $no) } } viewer { role @include(if: $no) }
        entity(id: "Entity:x") @include(if: $no) { id } }"""
    assert await world.ask(query, no=False) == {
        "hazards": {"edges": [{"node": {}}], "pageInfo": {}},
        "viewer": {},
    }
    assert await world.ask("query ($no: Boolean!) { viewer @include(if: $no) { role } }", no=False) == {}


@pytest.mark.parametrize(
    ("variables", "count"),
    [({}, 2), ({"n": 3}, 3), ({"n": None}, 20), ({"f": None}, 2), ({"f": {"title": {"eq": "超员"}}, "n": 100}, 12)],
    ids=str,
)
async def test_variables_and_their_defaults(world: World, variables: dict[str, Any], count: int) -> None:
    """A default stands in for what is missing, never for null; null is as if nothing were given."""
    query = """query ($n: Int = 2, $f: HazardFilter, $at: Cursor) {
        hazards(first: $n, filter: $f, after: $at) { nodes { id } } }"""
    assert len((await world.ask(query, **variables))["hazards"]["nodes"]) == count


@pytest.mark.parametrize(
    ("variables", "count"),
    [({}, 30), ({"t": None}, 30), ({"t": "超员"}, 12), ({"t": "超员", "l": "MAJOR"}, 6), ({"ids": [HAZARD]}, 1)],
    ids=str,
)
async def test_variables_inside_what_is_written_out(world: World, variables: dict[str, Any], count: int) -> None:
    """A missing variable inside an object is a missing field."""
    query = """query ($t: String, $l: HazardLevel, $ids: [ID!]) { hazards(filter: {
        title: { eq: $t }, AND: [{ level: { eq: $l } }, { id: { in: $ids } }] }) { totalCount } }"""
    assert (await world.ask(query, **variables))["hazards"]["totalCount"] == count


async def test_one_value_stands_for_a_list_of_one(world: World) -> None:
    """As input coercion has it, in variables and in literals."""
    query = """query ($s: [String!]) { a: hazards(filter: { sector: { in: $s } }) { totalCount }
        b: hazards(filter: { sector: { in: "kiln" } }) { totalCount } }"""
    found = await world.ask(query, s="kiln")
    assert found["a"] == found["b"] == {"totalCount": 12}


async def test_the_named_operation_runs(world: World) -> None:
    """One of several, by name; each with plans of its own."""
    query = "query A { a: hazards(first: 1) { totalCount } } query B { b: entities { totalCount } }"
    for name, expected in (("A", {"a": {"totalCount": 30}}), ("B", {"b": {"totalCount": 6}})):
        reply = await world.engine.answer(Operation(query, {}, name), world.viewer)
        assert json.loads(reply.body) == {"data": expected}


async def test_introspection_beside_data(world: World) -> None:
    """Both are answered, and keys stand in the order they were asked in."""
    query = """query ($t: String!) { a: hazards { totalCount } __schema { queryType { name } } __typename
        t: __type(name: $t) { name ...F } ...G viewer { role } }
        fragment F on __Type { kind } fragment G on Query { b: entities { totalCount } }"""
    found = await world.ask(query, t="Hazard")
    assert list(found) == ["a", "__schema", "__typename", "t", "b", "viewer"]
    assert found["t"] == {"name": "Hazard", "kind": "OBJECT"}
    assert await world.ask("{ __schema { queryType { name } } }") == {"__schema": {"queryType": {"name": "Query"}}}


async def test_nodes_keep_their_places(world: World) -> None:
    """Several types, repeated, unknown: null in its place, and each fragment where it belongs."""
    unknown = f"Hazard:{key(0, 0)}:{key(99, 0)}"
    ids = [HAZARD, ENTITY, unknown, "Region:41", HAZARD]
    query = """query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Hazard { title } ... on Node { id }
        ... on Region { code parent { code } } } }"""
    assert (await world.ask(query, ids=ids))["nodes"] == [
        (hazard := {"__typename": "Hazard", "title": "超员", "id": HAZARD}),
        {"__typename": "Entity", "id": ENTITY},
        None,
        {"__typename": "Region", "id": "Region:41", "code": "41", "parent": None},
        hazard,
    ]
    assert await world.ask(query, ids=[]) == {"nodes": []}
    assert await world.ask(query, ids=[unknown, unknown]) == {"nodes": [None, None]}
    assert await world.ask("query ($id: ID!) { node(id: $id) { id } }", id=unknown) == {"node": None}


async def test_words_of_every_kind_come_back_as_they_are(world: World) -> None:
    """Quotes, line separators, emoji, percent signs and what would be SQL elsewhere are only text."""
    query = "query ($n: String!) { entities(filter: { name: { eq: $n } }) { nodes { name } } }"
    for name in NAMES:
        assert {node["name"] for node in (await world.ask(query, n=name))["entities"]["nodes"]} == {name}
