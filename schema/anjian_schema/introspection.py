"""The schema about itself: the one kind of read that graphql-core answers."""

from __future__ import annotations

from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
)

from anjian_schema.asking import Checked
from anjian_schema.compiler.documents import Document


def introspect(
    schema: GraphQLSchema, checked: Checked, selections: SelectionSetNode
) -> tuple[dict[str, Any], list[GraphQLError]]:
    """``__schema`` and ``__type`` alone, out of an operation that may ask for more, and variables that do not fit."""
    alone = document_of(checked.document, checked.operation, selections)
    result = execute_sync(schema, alone, variable_values=dict(checked.given))
    return result.data or {}, result.errors or []


def document_of(document: Document, operation: OperationDefinitionNode, selections: SelectionSetNode) -> DocumentNode:
    """The same operation with only these root fields."""
    reduced = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=selections,
        loc=operation.loc,
    )
    return DocumentNode(definitions=(reduced, *document.fragments.values()))
