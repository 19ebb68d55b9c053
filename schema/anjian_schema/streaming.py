"""A subscription is the query of its list, asked again and again from where the last answer ended.

So it is planned, scoped, narrowed and limited as every read is, it can be resumed from any cursor, and for a reader who
is slow nothing is asked yet: nothing is ever kept for anybody.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from graphql import (
    ArgumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableNode,
    Visitor,
    print_ast,
    value_from_ast_untyped,
    visit,
)

from anjian.access.viewer import Viewer
from anjian.audit.origin import Origin
from anjian_schema.answers import check
from anjian_schema.asking import Checked, Operation
from anjian_schema.compiler.selection import Collector
from anjian_schema.engine import Engine
from anjian_schema.failures import Unavailable

AT_ONCE = 100  # rows of one look
AFTER, CURSOR = "anjian_after", "anjian_cursor"  # names of ours in the query that is made
SUBSCRIPTION = "Subscription"

Viewing = Callable[[], Awaitable[Viewer]]


class Delivery(NamedTuple):
    """One response of a subscription, and from where to go on; the last one of a stream that failed has no cursor."""

    body: Mapping[str, Any]
    cursor: str | None


def is_subscription(engine: Engine, operation: Operation) -> bool:
    """Of what cannot even be read, the ordinary way says what is wrong."""
    document = engine.documents.get(operation.query)
    if document.errors:
        return False
    chosen = document.operations.get(operation.operation_name or "") or next(iter(document.operations.values()), None)
    return chosen is not None and chosen.operation is OperationType.SUBSCRIPTION


@dataclass(frozen=True, slots=True)
class Asked:
    """The query that a subscription stands for."""

    key: str  # under which its answers are given
    field: str
    query: str
    variables: Mapping[str, Any]
    after: str | None

    @classmethod
    def of(cls, engine: Engine, operation: Operation, resumed: str | None) -> Asked:
        """Raises what every operation is refused with. ``resumed`` counts before the cursor in the document."""
        checked = check(engine.documents, operation)
        fragments = checked.document.fragments
        collector = Collector(engine.composed.graphql, fragments, checked.variables.coerced)
        (key, nodes), *_ = collector.fields(SUBSCRIPTION, [checked.operation.selection_set]).items()
        field = nodes[0].name.value
        selections = " ".join(print_ast(each) for node in nodes for each in selected(node))
        given = [each for each in nodes[0].arguments or () if each.name.value != "after"]
        used = list(reached(nodes, fragments))
        text = "\n".join(
            (
                f"query Stream({declared(checked.operation, [*given, *selections_of(nodes), *used])}) {{",
                f"  {field}({', '.join(map(print_ast, given))} first: {AT_ONCE}, after: ${AFTER}) {{",
                f"    edges {{ {CURSOR}: cursor {selections} }}",
                "  }",
                "}",
                *map(print_ast, used),
            )
        )
        return cls(key, field, text, checked.given, resumed or after_of(nodes[0], checked))


def selected(node: FieldNode) -> Iterable[Any]:
    return node.selection_set.selections if node.selection_set else ()


def selections_of(nodes: Iterable[FieldNode]) -> Iterator[SelectionSetNode]:
    yield from (node.selection_set for node in nodes if node.selection_set)


def reached(
    nodes: Iterable[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[FragmentDefinitionNode]:
    """Every fragment that is spread below, each once."""
    left, seen = list(spreads(selections_of(nodes))), set()
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            yield fragments[name]
            left += spreads([fragments[name]])


def spreads(nodes: Iterable[Any]) -> list[str]:
    found: list[str] = []

    class Spreads(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
            found.append(node.name.value)

    for node in nodes:
        visit(node, Spreads())
    return found


def variables_of(nodes: Iterable[Any]) -> set[str]:
    found: set[str] = set()

    class Named(Visitor):
        def enter_variable(self, node: VariableNode, *_: Any) -> None:
            found.add(node.name.value)

    for node in nodes:
        visit(node, Named())
    return found


def declared(operation: OperationDefinitionNode, within: Iterable[Any]) -> str:
    """The caller's variables that are still used, and ours."""
    used = variables_of(within)
    kept = (d for d in operation.variable_definitions or () if d.variable.name.value in used)
    return ", ".join([*map(print_ast, kept), f"${AFTER}: Cursor"])


def after_of(node: FieldNode, checked: Checked) -> str | None:
    argument: ArgumentNode | None = next((a for a in node.arguments or () if a.name.value == "after"), None)
    if argument is None:
        return None
    after: str | None = value_from_ast_untyped(argument.value, dict(checked.variables.coerced))
    return after


@dataclass(frozen=True, slots=True)
class Stream:
    """One subscription of somebody, who is asked for anew before each look: what was revoked ends it."""

    engine: Engine
    asked: Asked
    viewing: Viewing
    origin: Origin

    async def deliveries(self) -> AsyncIterator[Delivery]:
        after = self.asked.after or await self._now()
        while True:
            seen = self.engine.pulse.seen
            answer = await self._look(after)
            if not answer.get("data"):
                if is_lost(answer):
                    await self.engine.pulse.rest()
                    continue
                yield Delivery(answer, None)
                return
            edges = answer["data"][self.asked.field]["edges"]
            for edge in edges:
                after = edge.pop(CURSOR)
                yield Delivery({"data": {self.asked.key: edge}}, after)
            if len(edges) < AT_ONCE:
                await self.engine.pulse.beyond(seen)

    async def _look(self, after: str | None) -> Any:
        variables = {**self.asked.variables, AFTER: after}
        operation = Operation(self.asked.query, variables)
        reply = await self.engine.answer(operation, await self.viewing(), only_queries=True, origin=self.origin)
        return orjson.loads(reply.body)

    async def _now(self) -> str | None:
        """Where the log ends at this moment, for whoever says from where nothing."""
        end = Operation(f"{{ {self.asked.field}(last: 1) {{ edges {{ cursor }} }} }}")
        reply = await self.engine.answer(end, await self.viewing(), only_queries=True, origin=self.origin)
        edges = (orjson.loads(reply.body).get("data") or {}).get(self.asked.field, {}).get("edges", [])
        return edges[0]["cursor"] if edges else None


def is_lost(answer: Mapping[str, Any]) -> bool:
    """The database is away: it comes back, and the cursor is still good."""
    return [each["extensions"]["code"] for each in answer["errors"]] == [Unavailable.code]
