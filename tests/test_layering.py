"""Dependencies point one way: plugins -> anjian.plugin, anjian_schema -> anjian, never back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
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
def test_a_sector_imports_only_the_plugin_api(sector: Path) -> None:
    """Our own sectors use the same door as a stranger's: of anjian they see anjian.plugin and nothing else."""
    sources = [path for path in sector.glob("anjian_*/**/*.py") if "tests" not in path.parts]
    assert sources
    seen = {f"{path.relative_to(sector)}: {name}" for path in sources for name in imported(path) if is_ours(name)}
    assert seen == {line for line in seen if line.endswith(": anjian.plugin")}


def is_ours(module: str) -> bool:
    return module.split(".")[0] in {"anjian", "anjian_schema"}


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, ``from anjian import plugin`` read as ``anjian.plugin``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            yield from (f"anjian.{alias.name}" for alias in node.names) if node.module == "anjian" else (node.module,)
