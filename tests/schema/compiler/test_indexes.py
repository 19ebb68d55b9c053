"""No scope turns a list into a scan: pages are read from an index in their order, at every breadth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from graphql.execution.values import VariableValues, get_variable_values

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.operation import whole
from anjian_schema.engine import Engine
from tests.schema.compiler.test_statements import DOCUMENTS
from tests.schema.compiler.world import key

BIG = {"hazard", "inspection", "event", "entity", "person", "action"}
PAGE = "{ nodes { __typename } pageInfo { endCursor } }"
LISTS = {name: f"{{ {name} {PAGE} }}" for name in ("hazards", "inspections", "events", "entities", "actions", "people")}
REACHES: list[Mapping[str, Any]] = [{}, {"region_code": "41"}, {"region_code": "4101"}, {"region_code": "410185"}]
"""The nation, a province, a city and a county of it; its demonstration lies nearly all in one city."""


async def explained(engine: Engine, query: str, reach: Mapping[str, Any]) -> str:
    document = engine.documents.get(query)
    operation = document.operation(None)
    variables = get_variable_values(engine.composed.graphql, operation.variable_definitions or (), {})
    assert isinstance(variables, VariableValues)
    run = Run(variables, Viewer(key(1, 0), Role.DEPARTMENT, **reach), datetime.now(UTC))
    plan = engine.reader.plan(document, operation, "Query", [whole(operation)], run)
    async with engine.database.pool.acquire() as connection:
        rows = await connection.fetch("EXPLAIN (COSTS OFF) " + plan.sql, *plan.values(run))
    return "\n".join(row[0] for row in rows)


@pytest.mark.parametrize("reach", REACHES, ids=str)
@pytest.mark.parametrize("query", [*LISTS.values(), DOCUMENTS["the first page"]], ids=[*LISTS, "the first page"])
async def test_pages_are_read_from_indexes(engine: Engine, query: str, reach: Mapping[str, Any]) -> None:
    """Under generic plans, as in service: no big table is read from end to end."""
    plan = await explained(engine, query, reach)
    assert not [table for table in BIG if f"Seq Scan on {table} " in plan], plan


@pytest.mark.parametrize("reach", REACHES, ids=str)
@pytest.mark.parametrize("name", ["hazards", "inspections", "events", "actions", "entities"])
async def test_a_page_needs_no_sorting(engine: Engine, name: str, reach: Mapping[str, Any]) -> None:
    """The first page costs as much among ten thousand rows as among ten."""
    plan = await explained(engine, LISTS[name], reach)
    assert not re.findall(r'Sort Key: .*"t\$', plan), plan


DESK = """{ hazards(first: 50, filter: { level: { eq: GENERAL }, stage: { eq: CLOSED } }, orderBy: [{ field: DUE_ON }])
    { nodes { title } totalCount } }"""


async def test_a_countys_desk_needs_no_sorting(engine: Engine) -> None:
    """Its hazards of one level and stage lie by their term in one index, whatever their share of the nation's."""
    plan = await explained(engine, DESK, {"region_code": "410185"})
    assert not re.findall(r'Sort Key: .*"t\$', plan), plan
    assert "BitmapAnd" not in plan, plan
