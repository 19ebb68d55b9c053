"""The tables that a plugin declares: whether they fit one another, and how they stand in SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from anjian.judgement import Kind
from anjian.plugin import Plugin, Table, of_entity, profile_fields
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.problems import PluginProblem
from anjian.words import Title

SCHEMA = "plugin_"  # before the name of the plugin; both are safe as text of SQL
TYPES: Mapping[Kind, TypeEngine[Any]] = {
    Kind.BOOLEAN: sa.Boolean(),
    Kind.INTEGER: sa.Integer(),
    Kind.DECIMAL: sa.Numeric(),
    Kind.TEXT: sa.Text(),
    Kind.DATE: sa.Date(),
    Kind.ENUM: sa.Text(),
    Kind.ENUMS: JSONB(),
}

OF_THE_CORE = Title("核心已有同名的表", "the core has a table of this name")
NO_MIGRATIONS = Title("没有写明 migrations，无从建表", "nothing says where its migrations are")
NO_PARENT = Title("of 所指的表不在它之前", "the table it is `of` is not among those before it")
FIELD_OF_CORE = Title("字段 {field} 与核心的列同名", "its field {field} is named as a column of the core")


def schema_of(plugin: str) -> str:
    return f"{SCHEMA}{plugin}"


def own_table(plugin: Plugin, declared: Table) -> sa.Table:
    """The table as its migrations have to make it."""
    parent = parent_of(plugin, declared)
    keys = [part for part in of_entity(**({parent.link: parent.name} if parent else {})) if isinstance(part, sa.Column)]
    plain = [sa.Column(key.name, key.type, nullable=False) for key in keys]
    fields = [
        sa.Column(fact.name, TYPES[fact.kind], nullable=not fact.required)
        for fact in profile_fields(declared.row).values()
    ]
    return sa.Table(declared.name, sa.MetaData(), *plain, *fields, schema=schema_of(plugin.name))


def parent_of(plugin: Plugin, declared: Table) -> Table | None:
    return next((table for table in plugin.tables if table.name == declared.of), None)


def of_tables(loaded: Loaded, plugin: Plugin) -> Iterator[PluginProblem]:
    """Names that are nobody else's, and each table after the one it belongs to."""
    for name, times in Counter(table.name for table in plugin.tables).items():
        if times > 1:
            yield ProblemKind.NAMED_TWICE.of(loaded, thing=f"table {name}")
    for table in plugin.tables:
        for reason in reasons(plugin, table):
            yield ProblemKind.TABLE_WRONG.of(loaded, thing=table.name, reason_zh=reason.zh, reason_en=reason.en)


def reasons(plugin: Plugin, table: Table) -> Iterator[Title]:
    from anjian.database.models import metadata  # it knows of every part of the core

    before = plugin.tables[: list(plugin.tables).index(table)]
    parent = parent_of(plugin, table)
    if table.name in metadata.tables:
        yield OF_THE_CORE
    if not plugin.migrations:
        yield NO_MIGRATIONS
    if table.of and parent not in before:
        yield NO_PARENT
    for name in ("entity_id", "id", "region_code", *((parent.link,) if parent else ())):
        if name in profile_fields(table.row):
            yield FIELD_OF_CORE.format(field=name)
