"""Runs operations: remembers plans, binds, asks the database once, hands back bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphql import FieldNode, OperationDefinitionNode

from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.catalog import Catalog
from anjian_schema.compiler.documents import Document, Documents
from anjian_schema.compiler.plan import Plan, make
from anjian_schema.compiler.scope import reach
from anjian_schema.tracing import span


class Answering(Protocol):
    """Whoever sends the statement of a plan, and hands back its one value."""

    async def answer(self, plan: Plan, values: Sequence[Any]) -> bytes: ...


@dataclass
class Reader:
    """Reads through one composed schema."""

    catalog: Catalog
    documents: Documents
    plans: dict[str, int] = field(default_factory=lambda: {"found": 0, "made": 0})  # so far

    def plan(
        self, document: Document, operation: OperationDefinitionNode, root: str, nodes: Sequence[FieldNode], run: Run
    ) -> Plan:
        """The plan for what ``nodes`` ask of ``root``, for this shape of variables and viewer."""
        shape = self.documents.prepared(document, operation).shape(run.variables.coerced)
        key = (operation.name and operation.name.value, root, tuple(map(_place, nodes)), reach(run.viewer), shape)
        plan = document.plans.get(key)
        if plan is None:
            with span("graphql.plan"):
                plan = make(self.catalog, self.documents.schema, document.fragments, root, nodes, run)
            self.plans["made"] += 1
            if not plan.fleeting:
                document.plans[key] = plan
        else:
            self.plans["found"] += 1
        return plan

    async def read(
        self,
        answering: Answering,
        document: Document,
        operation: OperationDefinitionNode,
        root: str,
        nodes: Sequence[FieldNode],
        run: Run,
    ) -> bytes:
        """One JSON object, as bytes. That it shows personal data in full is noted before anybody has it."""
        plan = self.plan(document, operation, root, nodes, run)
        answer = await answering.answer(plan, plan.values(run))
        if plan.personal:
            await run.extras["saw"](operation.name and operation.name.value, plan.personal)
        return answer


def _place(node: FieldNode) -> int | None:
    """Where in the document a node stands; an operation as a whole stands nowhere."""
    return node.loc.start if node.loc else None
