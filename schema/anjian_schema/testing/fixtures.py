"""What pytest offers to the tests of a plugin. Nothing starts, or is imported, before it is asked for."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from anjian.database.embedded import EmbeddedServer
    from anjian.plugin_host import PluginHost, PluginProblem
    from anjian_schema.compose import Composed
    from anjian_schema.testing.contract import Clause
    from anjian_schema.testing.gql import Gql, MakeEntity
    from anjian_schema.testing.loop import Loop
    from anjian_schema.testing.subject import Subject


@pytest.fixture(scope="session")
def anjian_postgres() -> Iterator[EmbeddedServer]:
    """A server of this run's own, in a folder everybody may walk through: when root tests, it runs as another user.

    ``POSTGRES_BIN=/usr/lib/postgresql/15/bin`` tries another version.
    """
    from anjian.database.embedded import Binaries, EmbeddedServer

    home = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    home.chmod(0o755)
    chosen = os.environ.get("POSTGRES_BIN")
    with EmbeddedServer(home / "home", Binaries.at(Path(chosen)) if chosen else None, durable=False) as server:
        yield server
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def anjian_template(anjian_postgres: EmbeddedServer) -> str:
    """The name of a migrated database to copy."""
    from anjian.database import migrate

    anjian_postgres.ensure_database("template")
    migrate.upgrade(anjian_postgres.url("template"))
    return "template"


@pytest.fixture(scope="session")
def anjian_regions(anjian_postgres: EmbeddedServer, anjian_template: str) -> str:
    """The name of a database with every region of the nation and nothing else, to copy."""
    from anjian.regions.loading import load

    anjian_postgres.ensure_database("regions", template=anjian_template)
    load(anjian_postgres.url("regions"))
    return "regions"


@pytest.fixture(scope="session")
def anjian_loop() -> Iterator[Loop]:
    from anjian_schema.testing.loop import Loop

    with Loop() as loop:
        yield loop


@pytest.fixture(scope="session")
def anjian_contract(
    anjian_postgres: EmbeddedServer,
    anjian_regions: str,
    anjian_host: PluginHost,
    anjian_composed: Composed,
    anjian_loop: Loop,
) -> Callable[[str, Clause], list[PluginProblem]]:
    """Holds the plugin of a name to a clause; it is set up once for all of them, after everything was composed."""
    from anjian_schema.testing.contract import breached
    from anjian_schema.testing.subject import subject

    known: dict[str, Subject] = {}
    numbers = count(1)

    def another() -> str:
        made = f"contract_{next(numbers)}"
        anjian_postgres.ensure_database(made, template=anjian_regions)
        return anjian_postgres.url(made)

    def hold(name: str, clause: Clause) -> list[PluginProblem]:
        if name not in known:
            known[name] = anjian_loop.enter(subject(name, another, anjian_host))
        return anjian_loop.run(breached(known[name], clause))

    return hold


@pytest.fixture(scope="session")
def anjian_host() -> PluginHost:
    """Every installed plugin."""
    from anjian.plugin_host import load_plugins
    from anjian.settings import Settings

    return load_plugins(Settings())


@pytest.fixture(scope="session")
def anjian_composed(anjian_host: PluginHost) -> Composed:
    from anjian_schema.containment import compose_serving

    return compose_serving(anjian_host)


@pytest.fixture(scope="session")
def anjian_databases(
    anjian_postgres: EmbeddedServer, anjian_regions: str, anjian_host: PluginHost, anjian_loop: Loop
) -> Iterator[str]:
    """The addresses of databases brought up to the plugins, as many as there are tests."""
    from anjian_schema.testing.databases import bring_up

    anjian_postgres.ensure_database("product", template=anjian_regions)
    anjian_loop.run(bring_up(anjian_postgres.url("product"), anjian_host))

    def databases() -> Iterator[str]:
        for number in count(1):
            anjian_postgres.ensure_database(f"product_{number}", template="product")
            yield anjian_postgres.url(f"product_{number}")

    return databases()


@pytest.fixture
def gql(
    anjian_loop: Loop, anjian_host: PluginHost, anjian_composed: Composed, anjian_databases: Iterator[str]
) -> Iterator[Gql]:
    """Asks as a portal would, of a database of this test's own: ``gql("{ … }", as_="inspector")``."""
    from anjian_schema.testing.gql import Gql

    with Gql.open(anjian_loop, anjian_host, anjian_composed, next(anjian_databases)) as asked:
        yield asked


@pytest.fixture
def make_entity(gql: Gql) -> MakeEntity:
    """``make_entity("gas", tank_count=3)``: a registered entity of which this is known; its global id."""
    return gql.make_entity
