"""``anjian plugin check``: all that a start would say against plugins, and what their contract says without running."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anjian.cli.terminal import console, reader, say
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Title

if TYPE_CHECKING:
    from anjian.plugin_host import Report

What = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME|PATH", help=say("已安装者的名称，或插件的目录", "one installed, or a plugin's folder")
    ),
]


class PluginNotInstalled(AnjianError):
    code = "PLUGIN_NOT_INSTALLED"
    words = Title(
        "没有安装名为 {name} 的插件，也没有含 pyproject.toml 的目录 {name}",
        "no plugin named {name} is installed, and {name} is no folder with a pyproject.toml",
    )


def check(what: What = None) -> None:
    report = examined(Settings.load(), what)
    console().print(report.table(reader()))
    if report.problems:
        raise typer.Exit(1)


def examined(settings: Settings, what: str | None = None) -> Report:
    """All plugins are there, for they may be in each other's way; of these, only what was asked for is told."""
    from anjian.plugin_host import load_plugins
    from anjian.plugin_host.contract import breaches
    from anjian_schema.containment import compose_serving

    own = [] if what is None else list(entries_of(what))
    names = {entry.name for entry in own}
    host = load_plugins(settings, entry_points=[*others(names), *own])
    compose_serving(host)
    for loaded in host.serving:
        for problem in list(breaches(loaded)):
            loaded.note(problem)
    report = host.report
    return report if what is None else replace(report, plugins=tuple(p for p in report.plugins if p.name in names))


def others(names: set[str]) -> list[EntryPoint]:
    from anjian.plugin_host.discovery import GROUP

    return [entry for entry in entry_points(group=GROUP) if entry.name not in names]


def entries_of(what: str) -> Iterator[EntryPoint]:
    """Of the installed plugin with this name, or of the project in this folder."""
    from anjian.plugin_host.discovery import GROUP, entries_in

    if (Path(what) / "pyproject.toml").is_file():
        sys.path.insert(0, str(Path(what).resolve()))
        return entries_in(Path(what))
    found = entry_points(group=GROUP, name=what)
    if not found:
        raise PluginNotInstalled(name=what)
    return iter(found)
