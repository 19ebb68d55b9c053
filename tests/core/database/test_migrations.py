"""Migrations and models say the same, and every migration goes both ways on a database with rows in it."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import asyncpg
import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.database import migrate
from anjian.database.apart import apart
from anjian.database.embedded import EmbeddedServer
from anjian.database.models import metadata
from tests.conftest import FreshDatabase

# Everything PostgreSQL knows of a schema that a model can say, as text: columns, constraints and indexes.
COLUMNS = """
SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable,
       column_default, collation_name
FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
"""
INDEXES = """
SELECT tablename, indexname, indexdef FROM pg_indexes
WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""


def shape(url: str) -> set[tuple[object, ...]]:
    async def ask() -> set[tuple[object, ...]]:
        async with create_async_engine(url, poolclass=sa.NullPool).connect() as connection:
            found = [await connection.execute(sa.text(query)) for query in (COLUMNS, CONSTRAINTS, INDEXES)]
            return {tuple(map(unordered, row)) for rows in found for row in rows}

    return apart(ask)


def unordered(said: object) -> object:
    """A vocabulary allows its words in whatever order they are written."""
    if not isinstance(said, str):
        return said
    return re.sub(r"ARRAY\[(.*?)\]", lambda words: f"ARRAY[{', '.join(sorted(words[1].split(', ')))}]", said)


@pytest.mark.usefixtures("campaign_template")
def test_migrations_make_what_the_models_say(postgres: EmbeddedServer, fresh_database: FreshDatabase) -> None:
    """A column, check, key or index in one and not in the other is drift, even after a demonstration was loaded."""
    postgres.ensure_database("from_models")

    async def create() -> None:
        async with create_async_engine(postgres.url("from_models"), poolclass=sa.NullPool).begin() as connection:
            await connection.run_sync(metadata.create_all)

    apart(create)
    assert shape(fresh_database()) == shape(postgres.url("from_models"))


def test_migrations_go_down_and_up_again_over_rows(postgres: EmbeddedServer, campaign_template: str) -> None:
    """Going down removes every table, rows or not; going up again gives the same schema."""
    postgres.ensure_database("down_and_up", template=campaign_template)
    url = postgres.url("down_and_up")
    before = shape(url)
    migrate.downgrade(url, "base")
    assert shape(url) == set()
    assert not migrate.status(url).up_to_date
    migrate.upgrade(url)
    assert {fact for fact in before if "ix_fact_" not in str(fact)} == shape(url)


def test_the_newest_migration_is_known_by_its_file() -> None:
    """A start compares it with the database, and loads Alembic only where they differ."""
    assert migrate.head() == ScriptDirectory.from_config(migrate.config()).get_current_head()


LEDGERS = """
INSERT INTO region (code, name, level) VALUES ('41', '河南', 'province') ON CONFLICT DO NOTHING;
INSERT INTO entity (id, name, kind, region_code) VALUES (:id, '库', 'site', '41');
INSERT INTO ledger_entry (entity_id, id, region_code, sector, ledger, true_on) VALUES (:id, :id, '41', 'a', 'b', :day);
INSERT INTO ledger_observation (entity_id, id, region_code, sector, ledger, true_on)
    VALUES (:id, :id, '41', 'a', 'b', :day);
INSERT INTO observation (entity_id, id, region_code, sector, fact, value, true_on) VALUES
    (:id, gen_random_uuid(), '41', 'a', 'f', '1', :day), (:id, gen_random_uuid(), '41', 'a', 'f', NULL, :day);
INSERT INTO event (entity_id, at, id, region_code, kind, subject_kind, subject_id) VALUES
    (:id, now(), gen_random_uuid(), '41', 'ledger_updated', 'entity', :id),
    (:id, now(), gen_random_uuid(), '41', 'facts_recorded', 'entity', :id)
"""


def test_ledgers_go_with_all_that_tells_of_them(fresh_database: FreshDatabase) -> None:
    """Facts and events of an earlier version stay; it could not read a fact that is no longer known."""
    url, before = (made := fresh_database()), shape(made)

    async def run(*statements: str) -> list[object]:
        async with create_async_engine(url, poolclass=sa.NullPool).begin() as connection:
            given = {"id": UUID(int=7), "day": date(2026, 1, 1)}
            results = [
                await connection.execute(sa.text(statement), given_to(statement, given)) for statement in statements
            ]
            return [row[0] for result in results if result.returns_rows for row in result]

    apart(lambda: run(*LEDGERS.split(";\n")))
    migrate.downgrade(url, "0003")
    assert apart(lambda: run("SELECT value FROM observation", "SELECT kind FROM event")) == [1, "facts_recorded"]
    migrate.upgrade(url)
    assert shape(url) == before


def given_to(statement: str, given: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in given.items() if f":{name}" in statement}


async def test_a_closed_major_hazard_needs_somebody_elses_acceptance(campaign_url: str) -> None:
    """Not even SQL by hand can close a major hazard without it."""
    connection = await asyncpg.connect(campaign_url.replace("+asyncpg", ""))
    with pytest.raises(asyncpg.CheckViolationError, match="major_closed_by_another"):
        await connection.execute(
            "UPDATE hazard SET stage = 'closed', closed_on = found_on WHERE level = 'major' AND stage = 'rectifying'"
        )
    await connection.close()
