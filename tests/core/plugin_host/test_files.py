"""What is wrong in the files of a plugin is named at the start and by ``anjian plugin check``, line by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from anjian.plugin_host import PluginHost, State
from anjian.words import Language

Install = Callable[..., None]
Load = Callable[..., PluginHost]

SECTOR = """
standards:
  LAW: {number: 局〔2020〕1号, title: {zh: 标准, en: Criteria}, effective_from: 2020-01-01}
fields:
  sound: {kind: boolean, title: {zh: 完好, en: Sound}}
rules:
  - code: R-1
    clause: {standard: LAW, item: 第一项}
    title: {zh: 破损, en: Damaged}
    major: not sound
"""
DECLARED = """
from anjian.plugin import Plugin, Sector, Title, hookimpl
{above}
@hookimpl
def anjian_plugin():
    return Plugin("{name}", "{prefix}", "~=1.1", Title("储罐", "Tanks"), [{sector}])
"""


@pytest.fixture
def site(install: Install, tmp_path: Path) -> Path:
    return tmp_path / "site-packages"


def declare(install: Install, site: Path, name: str, text: str, *, at_import: bool = False) -> None:
    """A plugin that has no Python beyond its declaration."""
    (site / f"{name}.yaml").write_text(text, encoding="utf-8")
    loading = f'Sector.load("{name}.yaml")'
    above, sector = (f"SECTOR = {loading}", "SECTOR") if at_import else ("", loading)
    install(name, code=DECLARED.format(name=name, prefix=name.capitalize(), above=above, sector=sector))


def test_a_plugin_without_python(install: Install, site: Path, load: Load) -> None:
    """A declaration and a file are a plugin; its name and title are the sector's."""
    declare(install, site, "tanks", SECTOR)
    host = load()
    assert host.report.problems == ()
    [sector] = host.sectors()
    assert (sector.name, sector.title.en, [rule.code for rule in sector.rules]) == ("tanks", "Tanks", ["R-1"])


@pytest.mark.parametrize("at_import", [False, True], ids=["in the declaration", "at import"])
def test_every_mistake_is_a_problem_of_its_own(install: Install, site: Path, load: Load, at_import: bool) -> None:
    """File, line, what is wrong and what to write: wherever the plugin loads its file."""
    text = SECTOR.replace("not sound", "not sund").replace("standard: LAW", "standard: LAWS")
    declare(install, site, "tanks", text, at_import=at_import)
    [tanks] = load().report.plugins
    assert (tanks.state, [problem.code for problem in tanks.problems]) == (State.INVALID, ["ANJ-P170", "ANJ-P170"])
    first, second = (problem.message(Language.EN) for problem in tanks.problems)
    assert "tanks.yaml, line 8, column 14: there is no LAWS among the standards. did you mean LAW" in first
    assert "tanks.yaml, line 10, column 16: there is no fact sund. did you mean sound" in second
    assert "第 10 行第 16 列" in tanks.problems[1].message(Language.ZH)


def test_two_plugins_for_one_code_are_shown_both_places(install: Install, site: Path, load: Load) -> None:
    """The later one is quarantined; the message has file and line of both."""
    declare(install, site, "atanks", SECTOR)
    declare(install, site, "btanks", SECTOR.replace("rules:", "\nrules:"))
    first, second = load().report.plugins
    assert (first.state, second.state) == (State.ACTIVE, State.QUARANTINED)
    [problem] = second.problems
    assert problem.code == "ANJ-P133"
    assert "atanks.yaml:7" in problem.words.zh
    assert "btanks.yaml:8" in problem.words.zh
