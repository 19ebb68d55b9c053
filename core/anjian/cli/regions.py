"""``anjian regions``: the streets, towns and villages of an installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anjian.cli.db import migrated
from anjian.cli.terminal import say, tell
from anjian.settings import Settings

File = Annotated[Path, typer.Argument(metavar="FILE")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    help_ = say(
        "导入乡镇、街道和村居：每行“代码,名称”，UTF-8 或 GB 18030",
        'import streets, towns and villages: lines "code,name" in UTF-8 or GB 18030',
    )
    group.command("import", help=help_)(import_)
    app.add_typer(group, name="regions", help=say("行政区划", "administrative regions"))


def import_(file: File) -> None:
    from anjian.regions.importing import import_streets

    with migrated(Settings.load()) as url:
        result = import_streets(url, file)
    tell(
        say(
            f"新增 {result.added} 个行政区划，更名 {result.renamed} 个",
            f"{result.added} regions added, {result.renamed} renamed",
        )
    )
