"""Brings the core's tables to the newest shape: Alembic, run from Python through the driver all else uses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine

import anjian

# Two servers starting at once migrate one after the other; the number is the first bytes of sha256("anjian").
T = TypeVar("T")

MIGRATION_LOCK = 0x2E7B5A1


@dataclass(frozen=True, slots=True)
class Status:
    """Where a database stands: ``current`` is empty before the first migration."""

    current: str | None
    head: str | None

    @property
    def up_to_date(self) -> bool:
        return self.current == self.head


def upgrade(url: str, revision: str = "head") -> None:
    """Apply every migration up to ``revision``; those already applied are not applied again."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Take migrations back down to ``revision`` (``base``: all of them)."""
    _run(url, lambda config: command.downgrade(config, revision))


def status(url: str) -> Status:
    """The revision of the database and of this package."""

    def current(connection: sa.Connection) -> str | None:
        return MigrationContext.configure(connection).get_current_revision()

    return Status(connected(url, current), ScriptDirectory.from_config(config()).get_current_head())


def script_location() -> Path:
    """The migrations: inside the installed package, or beside it in a checkout."""
    package = Path(anjian.__file__).parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parent.parent / "migrations"


def config(**options: str) -> Config:
    """Alembic's: our ``env.py``, whosever migrations it runs."""
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
