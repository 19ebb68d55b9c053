"""Real parts for every test: a PostgreSQL server of this run's own, and databases on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from itertools import count

import pytest
import pytest_asyncio

from anjian.database.embedded import EmbeddedServer
from anjian.demo.loading import load
from anjian.plugin_host import PluginHost, load_plugins
from anjian.settings import Settings
from anjian_schema.compose import Composed
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine

from .portal import Portal

FreshDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def postgres(anjian_postgres: EmbeddedServer) -> EmbeddedServer:
    """The server that the tests of plugins use too."""
    return anjian_postgres


@pytest.fixture(scope="session")
def template(anjian_template: str) -> str:
    """The name of a migrated database to copy."""
    return anjian_template


@pytest.fixture(scope="session")
def fresh_database(postgres: EmbeddedServer, template: str) -> FreshDatabase:
    """Each call makes a migrated, empty database."""
    numbers = count(1)

    def make() -> str:
        name = f"fresh_{next(numbers)}"
        postgres.ensure_database(name, template=template)
        return postgres.url(name)

    return make


@pytest.fixture(scope="module")
def database_url(fresh_database: FreshDatabase) -> str:
    """A migrated, empty database for this module's tests."""
    return fresh_database()


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(demo=True)  # so that its tokens are taken


@pytest.fixture(scope="session")
def host(settings: Settings) -> PluginHost:
    return load_plugins(settings)


@pytest.fixture(scope="session")
def campaign_template(postgres: EmbeddedServer, template: str, host: PluginHost) -> str:
    """The name of a database with the demonstration, loaded once; nobody is connected to it, so it can be copied."""
    postgres.ensure_database("demonstration", template=template)
    load(postgres.url("demonstration"), plugins=host)
    return "demonstration"


@pytest.fixture(scope="session")
def campaign_url(postgres: EmbeddedServer, campaign_template: str) -> str:
    """The demonstration: tests read it and leave it as it is."""
    postgres.ensure_database("campaign", template=campaign_template)
    return postgres.url("campaign")


@pytest.fixture(scope="session")
def composed(host: PluginHost) -> Composed:
    return compose_serving(host)


@pytest_asyncio.fixture(scope="session")
async def engine(settings: Settings, campaign_url: str, host: PluginHost, composed: Composed) -> AsyncIterator[Engine]:
    async with Engine.open(settings, campaign_url, host, composed) as engine:
        yield engine


@pytest.fixture(scope="session")
def portal(engine: Engine) -> Portal:
    """Asks the demonstration as a portal would, with demo tokens."""
    return Portal(engine)
