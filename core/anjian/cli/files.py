"""``anjian files``: the files that evidence is made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import typer

from anjian.cli.terminal import say, tell
from anjian.settings import Settings

if TYPE_CHECKING:
    from anjian.evidence.sweep import Swept


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.callback()(files)
    group.command(
        help=say(
            "清除过期而未附于任何记录的文件（ANJIAN_FILES_KEPT_DAYS）",
            "clear away uploads that nobody attached in time (ANJIAN_FILES_KEPT_DAYS)",
        )
    )(sweep)
    app.add_typer(group, name="files", help=say("证据文件", "files of evidence"))


def files() -> None:
    """A group, though it has one command: others will join it."""


def sweep() -> None:
    from anjian.cli.db import migrated
    from anjian.database.apart import apart

    settings = Settings.load()
    with migrated(settings) as url:
        found = apart(lambda: swept(settings, url))
    tell(
        say(
            f"已清除 {found.expired} 个过期的上传文件、{found.stray} 个中断遗留的文件",
            f"cleared away {found.expired} uploads that had expired and {found.stray} contents of interrupted ones",
        )
    )


async def swept(settings: Settings, url: str) -> Swept:
    import sqlalchemy as sa
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

    from anjian.evidence.store import Files
    from anjian.evidence.sweep import sweep as clear

    sessions = async_sessionmaker(create_async_engine(url, poolclass=sa.NullPool))
    return await clear(sessions, Files.of(settings), datetime.now(UTC), timedelta(days=settings.files_kept_days))
