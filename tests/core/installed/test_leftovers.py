"""What a plugin leaves behind is told with its numbers, kept, and deleted only on demand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.database.apart import transacted
from anjian.errors import AnjianError
from anjian.installed.leftovers import tell_orphans
from anjian.installed.purging import purge, purgeable
from anjian.plugin_host import PluginHost, State, sync
from anjian.plugin_host.migrating import upgrade_tables
from tests.conftest import FreshDatabase
from tests.core.plugin_host.conftest import Install, Load
from tests.core.plugin_host.permits import FIRST, OWN, PERMITS, ROWS, SECOND, Script, run

SECTOR = """, sectors=[Sector(profile=Tanks, name="tanks", rules=[rule("T-1")], ledgers=LEDGERS)]"""
LEDGERS = """
class Good(Entry):
    name: str | None = field(Title("品名", "Name"))

LEDGERS = [Ledger("goods", Good, Title("货物", "Goods"))]
"""
KEPT = (
    "INSERT INTO profile (entity_id, region_code, sector) VALUES (:id, '41', 'tanks'), (:id, '41', 'others')",
    "INSERT INTO ledger_entry (entity_id, id, region_code, sector, ledger, true_on) "
    "VALUES (:id, :id, '41', 'tanks', 'goods', '2026-01-01')",
    "INSERT INTO ledger_observation (entity_id, id, region_code, sector, ledger, true_on) "
    "VALUES (:id, :id, '41', 'tanks', 'goods', '2026-01-01')",
    "INSERT INTO observation (entity_id, id, region_code, sector, fact, value, true_on) "
    "VALUES (:id, :id, '41', 'tanks', 'licensed', 'true', '2026-01-01')",
    "INSERT INTO inspection (entity_id, id, region_code, kind, sector, inspected_on) "
    "VALUES (:id, :id, '41', 'guidance', 'tanks', '2026-01-01')",
)
KINDS = ("profile", "ledger_entry", "ledger_observation", "observation", "inspection", "rule", "installed_plugin")
COUNTS = [f"SELECT count(*) FROM {table}" for table in KINDS]  # noqa: S608 - our own words


@pytest.fixture
async def left(install: Install, load: Load, script: Script, fresh_database: FreshDatabase, tmp_path: Path) -> str:
    """A database that a plugin with tables, profiles and ledgers has served; the package is gone."""
    url = fresh_database()
    install("permits", OWN + SECTOR, extra=PERMITS + LEDGERS)
    script("0001", None, FIRST)
    script("0002", "0001", SECOND)
    await asyncio.to_thread(upgrade_tables, url, host := load())
    await sync(engine := create_async_engine(url, poolclass=sa.NullPool), host)
    assert not await sync(engine, load())
    run(url, *ROWS, *KEPT)
    rmtree(tmp_path / "site-packages" / "permits-1.4.0.dist-info")
    return url


def counts(url: str) -> list[object]:
    return [number for (number,) in run(url, *COUNTS)]


async def told(url: str, host: PluginHost) -> list[str]:
    await transacted(url, lambda connection: tell_orphans(connection, host))
    problems = [problem for one in host.plugins if one.state is State.ORPHANED for problem in one.problems]
    return [problem.words.en for problem in problems]


async def test_what_is_left_is_told(left: str, load: Load) -> None:
    """With its last version, and without holding anybody up; nothing of it is touched."""
    host = load(strict_plugins=True)
    for _ in range(2):
        assert await told(left, host) == [
            "the plugin permits is gone and has left 2 tables with 1 rows, 1 profiles and 1 lines of ledgers"
        ]
    assert [(one.name, one.version, one.state) for one in host.report.plugins] == [("permits", "1.4.0", State.ORPHANED)]
    host.report.raise_if_strict()
    assert counts(left) == [2, 1, 1, 1, 1, 1, 1]


async def test_a_disabled_plugin_is_not_gone(left: str, install: Install, load: Load) -> None:
    """Switched off or broken, it is there; its data are its own."""
    install("permits", code="raise RuntimeError")
    assert await told(left, load(disabled_plugins=("permits",))) == []
    assert await told(left, load()) == []


async def test_a_sector_that_moved_is_not_left(left: str, install: Install, load: Load) -> None:
    """Another plugin that offers the sector has its profiles and ledgers."""
    install("depots", "sectors=[Sector(profile=Tanks, name='tanks')]")
    (words,) = await told(left, load())
    assert "1 rows, 0 profiles and 0 lines" in words


async def purged(url: str, host: PluginHost) -> None:
    async def work(connection: sa.ext.asyncio.AsyncConnection) -> None:
        await purge(connection, await purgeable(connection, host, "permits"))

    await transacted(url, work)


async def test_a_disabled_plugin_may_be_purged(left: str, install: Install, load: Load) -> None:
    """Nobody uses its data, and its sectors are remembered though it is not imported."""
    install("permits", code="raise RuntimeError")
    await purged(left, load(disabled_plugins=("permits",)))
    assert counts(left) == [1, 0, 0, 1, 1, 1, 0]


async def test_a_purge_takes_its_own_and_nothing_else(left: str, load: Load) -> None:
    """Tables, profiles and ledgers go; inspections, rules and what was observed stay. After it nothing is told."""
    await purged(left, host := load())
    assert counts(left) == [1, 0, 0, 1, 1, 1, 0]
    assert run(left, "SELECT 1 FROM pg_namespace WHERE nspname = 'plugin_permits'") == []
    assert await told(left, host) == []


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda url, install: install("permits", OWN + SECTOR, extra=PERMITS + LEDGERS), "PLUGIN_IN_USE"),
        (
            lambda url, install: run(url, "DELETE FROM installed_plugin", "DROP SCHEMA plugin_permits CASCADE"),
            "PLUGIN_UNKNOWN",
        ),
    ],
    ids=["installed", "nothing there"],
)
async def test_a_purge_is_refused(
    left: str, install: Install, load: Load, prepare: Callable[..., None], code: str
) -> None:
    """While somebody may use the data, and where there are none."""
    prepare(left, install)
    with pytest.raises(AnjianError) as refused:
        await purged(left, load())
    assert refused.value.code == code
    assert counts(left)[:2] == [2, 1]
