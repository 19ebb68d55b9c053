"""Dependencies point one way: plugins -> anjian.plugin, anjian_schema -> anjian, never back."""

from __future__ import annotations

from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[1]
SECTORS = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))


def test_the_contracts_hold(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every contract that pyproject.toml declares is kept by the code as it stands."""
    monkeypatch.chdir(ROOT)
    outcome = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert outcome == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("sector", SECTORS, ids=lambda path: path.name)
def test_a_sector_is_held_to_the_contract(sector: Path) -> None:
    """Our own sectors use the same door as a stranger's, and their tests say so."""
    said = (sector / "tests" / "test_contract.py").read_text("utf-8")
    assert f'test_contract = contract("{sector.name}")' in said
