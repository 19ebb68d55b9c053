"""From one operation to its response: check it, then read what it asks or do what it says."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
from graphql import FieldNode, GraphQLError, OperationType
from graphql.execution.values import get_variable_values

from anjian_schema.asking import Asking, Checked, Operation
from anjian_schema.compiler.documents import Documents
from anjian_schema.compiler.operation import Split, only, selecting, whole
from anjian_schema.doing import Doing
from anjian_schema.explanation import extension, require_explainable
from anjian_schema.failures import (
    BAD_OPERATION_NAME,
    BAD_VARIABLES,
    PARSE_FAILED,
    VALIDATION_FAILED,
    NotServed,
    OnlyQueries,
    body,
    graphql_problem,
)
from anjian_schema.introspection import introspect

MOST_VARIABLE_ERRORS = 20


class Refused(Exception):
    """The request cannot run; its errors say why."""

    def __init__(self, errors: Sequence[GraphQLError], code: str) -> None:
        super().__init__(code)
        self.errors, self.code = errors, code


async def answer(asking: Asking, operation: Operation, *, only_queries: bool = False) -> tuple[bytes, bool]:
    """The response and whether the operation ran. Raises the caller's mistakes with the words of their steps."""
    try:
        checked = check(asking.documents, operation)
    except Refused as refused:
        return body([graphql_problem(error, refused.code) for error in refused.errors]), False
    if operation.explain:
        require_explainable(asking.viewer, checked.operation)
    match checked.operation.operation:
        case OperationType.QUERY:
            data = await read(asking, checked)
            return b'{"data":' + data + (await extension(asking, checked) if operation.explain else b"") + b"}", True
        case OperationType.MUTATION if only_queries:
            raise OnlyQueries
        case OperationType.MUTATION:
            return await Doing(asking, checked).all(), True
    raise NotServed


def check(documents: Documents, operation: Operation) -> Checked:
    document = documents.get(operation.query)
    if document.errors:
        raise Refused(document.errors, PARSE_FAILED if document.ast is None else VALIDATION_FAILED)
    try:
        chosen = document.operation(operation.operation_name)
    except GraphQLError as error:
        raise Refused([error], BAD_OPERATION_NAME) from None
    variables = get_variable_values(
        documents.schema, chosen.variable_definitions or (), dict(operation.variables), MOST_VARIABLE_ERRORS
    )
    if isinstance(variables, list):
        raise Refused(variables, BAD_VARIABLES)
    return Checked(document, chosen, variables, operation.variables)


async def read(asking: Asking, checked: Checked) -> bytes:
    """Answer a query: one statement, whatever it asks."""
    fields = Split.of(checked.fields(asking, "Query"))
    if not fields.introspected:
        return await _read(asking, checked, whole(checked.operation))
    schema, selections = asking.composed.graphql, only(fields.introspected)
    described = introspect(schema, checked.document, checked.operation, selections, dict(checked.given))
    found = orjson.loads(await _read(asking, checked, selecting(only(fields.read)))) if fields.read else {}
    return orjson.dumps({key: (described | found)[key] for key in checked.fields(asking, "Query")})


async def _read(asking: Asking, checked: Checked, node: FieldNode) -> bytes:
    ran = asking.run(checked.variables)
    return await asking.reader.read(asking.database.pool, checked.document, checked.operation, "Query", [node], ran)
