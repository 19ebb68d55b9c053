from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from anjian.database.connect import (
    OLDEST,
    DatabaseTooOld,
    DatabaseUnreachable,
    masked,
    open_database,
    require_supported,
    server_version,
)
from anjian.settings import Settings


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A folder open to the server's user when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder / "home"
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _no_database_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANJIAN_DATABASE_URL", raising=False)


def test_the_embedded_database_serves_who_has_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address the embedded server runs for as long as it is needed; its address, given, is used as well."""
    with open_database(Settings(home=home)) as url:
        assert int(server_version(url).split(".")[0]) >= OLDEST
        monkeypatch.setenv("ANJIAN_DATABASE_URL", url)
        with open_database(Settings(home=home / "elsewhere")) as given:
            assert given == url
        with pytest.raises(DatabaseUnreachable, match='database "nope" does not exist'):
            server_version(url.replace("/anjian?", "/nope?"))
    with pytest.raises(DatabaseUnreachable):
        server_version(url)
    assert not (home / "elsewhere").exists()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://u:geheim@127.0.0.1:1/d",
        "postgresql+asyncpg://u:geheim@no-such-host.invalid/d",
        "postgresql+asyncpg://u:geheim@127.0.0.1/d?unheard=of",
    ],
    ids=["nobody listens", "no such host", "no such parameter"],
)
def test_an_address_that_does_not_answer(url: str) -> None:
    """The sentence names the address without the password, and why."""
    with pytest.raises(DatabaseUnreachable, match=r"u:\*\*\*@") as caught:
        server_version(url)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("version", ["9.6", "14.19"])
def test_versions_that_are_too_old(version: str) -> None:
    """PostgreSQL 15 is the oldest on which every statement runs."""
    with pytest.raises(DatabaseTooOld, match=version):
        require_supported(version)


@pytest.mark.parametrize("version", ["15.0", "16.14", "18.6", "19.1"])
def test_versions_that_will_do(version: str) -> None:
    """15 to 18 are tried; a newer server is not turned away."""
    require_supported(version)


def test_a_masked_address() -> None:
    """An address is shown as database people write it."""
    assert masked("postgresql+asyncpg://u:geheim@h:5433/d") == "postgresql://u:***@h:5433/d"
