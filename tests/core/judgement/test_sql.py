"""SQL that an index can serve, and that no value can break out of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Column, ColumnElement, Index, MetaData, Table, Uuid, insert, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from anjian.judgement import fact_column, to_sql
from anjian.plugin import facts

from .sample import FIELDS, Sample, Trade

f = facts(Sample)
PROFILE = Table("profile_sample", MetaData(), Column("entity_id", Uuid), Column("data", JSONB))
DATA = PROFILE.c.data


def spelled(expression: ColumnElement[object]) -> str:
    return str(expression.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]  # as SQLAlchemy has it


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("licensed", "CAST(profile_sample.data ->> 'licensed' AS BOOLEAN)"),
        ("present", "CAST(profile_sample.data ->> 'present' AS BIGINT)"),
        ("stored", "CAST(profile_sample.data ->> 'stored' AS NUMERIC)"),
        ("note", "profile_sample.data ->> 'note'"),
        ("trade", "profile_sample.data ->> 'trade'"),
        ("checked_on", "(profile_sample.data ->> 'checked_on') COLLATE \"C\""),
        ("trades", "profile_sample.data -> 'trades'"),
    ],
)
def test_a_fact_has_one_spelling(name: str, sql: str) -> None:
    """The key is literal text: PostgreSQL knows an index by its expression, and a bound key is another one."""
    assert spelled(fact_column(DATA, FIELDS[name])) == sql


def test_values_are_parameters() -> None:
    """What a rule compares with never becomes part of the statement's text."""
    statement = to_sql((f.note == "'; drop table entity; --") & f.trade.in_(Trade.PRODUCER), DATA)
    assert "drop" not in spelled(statement)
    assert "producer" not in spelled(statement)


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("present", f.present > 990),
        ("stored", f.stored == Decimal("990.5")),
        ("stored", f.stored > 990),
        ("checked_on", f.checked_on >= date(2019, 10, 1)),
        ("trade", f.trade == Trade.PRODUCER),
        ("trade", f.trade.in_(Trade.PRODUCER, Trade.RETAILER)),
    ],
    ids=str,
)
async def test_a_condition_uses_the_index_of_its_fact(database_url: str, name: str, condition: object) -> None:
    """Also under the generic plan that a prepared statement may switch to."""
    index = Index("profile_sample_fact", fact_column(DATA, FIELDS[name]))
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        await connection.execute(CreateTable(PROFILE))
        await connection.execute(CreateIndex(index))
        await connection.execute(text("SET LOCAL enable_seqscan = off"))
        await connection.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
        statement = PROFILE.select().where(to_sql(condition, DATA))  # type: ignore[arg-type]  # ids=str needs object
        compiled = statement.compile(dialect=engine.dialect, compile_kwargs={"render_postcompile": True})
        values = ", ".join(f"'{value}'" for value in compiled.params.values())
        await connection.execute(text(f"PREPARE asked AS {compiled}"))
        plan = await connection.execute(text(f"EXPLAIN EXECUTE asked ({values})"))
        assert "profile_sample_fact" in "\n".join(row[0] for row in plan)
        await connection.execute(text("DEALLOCATE asked"))
        await connection.rollback()
    PROFILE.indexes.discard(index)
    await engine.dispose()


async def test_a_list_that_is_null_is_unknown(database_url: str) -> None:
    """JSON null says as little as a key that is absent; an empty list says that there is none."""
    rows = [{"data": {"trades": None}}, {"data": {}}, {"data": {"trades": []}}, {"data": {"trades": ["producer"]}}]
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        await connection.execute(CreateTable(PROFILE))
        await connection.execute(insert(PROFILE), rows)
        condition = to_sql(f.trades.has(Trade.PRODUCER), DATA)
        found = (await connection.execute(PROFILE.select().with_only_columns(condition))).scalars().all()
        await connection.rollback()
    await engine.dispose()
    assert found == [None, None, False, True]
