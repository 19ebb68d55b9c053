"""The rules of every installed sector, as they are: evaluation and SQL agree on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.metadata import entry_points

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, column, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.judgement import Fact, Kind, to_sql, truth
from anjian.plugin import Sector, profile_fields
from anjian.plugin_host import PluginHost

few = settings(
    deadline=None,
    derandomize=True,
    max_examples=3,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.large_base_example],
)
SAME = [Decimal(0), Decimal("9.5"), Decimal(10), Decimal(800)]  # few numbers, so that two are often equal
DAYS = [date(2026, 3, 1), date(2026, 3, 2)]


def value(fact: Fact) -> st.SearchStrategy[object]:
    match fact.kind:
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.INTEGER:
            return st.sampled_from([0, 9, 10, 800])
        case Kind.DECIMAL:
            return st.sampled_from(SAME)
        case Kind.TEXT:
            return st.sampled_from(["", "有"])
        case Kind.DATE:
            return st.sampled_from(DAYS)
    members = st.sampled_from(list(fact.enum or ()))
    return members if fact.kind is Kind.ENUM else st.lists(members, max_size=3)


def profiles(sector: Sector) -> st.SearchStrategy[list[dict[str, object]]]:
    """Some entities, of each of which some facts are known."""
    known = {name: st.none() | value(fact) for name, fact in profile_fields(sector.profile).items()}
    return st.lists(st.fixed_dictionaries(known), min_size=3, max_size=6)


async def in_sql(url: str, sector: Sector, rows: Sequence[Mapping[str, object]]) -> list[list[bool | None]]:
    """Every rule of the sector over every row in one statement."""
    fields = profile_fields(sector.profile)
    documents = [{name: fields[name].write(known) for name, known in row.items()} for row in rows]
    stored = (
        func.jsonb_array_elements(bindparam("rows", documents, JSONB))
        .table_valued(column("data", JSONB), with_ordinality="position", name="profiles")
        .render_derived()
    )
    asked = select(*(to_sql(rule.condition, stored.c.data).label(rule.code) for rule in sector.rules))
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = [list(row) for row in await connection.execute(asked.order_by(stored.c.position))]
    await engine.dispose()
    return found


@pytest.mark.parametrize("plugin", sorted(entry.name for entry in entry_points(group="anjian.plugins")))
@few
@given(data=st.data())
async def test_evaluation_and_sql_agree(database_url: str, host: PluginHost, plugin: str, data: st.DataObject) -> None:
    """Of whatever is known of an entity, each rule says in PostgreSQL what it says in Python."""
    brought = {sector.name for loaded, sector in host.declared() if loaded.name == plugin and sector.rules}
    for sector in (one for one in host.sectors() if one.name in brought):
        rows = data.draw(profiles(sector), sector.name)
        read = [{name: fact.read(row[name]) for name, fact in profile_fields(sector.profile).items()} for row in rows]
        evaluated = [[truth(rule.condition, row) for rule in sector.rules] for row in read]
        assert evaluated == await in_sql(database_url, sector, rows)
