"""Every read that any test asks is answered by both executors: ``python -m pytest -p tests.schema.exact.twice``.

A test hears nothing of it: what the second executor asks goes over a connection of its own. Each document is compared
once for each viewer and database; a difference fails the test that asked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from graphql import GraphQLSchema, OperationType

from anjian.access.viewer import Viewer
from anjian_schema.compose import Composed
from anjian_schema.database import reading
from anjian_schema.engine import Engine, Operation, Reply
from anjian_schema.pool import Pool
from tests.schema.exact.both import Both, alike, said_in
from tests.schema.exact.plain import plain

TRIES = 4  # somebody may write between one answer and the other
GONE = (
    [("BAD_CURSOR", ("after",))],
    [("BAD_CURSOR", ("before",))],
)  # its row is no more, nor its place
ANSWER = Engine.answer
different: list[str] = []
compared: set[Any] = set()
schemas: WeakKeyDictionary[Any, GraphQLSchema] = WeakKeyDictionary()


async def answer(engine: Engine, operation: Operation, viewer: Viewer, **more: Any) -> Reply:
    reply = await ANSWER(engine, operation, viewer, **more)
    asked = (str(engine.database.engine.url), operation.query, repr(operation[1:]), viewer)
    if asked not in compared and comparable(engine, operation, reply):
        compared.add(asked)
        await compare(engine, operation, viewer, reply)
    return reply


def comparable(engine: Engine, operation: Operation, reply: Reply) -> bool:
    """A read of data that was answered: what is refused has tests of its own, for the second executor has no limits."""
    document = engine.documents.get(operation.query)
    if document.ast is None or document.describes or operation.explain or not reply.executed:
        return False
    return document.operation(operation.operation_name).operation is OperationType.QUERY


async def compare(engine: Engine, operation: Operation, viewer: Viewer, reply: Reply) -> None:
    """With what was answered, and while that differs with what is answered now."""
    async with apart(engine) as own:
        compiled = said_in(reply.body)
        for _ in range(TRIES):
            both = Both(own, schema_of(engine.composed))
            executed = await both.executed(operation, viewer)
            if alike(compiled, executed) or executed.errors in GONE:
                return
            compiled = await both.compiled(operation, viewer)
    different.append(f"{operation}\n{viewer}\ncompiled: {compiled}\nexecuted: {executed}")


@asynccontextmanager
async def apart(engine: Engine) -> AsyncIterator[Engine]:
    """The same engine over a connection of its own."""
    url = engine.database.engine.url.render_as_string(hide_password=False)
    pool = Pool(partial(reading, url, "600000"), 1)
    try:
        yield replace(engine, database=replace(engine.database, pool=pool))
    finally:
        await pool.close()


def schema_of(composed: Composed) -> GraphQLSchema:
    if composed.graphql not in schemas:
        schemas[composed.graphql] = plain(composed)
    return schemas[composed.graphql]


def pytest_configure() -> None:
    Engine.answer = answer  # type: ignore[method-assign,assignment]  # for this whole run


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    yield
    found, different[:] = list(different), []
    assert not found, found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"{len(compared)} different reads were compared")
