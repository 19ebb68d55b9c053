"""A database of this package's own, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from anjian.database.embedded import EmbeddedServer


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with EmbeddedServer(tmp_path_factory.mktemp("judgement"), durable=False) as server:
        server.ensure_database("judgement")
        yield server.url("judgement")
