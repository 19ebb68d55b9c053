"""What docs/sector-in-yaml.md says is what happens."""

from __future__ import annotations

import doctest
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from anjian.plugin import Sector, SectorUnreadable
from anjian.plugin_host import PluginHost

Install = Callable[..., None]
Load = Callable[..., PluginHost]

GUIDE = (Path(__file__).parents[3] / "docs" / "sector-in-yaml.md").read_text(encoding="utf-8")


def block(language: str, beginning: str = "") -> str:
    return str(re.findall(rf"```{language}\n({re.escape(beginning)}.*?)```", GUIDE, re.DOTALL)[0])


SECTOR = block("yaml")


def test_the_three_files_are_a_plugin(install: Install, load: Load, tmp_path: Path) -> None:
    """Declaration and file, installed as they stand, are accepted without a word."""
    (tmp_path / "site-packages" / "sector.yaml").write_text(SECTOR, encoding="utf-8")
    install("lpg", code=block("python", "from"))
    report = load().report
    assert report.problems == ()
    [lpg] = report.plugins
    provides = lpg.provides
    assert (provides.fields, provides.checklists, provides.items, provides.rules) == (7, 1, 2, 3)
    assert '[project.entry-points."anjian.plugins"]\nlpg = "hubei_lpg"' in block("toml")


def test_the_examples_run(tmp_path: Path) -> None:
    """Every Python example, with the result it shows."""
    (tmp_path / "sector.yaml").write_text(SECTOR, encoding="utf-8")
    here = {"__name__": "docs", "__file__": str(tmp_path / "docs.py")}
    example = doctest.DocTestParser().get_doctest(block("python", ">>>"), here, "sector-in-yaml.md", None, 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner().run(example, out=said.append)
    assert tried > 5
    assert not failed, "".join(said)


def test_the_mistakes_are_told_as_shown(tmp_path: Path) -> None:
    """Three mistakes, three lines, at once."""
    text = SECTOR.replace("of: stored_kg", "of: stored_kgs").replace("== filling", "== filing")
    (tmp_path / "sector.yaml").write_text(text.replace("asks: [stored_kg, ", "asks: [stored, "), encoding="utf-8")
    with pytest.raises(SectorUnreadable) as refused:
        Sector.load(tmp_path / "sector.yaml")
    assert f"{refused.value}\n" == block("text")
