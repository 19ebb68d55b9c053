"""``anjian demo``: the demonstration campaign, loaded into the database."""

from __future__ import annotations

import typer
from rich.progress import Progress

from anjian.cli.terminal import console, say, tell
from anjian.settings import Settings


def register(app: typer.Typer) -> None:
    app.command(
        help=say("装入演示数据（虚构单位，公开数字）", "load the demonstration: invented entities, published figures")
    )(demo)


def demo() -> None:
    from anjian.database import migrate
    from anjian.database.connect import open_database
    from anjian.demo import load

    with open_database(Settings.load()) as url:
        migrate.upgrade(url)
        with Progress(console=console()) as progress:
            load(url, progress)
    tell(say("演示数据已就绪", "the demonstration is loaded"))
