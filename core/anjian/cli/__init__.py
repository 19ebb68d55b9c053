"""The command ``anjian``: what an operator does at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import entry_points

import typer

from anjian.cli import (
    audit,
    campaigns,
    counts,
    db,
    demo,
    doctor,
    files,
    judge,
    ladders,
    plugins,
    regions,
    reports,
    token,
)
from anjian.cli.terminal import complain, lenient_output, reader, say, warn
from anjian.errors import AnjianError
from anjian.settings import Settings

GROUP = "anjian.commands"  # an entry point is a function register(app: typer.Typer) -> None


def main() -> None:
    """Run the command line. What the caller can mend is one paragraph and exit code 1; a wrong usage exits with 2."""
    lenient_output()
    try:
        build(sys.argv[1:])()
    except AnjianError as error:
        complain(error)
        sys.exit(1)


def build(words: Sequence[str] = ()) -> typer.Typer:
    """Our own commands and those that installed distributions and plugins contribute."""
    app = typer.Typer(
        name="anjian",
        help=say("安监：安全生产监督管理的 GraphQL 后端", "anjian: the GraphQL backend of work-safety supervision"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for module in (db, plugins, regions, demo, judge, campaigns, ladders, files, reports, token, audit, counts, doctor):
        module.register(app)
    contribute(app)
    if not words or words[0] not in names(app):  # our own commands do not wait for plugins
        contribute_plugins(app)
    return app


def names(app: typer.Typer) -> frozenset[str]:
    command = typer.main.get_command(app)
    return frozenset(getattr(command, "commands", ()))


def contribute(app: typer.Typer) -> None:
    """Add the commands of other distributions; one that cannot be loaded is named, and the others stay usable."""
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            entry.load()(app)
        except Exception as error:
            warn(
                say(
                    f"{entry.value} 提供的命令无法使用：{error!r}",
                    f"the commands of {entry.value} cannot be used: {error!r}",
                )
            )


def contribute_plugins(app: typer.Typer) -> None:
    """Add what the plugins in use have to offer; one that fails is named."""
    from anjian.plugin_host import load_plugins

    try:
        settings = Settings.load()
    except AnjianError as error:
        warn(error.message(reader()))  # without settings nobody knows which plugins are wanted; help still works
        return
    for failure in load_plugins(settings).add_commands(app):
        warn(failure.problem.message(reader()))
