"""``anjian report``: a campaign's figures as a table, on the terminal or in a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from anjian import china
from anjian.audit.model import AuditKind
from anjian.audit.origin import NOWHERE, Acting
from anjian.audit.writing import Touched, entry
from anjian.cli.db import migrated
from anjian.cli.terminal import reader, say, tell
from anjian.database.apart import apart
from anjian.errors import AnjianError
from anjian.figures import FigureName
from anjian.plugin_host import load_plugins
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from anjian_schema.exports.sheet import Sheet, asked, figures_named
from anjian_schema.exports.writing import FORMS, known, on_terminal

Code = Annotated[str, typer.Argument(metavar="CAMPAIGN", help=say("行动代码", "the campaign's code"))]
Token = Annotated[
    str, typer.Option(envvar="ANJIAN_TOKEN", help=say("以谁的身份查询", "as whom to ask; also ANJIAN_TOKEN"))
]
By = Annotated[str, typer.Option(help=say("按什么分行：province、city、county、sector、month…", "what the rows are"))]
Names = Annotated[str | None, typer.Option("--figures", help=say("哪些数字，逗号分隔", "which figures, with commas"))]
Out = Annotated[
    Path | None, typer.Option("--out", help=say("写入文件：.xlsx、.csv 或 .html", "a file: .xlsx, .csv or .html"))
]


class FormUnknown(AnjianError):
    code = "EXPORT_FORM_UNKNOWN"
    words = Title("不能写成“{suffix}”；可用：{known}", 'no file ends in "{suffix}"; use {known}')


class KeyUnknown(AnjianError):
    code = "EXPORT_ROWS_UNKNOWN"
    words = Title("不能按“{by}”分行；可用：{known}", 'rows cannot be by "{by}"; use {known}')


class Wanted(NamedTuple):
    code: str
    names: Sequence[FigureName]
    below: str


ROWS = ("province", "city", "county", "sector", "campaign", "day", "week", "month", "quarter", "year")


def report(code: Code, token: Token, by: By = "county", figures: Names = None, out: Out = None) -> None:
    if by.lower() not in ROWS:
        raise KeyUnknown(by=by[:20], known=", ".join(ROWS))
    if out is not None and out.suffix.lower() not in FORMS:
        raise FormUnknown(suffix=out.suffix or out.name, known=known(reader()))
    settings = Settings.load()
    names = figures_named(figures)
    with migrated(settings) as url:
        found = apart(lambda: read(settings, url, token, Wanted(code, names, by.upper()), out))
    if out is None:
        on_terminal(found)
    else:
        FORMS[out.suffix.lower()](found, out)
        tell(say(f"已写入 {out}：{len(found.rows)} 行", f"written to {out}: {len(found.rows)} rows"))


async def read(settings: Settings, url: str, token: str, wanted: Wanted, out: Path | None) -> Sheet:
    """What leaves in a file is noted in the audit, before it leaves."""
    host = load_plugins(settings)
    async with Engine.open(settings, url, host, compose_serving(host)) as engine:
        viewer = await engine.viewer(token, reader())
        now = datetime.now(UTC)
        found = await asked(engine, viewer, wanted.code, wanted.names, wanted.below, china.today(now))
        if out is not None:
            details = {"campaign": wanted.code, "rows": len(found.rows), "form": out.suffix.lower()}
            async with engine.database.sessions.begin() as session:
                session.add(
                    entry(Acting(viewer, now, NOWHERE, None), AuditKind.EXPORTED, "report", Touched(details=details))
                )
        return found
