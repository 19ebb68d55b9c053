"""What a document says, by the ways GraphQL gives to say it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from graphql import (
    DirectiveNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    parse,
)

from anjian_schema.engine import Operation

FIELDS = {"node": "node", "nodes": "nodes", "fireworks": "a plugin", "__type": "introspection"}
SIGNS = {'"': "a quote", "😀": "an emoji", "\u2028": "a line separator", "\u2029": "a paragraph separator"}
ARGUMENTS = {"last": "from the end", "after": "a cursor", "before": "a cursor backwards", "orderBy": "an order"}
LIMIT = re.compile(r"\b214748364[78]\b")
EVERY = {
    *FIELDS.values(),
    *SIGNS.values(),
    *ARGUMENTS.values(),
    "an alias",
    "a member of a union",
    "a field said twice",
    "a fragment in a fragment",
    "an inline fragment",
    "a directive with a variable",
    "several operations",
    "a list of enums",
    "an empty list",
    "a huge list",
    "a number at its limit",
    "a null variable",
    "a missing variable",
    "a default",
}


def features(operation: Operation) -> set[str]:
    document = parse(operation.query)
    every = list(below(document))
    said = {name for node in every for name in of_node(node, operation)}
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    texts = json.dumps(dict(operation.variables), ensure_ascii=False) + operation.query
    said |= {name for sign, name in SIGNS.items() if (sign if sign != '"' else '\\"') in texts}
    said |= {"a number at its limit"} if LIMIT.search(texts) else set()
    said |= {name for value in operation.variables.values() for name in of_value(value)}
    return said | ({"several operations"} if len(operations) > 1 else set())


def below(node: Node) -> Iterator[Node]:
    yield node
    for key in node.keys:
        found = getattr(node, key, None)
        for inner in found if isinstance(found, list | tuple) else [found]:
            if isinstance(inner, Node):
                yield from below(inner)


def of_node(node: Node, operation: Operation) -> Iterator[str]:
    match node:
        case FieldNode():
            yield FIELDS.get(node.name.value, "an alias" if node.alias else "a field")
            yield from (ARGUMENTS.get(argument.name.value, "an argument") for argument in node.arguments or ())
            yield "a member of a union" if node.name.value == "subject" and opens(node) else "any field"
        case SelectionSetNode():
            keys = Counter((f.alias or f.name).value for f in node.selections if isinstance(f, FieldNode))
            yield "a field said twice" if keys.total() > len(keys) else "fields"
        case FragmentDefinitionNode() if any(isinstance(inner, FragmentSpreadNode) for inner in below(node)):
            yield "a fragment in a fragment"
        case InlineFragmentNode():
            yield "an inline fragment"
        case ListValueNode():
            yield from of_value(list(node.values))
            yield "a list of enums" if EnumValueNode in map(type, node.values) else "a list"
        case VariableDefinitionNode():
            yield from of_variable(node, operation)
        case DirectiveNode() if VariableNode in map(type, below(node)):
            yield "a directive with a variable"


def opens(node: FieldNode) -> bool:
    """Whether something is asked of one kind of what may stand here."""
    said = node.selection_set.selections if node.selection_set else ()
    return any(isinstance(each, InlineFragmentNode | FragmentSpreadNode) for each in said)


def of_variable(node: VariableDefinitionNode, operation: Operation) -> Iterator[str]:
    given = "a null variable" if operation.variables.get(node.variable.name.value, ...) is None else "a variable"
    yield given if node.variable.name.value in operation.variables else "a missing variable"
    yield "a default" if node.default_value else "no default"


def of_value(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield "an empty list" if not value else "a huge list" if len(value) >= 100 else "a list"
    for inner in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from of_value(inner)
