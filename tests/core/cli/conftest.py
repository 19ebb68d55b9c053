"""A terminal: the command as a person runs it, in a home of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from anjian.cli import main
from anjian.database.embedded import EmbeddedServer


@dataclass(frozen=True)
class Outcome:
    """What a person sees, folded lines put together again, and what a script asks."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return " ".join((self.out + self.err).split())


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home whose server runs all through the module; the folder is open to the server's user when root tests."""
    folder = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    folder.chmod(0o755)
    with EmbeddedServer(folder / "home", durable=False):
        yield folder / "home"
    shutil.rmtree(folder)


@pytest.fixture
def anjian(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path) -> Callable[..., Outcome]:
    """Run ``anjian`` with these words, for somebody who reads English."""
    monkeypatch.setenv("ANJIAN_HOME", str(home))
    monkeypatch.setenv("ANJIAN_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ANJIAN_DATABASE_URL", raising=False)

    def run(*words: str) -> Outcome:
        monkeypatch.setattr("sys.argv", ["anjian", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0, *capsys.readouterr())

    return run
