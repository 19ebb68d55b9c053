"""`anjian schema`: what a portal team is given, and what a change would break for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from graphql import build_schema

from anjian.cli import main


@dataclass(frozen=True)
class Outcome:
    """What a person sees."""

    code: int
    out: str
    err: str


Anjian = Callable[..., Outcome]


@pytest.fixture
def anjian(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Anjian:
    monkeypatch.setenv("ANJIAN_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str) -> Outcome:
        monkeypatch.setattr("sys.argv", ["anjian", "schema", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return Outcome(ended.value.code if isinstance(ended.value.code, int) else 0, *capsys.readouterr())

    return run


def test_the_schema_is_written_as_it_is_served(anjian: Anjian, tmp_path: Path) -> None:
    """To standard output or to a file, the same bytes; nothing has changed against itself."""
    file = tmp_path / "schema.graphql"
    shown = anjian("export")
    written = anjian("export", str(file))
    assert (shown.code, written.code, file.read_text("utf-8")) == (0, 0, shown.out)
    unchanged = anjian("diff", str(file))
    assert (unchanged.code, unchanged.out) == (0, "nothing changed\n")


def test_the_core_alone_knows_no_sector(anjian: Anjian) -> None:
    """With --core-only the installed plugins leave no trace."""
    assert "fireworks" in build_schema(anjian("export").out).query_type.fields  # type: ignore[union-attr]  # there is one
    assert "fireworks" not in anjian("export", "--core-only").out.lower()


def test_a_breaking_change_is_named_first_and_exits_with_one(anjian: Anjian, tmp_path: Path) -> None:
    """A field that portals may ask for is gone; what was added beside it is harmless."""
    file = tmp_path / "old.graphql"
    now = anjian("export").out
    file.write_text(now.replace("type Viewer {", "type Viewer {\n  gone: Int\n"), "utf-8")
    outcome = anjian("diff", str(file))
    assert outcome.code == 1
    assert outcome.out.splitlines()[1].startswith("breaking")
    assert "gone" in outcome.out


def test_an_addition_breaks_nobody(anjian: Anjian, tmp_path: Path) -> None:
    """Against the core alone, everything plugins bring is new, and nothing is broken."""
    file = tmp_path / "core.graphql"
    anjian("export", str(file), "--core-only")
    outcome = anjian("diff", str(file))
    assert (outcome.code, "breaking" in outcome.out, "fireworks" in outcome.out) == (0, False, True)


@pytest.mark.parametrize("content", [None, b"\xff", b"type {", b"type A { b: C }"])
def test_a_file_that_is_no_schema(anjian: Anjian, tmp_path: Path, content: bytes | None) -> None:
    """The sentence says how to write one."""
    file = tmp_path / "x.graphql"
    if content is not None:
        file.write_bytes(content)
    outcome = anjian("diff", str(file))
    assert (outcome.code, "SCHEMA_UNREADABLE" in outcome.err) == (1, True)
    assert "anjian schema export" in " ".join(outcome.err.split())


def test_a_place_that_cannot_be_written(anjian: Anjian, tmp_path: Path) -> None:
    """Named, without a traceback."""
    outcome = anjian("export", str(tmp_path))
    assert (outcome.code, "SCHEMA_NOT_WRITTEN" in outcome.err) == (1, True)
