"""What the server adds to the command ``anjian``: ``serve``, ``explain``, ``schema`` and ``plugin check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anjian.cli.plugins import group_of
from anjian.cli.terminal import say, show, tell
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.explain import explain
from anjian_schema.exports.command import report
from anjian_schema.handbook.command import docs
from anjian_schema.plugin_check import check

if TYPE_CHECKING:
    from graphql import GraphQLSchema

    from anjian_schema.compose import Composed

COMMITTED = Path("schema/schema.graphql")

Host = Annotated[str | None, typer.Option(help=say("监听地址", "the address to listen on"))]
Port = Annotated[int | None, typer.Option(help=say("端口", "the port to listen on"))]
Demo = Annotated[bool | None, typer.Option("--demo/--no-demo", help=say("装入演示数据", "load the demonstration"))]
Home = Annotated[Path | None, typer.Option(help=say("数据目录", "the directory of the data"))]
CoreOnly = Annotated[bool, typer.Option("--core-only", help=say("不含插件", "without plugins"))]
Subgraph = Annotated[bool, typer.Option(help=say("作为联邦子图（Apollo Federation 2）", "as a federation's subgraph"))]
Target = Annotated[Path | None, typer.Argument(metavar="FILE", help=say("缺省为标准输出", "standard output if absent"))]
Against = Annotated[Path, typer.Argument(metavar="FILE", help=say("比较的对象", "what to compare with"))]


class SchemaUnreadable(AnjianError):
    code = "SCHEMA_UNREADABLE"
    words = Title(
        "无法读取 {file}（{reason}）；请先用 anjian schema export {file} 写出",
        "{file} cannot be read ({reason}); write it first with `anjian schema export {file}`",
    )


class SchemaNotWritten(AnjianError):
    code = "SCHEMA_NOT_WRITTEN"
    words = Title("无法写入 {file}（{reason}）", "{file} cannot be written ({reason})")


def register(app: typer.Typer) -> None:
    app.command(help=say("启动数据库和服务，直到 Ctrl-C", "start the database and serve it, until Ctrl-C"))(serve)
    app.command(help=say("说明一个查询如何执行", "say how one query is answered"))(explain)
    app.command(help=say("把一个专项行动的数字列成表", "a campaign's figures as a table"))(report)
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=say("写出 GraphQL Schema（SDL）", "write the GraphQL schema (SDL)"))(export)
    group.command(help=say("与写出的 Schema 比较；有破坏性变化时以 1 退出", "compare; a breaking change exits with 1"))(
        diff
    )
    described = say("检查插件；有问题时以 1 退出", "check plugins; exits with 1 on a problem")
    group_of(app).command(help=described)(check)
    app.add_typer(group, name="schema", help=say("GraphQL Schema", "the GraphQL schema"))
    written = say("写出插件的说明页，示例均已执行", "write a page for each plugin, with examples that were executed")
    group_of(app).command(help=written)(docs)


def serve(host: Host = None, port: Port = None, demo: Demo = None, home: Home = None) -> None:
    from anjian_schema.server import command

    try:
        command.serve(Settings.load(host=host, port=port, demo=demo, home=home))
    except KeyboardInterrupt:  # while something was still being prepared
        raise typer.Exit(130) from None


def export(file: Target = None, core_only: CoreOnly = False, subgraph: Subgraph = False) -> None:
    composed = composed_here(core_only=core_only)
    text = composed.subgraph() if subgraph else composed.sdl()
    if file is None:
        typer.echo(text, nl=False)
        return
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise SchemaNotWritten(file=file, reason=error.strerror) from error
    tell(say(f"已写入 {file}", f"written to {file}"))


def diff(file: Against = COMMITTED, core_only: CoreOnly = False) -> None:
    """Every change that somebody could notice, the worst first."""
    from graphql import build_schema
    from graphql.utilities import BreakingChange, DangerousChange, find_schema_changes

    changes = find_schema_changes(read_schema(file), build_schema(composed_here(core_only=core_only).sdl()))
    kinds = {BreakingChange: say("破坏性", "breaking"), DangerousChange: say("有风险", "dangerous")}
    safe, order = say("安全", "safe"), [*kinds]
    ranked = sorted(changes, key=lambda change: order.index(type(change)) if type(change) in order else len(order))
    if not ranked:
        tell(say("没有变化", "nothing changed"))
        return
    headings = (say("类别", "kind"), say("变化", "change"))
    show(headings, [(kinds.get(type(change), safe), change.description) for change in ranked])
    if isinstance(ranked[0], BreakingChange):
        raise typer.Exit(1)


def composed_here(*, core_only: bool) -> Composed:
    """The schema as it would be served here; what is wrong with a plugin keeps only that plugin out."""
    from anjian.plugin_host import load_plugins
    from anjian_schema.compose import compose
    from anjian_schema.containment import compose_serving

    return compose() if core_only else compose_serving(load_plugins(Settings.load()))


def read_schema(file: Path) -> GraphQLSchema:
    from graphql import GraphQLError, build_schema

    try:
        return build_schema(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaUnreadable(file=file, reason=getattr(error, "strerror", None) or str(error)) from error
    except (GraphQLError, TypeError) as error:
        raise SchemaUnreadable(file=file, reason=str(error).splitlines()[0]) from error
