"""Plugins of strangers: written outside the repository, found by their entry points, gone without a trace."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Generator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from shutil import rmtree
from textwrap import dedent
from typing import Any

import pytest

from anjian.plugin_host import PluginHost, load_plugins
from anjian.settings import Settings
from tests.core.plugin_host.conftest import source

MINE = "_of_a_stranger"
FARM = '''
import strawberry


class Grade(StrEnum):
    """储罐区等级."""

    LOW = "low"
    HIGH_RISK = "high_risk"


class Farm(Profile):
    grade: Grade | None = field(Title("等级", "Grade"), filter=True, sort=True)
    grades_kept: list[Grade] | None = field(Title("各罐等级", "Grades of its tanks"), filter=True)
    volume: Decimal | None = field(Title("容积", "Volume"), unit=Title("立方米", "m³"), filter=True, sort=True)
    licensed_until: date | None = field(Title("许可有效期至", "Licensed until"), filter=True, sort=True)
    tank_count: int | None = field(Title("储罐数", "Tanks"), filter=True, sort=True, ge=0)
    licensed: bool | None = field(Title("有许可证", "Licensed"), filter=True)
    keeper: str | None = field(Title("管理人", "Keeper"), filter=True, sort=True, max_length=50)
'''


@dataclass(frozen=True)
class Site:
    """A folder of installed distributions that only this test's interpreter knows."""

    folder: Path

    def install(self, name: str, parts: str = "", extra: str = "", *, code: str = "", prefix: str = "") -> None:
        """A plugin declared with these parts, after ``extra``; ``code`` is a whole module instead."""
        module = f"{name.replace('-', '_')}{MINE}"
        text = dedent(code) if code else source(name, parts, FARM + dedent(extra), prefix or None)
        (self.folder / f"{module}.py").write_text(text, encoding="utf-8")
        info = self.folder / f"{name}-2.0.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.0.0\n")
        (info / "entry_points.txt").write_text(f"[anjian.plugins]\n{name} = {module}\n")
        importlib.invalidate_caches()
        sys.modules.pop(module, None)

    def remove(self, name: str) -> None:
        rmtree(self.folder / f"{name}-2.0.0.dist-info")

    def holds(self, entry: EntryPoint) -> bool:
        """Installed here, and not in a folder of other tests that is on the path as well."""
        return entry.dist is not None and Path(str(entry.dist.locate_file(""))) == self.folder

    def host(self, *, deadline: float = 2.0, declaring: float = 20.0, **settings: Any) -> PluginHost:
        """Our own sectors and whatever is installed here, as a server would load them."""
        found = entry_points(group="anjian.plugins")
        known = [entry for entry in found if self.holds(entry) or entry.value.startswith("anjian_")]
        return load_plugins(
            Settings(home=self.folder, **settings), entry_points=known, deadline=deadline, declaring=declaring
        )


def site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Site]:
    """The folder is on the path as long as the test runs."""
    made = folder / "site-packages"
    made.mkdir()
    monkeypatch.syspath_prepend(str(made))
    yield Site(made)
    for module in [name for name in sys.modules if name.endswith(MINE)]:
        del sys.modules[module]
