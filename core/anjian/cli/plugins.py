"""``anjian plugins``: what is installed, and whether it is accepted."""

from __future__ import annotations

import typer

from anjian.cli.terminal import say
from anjian.settings import Settings
from anjian.words import Title


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(group, name="plugins", help=say("插件", "plugins"))


def checked(settings: Settings) -> Title:
    return Title("", "")
