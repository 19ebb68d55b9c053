"""``anjian explain``: how one query is answered, from what was understood of it to PostgreSQL's plan."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from anjian.cli.db import migrated
from anjian.cli.terminal import console, reader, say
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Language, Title

if TYPE_CHECKING:
    from anjian.access.viewer import Viewer
    from anjian.plugin_host import PluginHost
    from anjian_schema.asking import Checked, Operation
    from anjian_schema.compose import Composed
    from anjian_schema.explanation import Explanation

PLANNED = say("PostgreSQL 的计划；缺省视有无数据库", "PostgreSQL's plan; if absent, where there is a database")
File = Annotated[Path, typer.Argument(metavar="QUERY.graphql", help=say("查询文件", "the file of the query"))]
Variables = Annotated[str, typer.Option(metavar="JSON", help=say("变量，JSON 对象", "the variables, a JSON object"))]
Name = Annotated[
    str | None, typer.Option(help=say("文件含多个操作时的操作名", "which operation, if there are several"))
]
As = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="TOKEN", help=say("以谁的令牌；缺省为看全国者", "whose token; if absent, the nation's")
    ),
]
Home = Annotated[Path | None, typer.Option(help=say("数据目录", "the directory of the data"))]
WithPlan = Annotated[bool | None, typer.Option("--plan/--no-plan", help=PLANNED)]


class QueryUnreadable(AnjianError):
    code = "QUERY_UNREADABLE"
    words = Title("无法读取 {file}（{reason}）", "{file} cannot be read ({reason})")


class VariablesNotObject(AnjianError):
    code = "VARIABLES_NOT_OBJECT"
    words = Title(
        "--variables 应为 JSON 对象，每个变量一个成员",
        "--variables must be a JSON object with a member for each variable",
    )


class QueryRefused(AnjianError):
    """The query is wrong, in the words of whoever found it, or is no query."""

    code = "QUERY_REFUSED"
    words = Title("这个操作无法说明：{reason}", "this operation cannot be explained: {reason}")


class Told(NamedTuple):
    """All there is to say. ``explanation`` is empty where only the schema itself is asked about."""

    composed: Composed
    checked: Checked
    viewer: Viewer
    explanation: Explanation | None
    plan: list[str]


def explain(
    file: File,
    variables: Variables = "{}",
    operation: Name = None,
    as_: As = None,
    home: Home = None,
    plan: WithPlan = None,
) -> None:
    from anjian_schema.explain_text import text_of

    settings = Settings.load(home=home)
    if plan is None:
        plan = settings.database_url is not None or settings.home.exists()
    for line in text_of(told(settings, read_operation(file, variables, operation), as_, plan=plan), reader()):
        console().print(line)


def told(settings: Settings, operation: Operation, token: str | None, *, plan: bool) -> Told:
    """The database is opened only where it has something to say: whose token it is, or the plan."""
    from anjian.database.apart import apart
    from anjian.plugin_host import load_plugins
    from anjian_schema.containment import compose_serving

    host = load_plugins(settings)
    composed = compose_serving(host)
    checked = understood(composed, operation)
    if not plan and token is None:
        viewer = anybody()
        return Told(composed, checked, viewer, explained(composed, checked, viewer), [])
    with migrated(settings) as url:
        return apart(lambda: asked(settings, url, host, composed, checked, token, plan=plan))


async def asked(
    settings: Settings,
    url: str,
    host: PluginHost,
    composed: Composed,
    checked: Checked,
    token: str | None,
    *,
    plan: bool,
) -> Told:
    from anjian_schema.engine import Engine
    from anjian_schema.explanation import planned

    async with Engine.open(settings, url, host, composed) as engine:
        viewer = anybody() if token is None else await engine.viewer(token, reader())
        explanation = explained(composed, checked, viewer)
        lines = await planned(engine.database.pool, explanation) if plan and explanation else []
    return Told(composed, checked, viewer, explanation, lines)


def read_operation(file: Path, variables: str, name: str | None) -> Operation:
    from anjian_schema.asking import Operation

    try:
        query = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryUnreadable(file=file, reason=getattr(error, "strerror", None) or str(error)) from error
    try:
        given = json.loads(variables)
    except ValueError as error:
        raise VariablesNotObject from error
    if not isinstance(given, dict):
        raise VariablesNotObject
    return Operation(query, given, name)


def understood(composed: Composed, operation: Operation) -> Checked:
    from graphql import OperationType

    from anjian_schema.answers import Refused, check
    from anjian_schema.compiler.documents import Documents
    from anjian_schema.explanation import ExplainOnlyQueries

    try:
        checked = check(Documents(composed.graphql), operation)
    except Refused as refused:
        raise QueryRefused(reason="; ".join(error.message for error in refused.errors)) from refused
    if checked.operation.operation is not OperationType.QUERY:
        raise ExplainOnlyQueries
    return checked


def anybody() -> Viewer:
    """A supervisor of the whole nation who is nobody in particular."""
    from anjian.access.model import Role
    from anjian.access.viewer import Viewer
    from anjian.database.ids import uuid7

    return Viewer(uuid7(), Role.DEPARTMENT, language=reader())


def explained(composed: Composed, checked: Checked, viewer: Viewer) -> Explanation | None:
    from anjian_schema.compiler.arguments import Run
    from anjian_schema.explanation import explain

    return explain(composed, checked, Run(checked.variables, viewer, datetime.now(UTC), {"plugins": no_plugins}))


def no_plugins(_: Language) -> Any:
    """What the server says of its plugins at run time; nothing depends on it here."""
    return "[]"
