"""A plugin begun from nothing, and what is said of one before it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

Anjian = Callable[..., Any]

ROOT = Path(__file__).parents[3]
PIP = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target")
TOOLS = (
    ("-m", "ruff", "check"),
    ("-m", "ruff", "format", "--check"),
    ("-m", "mypy", "--cache-dir", str(ROOT / ".mypy_cache")),
    ("-m", "pytest", "--quiet", "-p", "no:asyncio"),
)


@pytest.mark.parametrize("options", [("--region", "420000"), ("--minimal", "--prefix", "HbMines")], ids="".join)
def test_a_new_plugin_works_as_it_is(anjian: Anjian, tmp_path: Path, options: tuple[str, ...]) -> None:
    """It installs, and passes the linter, the strict type checker, its contract and its own cases."""
    made = anjian("plugin", "new", "hubei-mines", "--into", str(tmp_path), *options)
    project, site = tmp_path / "hubei-mines", tmp_path / "site"
    assert (made.code, project.is_dir()) == (0, True), made.said
    environment = os.environ | {"PYTHONPATH": str(site)}
    for words in ((*PIP, str(site), "."), *TOOLS):
        done = subprocess.run((sys.executable, *words), check=False, cwd=project, env=environment, capture_output=True)
        assert done.returncode == 0, (done.stdout + done.stderr).decode()


def test_a_plugin_of_a_province_judges_there(anjian: Anjian, tmp_path: Path) -> None:
    """The region's code is kept in its short form; without one the plugin is the nation's."""
    for name, options in {"hubei-mines": ("--region", "420000"), "mines": ()}.items():
        anjian("plugin", "new", name, "--into", str(tmp_path), *options)
    text = (tmp_path / "hubei-mines" / "hubei_mines" / "__init__.py").read_text("utf-8")
    assert 'region="42",' in text
    assert "region" not in (tmp_path / "mines" / "mines" / "__init__.py").read_text("utf-8")


WRONG = {
    ("Hubei Mines",): "PLUGIN_NAME_WRONG",
    ("../mines",): "PLUGIN_NAME_WRONG",
    ("import",): "PLUGIN_NAME_WRONG",
    ("mines", "--prefix", "hb"): "PLUGIN_PREFIX_WRONG",
    ("a-name-too-long-for-its-prefix",): "PLUGIN_PREFIX_WRONG",
    ("hazard",): "PLUGIN_PREFIX_WRONG",
    ("fireworks",): "PLUGIN_NAME_TAKEN",
    ("mines", "--prefix", "Fire"): "PLUGIN_NAME_TAKEN",
    ("json", "--prefix", "Js"): "PLUGIN_NAME_TAKEN",
    ("mines", "--region", "湖北"): "BAD_REGION_CODE",
}


@pytest.mark.parametrize(("words", "code"), WRONG.items(), ids=lambda value: " ".join(value) if value else "")
def test_a_name_that_will_not_do_is_refused(anjian: Anjian, tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    """Before anything is written."""
    refused = anjian("plugin", "new", *words, "--into", str(tmp_path))
    assert (refused.code, code in refused.err, list(tmp_path.iterdir())) == (1, True, [])


def test_nothing_is_overwritten(anjian: Anjian, tmp_path: Path) -> None:
    """A folder of this name stays as it is, and a place that is no folder is named."""
    (tmp_path / "mines").mkdir()
    assert "PLUGIN_FOLDER_THERE" in anjian("plugin", "new", "mines", "--into", str(tmp_path)).err
    assert list((tmp_path / "mines").iterdir()) == []
    (tmp_path / "file").touch()
    assert "PLUGIN_NOT_WRITTEN" in anjian("plugin", "new", "mines", "--into", str(tmp_path / "file")).err


@pytest.fixture
def mines(anjian: Anjian, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A new plugin that nobody installed."""
    anjian("plugin", "new", "mines", "--into", str(tmp_path))
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield tmp_path / "mines"
    for module in [name for name in sys.modules if name.split(".")[0] == "mines"]:
        del sys.modules[module]


def test_a_plugin_is_checked_where_it_lies(anjian: Anjian, mines: Path) -> None:
    """By the folder of its project, beside what is installed, and only it is told of."""
    sound = anjian("plugin", "check", str(mines))
    assert (sound.code, "ACTIVE" in sound.out, "fireworks" in sound.out) == (0, True, False)


BROKEN = {
    "an import of our insides": ("from anjian.errors import AnjianError as E  # noqa", "ANJ-P190"),
    "a type of the core": (
        "import strawberry\n@strawberry.type\nclass Hazard:\n    n: int\nTYPES = [Hazard]",
        "ANJ-P101",
    ),
}


@pytest.mark.parametrize(("code", "problem"), BROKEN.values(), ids=BROKEN)
def test_what_a_start_and_the_contract_would_say_is_said(anjian: Anjian, mines: Path, code: str, problem: str) -> None:
    """In a table of eighty columns, with exit code 1."""
    file = mines / "mines" / "__init__.py"
    text = file.read_text("utf-8").replace('name="mines",', 'name="mines", types=globals().get("TYPES", []),')
    file.write_text(f"{text}\n{code}\n", "utf-8")
    checked = anjian("plugin", "check", str(mines))
    assert (checked.code, problem in checked.out) == (1, True)
    assert all(cell_len(line) <= 80 for line in checked.out.splitlines())


def test_an_installed_plugin_is_checked_by_name(anjian: Anjian, tmp_path: Path) -> None:
    """Under both spellings of the group; a name that nobody has is told, and a project without a plugin too."""
    for group in ("plugin", "plugins"):
        assert anjian(group, "check", "fireworks").code == 0
    assert "PLUGIN_NOT_INSTALLED" in anjian("plugin", "check", "fishing").err
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert "PROJECT_WITHOUT_PLUGIN" in anjian("plugin", "check", str(tmp_path)).err
