"""``anjian audit``: the chain verified from its first link, and the latest lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from anjian import china
from anjian.cli.db import migrated
from anjian.cli.terminal import console, reader, say, show, tell
from anjian.settings import Settings

if TYPE_CHECKING:
    from anjian.audit.verifying import Verified

Known = Annotated[
    str | None,
    typer.Option(
        metavar=say("位置:摘要", "POSITION:DIGEST"),
        help=say("以前记下的链尾；须仍在链中", "an end of the chain noted earlier; it must still be part of it"),
    ),
]
Last = Annotated[int, typer.Option(min=1, max=1000, help=say("最近多少条", "how many of the latest lines"))]
Of = Annotated[str | None, typer.Option("--person", help=say("人员姓名", "the name of a person"))]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=say("核验审计链；断开时指明首处并以 1 退出", "verify the chain; exits with 1 where it breaks"))(
        verify
    )
    group.command("list", help=say("最近的审计记录", "the latest lines"))(latest)
    app.add_typer(group, name="audit", help=say("审计", "the audit"))


def verify(known: Known = None) -> None:
    from rich.progress import Progress

    from anjian.audit import verifying
    from anjian.database.apart import apart

    noted = verifying.Head.read(known) if known else None
    with migrated(Settings.load()) as url, Progress(console=console(stderr=True), transient=True) as progress:
        task = progress.add_task(say("核验审计链", "verifying the audit"), total=None)
        found = apart(
            lambda: verifying.verify(url, noted, lambda done, of: progress.update(task, completed=done, total=of))
        )
    for line in summary(found):
        tell(line)


def summary(found: Verified) -> Iterator[str]:
    count = found.head.position
    yield say(f"审计链完好，共 {count:,} 条。", f"the audit is intact: {count:,} links.")
    yield say(f"链尾（请另处记下）：{found.head}", f"its end, to be noted elsewhere: {found.head}")
    if found.unsealed:
        yield say(
            f"尚有 {found.unsealed:,} 条未入链；服务运行时数秒内入链。",
            f"{found.unsealed:,} lines are not sealed yet; a running server seals them within seconds.",
        )


def latest(last: Last = 20, person: Of = None) -> None:
    from anjian.audit.reading import latest
    from anjian.database.apart import apart

    with migrated(Settings.load()) as url:
        found = apart(lambda: latest(url, last, person))
    headings = (say("时间", "when"), say("何事", "what"), say("何人", "who"), say("事项", "name"), say("来自", "from"))
    show(headings, [row(line) for line in found])


def row(line: Any) -> Iterator[str]:
    yield local(line.at)
    yield line.kind.words.in_language(reader())
    yield line.person or "-"
    yield line.name or "-"
    yield line.address or "-"


def local(at: datetime) -> str:
    return at.astimezone(china.CHINA).strftime("%m-%d %H:%M:%S")
