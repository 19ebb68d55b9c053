"""How a query is answered: its statement, which field became which part, whence its values, and PostgreSQL's plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlparse
from graphql import FieldNode, OperationDefinitionNode, OperationType
from sqlparse.exceptions import SQLParseError

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.errors import AnjianError
from anjian.words import Title
from anjian_schema.asking import Asking, Checked
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.asked import Parameter
from anjian_schema.compiler.limits import DEEPEST, TooDeep
from anjian_schema.compiler.operation import Split, only, selecting
from anjian_schema.compiler.parts import Part, parts_of
from anjian_schema.compiler.plan import drafted, finished
from anjian_schema.compiler.selection import Collector, Selection
from anjian_schema.compiler.sources import Source, source
from anjian_schema.compose import Composed
from anjian_schema.pool import Pool

IN_A_FUNCTION = re.compile(r"(\(?)\s*\n\s*(ORDER BY|WHERE) (n\$\d+)")


class ExplainNotAllowed(AnjianError):
    code = "EXPLAIN_NOT_ALLOWED"
    words = Title(
        "只有监管部门的令牌可以查看查询的执行方式；请去掉 extensions.explain",
        "only a token of the supervising department may ask how a query is answered: leave extensions.explain out",
    )


class ExplainOnlyQueries(AnjianError):
    code = "EXPLAIN_ONLY_QUERIES"
    words = Title(
        "extensions.explain 只用于查询；此项没有办理",
        "extensions.explain is for queries: nothing was done",
    )


@dataclass(frozen=True, slots=True)
class Explanation:
    """One query as it is answered. ``sql`` is what is sent, to the letter."""

    sql: str
    root: Part
    sources: Sequence[Source]

    @property
    def statement(self) -> str:
        return formatted(self.sql)


def explain(composed: Composed, checked: Checked, run: Run) -> Explanation | None:
    """Compiled anew, so that nothing is kept for it otherwise. None where all that is asked is the schema itself.

    Raises what the caller got wrong, as a read would.
    """
    nodes = _read(composed, checked)
    if nodes is None:
        return None
    try:
        return _explained(composed, checked, nodes, run)
    except RecursionError:
        raise TooDeep(deepest=DEEPEST) from None


def _explained(composed: Composed, checked: Checked, nodes: FieldNode, run: Run) -> Explanation:
    asked, statement = drafted(composed.catalog, composed.graphql, checked.document.fragments, "Query", [nodes], run)
    plan, parts = finished(asked, statement), parts_of(statement)
    plan.values(run)
    parameters = zip(parts.names, plan.getters, strict=True)
    sources = [source(asked.parameters.get(name) or Parameter(name, get), run) for name, get in parameters]
    return Explanation(plan.sql, parts.root, sources)


def _read(composed: Composed, checked: Checked) -> FieldNode | None:
    fields = Split.of(roots(composed, checked)).read
    return selecting(only(fields)) if fields else None


def roots(composed: Composed, checked: Checked) -> Selection:
    """The fields asked of the query itself."""
    collector = Collector(composed.graphql, checked.document.fragments, checked.variables.coerced)
    return collector.fields("Query", [checked.operation.selection_set])


async def planned(pool: Pool, explanation: Explanation) -> list[str]:
    """PostgreSQL's plan, the generic one that the server runs; it knows no values, so none are given."""
    nothing = ", ".join(["NULL"] * len(explanation.sources))
    async with pool.acquire() as connection:
        prepared = await connection.prepare(explanation.sql)
        given = f"({nothing})" if nothing else ""
        rows = await connection.fetch(f"EXPLAIN EXECUTE {prepared.get_name()}{given}")
    return [row[0] for row in rows]


def formatted(sql: str) -> str:
    """The same statement with a line for each clause."""
    try:
        text = str(sqlparse.format(sql, reindent=True, indent_columns=True, indent_width=1))
    except SQLParseError:  # larger than sqlparse takes on
        return sql
    lines = IN_A_FUNCTION.sub(lambda found: f"{found[1] or ' '}{found[2]} {found[3]}", text).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip())


def require_explainable(viewer: Viewer, operation: OperationDefinitionNode) -> None:
    if viewer.role is not Role.DEPARTMENT:
        raise ExplainNotAllowed
    if operation.operation is not OperationType.QUERY:
        raise ExplainOnlyQueries


async def explained(asking: Asking, checked: Checked) -> dict[str, Any] | None:
    """What the extension ``explain`` says. Values stay where they are."""
    found = explain(asking.composed, checked, asking.run(checked.variables))
    return None if found is None else as_json(found) | {"plan": await planned(asking.database.pool, found)}


def as_json(explanation: Explanation) -> dict[str, Any]:
    return {
        "statement": explanation.statement,
        "fields": list(_fields(explanation.root, ())),
        "parameters": [
            {"name": f"${number}", "field": each.field, "argument": each.argument, "reads": each.reads}
            for number, each in enumerate(explanation.sources, 1)
        ],
    }


def _fields(part: Part, path: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for key, inner in part.parts.items():
        yield {"path": [*path, key], "sql": list(inner.own())}
        yield from _fields(inner, (*path, key))
