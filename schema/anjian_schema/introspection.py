"""The schema about itself: the one kind of read that graphql-core answers."""

from __future__ import annotations

from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode, execute_sync

from anjian_schema.compiler.documents import Document


def introspect(
    schema: GraphQLSchema,
    document: Document,
    operation: OperationDefinitionNode,
    selections: SelectionSetNode,
    variables: dict[str, Any],
) -> dict[str, Any]:
    """Run ``__schema`` and ``__type`` alone, out of an operation that may ask for more."""
    alone = document_of(document, operation, selections)
    result = execute_sync(schema, alone, variable_values=variables)
    return result.data or {}


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
