"""What the database says of a plugin's schema: whether it is as declared, and whether it is the plugin's alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from anjian.plugin import Plugin
from anjian.plugin_host.indexes import DIALECT, PREFIX
from anjian.plugin_host.tables import own_table, schema_of
from anjian.words import Title

COLUMNS = sa.text(
    """
    SELECT table_name, column_name, data_type, is_nullable = 'YES' AS nullable, column_default IS NOT NULL AS filled
    FROM information_schema.columns WHERE table_schema = :schema
    """
)
KEYS = sa.text(
    """
    SELECT t.relname, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE n.nspname = :schema AND c.contype = 'p'
    """
)
REFERENCES = sa.text(
    """
    SELECT DISTINCT r.relname FROM pg_constraint c
    JOIN pg_namespace n ON n.oid = c.connamespace JOIN pg_class r ON r.oid = c.confrelid
    WHERE n.nspname = :schema AND c.contype = 'f' AND r.relnamespace <> n.oid
      AND NOT (r.relnamespace::regnamespace::text = :core AND r.relname IN ('entity', 'region'))
    """
)
# All that a migration could change of other schemas: what they are made of, and how many rows it has written there.
# The indexes of facts come and go while servers start.
OTHERS = sa.text(
    """
    WITH other AS (SELECT oid FROM pg_namespace WHERE nspname <> :schema AND nspname !~ '^pg_|^information_schema$')
    SELECT md5(coalesce(string_agg(said, '|' ORDER BY said), '')) FROM (
        SELECT concat_ws(' ', attrelid, attname, atttypid, attnotnull, c.relname) AS said
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace IN (SELECT oid FROM other) AND attnum > 0 AND NOT attisdropped
          AND NOT starts_with(c.relname::text, :fact_indexes)
        UNION ALL SELECT concat_ws(' ', conrelid, conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace IN (SELECT oid FROM other)
        UNION ALL SELECT concat_ws(' ', oid, proname, md5(prosrc)) FROM pg_proc
        WHERE pronamespace IN (SELECT oid FROM other)
        UNION ALL SELECT concat_ws(' ', tgrelid, tgname) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace IN (SELECT oid FROM other) AND NOT tgisinternal
        UNION ALL SELECT concat_ws(' ', relid, n_tup_ins, n_tup_upd, n_tup_del) FROM pg_stat_xact_user_tables
        WHERE schemaname <> :schema AND n_tup_ins + n_tup_upd + n_tup_del > 0
    ) AS everything
    """
)
SPELLED = {
    "integer": {"integer", "smallint"},
    "text": {"text", "character varying"},
}  # what holds no value that the declared type does not

LACKS_TABLE = Title("数据库中没有这张表", "there is no such table")
LACKS_COLUMN = Title("缺少列 {name}", "it has no column {name}")
OTHER_TYPE = Title("列 {name} 是 {found}，应为 {wanted}", "its column {name} is {found}, not {wanted}")
MAY_BE_EMPTY = Title("列 {name} 必填，却可为空", "its column {name} may be empty, though it is required")
NEVER_EMPTY = Title(
    "列 {name} 不可为空，却没有声明为必填", "its column {name} is never empty, though it is not required"
)
NOBODYS = Title("列 {name} 不可为空，却没有声明", "its column {name} is never empty, and nothing declares it")
OTHER_KEY = Title("主键须为 (entity_id, id)", "its primary key has to be (entity_id, id)")
CHANGES_OTHERS = Title("它更改了其他的表或其中的数据", "it changes tables of others, or what they hold")
REFERS_ELSEWHERE = Title("外键指向 {name}", "it refers to {name}")


class Column(NamedTuple):
    type: str
    nullable: bool
    filled: bool  # by a default where a row does not name it


def others(connection: sa.Connection, schema: str) -> str:
    """The same before and after a migration that keeps to its own schema."""
    return str(connection.scalar(OTHERS, {"schema": schema, "fact_indexes": PREFIX}))


def trespasses(connection: sa.Connection, schema: str, core: str, before: str) -> Iterator[Title]:
    """``before``: what :func:`others` said; ``core``: the schema of the core."""
    if others(connection, schema) != before:
        yield CHANGES_OTHERS
    for name in connection.scalars(REFERENCES, {"schema": schema, "core": core}):
        yield REFERS_ELSEWHERE.format(name=name)


def differences(connection: sa.Connection, plugin: Plugin) -> Iterator[tuple[str, Title]]:
    """The tables that are not as declared, each with what is different."""
    schema = {"schema": schema_of(plugin.name)}
    keys = {row.relname: row.definition for row in connection.execute(KEYS, schema)}
    found: dict[str, dict[str, Column]] = {}
    for table, column, *said in connection.execute(COLUMNS, schema):
        found.setdefault(table, {})[column] = Column(*said)
    for declared in plugin.tables:
        if declared.name not in found:
            yield declared.name, LACKS_TABLE
            continue
        if keys.get(declared.name) != "PRIMARY KEY (entity_id, id)":
            yield declared.name, OTHER_KEY
        wanted = own_table(plugin, declared).columns
        for column in wanted:
            if (wrong := difference(column, found[declared.name].get(column.name))) is not None:
                yield declared.name, wrong
        for name, there in found[declared.name].items():
            if name not in wanted and not (there.nullable or there.filled):
                yield declared.name, NOBODYS.format(name=name)


def difference(declared: sa.Column[object], found: Column | None) -> Title | None:
    wanted = declared.type.compile(DIALECT).partition(" ")[0].lower()
    if found is None:
        return LACKS_COLUMN.format(name=declared.name)
    if found.type not in SPELLED.get(wanted, {wanted}):
        return OTHER_TYPE.format(name=declared.name, found=found.type, wanted=wanted)
    if found.nullable != declared.nullable:
        return (MAY_BE_EMPTY if found.nullable else NEVER_EMPTY).format(name=declared.name)
    return None
