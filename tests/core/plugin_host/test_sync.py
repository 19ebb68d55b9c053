"""The database follows the plugins: rules and checklists as rows, an index for each field one filters by."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from anjian.database.models import metadata
from anjian.entities.model import Profile
from anjian.judgement.sql import fact_column
from anjian.plugin import Sector, profile_fields
from anjian.plugin_host import PluginHost, State, sync

Install = Callable[..., None]
Load = Callable[..., PluginHost]

LEFT = ("checklist_item", "inspection", "checklist", "rule", "profile")
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'profile' AND indexname LIKE 'ix\\_fact\\_%'"
TWO = 'sectors=[Sector(profile=Tanks, checklists=[checklist("L", "1", item("1"), item("2"))])]'
ONE = 'sectors=[Sector(profile=Tanks, checklists=[checklist("L", "1", item("2"))])]'


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[AsyncEngine]:
    """A database in which no plugin has left anything."""
    database = create_async_engine(database_url)
    await cleaned(database)
    yield database
    await cleaned(database)
    await database.dispose()


async def cleaned(database: AsyncEngine) -> None:
    async with database.begin() as connection:
        for table in LEFT:
            await connection.execute(sa.delete(metadata.tables[table]))
        for name, _ in (await connection.execute(sa.text(INDEXES))).all():
            await connection.execute(sa.text(f"DROP INDEX {name}"))


async def rows(database: AsyncEngine, query: str) -> list[tuple[Any, ...]]:
    async with database.connect() as connection:
        return [tuple(row) for row in await connection.execute(sa.text(query))]


async def run(database: AsyncEngine, statement: str) -> None:
    async with database.begin() as connection:
        await connection.execute(sa.text(statement))


async def test_rows_of_a_plugin(install: Install, load: Load, database: AsyncEngine) -> None:
    """Rules and checklists become rows that verdicts and inspections can cite."""
    install("tanks")
    assert await sync(database, load())
    [rule] = await rows(database, "SELECT code, sector, standard, edition, item, expression, retired FROM rule")
    assert rule == ("tanks-1", "tanks", "局〔2020〕1号", "2020", "第一项", {"not": {"fact": "licensed"}}, False)
    assert await rows(database, "SELECT code, version, sector, title_en, retired FROM checklist") == [
        ("tanks-list", "1", "tanks", "Checklist", False)
    ]
    assert await rows(database, "SELECT code, position, facts FROM checklist_item ORDER BY position") == [
        ("1", 1, ["licensed"]),
        ("2", 2, ["licensed"]),
    ]


async def test_repeated(install: Install, load: Load, database: AsyncEngine) -> None:
    """A second start has nothing to write."""
    install("tanks")
    await sync(database, load())
    host = load()
    assert not await sync(database, host)
    assert host.report.problems == ()


async def test_several_processes_at_once(install: Install, load: Load, database: AsyncEngine) -> None:
    """Servers that start together write one after the other, each thing once."""
    install("tanks")
    wrote = await asyncio.gather(*(sync(database, load()) for _ in range(4)))
    assert sorted(wrote) == [False, False, False, True]
    assert all(valid for (valid,) in await rows(database, "SELECT indisvalid FROM pg_index"))


async def test_plugin_gone_and_back(install: Install, load: Load, database: AsyncEngine) -> None:
    """What no plugin offers any more is retired and never deleted; its plugin back, it is in force again."""
    install("tanks")
    retired = "SELECT retired FROM rule UNION ALL SELECT retired FROM checklist"
    for disabled in ((), ("tanks",), ()):
        await sync(database, load(disabled_plugins=disabled))
        assert await rows(database, retired) == [(bool(disabled),)] * 2
    assert len(await rows(database, "SELECT 1 FROM checklist_item")) == 2


async def test_indexes_outlast_a_broken_plugin(install: Install, load: Load, database: AsyncEngine) -> None:
    """A plugin that fails for a day does not cost its indexes, which other servers may still use."""
    install("tanks")
    await sync(database, load())
    before = await rows(database, INDEXES)
    await sync(database, load(disabled_plugins=("tanks",)))
    assert await rows(database, INDEXES) == before


async def test_unused_checklist_is_replaced(install: Install, load: Load, database: AsyncEngine) -> None:
    """A version that nobody used yet may still be written anew; items that it lost are gone."""
    install("tanks", TWO)
    await sync(database, load())
    install("tanks", ONE)
    host = load()
    assert await sync(database, host)
    assert await rows(database, "SELECT code, position FROM checklist_item") == [("2", 1)]
    assert host.report.problems == ()


USED = """
INSERT INTO region (code, name, level) VALUES ('99', '某省', 'province') ON CONFLICT DO NOTHING;
INSERT INTO entity (id, name, kind, region_code)
VALUES ('01900000-0000-7000-8000-000000000001', '某厂', 'site', '99') ON CONFLICT DO NOTHING;
INSERT INTO inspection (entity_id, id, region_code, kind, sector, inspected_on, checklist_code, checklist_version)
VALUES ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002', '99', 'guidance', 'tanks',
        '2024-05-01', 'L', '1')
"""


async def test_used_checklist_never_changes(install: Install, load: Load, database: AsyncEngine) -> None:
    """Once an inspection used a version it stays as it was; the plugin is told to make its change a new version."""
    install("tanks", TWO)
    await sync(database, load())
    for statement in USED.split(";\n"):
        await run(database, statement)
    before = await rows(database, "SELECT * FROM checklist_item")
    install("tanks", ONE)
    host = load()
    await sync(database, host)
    assert await rows(database, "SELECT * FROM checklist_item") == before
    assert [problem.code for problem in host.report.problems] == ["ANJ-P150"]
    assert "tanks 1.4.0" in host.report.problems[0].words.en
    assert host.plugins[0].state is State.DEGRADED


async def test_used_checklist_learns_what_forms_need(install: Install, load: Load, database: AsyncEngine) -> None:
    """A version that was used before forms were told of keeps its words, and what its answers tell is added."""
    install("tanks", TWO)
    await sync(database, load())
    for statement in USED.split(";\n"):
        await run(database, statement)
    before = await rows(database, "SELECT * FROM checklist_item ORDER BY position")
    await run(database, "UPDATE checklist_item SET sector = NULL, asks = '{}', observes = '{}'")
    host = load()
    assert await sync(database, host)
    assert await rows(database, "SELECT * FROM checklist_item ORDER BY position") == before
    assert host.report.problems == ()


async def test_used_checklist_retires(install: Install, load: Load, database: AsyncEngine) -> None:
    """A used version may be retired, and a new one stands beside it."""
    install("tanks", TWO)
    await sync(database, load())
    for statement in USED.split(";\n"):
        await run(database, statement)
    install("tanks", ONE.replace('"L", "1"', '"L", "2"'))
    host = load()
    await sync(database, host)
    assert host.report.problems == ()
    assert await rows(database, "SELECT version, retired FROM checklist ORDER BY version") == [
        ("1", True),
        ("2", False),
    ]


async def test_indexes_of_fields(install: Install, load: Load, database: AsyncEngine) -> None:
    """A field that is filtered or sorted has an index over its sector's profiles, other fields have none."""
    install("tanks")
    await sync(database, load())
    count, volume = sorted(definition for _, definition in await rows(database, INDEXES))
    assert "((((data ->> 'tank_count'::text))::bigint), entity_id) WHERE (sector = 'tanks'::text)" in count
    assert "((((data ->> 'volume'::text))::numeric), entity_id) WHERE (sector = 'tanks'::text)" in volume


async def test_field_no_longer_marked(install: Install, load: Load, database: AsyncEngine) -> None:
    """A field that is no longer filtered loses its index, and one whose type changed gets another."""
    install("tanks")
    await sync(database, load())
    changed = """
    class Changed(Profile):
        tank_count: Decimal | None = field(Title("储罐数", "Tanks"), filter=True)
        volume: Decimal | None = field(Title("容积", "Volume"))
    """
    install("tanks", "sectors=[Sector(profile=Changed)]", extra=changed)
    await sync(database, load())
    [(name, definition)] = await rows(database, INDEXES)
    assert name.startswith("ix_fact_tanks_tank_count_")
    assert "::numeric" in definition


BROKEN_OFF = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{}'::regclass"


async def test_half_built_index(install: Install, load: Load, database: AsyncEngine) -> None:
    """An index whose build broke off is built anew."""
    install("tanks")
    await sync(database, load())
    [(name, _), _] = await rows(database, INDEXES)
    await run(database, BROKEN_OFF.format(name))
    assert await sync(database, load())
    assert all(valid for (valid,) in await rows(database, "SELECT indisvalid FROM pg_index"))
    assert len(await rows(database, INDEXES)) == 2


async def test_long_names(install: Install, load: Load, database: AsyncEngine) -> None:
    """Names longer than PostgreSQL keeps stay distinct."""
    long = "a" * 61
    extra = f"""
    class Long(Profile):
        {long}_1: int | None = field(Title("一", "One"), filter=True)
        {long}_2: int | None = field(Title("二", "Two"), filter=True)
    """
    install("tanks", "sectors=[Sector(profile=Long)]", extra=extra)
    await sync(database, load())
    names = [name for name, _ in await rows(database, INDEXES)]
    assert len(names) == 2
    assert max(map(len, names)) <= 63
    assert not await sync(database, load())


PROFILES = """
INSERT INTO region (code, name, level) VALUES ('99', '某省', 'province') ON CONFLICT DO NOTHING;
WITH made AS (
  INSERT INTO entity (id, name, kind, region_code)
  SELECT gen_random_uuid(), '某厂', 'site', '99' FROM generate_series(1, 5000) RETURNING id
)
INSERT INTO profile (entity_id, sector, region_code, data)
SELECT id, 'tanks', '99', jsonb_build_object('tank_count', row_number() OVER (), 'volume', '7.5') FROM made;
ANALYZE profile
"""


@pytest.mark.parametrize("filtered", ["equal", "range", "order"])
async def test_filter_uses_its_index(install: Install, load: Load, database: AsyncEngine, filtered: str) -> None:
    """A filter or order spelled by fact_column walks the field's index, even with a plan made for any value."""
    install("tanks")
    host = load()
    await sync(database, host)
    for statement in PROFILES.split(";\n"):
        await run(database, statement)
    plan = "\n".join(await explained(database, query(host.sectors()[0], filtered)))
    assert "ix_fact_tanks_tank_count_" in plan
    assert "Sort" not in plan


def query(sector: Sector, filtered: str) -> sa.Select[Any]:
    count = fact_column(sa.column("data"), profile_fields(sector.profile)["tank_count"])
    of_sector = sa.select(Profile.entity_id).where(Profile.sector == sa.literal_column(f"'{sector.name}'"))
    value = sa.literal_column("$1", sa.BigInteger)
    match filtered:
        case "equal":
            return of_sector.where(count == value)
        case "range":
            return of_sector.where(count > value).order_by(count, Profile.entity_id).limit(20)
    return of_sector.where(value == value).order_by(count.desc(), Profile.entity_id.desc()).limit(20)


async def explained(database: AsyncEngine, statement: sa.Select[Any]) -> list[str]:
    text = statement.compile(database.sync_engine, compile_kwargs={"literal_binds": True})
    async with database.connect() as connection:
        await connection.execute(sa.text("SET LOCAL plan_cache_mode = force_generic_plan"))
        await connection.exec_driver_sql(f"PREPARE asked(bigint) AS {text}")
        found = (await connection.exec_driver_sql("EXPLAIN EXECUTE asked(4990)")).scalars().all()
        await connection.exec_driver_sql("DEALLOCATE asked")
    return [str(line) for line in found]


LISTED = """
class Kind(Choice):
    OIL = "oil", "油", "Oil"


class Kinds(Profile):
    kinds: list[Kind] | None = field(Title("种类", "Kinds"), filter=True)
"""


async def test_lists_are_searched_by_member(install: Install, load: Load, database: AsyncEngine) -> None:
    """A list is indexed by its members."""
    install("tanks", "sectors=[Sector(profile=Kinds)]", extra=LISTED)
    await sync(database, load())
    [(_, definition)] = await rows(database, INDEXES)
    assert "USING gin (((data -> 'kinds'::text)))" in definition


async def test_value_that_does_not_fit(install: Install, load: Load, database: AsyncEngine) -> None:
    """A stored value that no reader of the field can read is named, and the other indexes are built."""
    for statement in PROFILES.replace("row_number() OVER ()", "'many'").split(";\n"):
        await run(database, statement)
    install("tanks")
    host = load()
    await sync(database, host)
    [problem] = host.report.problems
    assert problem.code == "ANJ-P151"
    assert "tank_count" in problem.words.en
    assert [name.split("_")[3] for name, _ in await rows(database, INDEXES)] == ["volume"]
