"""A subscription as the query it stands for: its selection under the list it follows, from a cursor on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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

from anjian_schema.answers import check
from anjian_schema.asking import Checked, Operation
from anjian_schema.compiler.selection import Collector
from anjian_schema.engine import Engine

AT_ONCE = 100  # rows of one look
AFTER, CURSOR = "anjian_after", "anjian_cursor"  # names of ours in the query that is made
SUBSCRIPTION = "Subscription"


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
