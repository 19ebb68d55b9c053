"""From one operation to its response: check it, read or do what it asks, put the bytes together."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
from graphql import FieldNode, GraphQLError, OperationDefinitionNode, OperationType, execute
from graphql.execution.values import VariableValues, get_variable_values
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.access.viewer import Viewer
from anjian.commands.answer import Answer
from anjian.commands.runner import Done, run
from anjian.errors import AnjianError
from anjian.plugin_host import PluginHost
from anjian.words import Language
from anjian_schema.compiler.arguments import Run, given
from anjian_schema.compiler.documents import Document, Documents
from anjian_schema.compiler.operation import Split, only, selecting, whole
from anjian_schema.compiler.reader import Reader
from anjian_schema.compiler.selection import Collector
from anjian_schema.compose import Composed
from anjian_schema.database import Database
from anjian_schema.failures import NotServed, OnlyQueries, body, graphql_problem, trace_id
from anjian_schema.introspection import document_of, introspect
from anjian_schema.mutations import COMMANDS, to_command, user_error

MOST_VARIABLE_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for."""

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody asks something of this schema over this database."""

    composed: Composed
    documents: Documents
    reader: Reader
    database: Database
    host: PluginHost
    viewer: Viewer
    plugins: Callable[[Language], str]

    def run(self, variables: VariableValues, **extras: Any) -> Run:
        return Run(variables, self.viewer, datetime.now(UTC), {"plugins": self.plugins, **extras})


class Refused(Exception):
    """The request cannot run; its errors say why."""

    def __init__(self, errors: Sequence[GraphQLError], code: str) -> None:
        super().__init__(code)
        self.errors, self.code = errors, code


async def answer(asking: Asking, operation: Operation, *, only_queries: bool = False) -> tuple[bytes, bool]:
    """The response and whether the operation ran. Raises the caller's mistakes with the words of their steps."""
    try:
        checked = check(asking, operation)
    except Refused as refused:
        return body([graphql_problem(error, refused.code) for error in refused.errors]), False
    match checked.operation.operation:
        case OperationType.QUERY:
            return b'{"data":' + await read(asking, checked) + b"}", True
        case OperationType.MUTATION if only_queries:
            raise OnlyQueries
        case OperationType.MUTATION:
            return await Doing(asking, checked).all(), True
    raise NotServed


@dataclass(frozen=True, slots=True)
class Checked:
    """A valid operation with variables that fit."""

    document: Document
    operation: OperationDefinitionNode
    variables: VariableValues
    given: Mapping[str, Any]

    def fields(self, asking: Asking, root: str) -> Mapping[str, list[FieldNode]]:
        collector = Collector(asking.composed.graphql, self.document.fragments, self.variables.coerced)
        return collector.fields(root, [self.operation.selection_set])


def check(asking: Asking, operation: Operation) -> Checked:
    document = asking.documents.get(operation.query)
    if document.errors:
        code = "GRAPHQL_PARSE_FAILED" if document.ast is None else "GRAPHQL_VALIDATION_FAILED"
        raise Refused(document.errors, code)
    try:
        chosen = document.operation(operation.operation_name)
    except GraphQLError as error:
        raise Refused([error], "OPERATION_NAME") from None
    variables = get_variable_values(
        asking.composed.graphql, chosen.variable_definitions or (), dict(operation.variables), MOST_VARIABLE_ERRORS
    )
    if isinstance(variables, list):
        raise Refused(variables, "BAD_VARIABLES")
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


class Doing:
    """The commands of one mutation, one after the other; each is done or refused by itself."""

    def __init__(self, asking: Asking, checked: Checked) -> None:
        self.asking, self.checked = asking, checked
        self.errors: list[Mapping[str, Any]] = []

    async def all(self) -> bytes:
        fields = self.checked.fields(self.asking, "Mutation")
        parts = [orjson.dumps(key) + b":" + await self._one(key, nodes) for key, nodes in fields.items()]
        errors = b',"errors":' + orjson.dumps(self.errors) if self.errors else b""
        return b'{"data":{' + b",".join(parts) + b"}" + errors + b"}"

    async def _one(self, key: str, nodes: list[FieldNode]) -> bytes:
        name = nodes[0].name.value
        if name == "__typename":
            return b'"Mutation"'
        if name in COMMANDS:
            return await self._command(name, nodes)
        return await self._of_plugin(key, nodes)

    async def _command(self, name: str, nodes: list[FieldNode]) -> bytes:
        """Run the command; its payload is read inside its transaction, by the compiler."""
        payload = f"{name[0].upper()}{name[1:]}Payload"

        async def read_done(session: AsyncSession, answer: Answer) -> bytes:
            return await self._payload(await driver(session), payload, nodes, answer.keys, [])

        try:
            outcome = await run(
                self.asking.database.sessions,
                self._given(name, nodes[0]),
                viewer=self.asking.viewer,
                now=datetime.now(UTC),
                plugins=self.asking.host,
                read=read_done,
                trace_id=trace_id(),
            )
            problems = [] if isinstance(outcome, Done) else outcome.problems
        except AnjianError as error:
            outcome, problems = None, (error,)
        if isinstance(outcome, Done):
            return outcome.payload
        return await self._payload(self.asking.database.pool, payload, nodes, {}, problems)

    def _given(self, name: str, node: FieldNode) -> Any:
        mutation = self.asking.composed.graphql.mutation_type
        if mutation is None:
            raise TypeError("the schema has no mutations")
        argument = given(mutation.fields[name], node, self.asking.run(self.checked.variables))["input"]
        return to_command(self.asking.composed.catalog, COMMANDS[name], argument.current, ("input",))

    async def _payload(
        self,
        connection: Any,
        payload: str,
        nodes: list[FieldNode],
        keys: Mapping[str, Any],
        problems: Sequence[AnjianError],
    ) -> bytes:
        errors = json.dumps([user_error(p, self.asking.viewer.language) for p in problems], ensure_ascii=False)
        ran = self.asking.run(self.checked.variables, **keys, userErrors=errors)
        checked = self.checked
        return await self.asking.reader.read(connection, checked.document, checked.operation, payload, nodes, ran)

    async def _of_plugin(self, key: str, nodes: list[FieldNode]) -> bytes:
        """A mutation that a plugin brought: strawberry's own, run by graphql-core."""
        alone = document_of(self.checked.document, self.checked.operation, only({key: nodes}))
        running = execute(
            self.asking.composed.graphql,
            alone,
            context_value={"viewer": self.asking.viewer},
            variable_values=dict(self.checked.given),
        )
        result = await running if hasattr(running, "__await__") else running
        self.errors += [graphql_problem(error, "PLUGIN_FAILED") for error in result.errors or ()]
        return orjson.dumps((result.data or {}).get(key))


async def driver(session: AsyncSession) -> Any:
    """asyncpg's connection under a session: the payload is read in the transaction that wrote it."""
    connection = await session.connection()
    return (await connection.get_raw_connection()).driver_connection
