"""``anjian demo``: the demonstration campaigns, loaded into the database."""

from __future__ import annotations

import typer
from rich.progress import Progress

from anjian.cli.terminal import console, reader, say, show
from anjian.settings import Settings


def register(app: typer.Typer) -> None:
    words = say("装入演示数据（虚构单位，公开数字）", "load the demonstration: invented entities, published figures")
    app.command(help=words)(demo)


def demo() -> None:
    from anjian.database import migrate
    from anjian.database.connect import open_database
    from anjian.demo.loading import load

    with open_database(Settings.load()) as url:
        migrate.upgrade(url)
        with Progress(console=console(stderr=True)) as progress:
            tokens = load(url, progress)
    language = reader()
    show(
        (say("演示身份", "who"), say("范围", "sees"), say("令牌", "token")),
        [(t.label.in_language(language), t.scope.in_language(language), t.token) for t in tokens],
    )
