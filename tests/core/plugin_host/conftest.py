"""Plugins of strangers: written outside the repository, installed through real entry points, and removed again."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from anjian.plugin_host import PluginHost, load_plugins
from anjian.settings import Settings
from tests.core.plugin_host.permits import Script, writing

Install = Callable[..., None]
Load = Callable[..., PluginHost]

DECLARED = """
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
import asyncio, contextlib, time
from anjian.plugin import *


class Tanks(Profile):
    tank_count: int | None = field(Title("储罐数", "Tanks"), filter=True, sort=True, ge=0)
    volume: Decimal | None = field(Title("容积", "Volume"), unit=Title("立方米", "m³"), sort=True)
    licensed: bool | None = field(Title("有许可证", "Licensed"))


LAW = Standard("局〔2020〕1号", Title("判定标准", "Criteria"), date(2020, 1, 1), edition="2020")
f = facts(Tanks)


def rule(code, standard=LAW):
    return Rule(code, Clause(standard, "第一项"), Title("无证", "No licence"), major=~f.licensed)


def item(code):
    return Item(code, *[Title("证照", "Licence")] * 4, observes={"licensed": {Result.PASS: True, Result.FAIL: False}})


def checklist(code, version="1", *items):
    return Checklist(code, version, Title("检查表", "Checklist"), items or (item("1"), item("2")))


def plugin(sector=True, **parts):
    given = dict(name="NAME", prefix="PREFIX", api="~=1.0", title=Title("储罐", "Tanks"))
    if sector:
        given["sectors"] = [Sector(profile=Tanks, rules=[rule("NAME-1")], checklists=[checklist("NAME-list")])]
    return Plugin(**given | parts)
"""

SOUND = """
@hookimpl
def anjian_plugin():
    return plugin(PARTS)
"""


def source(name: str, parts: str, extra: str, prefix: str | None) -> str:
    letters = prefix or name.replace("_", "").capitalize()
    text = DECLARED + SOUND.replace("PARTS", parts) + dedent(extra)
    return text.replace("NAME", name).replace("PREFIX", letters)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """``install("tanks", 'region="45"')``: a distribution whose plugin is declared so; ``code`` is a whole module."""
    site = tmp_path / "site-packages"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def install(
        name: str,
        parts: str = "",
        *,
        extra: str = "",
        code: str | None = None,
        prefix: str | None = None,
        distribution: str | None = None,
        version: str = "1.4.0",
    ) -> None:
        module = f"{(distribution or name).replace('-', '_')}_by_a_stranger"
        text = source(name, parts, extra, prefix) if code is None else dedent(code)
        (site / f"{module}.py").write_text(text, encoding="utf-8")
        info = site / f"{distribution or name}-{version}.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution or name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[anjian.plugins]\n{name} = {module}\n")
        importlib.invalidate_caches()
        sys.modules.pop(module, None)

    yield install
    for module in [name for name in sys.modules if name.endswith("_by_a_stranger")]:
        del sys.modules[module]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """The plugins of strangers alone, loaded as the server would load them with these settings."""

    def load(*, deadline: float = 2.0, declaring: float = 20.0, **settings: Any) -> PluginHost:
        found = entry_points(group="anjian.plugins")
        ours = [entry for entry in found if entry.value.endswith("_by_a_stranger")]
        settled = Settings(home=tmp_path, **settings)
        return load_plugins(settled, entry_points=ours, deadline=deadline, declaring=declaring)

    return load


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Writes migrations beside the modules of strangers."""
    return writing(tmp_path / "site-packages")
