"""A database of this package's own, started once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from anjian.database.embedded import EmbeddedServer


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """In a folder everybody may walk through: when root runs the tests, the server is another user."""
    home = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    home.chmod(0o755)
    with EmbeddedServer(home / "home", durable=False) as server:
        server.ensure_database("judgement")
        yield server.url("judgement")
    shutil.rmtree(home)
