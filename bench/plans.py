"""Which tables a question reads from end to end, at every reach, under the generic plans that serve requests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from graphql.execution.values import VariableValues, get_variable_values

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.plugin_host import load_plugins
from anjian.settings import Settings
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.operation import whole
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from bench.questions import Question
from bench.world import OFFICER, REACHES

BIG = re.compile(r"Seq Scan on (entity|hazard|action|profile|event|inspection)\b")
EXECUTIONS = 10
Scans = Mapping[str, Mapping[str, Sequence[str]]]


async def scans(url: str, questions: Sequence[Question]) -> Scans:
    """By question and reach: the big tables that are scanned."""
    settings = Settings.load()
    host = load_plugins(settings)
    async with Engine.open(settings, url, host, compose_serving(host)) as engine:
        return {
            question.name: {reach: await _scanned(engine, question, region) for reach, region in REACHES.items()}
            for question in questions
            if not question.writes
        }


async def _scanned(engine: Engine, question: Question, region: str | None) -> list[str]:
    """Explained as prepared, so that the plan is the generic one, whatever the values; ten executions in."""
    document = engine.documents.get(question.document)
    operation = document.operation(None)
    variables = get_variable_values(
        engine.composed.graphql, operation.variable_definitions or (), dict(question.values[0])
    )
    if not isinstance(variables, VariableValues):
        raise TypeError(variables)
    run = Run(variables, Viewer(OFFICER, Role.DEPARTMENT, region), datetime.now(UTC))
    plan = engine.reader.plan(document, operation, "Query", [whole(operation)], run)
    values = plan.values(run)
    async with engine.database.pool.acquire() as connection:
        for _ in range(EXECUTIONS):
            await connection.fetchval(plan.sql, *values)
        await connection.execute(f"PREPARE asked AS {plan.sql}")
        given = f"({', '.join(['NULL'] * len(values))})" if values else ""
        rows = await connection.fetch(f"EXPLAIN EXECUTE asked{given}")
        await connection.execute("DEALLOCATE asked")
    return sorted({table for row in rows for table in BIG.findall(row[0])})
