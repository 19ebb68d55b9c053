"""Tables of a plugin's own: made by its migrations, in its schema, and nobody else's concern."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.database import migrate
from anjian.database.apart import apart, transacted
from anjian.plugin_host import PluginHost, State, migrating
from anjian.plugin_host.migrating import Standing, check_tables, upgrade_tables
from tests.conftest import FreshDatabase
from tests.core.plugin_host.conftest import Install, Load
from tests.core.plugin_host.permits import FIRST, OWN, PERMITS, ROWS, SECOND, Script, run


def states(host: PluginHost) -> dict[str, str]:
    return {one.name: " ".join((one.state.value, *(problem.code for problem in one.problems))) for one in host.plugins}


def said(host: PluginHost) -> str:
    return " ".join(str(problem.words) for one in host.plugins for problem in one.problems)


def test_tables_grow_with_the_plugin(
    install: Install, load: Load, script: Script, fresh_database: FreshDatabase
) -> None:
    """From nothing, and then over rows; done once, there is nothing to do."""
    url = fresh_database()
    install("permits", OWN, extra=PERMITS.replace("    valid_until", "    # valid_until"))
    script("0001", None, FIRST)
    assert upgrade_tables(url, host := load()) == [Standing("permits", "0001", "0001")]
    assert states(host) == {"permits": "active"}
    run(url, *ROWS)
    install("permits", OWN, extra=PERMITS)
    script("0002", "0001", SECOND)
    assert check_tables(url, host := load()) == [Standing("permits", "0001", "0002")]
    assert states(host) == {"permits": "unmigrated ANJ-P153"}
    for _ in range(2):
        assert upgrade_tables(url, host := load()) == [Standing("permits", "0002", "0002")]
        assert states(host) == {"permits": "active"}
    assert run(url, "SELECT number, valid_until::text FROM plugin_permits.permits") == [("动2026-1", "2026-12-31")]


def test_newer_tables_are_left_alone(
    install: Install, load: Load, script: Script, fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    """An old package beside new tables does not serve; both versions are named, and no table is taken back."""
    url = fresh_database()
    install("permits", OWN, extra=PERMITS)
    script("0001", None, FIRST)
    script("0002", "0001", SECOND)
    upgrade_tables(url, load())
    (tmp_path / "site-packages" / "permits" / "0002.py").unlink()
    assert upgrade_tables(url, host := load()) == [Standing("permits", "0002", "0001")]
    assert states(host) == {"permits": "unmigrated ANJ-P154"}
    assert "at 0002, the installed version ends at 0001" in said(host)
    assert run(url, "SELECT valid_until FROM plugin_permits.permits") == []


def test_a_failing_migration_keeps_nobody_else_back(
    install: Install, load: Load, script: Script, fresh_database: FreshDatabase
) -> None:
    """It is named with its reason, all of its plugin's step is undone, and the next plugin migrates."""
    url = fresh_database()
    install("permits", OWN, extra=PERMITS)
    install("zones", 'sector=False, migrations="zones"')
    script("0001", None, FIRST)
    script("0002", "0001", SECOND + "\nop.execute('SELECT 1 / 0')")
    script("0001", None, 'op.create_table("zones", *of_entity())', folder="zones")
    assert upgrade_tables(url, host := load()) == [Standing("permits", "-", "0002"), Standing("zones", "0001", "0001")]
    assert states(host) == {"permits": "unmigrated ANJ-P155", "zones": "active"}
    assert "migration 0002" in said(host)
    assert "division by zero" in said(host)
    schemas = "SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname::text, 'plugin_')"
    assert run(url, schemas) == [("plugin_zones",)]


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        ("op.add_column('entity', sa.Column('colour', sa.Text()), schema='public')", "changes tables of others"),
        ("op.execute(\"UPDATE region SET name = '豫' WHERE code = '41'\")", "changes tables of others"),
        (
            "op.create_table('risks', *of_entity(), sa.Column('by', sa.Uuid(), sa.ForeignKey('person.id')))",
            "refers to person",
        ),
    ],
    ids=["a column for the core", "a row of the core", "a key into the core"],
)
def test_a_migration_keeps_to_its_own_tables(
    install: Install, load: Load, script: Script, fresh_database: FreshDatabase, work: str, reason: str
) -> None:
    """What the core and others have is not touched, and what may go at any time is not referred to."""
    url = fresh_database()
    run(url, ROWS[0])
    install("permits", 'migrations="permits"')
    script("0001", None, work)
    upgrade_tables(url, host := load())
    assert states(host) == {"permits": "unmigrated ANJ-P156"}
    assert reason in said(host)
    assert run(url, "SELECT name FROM region") == [("河南",)]


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (SECOND.replace('sa.Date(), server_default="2026-12-31"', "sa.Text()"), "valid_until is text, not date"),
        ('op.alter_column("permits", "number", nullable=True)', "number may be empty, though it is required"),
        ('op.alter_column("permits", "level", nullable=False)', "level is never empty, though it is not required"),
        (
            'op.add_column("permits", sa.Column("since", sa.Date(), nullable=False))',
            "since is never empty, and nothing declares it",
        ),
        ('op.drop_table("readings")', "no such table"),
        ('op.drop_constraint("pk_readings", "readings")', "primary key"),
    ],
    ids=["another type", "empty", "never empty", "nobody's", "no table", "no key"],
)
def test_tables_are_what_the_plugin_declares(
    install: Install, load: Load, script: Script, fresh_database: FreshDatabase, work: str, reason: str
) -> None:
    """Nobody is served from a table that is not as it was declared; each difference is told."""
    install("permits", OWN, extra=PERMITS)
    script("0001", None, FIRST)
    script("0002", "0001", work)
    upgrade_tables(fresh_database(), host := load())
    assert states(host)["permits"].startswith("unmigrated ANJ-P157")
    assert reason in said(host)


@pytest.mark.parametrize(
    "spoil",
    [lambda s: s("0003", "0001", "pass"), lambda s: s("0002", "0009", "pass"), lambda s: s("0002", "0001", "(")],
    ids=["a branch", "a gap", "no Python"],
)
def test_unreadable_migrations_are_named(
    install: Install, load: Load, script: Script, fresh_database: FreshDatabase, spoil: Callable[[Script], None]
) -> None:
    """Before anything is done."""
    url = fresh_database()
    install("permits", OWN, extra=PERMITS)
    script("0001", None, FIRST)
    script("0002", "0001", SECOND)
    spoil(script)
    upgrade_tables(url, host := load())
    assert states(host) == {"permits": "unmigrated ANJ-P152"}


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ("tables=TABLES[:1]", "nothing says where its migrations are"),
        ('tables=TABLES[1:], migrations="permits"', "not among those before it"),
        ('tables=[Table("entity", Permit, Title("对象", "Things"))], migrations="permits"', "has a table of this name"),
    ],
    ids=["no migrations", "no parent", "a name of the core"],
)
def test_a_declaration_is_checked_without_a_database(install: Install, load: Load, parts: str, reason: str) -> None:
    """As an author would see it at the desk."""
    install("permits", parts, extra=PERMITS)
    host = load()
    assert states(host) == {"permits": "invalid ANJ-P167"}
    assert reason in said(host)


async def test_servers_that_start_together_migrate_once(
    install: Install, load: Load, script: Script, fresh_database: FreshDatabase
) -> None:
    """One does it, the others find it done."""
    url = fresh_database()
    install("permits", OWN, extra=PERMITS)
    script("0001", None, FIRST)
    script("0002", "0001", SECOND)
    hosts = [load() for _ in range(3)]
    done = await asyncio.gather(*(asyncio.to_thread(upgrade_tables, url, host) for host in hosts))
    assert done == [[Standing("permits", "0002", "0002")]] * 3
    assert {loaded.state for host in hosts for loaded in host.plugins} == {State.ACTIVE}


def test_a_migration_does_not_wait_for_ever(
    install: Install,
    load: Load,
    script: Script,
    fresh_database: FreshDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever holds the entities may go on, and so may all who would queue behind the migration; it is tried again."""
    url = fresh_database()
    monkeypatch.setattr(migrating, "LOCK_TIMEOUT", "50ms")
    install("permits", OWN, extra=PERMITS)
    script("0001", None, FIRST)
    script("0002", "0001", SECOND)

    async def beside(connection: AsyncConnection) -> PluginHost:
        await connection.execute(sa.text("LOCK TABLE entity IN ROW EXCLUSIVE MODE"))
        await asyncio.to_thread(upgrade_tables, url, host := load())
        return host

    held = apart(lambda: transacted(url, beside))
    assert states(held) == {"permits": "unmigrated ANJ-P155"}
    assert "lock timeout" in said(held)
    upgrade_tables(url, host := load())
    assert states(host) == {"permits": "active"}


def test_a_removed_plugin_holds_no_migration_up(
    install: Install, load: Load, script: Script, fresh_database: FreshDatabase
) -> None:
    """The core goes on over the tables of a plugin that nobody has any more."""
    url = fresh_database()
    migrate.downgrade(url, "0004")
    install("permits", OWN, extra=PERMITS)
    script("0001", None, FIRST)
    script("0002", "0001", SECOND)
    upgrade_tables(url, load())
    run(url, *ROWS)
    migrate.upgrade(url)
    assert migrate.status(url).up_to_date
    assert run(url, "SELECT number FROM plugin_permits.permits") == [("动2026-1",)]
