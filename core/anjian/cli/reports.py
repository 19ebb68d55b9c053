"""``anjian reports``: what is done about reports of the public at a terminal only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

from anjian.cli.terminal import say, show
from anjian.settings import Settings

Report = Annotated[UUID, typer.Argument(metavar="ID", help=say("举报的编号（UUID）", "the id of the report, its UUID"))]
Reason = Annotated[str, typer.Option(help=say("查看的理由，将记录在案", "why you look; it is written down"))]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.callback()(reports)
    words = say(
        "解封一件举报的举报人身份，如为发放奖励", "open the sealed identity of an informant, as to pay a reward"
    )
    group.command(help=words)(informant)
    app.add_typer(group, name="reports", help=say("群众举报", "reports of the public"))


def reports() -> None:
    """A group, though it has one command: others will join it."""


def informant(report: Report, reason: Reason) -> None:
    from anjian.cli.db import migrated
    from anjian.database.apart import apart

    settings = Settings.load()
    with migrated(settings) as url:
        told = apart(lambda: opened(settings, url, report, reason))
    show(("", ""), told.items())


async def opened(settings: Settings, url: str, report: UUID, reason: str) -> Mapping[str, str]:
    import sqlalchemy as sa
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

    from anjian.public_reports import informant as sealed
    from anjian.public_reports.sealing import Seal

    sessions = async_sessionmaker(create_async_engine(url, poolclass=sa.NullPool))
    return await sealed.informant(sessions, Seal.of(settings), report, reason, datetime.now(UTC))
