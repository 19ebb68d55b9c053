"""One expression, used five ways: evaluation, SQL, JSON and text never disagree, and never with Kleene's tables."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, TypeVar

import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.judgement import (
    Condition,
    all_,
    any_,
    at_least,
    derived_in,
    facts_of,
    from_json,
    from_text,
    to_json,
    to_sql,
    to_text,
    truth,
    wanted_to_sql,
)
from anjian.judgement.kleene import missing
from anjian.plugin import facts

from .oracle import oracle
from .sample import ARITHMETIC, CONDITIONS, FACTS, FIELDS, MEASURED, Sample, known

T = TypeVar("T")
Facts = Mapping[str, object]
Ask = Callable[[Condition, ColumnElement[Any]], ColumnElement[Any]]
slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
thorough = settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=slow)


@pytest_asyncio.fixture
async def connection(database_url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(database_url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


def stored(facts: Facts) -> dict[str, object]:
    return {name: FIELDS[name].write(value) for name, value in facts.items()}


def read(facts: Facts) -> dict[str, object]:
    return {name: FIELDS[name].read(value) for name, value in facts.items()}


async def asked_of_sql(
    connection: AsyncConnection, to_column: Ask, conditions: Sequence[Condition], rows: Sequence[Facts]
) -> list[list[Any]]:
    """Every condition over every row in one statement."""
    documents = bindparam("rows", [stored(row) for row in rows], JSONB)
    profiles = (
        func.jsonb_array_elements(documents)
        .table_valued(column("data", JSONB), with_ordinality="position", name="profiles")
        .render_derived()
    )
    asked = [to_column(condition, profiles.c.data) for condition in conditions]
    statement = select(*asked).select_from(profiles).order_by(profiles.c.position)
    return [list(row) for row in await connection.execute(statement)]


def lists(of: st.SearchStrategy[T], at_least: int) -> st.SearchStrategy[list[T]]:
    return st.lists(of, min_size=at_least, max_size=2 * at_least)


@settings(thorough, max_examples=100)
@given(conditions=lists(CONDITIONS, 4), rows=lists(FACTS, 6))
async def test_evaluation_sql_and_oracle_agree(
    connection: AsyncConnection, conditions: list[Condition], rows: list[Facts]
) -> None:
    """True, false, unknown and the facts still wanted are the same in Python, in PostgreSQL and by definition."""
    await agree(connection, conditions, rows)


async def test_a_negated_fact_that_is_unknown_counts_neither_way(connection: AsyncConnection) -> None:
    """``NOT x IS TRUE`` is no question about ``NOT x``: counted without brackets, what nobody knows would be met."""
    f = facts(Sample)
    negated = [~f.licensed, ~(f.licensed & f.open_flame), ~(f.present > 1)]
    several = [wrap(condition) for condition in negated for wrap in (lambda c: c, all_, any_, lambda c: at_least(1, c))]
    await agree(
        connection, several, [{}, {"licensed": True}, {"licensed": False}, {"present": 2}, {"open_flame": False}]
    )


@settings(thorough, max_examples=50)
@given(conditions=lists(ARITHMETIC, 4), rows=lists(MEASURED, 6))
async def test_arithmetic_is_exact(connection: AsyncConnection, conditions: list[Condition], rows: list[Facts]) -> None:
    """A quotient is compared as the fraction it is, whatever its sign; division by zero is unknown everywhere."""
    await agree(connection, conditions, rows)


async def agree(connection: AsyncConnection, conditions: list[Condition], rows: list[Facts]) -> None:
    evaluated = [[truth(condition, read(row)) for condition in conditions] for row in rows]
    assert evaluated == [[oracle(to_json(condition), row) for condition in conditions] for row in rows]
    assert evaluated == await asked_of_sql(connection, to_sql, conditions, rows)
    wanted = await asked_of_sql(connection, wanted_to_sql, conditions, rows)
    named = [[set(names.split(",")) if names else set() for names in row] for row in wanted]
    assert named == [[set(missing(condition, read(row))) for condition in conditions] for row in rows]


@thorough
@given(condition=CONDITIONS, facts=FACTS, data=st.data())
def test_a_decided_verdict_stands(condition: Condition, facts: Facts, data: st.DataObject) -> None:
    """Whatever the unrecorded facts turn out to be, they never overturn what was decided without them."""
    decided = truth(condition, read(facts))
    unknown = [name for name in facts_of(condition) if facts.get(name) is None]
    complete = {**facts, **{name: data.draw(known(name), name) for name in unknown}}
    assert decided is None or truth(condition, read(complete)) is decided


@thorough
@given(condition=CONDITIONS, facts=FACTS, data=st.data())
def test_the_missing_facts_are_enough(condition: Condition, facts: Facts, data: st.DataObject) -> None:
    """Once the missing facts are recorded the rule is decided, unless something was divided by zero."""
    wanted = missing(condition, read(facts))
    assert (not wanted) == (truth(condition, read(facts)) is not None)
    recorded = {**facts, **{name: data.draw(known(name), name) for name in wanted}}
    still = missing(condition, read(recorded))
    assert not still or (set(still) <= set(recorded) and "divide" in json.dumps(to_json(condition)))


@thorough
@given(condition=CONDITIONS)
def test_json_round_trip(condition: Condition) -> None:
    """A stored rule is read again as the rule it was."""
    document = json.loads(json.dumps(to_json(condition)))
    assert to_json(from_json(document, FIELDS)) == document


@thorough
@given(condition=CONDITIONS | ARITHMETIC)
def test_text_round_trip(condition: Condition) -> None:
    """A rule that is written out is read again as the rule it was, and written the same once more."""
    text = to_text(condition)
    again = from_text(text, FIELDS, derived_in(condition))
    assert to_json(again) == to_json(condition)
    assert to_text(again) == text
