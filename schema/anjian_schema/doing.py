"""The commands of one mutation, one after the other: each is done, refused or broken off by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import orjson
from graphql import FieldNode
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.audit.model import AuditKind
from anjian.audit.writing import Touched, entry
from anjian.commands.answer import Answer
from anjian.commands.runner import Done, run
from anjian.errors import AnjianError
from anjian_schema.asking import Asking, Checked
from anjian_schema.compiler.arguments import given
from anjian_schema.compiler.operation import only
from anjian_schema.compiler.plan import Plan
from anjian_schema.compiler.reader import Answering
from anjian_schema.completion import completed
from anjian_schema.failures import trace_id
from anjian_schema.foreign import Foreign
from anjian_schema.introspection import document_of
from anjian_schema.mutations import COMMANDS, to_command, user_error


class Doing:
    """One mutation. What an earlier field did stays done, whatever becomes of a later one."""

    def __init__(self, asking: Asking, checked: Checked) -> None:
        self.asking, self.checked = asking, checked
        self.errors: list[Mapping[str, Any]] = []

    async def all(self) -> bytes:
        fields = self.checked.fields(self.asking, "Mutation")
        parts = [orjson.dumps(key) + b":" + await self._apart(key, nodes) for key, nodes in fields.items()]
        errors = b',"errors":' + orjson.dumps(self.errors) if self.errors else b""
        return b'{"data":{' + b",".join(parts) + b"}" + errors + b"}"

    async def _apart(self, key: str, nodes: list[FieldNode]) -> bytes:
        """What breaks off is null, and an error says why and where."""
        try:
            return await self._one(key, nodes)
        except Exception as error:
            self.errors.append(self.asking.failed(error) | {"path": [key]})
            return b"null"

    async def _one(self, key: str, nodes: list[FieldNode]) -> bytes:
        name = nodes[0].name.value
        if name == "__typename":
            return b'"Mutation"'
        if name in COMMANDS:
            return self._completed(key, name, nodes, await self._command(name, nodes))
        return await self._of_plugin(key, nodes)

    async def _command(self, name: str, nodes: list[FieldNode]) -> bytes:
        """Run the command; its payload is read inside its transaction, by the compiler."""
        payload = _payload_of(name)

        async def read_done(session: AsyncSession, answer: Answer) -> bytes:
            more = {**answer.keys, **answer.told, "saw": partial(self._saw, session)}
            return await self._payload(InTransaction(session), payload, nodes, more, [])

        try:
            outcome = await run(
                self.asking.database.sessions,
                self._given(name, nodes[0]),
                viewer=self.asking.viewer,
                now=datetime.now(UTC),
                plugins=self.asking.host,
                read=read_done,
                trace_id=trace_id(),
                origin=self.asking.origin,
            )
            problems = [] if isinstance(outcome, Done) else outcome.problems
        except AnjianError as error:
            outcome, problems = None, (error,)
        if isinstance(outcome, Done):
            return outcome.payload
        return await self._payload(self.asking.gathering, payload, nodes, {}, problems)

    async def _saw(self, session: AsyncSession, name: str | None, fields: Sequence[str]) -> None:
        """In the transaction of the command: a second connection for each might wait for one another."""
        session.add(entry(self.asking.acting, AuditKind.SAW_PERSONAL, name, Touched(details={"fields": list(fields)})))

    def _completed(self, key: str, name: str, nodes: list[FieldNode], data: bytes) -> bytes:
        """The payload, without what is flawed in the records it shows: the command is done all the same."""
        data, errors = completed(self.asking, self.checked, _payload_of(name), nodes, data, (key,))
        self.errors += errors
        return data

    def _given(self, name: str, node: FieldNode) -> Any:
        mutation = self.asking.composed.graphql.mutation_type
        if mutation is None:
            raise TypeError("the schema has no mutations")
        argument = given(mutation.fields[name], node, self.asking.run(self.checked.variables))["input"]
        return to_command(self.asking.composed.catalog, COMMANDS[name], argument.current, ("input",))

    async def _payload(
        self,
        answering: Answering,
        payload: str,
        nodes: list[FieldNode],
        keys: Mapping[str, Any],
        problems: Sequence[AnjianError],
    ) -> bytes:
        errors = json.dumps([user_error(p, self.asking.viewer.language) for p in problems], ensure_ascii=False)
        ran = self.asking.run(self.checked.variables, **keys, userErrors=errors)
        checked = self.checked
        return await self.asking.reader.read(answering, checked.document, checked.operation, payload, nodes, ran)

    async def _of_plugin(self, key: str, nodes: list[FieldNode]) -> bytes:
        """A mutation that a plugin brought."""
        alone = document_of(self.checked.document, self.checked.operation, only({key: nodes}))
        foreign = Foreign(self.asking, nodes[0].name.value)
        value, errors = await foreign.do(alone, self.checked.given, key)
        self.errors += errors
        return orjson.dumps(value)


def _payload_of(command: str) -> str:
    return f"{command[0].upper()}{command[1:]}Payload"


@dataclass(frozen=True, slots=True)
class InTransaction:
    """asyncpg's connection under a session: the payload is read in the transaction that wrote it.

    SQLAlchemy has JSON decoded on its connections, so the answer is asked for as text.
    """

    session: AsyncSession

    async def answer(self, plan: Plan, values: Sequence[Any]) -> bytes:
        connection = await self.session.connection()
        driver: Any = (await connection.get_raw_connection()).driver_connection
        found: str = await driver.fetchval(f"SELECT ({plan.sql})::text", *values)
        return found.encode()
