"""One operation as it was sent: which root fields it asks for, split by who answers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import FieldNode, NameNode, OperationDefinitionNode, SelectionSetNode

INTROSPECTION = frozenset({"__schema", "__type"})


def whole(operation: OperationDefinitionNode) -> FieldNode:
    """The operation as if it were a field of a root: what it selects can be read like any object."""
    return selecting(operation.selection_set)


def selecting(selections: SelectionSetNode) -> FieldNode:
    return FieldNode(name=NameNode(value="root"), selection_set=selections)


@dataclass(frozen=True, slots=True)
class Split:
    """The root fields that SQL answers, and those that describe the schema itself."""

    read: Mapping[str, list[FieldNode]]
    introspected: Mapping[str, list[FieldNode]]

    @classmethod
    def of(cls, fields: Mapping[str, list[FieldNode]]) -> Split:
        described = {key: nodes for key, nodes in fields.items() if nodes[0].name.value in INTROSPECTION}
        return cls({key: nodes for key, nodes in fields.items() if key not in described}, described)


def only(fields: Mapping[str, list[FieldNode]]) -> SelectionSetNode:
    """A selection of just these fields, fragments opened."""
    return SelectionSetNode(selections=tuple(node for nodes in fields.values() for node in nodes))
