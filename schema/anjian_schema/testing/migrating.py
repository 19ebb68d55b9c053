"""A plugin's migrations over rows: after each of them rows are put in, which the next one has to carry over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import sqlalchemy as sa

from anjian.database import migrate
from anjian.plugin_host import Loaded, PluginProblem, ProblemKind
from anjian.plugin_host.loading import Refused
from anjian.plugin_host.migrating import upgrade
from anjian.plugin_host.scripts import Scripts
from anjian_schema.testing.populating import counted, populate


def migrated_with_rows(url: str, loaded: Loaded) -> list[PluginProblem]:
    """In a database of its own. What fails, and every table that has lost rows."""
    return migrate.alone(url, lambda connection: list(step_by_step(connection, loaded, Scripts.of(loaded))))


def step_by_step(connection: sa.Connection, loaded: Loaded, scripts: Scripts) -> Iterator[PluginProblem]:
    before: Mapping[str, int] = {}
    for number, revision in enumerate(scripts.revisions, 1):
        try:
            with connection.begin():
                upgrade(connection, loaded, replace(scripts, revisions=scripts.revisions[:number]))
        except Refused as refusal:
            yield from refusal.problems
            return
        with connection.begin():
            for table, (had, has) in lost(before, left(connection, scripts.schema)).items():
                yield ProblemKind.ROWS_LOST.of(loaded, thing=revision, table=table, before=had, after=has)
            before = populate(connection, scripts.schema)


def left(connection: sa.Connection, schema: str) -> Mapping[str, int]:
    found = sa.MetaData()
    found.reflect(connection, schema=schema)
    return counted(connection, found, schema)


def lost(before: Mapping[str, int], after: Mapping[str, int]) -> Mapping[str, tuple[int, int]]:
    """A table that is no longer there was meant to go."""
    return {table: (had, after[table]) for table, had in before.items() if after.get(table, had) < had}
