"""Every query operation is one statement on the wire, and a statement serves every value of its shape."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from anjian_schema import compiler
from anjian_schema.compiler.documents import Document
from anjian_schema.compose import Composed
from anjian_schema.testing.wire import counted
from tests.schema.compiler.conftest import NewWorld
from tests.schema.compiler.test_filters import BY_VARIABLE
from tests.schema.compiler.world import NAMES, World, key

DOCUMENTS = {
    "the first page": """query ($region: RegionCode! = "41") { hazards(first: 20, orderBy: [{ field: DUE_ON }]
        filter: { region: { under: $region }, level: { eq: MAJOR },
                  entity: { fireworks: { actualPersons: { gt: 4 } } } }) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { id title
        entity { name region { name parent { name } } fireworks { actualPersons } }
        judgement { verdict rule { code clause { item } } explanation { text facts { label } } }
        timeline(first: 5) { nodes { at kind actor { name } subject { ... on Node { id } } } } } } } }""",
    "figures": """{ figures(names: [VISITS, HAZARDS_FOUND, FINES_YUAN], groupBy: [COUNTY, WEEK, SECTOR]) {
        rows { keys { name label } values { name value } } } figureDefinitions { name counts } }""",
    "plugins": """{ plugins { name provides { fields } problems { code } }
        fireworks { profiles { nodes { entity { name } } } } }""",
    "the viewer": "{ viewer { role region sectors } __typename }",
    "several roots": """{ a: hazards { totalCount } b: hazards { nodes { id } }
        nodes(ids: ["Region:41", "Region:14"]) { id }
        region(code: "41") { children { nodes { entities { nodes { name } } } } } }""",
    "five deep": """{ campaigns { nodes { teams(first: 2) { nodes { inspections(first: 2) { nodes {
        hazards(first: 2) { nodes { actions(first: 2) { totalCount nodes { signedBy { organization { name } } } } } }
        } } } } } } }""",
    "beside introspection": "{ __schema { queryType { name } } hazards { totalCount } }",
}


@pytest_asyncio.fixture(scope="module")
async def observed(new_world: NewWorld) -> AsyncIterator[tuple[World, list[str]]]:
    world, url = await new_world()
    async with counted(world.engine, url) as (engine, sent):
        yield World(engine), sent


@pytest.mark.parametrize("query", DOCUMENTS.values(), ids=DOCUMENTS.keys())
async def test_one_statement_for_each_operation(observed: tuple[World, list[str]], query: str) -> None:
    """Whatever it asks, however deep, whoever asks."""
    world, sent = observed
    viewers = [
        world,
        world.of(region_code="4101"),
        world.of(entity_id=key(0, 0)),
        world.of(sectors=frozenset({"kiln"})),
    ]
    for viewer in viewers:
        sent.clear()
        await viewer.ask(query)
        assert len(sent) == 1


async def test_introspection_alone_asks_the_database_nothing(observed: tuple[World, list[str]]) -> None:
    """The schema is known without it."""
    world, sent = observed
    sent.clear()
    await world.ask("{ __schema { types { name } } }")
    assert sent == []


async def test_what_is_refused_asks_the_database_nothing(observed: tuple[World, list[str]]) -> None:
    """A mistake costs no connection."""
    world, sent = observed
    sent.clear()
    for query in ("{ hazards(first: 0) { totalCount } }", '{ node(id: "x") { id } }', "{ nothing }", "{"):
        assert "errors" in await world.response(query)
    assert sent == []


def plans(world: World, query: str) -> Document:
    return world.engine.documents.get(query)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        (BY_VARIABLE, [{"f": {"title": {"contains": t}}} for t in (*NAMES, "", "'; --", "$1", "%(x)s", ":x", "%s")]),
        (BY_VARIABLE, [{"f": {"region": {"in": c}}} for c in (["41"], ["41", "14"], [])]),
        (BY_VARIABLE, [{"f": {"level": {"in": ["MAJOR"] * n}}} for n in (1, 2, 1000)]),
        (BY_VARIABLE, [{"f": {"foundOn": {"gte": d}}} for d in ("2019-01-01", "9999-12-31", "0001-01-01")]),
        ("query ($n: Int) { hazards(first: $n) { nodes { id } } }", [{"n": 1}, {"n": 100}]),
        ("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", [{"ids": ["Region:41"] * n} for n in (1, 2, 50)]),
        (
            "query ($c: String!) { figures(names: [VISITS], filter: { campaign: $c }) { rows { values { value } } } }",
            [{"c": "c0"}, {"c": "'"}],
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
async def test_other_values_make_no_other_plan(world: World, query: str, values: list[dict[str, Any]]) -> None:
    """Values are bound: nothing a caller says becomes part of the statement."""
    query += f" # {values[0]}"  # a document of this test's own
    for variables in values:
        await world.ask(query, **variables)
    (plan,) = plans(world, query).plans.values()
    assert "DROP" not in plan.sql


async def test_a_page_is_planned_for_the_size_that_its_document_says(world: World) -> None:
    """Of a size that is not known until it is asked, PostgreSQL expects a tenth of the table."""
    query = "{ hazards(first: 7) { nodes { id } } }"
    await world.ask(query)
    (plan,) = plans(world, query).plans.values()
    assert "LIMIT 7" in plan.sql


HOSTILE = (
    "' OR true --",
    '"; DROP TABLE entity; --',
    "$1",
    "%(p1)s",
    "\\'; SELECT pg_sleep(9)",
    "\u2019",
    "{}",
    "%",
    ":p1",
)


@pytest.mark.parametrize("argument", ["eq", "ne", "contains", "startsWith", "in", "notIn"])
async def test_a_hostile_text_is_only_text(world: World, argument: str) -> None:
    """Written out in the document, the statement is the same for every text, to the letter."""
    statements = set()
    for text in ("plain", *HOSTILE):
        query = f"{{ entities(filter: {{ name: {{ {argument}: {json.dumps(text)} }} }}) {{ totalCount }} }}"
        await world.ask(query)
        statements |= {plan.sql for plan in plans(world, query).plans.values()}
    assert len(statements) == 1


SHAPES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"title": {"isNull": True}}, {"title": {"isNull": False}}),
    ({"OR": [{"title": {"eq": "超员"}}]}, {"OR": [{"title": {"eq": "超员"}}, {"level": {"eq": "MAJOR"}}]}),
    ({"AND": [{"level": {"eq": "MAJOR"}}, {"title": {"eq": "超员"}}]}, {"AND": [{"level": {"eq": "MAJOR"}}, {}]}),
    ({"title": {"eq": None}}, {"title": {"eq": "超员"}}),
    ({"title": None}, {"title": {"eq": "超员"}}),
    ({"region": {"under": "41"}}, {"region": {"under": "410104"}}),
    ({"NOT": {"NOT": {"dueOn": None}}}, {"NOT": {"NOT": {"dueOn": {"isNull": True}}}}),
    ({"figure": {"name": "HAZARDS_FOUND"}}, {"figure": {"name": "MAJOR_HAZARDS_FOUND"}}),
    ({"entity": {"hazards": {"some": {}}}}, {"entity": {"hazards": {"none": {}}}}),
]


@pytest.mark.parametrize("pair", SHAPES, ids=str)
async def test_another_shape_is_another_plan(world: World, pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """What was asked first never decides the answer to what is asked next."""
    documents = [f"{BY_VARIABLE} # {turn} {pair}" for turn in ("forwards", "backwards")]
    answers = [[await world.ask(d, f=f) for f in order] for d, order in zip(documents, (pair, pair[::-1]), strict=True)]
    assert answers[0] == answers[1][::-1]
    assert answers[0][0] != answers[0][1]


def test_the_compiler_knows_no_noun(composed: Composed) -> None:
    """Neither a table nor a type of the domain is named in it: plugins go through the same door as the core."""
    catalog = composed.catalog
    own = {"Query", "Mutation"}
    named = {t.name for t in catalog.types.values()} - own | {
        t.table.name for t in catalog.types.values() if t.table is not None
    }
    code = {path.name: path.read_text() for path in Path(*compiler.__path__).glob("*.py")}
    spelled = {name: rf"\b{name}\b" if name[0].isupper() else rf"""["'.]{name}["'.]""" for name in named - {"Viewer"}}
    found = {(m, name) for m, text in code.items() for name, pattern in spelled.items() if re.search(pattern, text)}
    assert found == set()


async def test_documents_are_remembered_within_bounds(world: World) -> None:
    """However many documents and shapes are sent, memory stays."""
    documents = world.engine.documents
    for i in range(40):
        await world.ask(f"query {{ viewer {{ role }} }} # {i}{' ' * 200_000}")
    assert documents.known.currsize <= documents.known.maxsize < 40 * 200_000
