"""One document, two executors, one answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graphql import DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, execute_sync, parse, validate

from anjian.access.viewer import Viewer
from anjian.errors import AnjianError
from anjian_schema.compiler.flaws import ChoiceUnknown, NumberTooLarge, RepresentationWrong, ValueMissing
from anjian_schema.engine import Engine, Operation
from anjian_schema.failures import BAD_OPERATION_NAME, BAD_VARIABLES, PARSE_FAILED, VALIDATION_FAILED
from tests.schema.compiler.form import well_formed
from tests.schema.compiler.world import Brief
from tests.schema.exact.naive import Naive, Thing

FLAWS = {
    "Cannot return null for non-nullable field": ValueMissing.code,
    "Int cannot represent non 32-bit": NumberTooLarge.code,
    "no choice: ": ChoiceUnknown.code,
}
ALONE = {*FLAWS.values(), RepresentationWrong.code}  # told beside the rest of the answer
Errors = list[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Answer:
    """Data with the order of its keys, and the code and place of each error: in the request, or in the response."""

    data: Any
    errors: Errors


class Different(AssertionError):
    """The two executors disagree."""


def alike(compiled: Answer, executed: Answer) -> bool:
    """As text, where true is not 1, nor 1.0 its text; of several mistakes the compiler says the first it meets.

    A flaw that leaves no data ends graphql-core's walk, maybe before it has met the mistake that the compiler saw.
    """
    if refused := mistakes(executed):
        return compiled.data is None and bool(compiled.errors) and set(compiled.errors) <= refused
    if executed.data is None and executed.errors and mistakes(compiled):
        return compiled.data is None
    return repr(compiled) == repr(executed)


def mistakes(answer: Answer) -> set[tuple[str, tuple[str, ...]]]:
    """Those of the request, not of the records."""
    return {error for error in answer.errors if error[0] not in ALONE}


@dataclass
class Both(Brief):
    """Asks one engine in its own way and in graphql-core's."""

    engine: Engine
    plain: GraphQLSchema
    compared: int = 0

    def __post_init__(self) -> None:
        self.readers: dict[Viewer, Naive] = {}

    async def agree(self, operation: Operation, viewer: Viewer) -> Answer:
        """The answer both give."""
        compiled, executed = await self.compiled(operation, viewer), await self.executed(operation, viewer)
        self.compared += 1
        if not alike(compiled, executed):
            raise Different(f"{operation}\n{viewer}\ncompiled: {compiled}\nexecuted: {executed}")
        return compiled

    async def compiled(self, operation: Operation, viewer: Viewer) -> Answer:
        return said_in((await self.engine.answer(operation, viewer)).body)

    async def executed(self, operation: Operation, viewer: Viewer) -> Answer:
        try:
            document = parse(operation.query)
        except GraphQLError:
            return Answer(None, [(PARSE_FAILED, ())])
        if refused := validate(self.plain, document):
            return Answer(None, [(VALIDATION_FAILED, (e.message,)) for e in refused])
        reader = self.readers.setdefault(viewer, Naive(self.engine, viewer, asyncio.get_running_loop()))
        result = await asyncio.to_thread(self._run, document, operation, reader)
        return Answer(_ordered(result.data), sorted(_said(error) for error in result.errors or ()))

    def _run(self, document: DocumentNode, operation: Operation, reader: Naive) -> ExecutionResult:
        return execute_sync(
            self.plain,
            document,
            Thing("Query"),
            variable_values=dict(operation.variables),
            operation_name=operation.operation_name or None,
            field_resolver=reader,
            type_resolver=lambda thing, _info, _type: thing.shown,
        )


def said_in(body: bytes) -> Answer:
    """What a response says."""
    said: dict[str, Any] = json.loads(body)
    well_formed(said)
    errors = sorted((error["extensions"]["code"], _path(error)) for error in said.get("errors", ()))
    ordered = dict(json.loads(body, parse_float=Decimal, object_pairs_hook=tuple)).get("data")
    return Answer(ordered, errors)


def _said(error: GraphQLError) -> tuple[str, tuple[str, ...]]:
    for words, code in FLAWS.items():
        if error.message.startswith(words):
            return code, tuple(map(str, error.path or ()))
    cause = error.original_error
    if isinstance(cause, RepresentationWrong):
        return cause.code, tuple(map(str, error.path or ()))
    if isinstance(cause, AnjianError):
        return cause.code, tuple(map(str, cause.path))
    if cause is not None:
        raise cause
    if error.path:
        return "NULL_ARGUMENT", ()
    if "operation" in error.message:
        return BAD_OPERATION_NAME, ()
    return (BAD_VARIABLES, (error.message,)) if "ariable" in error.message else ("NULL_ARGUMENT", ())


def _path(error: Mapping[str, Any]) -> tuple[str, ...]:
    """What two errors of one kind must have in common beside it."""
    match error["extensions"]["code"]:
        case "NULL_ARGUMENT" | "GRAPHQL_PARSE_FAILED" | "OPERATION_NAME":
            return ()
        case "GRAPHQL_VALIDATION_FAILED" | "BAD_VARIABLES":
            return (error["message"],)
    return tuple(map(str, error.get("path", error["extensions"].get("argument", ()))))


def _ordered(value: Any) -> Any:
    """Objects as their pairs, in order."""
    if isinstance(value, Mapping):
        return tuple((key, _ordered(inner)) for key, inner in value.items())
    return [_ordered(inner) for inner in value] if isinstance(value, list) else value
