"""Brings the tables of plugins up to date after those of the core, each plugin in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from anjian.database import migrate
from anjian.plugin_host.host import PluginHost
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded, State
from anjian.plugin_host.loading import Refused
from anjian.plugin_host.own_tables import differences, others, trespasses
from anjian.plugin_host.problems import reason_of

if TYPE_CHECKING:
    from anjian.plugin_host.scripts import Scripts

NOWHERE = "-"  # before the first migration
LOCK_TIMEOUT = "10s"  # a key to `entity` waits for whoever writes there, and everybody else waits behind it

Step = Callable[[sa.Connection, Loaded, "Scripts"], None]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the tables of a plugin stand, and where its installed version ends."""

    plugin: str
    current: str
    head: str


def upgrade_tables(url: str, host: PluginHost) -> list[Standing]:
    """Applies what is due. A plugin whose tables are not what it needs does not serve; the report says why."""
    due = with_tables(host)
    return migrate.alone(url, lambda connection: [attend(connection, one, upgrade) for one in due]) if due else []


def check_tables(url: str, host: PluginHost) -> list[Standing]:
    """The same without applying anything: what is due is a problem of its plugin."""
    due = with_tables(host)
    return migrate.connected(url, lambda connection: [attend(connection, one, check) for one in due]) if due else []


def with_tables(host: PluginHost) -> list[Loaded]:
    return [loaded for loaded in host.serving if loaded.plugin is not None and loaded.plugin.migrations]


def attend(connection: sa.Connection, loaded: Loaded, step: Step) -> Standing:
    """One plugin, in its own transaction: all of its step is done, or nothing."""
    from anjian.plugin_host.scripts import Scripts  # and with it Alembic, which few plugins need

    with refusing(loaded):
        scripts = Scripts.of(loaded)
        with refusing(loaded), connection.begin():
            refuse_newer(connection, loaded, scripts)
            step(connection, loaded, scripts)
            refuse_different(connection, loaded)
        with connection.begin():
            return Standing(loaded.name, scripts.current(connection) or NOWHERE, scripts.head)
    return Standing(loaded.name, NOWHERE, NOWHERE)


@contextmanager
def refusing(loaded: Loaded) -> Iterator[None]:
    """What is wrong with its tables keeps the plugin from serving, and nobody else."""
    try:
        yield
    except Refused as refusal:
        for problem in refusal.problems:
            loaded.refuse(refusal.state, problem)


def refuse_newer(connection: sa.Connection, loaded: Loaded, scripts: Scripts) -> None:
    """Tables that a later version made are left as they are."""
    current = scripts.current(connection)
    if current not in (None, *scripts.revisions):
        raise refused(ProblemKind.DATABASE_AHEAD, loaded, current=current, head=scripts.head)


def check(connection: sa.Connection, loaded: Loaded, scripts: Scripts) -> None:
    current = scripts.current(connection)
    if scripts.after(current):
        raise refused(ProblemKind.MIGRATION_PENDING, loaded, current=current or NOWHERE, head=scripts.head)


def upgrade(connection: sa.Connection, loaded: Loaded, scripts: Scripts) -> None:
    """Unqualified names mean the plugin's own schema first, then the core's."""
    current, schema = scripts.current(connection), scripts.schema
    due = scripts.after(current)
    if not due:
        return
    core = connection.scalar(sa.select(sa.func.current_schema()))
    connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
    connection.execute(sa.text(f"SET LOCAL search_path TO {schema}, {core}"))
    connection.execute(sa.text(f"SET LOCAL lock_timeout TO '{LOCK_TIMEOUT}'"))
    before = others(connection, schema)
    for revision in due:
        try:
            scripts.run(connection, revision)
        except (Exception, SystemExit) as error:
            facts = {"thing": revision, "reason": reason_of(error), "current": current or NOWHERE}
            raise refused(ProblemKind.MIGRATION_FAILED, loaded, **facts) from error
        for reason in trespasses(connection, schema, str(core), before):
            facts = {"thing": revision, "reason_zh": reason.zh, "reason_en": reason.en}
            raise refused(ProblemKind.MIGRATION_TRESPASSES, loaded, **facts)


def refuse_different(connection: sa.Connection, loaded: Loaded) -> None:
    assert loaded.plugin is not None  # noqa: S101 - only what was declared has tables
    found = [
        ProblemKind.TABLE_DIFFERS.of(loaded, thing=table, reason_zh=reason.zh, reason_en=reason.en)
        for table, reason in differences(connection, loaded.plugin)
    ]
    if found:
        raise Refused(*found, state=State.UNMIGRATED)


def refused(kind: ProblemKind, loaded: Loaded, **facts: object) -> Refused:
    return Refused(kind.of(loaded, **facts), state=State.UNMIGRATED)
