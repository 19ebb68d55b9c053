"""From one operation to its response: check it, then read what it asks or do what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import orjson
from graphql import FieldNode, GraphQLError, OperationType

from anjian_schema.asking import Asking, Checked, Operation
from anjian_schema.compiler.arguments import NullArgument
from anjian_schema.compiler.documents import Documents
from anjian_schema.compiler.operation import Split, only, selecting, whole
from anjian_schema.completion import Errors, completed, exactly
from anjian_schema.costs import cost
from anjian_schema.doing import Doing
from anjian_schema.explanation import explained, require_explainable
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


class Refused(Exception):
    """The request cannot run; its errors say why."""

    def __init__(self, errors: Sequence[GraphQLError], code: str) -> None:
        super().__init__(code)
        self.errors, self.code = errors, code


async def answer(asking: Asking, operation: Operation, *, only_queries: bool = False) -> tuple[bytes, bool]:
    """The response and whether the operation ran. Raises the caller's mistakes with the words of their steps."""
    try:
        return await _answered(asking, operation, only_queries=only_queries)
    except Refused as refused:
        return body([graphql_problem(error, refused.code) for error in refused.errors]), False


async def _answered(asking: Asking, operation: Operation, *, only_queries: bool) -> tuple[bytes, bool]:
    checked = check(asking.documents, operation)
    if operation.explain:
        require_explainable(asking.viewer, checked.operation)
    match checked.operation.operation:
        case OperationType.QUERY:
            return await read(asking, checked) + await extensions(asking, checked, operation) + b"}", True
        case OperationType.MUTATION if only_queries:
            raise OnlyQueries
        case OperationType.MUTATION:
            return await Doing(asking, checked).all(), True
    raise NotServed


async def extensions(asking: Asking, checked: Checked, operation: Operation) -> bytes:
    """The member ``extensions`` of a response, with the comma before it, where somebody asked for one."""
    told: dict[str, Any] = {}
    if operation.explain:
        told["explain"] = await explained(asking, checked)
    if operation.cost:
        told["cost"] = cost(asking, checked)
    return b',"extensions":' + orjson.dumps(told) if told else b""


def check(documents: Documents, operation: Operation) -> Checked:
    document = documents.get(operation.query)
    if document.too_large:
        raise document.too_large
    if document.errors:
        raise Refused(document.errors, PARSE_FAILED if document.ast is None else VALIDATION_FAILED)
    try:
        chosen = document.operation(operation.operation_name)
    except GraphQLError as error:
        raise Refused([error], BAD_OPERATION_NAME) from None
    variables = documents.prepared(document, chosen).variables.read(operation.variables)
    if isinstance(variables, list):
        raise Refused(variables, BAD_VARIABLES)
    return Checked(document, chosen, variables, operation.variables)


async def read(asking: Asking, checked: Checked) -> bytes:
    """Answer a query: one statement, whatever it asks. The response, to be closed."""
    if not checked.document.describes:
        nodes = asking.documents.prepared(checked.document, checked.operation).whole
        return _opened(*await _read(asking, checked, nodes))
    fields = Split.of(checked.fields(asking, "Query"))
    if not fields.introspected:
        return _opened(*await _read(asking, checked, [whole(checked.operation)]))
    told = asyncio.to_thread(introspect, asking.composed.graphql, checked, only(fields.introspected))
    described, wrong = await told  # some tenths of a second, in which others are answered
    if wrong:
        raise Refused(wrong, NullArgument.code)
    data, errors = await _read(asking, checked, [selecting(only(fields.read))]) if fields.read else (b"{}", [])
    if (found := exactly(data)) is not None:
        every = {**described, **found}
        data = orjson.dumps({key: every[key] for key in checked.fields(asking, "Query")})
    return _opened(data, errors)


def _opened(data: bytes, errors: Errors) -> bytes:
    return b'{"data":' + data + (b',"errors":' + orjson.dumps(errors) if errors else b"")


async def _read(asking: Asking, checked: Checked, nodes: Sequence[FieldNode]) -> tuple[bytes, Errors]:
    ran = asking.run(checked.variables)
    document, operation = checked.document, checked.operation
    data = await asking.reader.read(asking.gathering, document, operation, "Query", nodes, ran)
    return completed(asking, checked, "Query", nodes, data)
