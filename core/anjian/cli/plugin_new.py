"""``anjian plugin new``: a whole distribution that works, to be filled with a sector of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anjian.cli.terminal import say, tell
from anjian.settings import Settings

Name = Annotated[str, typer.Argument(help=say("如 hubei-mines", "such as hubei-mines"))]
Region = Annotated[str | None, typer.Option(metavar="CODE", help=say("地方插件的区划代码", "of a provincial plugin"))]
Minimal = Annotated[bool, typer.Option("--minimal", help=say("行业写在 YAML 里", "the sector is written in YAML"))]
Prefix = Annotated[str | None, typer.Option(help=say("GraphQL 类型的前缀", "what its GraphQL types begin with"))]
Into = Annotated[Path, typer.Option(metavar="DIR", help=say("放在哪个目录下", "where its folder is made"))]


def new(
    name: Name, region: Region = None, minimal: Minimal = False, prefix: Prefix = None, into: Into = Path()
) -> None:
    from anjian.plugin_host import load_plugins
    from anjian.scaffold import Names, write

    names = Names.of(name, prefix, region)
    installed = load_plugins(Settings.load()).plugins
    names.require_free([loaded.plugin for loaded in installed if loaded.plugin])
    folder = write(names, into, minimal=minimal)
    tell(say(f"已写出 {folder}。接下来：", f"{folder} was written. Next:"))
    tell(f"  cd {folder}\n  pip install -e '.[dev]'\n  anjian plugin check {names.package}\n  pytest")
