"""The contract of plugins: each way to break it is found, named, and told in words that help."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from anjian.database.embedded import EmbeddedServer
from anjian_schema import compose as composing
from anjian_schema.compose import core_catalog
from anjian_schema.testing import contract as clauses
from anjian_schema.testing.contract import CLAUSES, Clause, breached
from anjian_schema.testing.shelves import questions
from anjian_schema.testing.subject import Subject, subject
from tests.schema import strangers
from tests.schema.strangers import Site

Database = Callable[[], str]

LEDGER = """
class Tank(Entry):
    number: str | None = field(Title("编号", "Number"), required=True, filter=True, sort=True, max_length=20)


class Own(Farm):
    KEPT
"""
TABLES_GUIDE = (Path(__file__).parents[2] / "docs" / "plugin-tables.md").read_text("utf-8")
SECTORS = 'sectors=[Sector(profile=Own, ledgers=[Ledger("each", Tank, title=Title("储罐", "Tanks"), key=("number",))])]'
ROUNDED = """@pydantic.field_validator("volume")
    @classmethod
    def rounded(cls, value):
        return value and value.quantize(Decimal("1"))
"""
MIGRATION = """
from alembic import op
from anjian.plugin import of_entity
revision, down_revision = "0001", None
def upgrade():
    op.create_table("TABLE", *of_entity())
"""
BREACHES = {
    "imports what may change": ("from anjian.entities.model import Entity", "pass", {"ANJ-P190"}),
    "takes what it does not know": ("", 'model_config = {"extra": "ignore"}', {"ANJ-P191"}),
    "asks the network at once": (
        'import socket\nwith contextlib.suppress(OSError): socket.create_connection(("127.0.0.1", 9), timeout=0.1)',
        "pass",
        {"ANJ-P192"},
    ),
    "changes what was recorded": ("import pydantic", ROUNDED, {"ANJ-P194"}),
    "upgrades otherwise than its examples say": (
        "",
        'schema_version = 2; upgrades = [Upgrade(to=2, renamed={"size": "volume"}, '
        'examples=[({"size": "1"}, {"volume": "1"}), ({"size": "1"}, {"volume": "2"})])]',
        {"ANJ-P176"},
    ),
    "upgrades without an example": ("", "schema_version = 2; upgrades = [Upgrade(to=2)]", {"ANJ-P176"}),
    "is refused at the start": ("", 'untold: int | None = field(Title("", ""))', {"ANJ-P124"}),
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


@pytest.fixture
def databases(postgres: EmbeddedServer, anjian_regions: str, request: pytest.FixtureRequest) -> Database:
    numbers = count(1)

    def make() -> str:
        name = f"contract_{request.node.name.encode().hex()[-40:]}_{next(numbers)}"
        postgres.ensure_database(name, template=anjian_regions)
        return str(postgres.url(name))

    return make


@asynccontextmanager
async def tanks(site: Site, databases: Database, code: str = "", kept: str = "pass") -> AsyncIterator[Subject]:
    site.install("tanks", SECTORS, f"{code}\n{LEDGER.replace('KEPT', kept)}")
    async with subject("tanks", databases, site.host()) as made:
        yield made


async def codes(made: Subject, *among: Clause) -> set[str]:
    return {problem.code for clause in among or CLAUSES for problem in await breached(made, clause)}


@pytest.mark.parametrize(("table", "code"), [("permits", set()), ("permit", {"ANJ-P157"})], ids=["sound", "misspelt"])
async def test_migrations_are_run(site: Site, databases: Database, table: str, code: set[str]) -> None:
    """A plugin with tables of its own is set up as a server would, and what its migrations lack is told."""
    own = 'tables=[Table("permits", Permit, title=Title("作业票", "Permits"))], migrations="permits"'
    site.install("tanks", f"{SECTORS}, {own}", f"{LEDGER.replace('KEPT', 'pass')}\n\nclass Permit(Row):\n    pass\n")
    (site.folder / "permits").mkdir()
    (site.folder / "permits" / "0001.py").write_text(MIGRATION.replace("TABLE", table))
    async with subject("tanks", databases, site.host()) as made:
        assert await codes(made, clauses.is_accepted_alone) == code


@asynccontextmanager
async def permits(site: Site, databases: Database, migration: str = "", second: str = "") -> AsyncIterator[Subject]:
    """The plugin of the guide, its migration changed or another one after it."""
    declared, first = re.findall(r"```python\n(.*?)```", TABLES_GUIDE, re.DOTALL)[:2]
    site.install("permits", code=declared)
    (site.folder / "permit_migrations").mkdir()
    (site.folder / "permit_migrations" / "0001.py").write_text(migration or first, "utf-8")
    if second:
        head = 'import sqlalchemy as sa\nfrom alembic import op\n\nrevision, down_revision = "0002", "0001"\n'
        (site.folder / "permit_migrations" / "0002.py").write_text(f"{head}\n\ndef upgrade():\n    {second}\n", "utf-8")
    async with subject("permits", databases, site.host()) as made:
        yield made


async def test_the_tables_of_the_guide_keep_every_clause(site: Site, databases: Database) -> None:
    """They are read through GraphQL, by their own indexes, and migrated over rows."""
    async with permits(site, databases, second='op.create_index("ix_more", "permits", ["region_code"])') as made:
        assert await codes(made) == set()
        asked = [question.fact for shelf in made.shelves if shelf.own for question in questions(shelf)]
    assert set(asked) == {"", "number", "work", "valid_until", "oxygen", "safe"}


async def test_a_field_without_an_index_of_its_own_is_named(site: Site, databases: Database) -> None:
    """Every way to ask by it would read the whole table."""
    second = 'op.drop_index("ix_readings_oxygen", "readings")'
    async with permits(site, databases, second=second) as made:
        problems = await breached(made, clauses.has_indexes_on_its_own_tables)
    assert {problem.code for problem in problems} == {"ANJ-P197"}
    assert {problem.words.en.rpartition(" ")[2] for problem in problems} == {"oxygen"}


OVER_ROWS = {
    "empties a table": ('op.execute("DELETE FROM readings")', "ANJ-P198"),
    "asks for what nobody recorded": ('op.execute("ALTER TABLE permits ADD CHECK (work IS NOT NULL)")', "ANJ-P155"),
    "makes rows unique that are not": ('op.create_index("u", "permits", ["region_code"], unique=True)', "ANJ-P155"),
}


@pytest.mark.parametrize(("second", "code"), OVER_ROWS.values(), ids=OVER_ROWS)
async def test_a_migration_is_tried_over_rows(site: Site, databases: Database, second: str, code: str) -> None:
    """On an empty database each of these passes."""
    async with permits(site, databases, second=second) as made:
        assert await codes(made, clauses.is_accepted_alone) == set()
        assert await codes(made, clauses.migrates_what_is_there) == {code}


async def test_a_sound_plugin_keeps_every_clause(site: Site, databases: Database) -> None:
    """Every kind of field, and a ledger, in each list, filter and order."""
    async with tanks(site, databases) as made:
        assert await codes(made) == set()
        asked = [question for shelf in made.shelves for question in questions(shelf)]
    assert len([question for question in asked if question.read_from]) == 7 + 2 * 5 + 3


@pytest.mark.parametrize(("code", "kept", "found"), BREACHES.values(), ids=BREACHES)
async def test_a_breach_is_named(site: Site, databases: Database, code: str, kept: str, found: set[str]) -> None:
    """By its code, and nothing else is said against the plugin."""
    async with tanks(site, databases, code, kept) as made:
        assert await codes(made) == found


async def test_an_index_that_does_not_serve_is_found(site: Site, databases: Database) -> None:
    """An index may be there and not fit what is asked; without one, every plan misses it."""
    async with tanks(site, databases) as made:
        async with made.engine.database.engine.begin() as connection:
            name = made.shelves[0].index_of(made.shelves[0].facts["volume"])
            await connection.execute(sa.text(f"DROP INDEX {name}"))
        problems = await breached(made, clauses.finds_by_its_indexes)
    assert [problem.code for problem in problems] == ["ANJ-P195"] * 3  # the filter, upwards and downwards
    assert "profiles, filter: volume" in problems[0].words.en


async def test_a_second_statement_is_found(site: Site, databases: Database) -> None:
    """Whatever it was for."""
    async with tanks(site, databases) as made:
        [first, *_] = questions(made.shelves[0])
        made.answers[first] = ({}, ["SELECT 1", "SELECT 2"])
        assert await codes(made, clauses.asks_one_statement_for_each_operation) == {"ANJ-P196"}


async def test_a_core_that_a_plugin_altered_is_found(
    site: Site, databases: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its schema is compared with that of a process in which no plugin was ever imported."""

    def altered() -> object:
        core = core_catalog()
        entity = core.types["Entity"]
        return replace(core, types={**core.types, "Entity": replace(entity, fields=entity.fields[1:])})

    async with tanks(site, databases) as made:
        monkeypatch.setattr(composing, "core_catalog", altered)
        assert await codes(made, clauses.leaves_no_trace_in_the_core) == {"ANJ-P193"}


async def test_a_plugin_that_is_not_installed_is_told_so(site: Site, databases: Database) -> None:
    """A contract for a name that nobody installed keeps no clause."""
    async with subject("tanks", databases, site.host(required_plugins=("tanks",))) as made:
        assert await codes(made) == {"ANJ-P118"}


async def test_every_sector_of_a_plugin_is_held_to_it(site: Site, databases: Database) -> None:
    """Two sectors and a ledger are three lists, each asked by its own filters and orders."""
    two = 'sectors=[Sector(profile=Own, name="farms", ledgers=LEDGERS), Sector(profile=Tanks, name="single_tanks")]'
    ledgers = 'LEDGERS = [Ledger("each", Tank, title=Title("储罐", "Tanks"), key=("number",))]'
    site.install("tanks", two, f"{LEDGER.replace('KEPT', 'pass')}\n{ledgers}")
    async with subject("tanks", databases, site.host()) as made:
        assert [shelf.listed for shelf in made.shelves] == ["farmsProfiles", "farmsEach", "singleTanksProfiles"]
        assert await codes(made) == set()
