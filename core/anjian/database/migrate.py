"""Brings the core's tables to the newest shape: Alembic, run from Python through the driver all else uses.

Alembic is loaded where something is migrated: with what it brings along it takes ten megabytes, which a server whose
tables are up to date would keep for nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

import anjian

if TYPE_CHECKING:
    from alembic.config import Config

# Two servers starting at once migrate one after the other; the number is the first bytes of sha256("anjian").
MIGRATION_LOCK = 0x2E7B5A1
VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text()))

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Status:
    """Where a database stands: ``current`` is empty before the first migration."""

    current: str | None
    head: str

    @property
    def up_to_date(self) -> bool:
        return self.current == self.head


def upgrade(url: str, revision: str = "head") -> None:
    """Apply every migration up to ``revision``; those already applied are not applied again."""
    from alembic import command

    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Take migrations back down to ``revision`` (``base``: all of them)."""
    from alembic import command

    _run(url, lambda config: command.downgrade(config, revision))


def status(url: str) -> Status:
    """The revision of the database and of this package."""

    def current(connection: sa.Connection) -> str | None:
        kept = connection.scalar(sa.select(sa.func.to_regclass(VERSION.name)))
        return connection.scalar(sa.select(VERSION.c.version_num)) if kept else None

    return Status(connected(url, current), head())


def head() -> str:
    """The newest migration: they stand in one line, and each file begins with its revision."""
    return max(file.name.partition("_")[0] for file in (script_location() / "versions").glob("*.py"))


def script_location() -> Path:
    """The migrations: inside the installed package, or beside it in a checkout."""
    package = Path(anjian.__file__).parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parent.parent / "migrations"


def config(**options: str) -> Config:
    """Alembic's: our ``env.py``, whosever migrations it runs."""
    from alembic.config import Config

    made = Config()
    for name, value in {"script_location": str(script_location()), **options}.items():
        made.set_main_option(name, value.replace("%", "%%"))
    return made


def _run(url: str, step: Callable[[Config], None]) -> None:
    def work(connection: sa.Connection) -> None:
        core = config()
        core.attributes["connection"] = connection
        step(core)
        connection.commit()

    alone(url, work)


def alone(url: str, work: Callable[[sa.Connection], T]) -> T:
    """One migrates at a time; whoever comes later finds it done."""

    def locked(connection: sa.Connection) -> T:
        connection.execute(sa.text("SELECT pg_advisory_lock(:lock)"), {"lock": MIGRATION_LOCK})
        connection.commit()
        return work(connection)

    return connected(url, locked)


def connected(url: str, work: Callable[[sa.Connection], T]) -> T:
    async def run() -> T:
        engine = create_async_engine(url, poolclass=sa.NullPool)
        async with engine.connect() as connection:
            return await connection.run_sync(work)

    # A thread of its own: callers may already stand inside a running event loop.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, run()).result()
