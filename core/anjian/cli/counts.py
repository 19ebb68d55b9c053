"""``anjian counts``: the counts that are kept, held against the hazards themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from anjian.cli.db import migrated
from anjian.cli.terminal import say, show, tell
from anjian.settings import Settings

if TYPE_CHECKING:
    from anjian.counts.keeping import Difference


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    words = say("逐条核对所存计数；不符时列出并以 1 退出", "count every hazard; lists what differs and exits with 1")
    group.command(help=words)(verify)
    words = say("按隐患记录重新计数（其间暂停改动隐患）", "count anew (nobody changes a hazard meanwhile)")
    group.command(help=words)(rebuild)
    app.add_typer(group, name="counts", help=say("隐患计数", "counts of hazards"))


def verify() -> None:
    from anjian.counts.keeping import differences
    from anjian.database.apart import apart, transacted

    with migrated(Settings.load()) as url:
        found = apart(lambda: transacted(url, differences))
    if not found:
        tell(say("所存计数与隐患记录一致。", "the counts agree with the hazards."))
        return
    headings = (say("地区", "region"), say("行业", "sector"), say("级别", "level"), say("阶段", "stage"))
    show((*headings, say("计数", "kept"), say("记录", "there")), [row(one) for one in found])
    tell(say("请运行 anjian counts rebuild", "run `anjian counts rebuild`"))
    raise typer.Exit(1)


def row(one: Difference) -> Iterator[str]:
    yield from (one.region_code, one.sector, one.level, one.stage)
    yield from (f"{one.kept:,}", f"{one.counted:,}")


def rebuild() -> None:
    from anjian.counts.keeping import rebuild
    from anjian.database.apart import apart, transacted

    with migrated(Settings.load()) as url:
        apart(lambda: transacted(url, rebuild))
    tell(say("已按隐患记录重新计数。", "counted anew from the hazards."))
