"""The migrations that one plugin brings: a folder of Alembic scripts, with a version of its own in its own schema."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from anjian.database import migrate
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded, State
from anjian.plugin_host.loading import Refused
from anjian.plugin_host.problems import reason_of
from anjian.plugin_host.tables import schema_of


@dataclass(frozen=True, slots=True)
class Scripts:
    """In the order in which they run; the last is where this version of the plugin ends."""

    folder: Path
    schema: str
    revisions: Sequence[str]

    @classmethod
    def of(cls, loaded: Loaded) -> Scripts:
        """Reads every script, which imports it. Raises :class:`Refused`."""
        assert loaded.plugin is not None  # noqa: S101 - only what was declared has migrations
        folder = beside(loaded) / loaded.plugin.migrations
        try:
            revisions = line_of(folder)
        except (Exception, SystemExit) as error:  # of Alembic, or of a script that cannot be imported
            facts = {"thing": str(folder), "reason": reason_of(error)}
            raise Refused(ProblemKind.MIGRATIONS_UNREADABLE.of(loaded, **facts), state=State.UNMIGRATED) from error
        return cls(folder, schema_of(loaded.plugin.name), revisions)

    @property
    def head(self) -> str:
        return self.revisions[-1]

    def current(self, connection: sa.Connection) -> str | None:
        """Where the tables stand; nowhere before the first migration."""
        context = MigrationContext.configure(connection, opts={"version_table_schema": self.schema})
        return ", ".join(context.get_current_heads()) or None

    def after(self, current: str | None) -> Sequence[str]:
        return self.revisions if current is None else self.revisions[self.revisions.index(current) + 1 :]

    def run(self, connection: sa.Connection, revision: str) -> None:
        """In the transaction of the connection, which Alembic leaves open."""
        config = of_folder(self.folder)
        config.attributes |= {"connection": connection, "schema": self.schema}
        command.upgrade(config, revision)


def of_folder(folder: Path) -> Config:
    return migrate.config(version_locations=str(folder), path_separator="newline")


def line_of(folder: Path) -> Sequence[str]:
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder")
    directory = ScriptDirectory.from_config(of_folder(folder))
    head = directory.get_current_head()  # refuses branches
    if head is None:
        raise FileNotFoundError(f"no migrations in {folder}")
    return [script.revision for script in directory.walk_revisions("base", head)][::-1]


def beside(loaded: Loaded) -> Path:
    """The folder of the module that the entry point names."""
    assert loaded.entry is not None  # noqa: S101 - it was loaded by it
    file = sys.modules[loaded.entry.module].__file__
    return Path(file).parent if file else Path()
