"""``anjian ladder``: is a ladder well written, and what is due now."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from anjian.cli.terminal import complain, say, tell
from anjian.settings import Settings

File = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command("check", help=say("检查阶梯文件（YAML 或 JSON）", "check a ladder's file, YAML or JSON"))(check)
    group.command("climb", help=say("立即采取到期的步骤", "take the steps that are due, now"))(climb)
    app.add_typer(group, name="ladder", help=say("递进措施阶梯", "ladders: what follows by itself"))


def check(file: File) -> None:
    import yaml

    from anjian.commands.review import Rejected
    from anjian.ladders.document import read

    try:
        ladder = read(yaml.safe_load(file.read_text("utf-8")) or {})
    except Rejected as refusal:
        for problem in refusal.problems:
            tell(".".join(map(str, problem.path)))
            complain(problem)
        raise typer.Exit(1) from None
    tell(
        say(
            f"{ladder.code}：{len(ladder.steps)} 步，可以保存", f"{ladder.code}: {len(ladder.steps)} steps, fit to save"
        )
    )


def climb() -> None:
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

    from anjian.cli.db import migrated
    from anjian.database.apart import apart
    from anjian.ladders.climb import climb as all_due

    with migrated(Settings.load()) as url:
        sessions = async_sessionmaker(create_async_engine(url))
        taken = apart(lambda: all_due(sessions, datetime.now(UTC)))
    tell(say(f"采取了 {taken} 步", f"{taken} steps taken"))
