"""``anjian judge``: every entity of a sector against all its rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from anjian.cli.terminal import console, reader, say, show, tell
from anjian.inspections.model import StoredVerdict
from anjian.settings import Settings

if TYPE_CHECKING:
    from anjian.standing.book import PlacedRule
    from anjian.standing.run import Found

Sector = Annotated[str, typer.Option(help=say("行业", "the sector"))]
Region = Annotated[str | None, typer.Option(help=say("区划代码，含下级；缺省为全部", "a region with all below it"))]
Day = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar=say("日期", "DAY"),
        help=say("按该日的版本和当时所知，只告知、不保存", "by the edition and the facts of that day; told, not kept"),
    ),
]


def register(app: typer.Typer) -> None:
    app.command(help=say("用全部规则判定一个行业的全部对象", "judge every entity of a sector by all its rules"))(judge)


def judge(sector: Sector, region: Region = None, on: Day = None) -> None:
    from rich.progress import Progress

    from anjian.cli.db import migrated
    from anjian.database.apart import apart
    from anjian.standing.run import Asked, judge_sector

    settings, now = Settings.load(), datetime.now(UTC)
    asked = Asked(sector, region, on.date() if on else None)
    with migrated(settings) as url, Progress(console=console(stderr=True), transient=True) as progress:
        task = progress.add_task(say("判定", "judging"), total=None)
        found = apart(
            lambda: judge_sector(
                settings, url, asked, now, lambda done, of: progress.update(task, completed=done, total=of)
            )
        )
    headings = (say("规则", "rule"), "", say("重大", "major"), say("非重大", "not major"), say("未决", "undecided"))
    show((*headings, say("新增或改变", "new")), [row(placed, found) for placed in found.rules])
    tell(summary(found))


def row(placed: PlacedRule, found: Found) -> Iterator[str]:
    rule = placed.rule
    yield rule.code
    yield rule.title.in_language(reader()) + ("" if rule.binds else say("（仅提示）", " (prompts only)"))
    yield from (f"{found.pairs[rule.code, verdict]:,}" for verdict in StoredVerdict)
    yield f"{sum(found.new[rule.code, verdict] for verdict in StoredVerdict):,}" if found.keeps else "-"


def summary(found: Found) -> str:
    pairs, new = found.pairs.total(), found.new.total()
    if found.keeps:
        return say(
            f"共 {pairs:,} 项判定，其中 {new:,} 项新增或改变", f"{pairs:,} verdicts, {new:,} of them new or changed"
        )
    return say(
        f"共 {pairs:,} 项判定；{found.on} 不是今天，只告知、未保存",
        f"{pairs:,} verdicts; {found.on} is not today, so they are told and not kept",
    )
