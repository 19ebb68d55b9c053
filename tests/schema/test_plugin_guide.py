"""docs/plugin-guide.md, done as it stands: its files written, its commands run, what it promises read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from anjian.plugin_host import PluginHost

GUIDE = (Path(__file__).parents[2] / "docs" / "plugin-guide.md").read_text(encoding="utf-8")
FILES = re.findall(r"^`([\w./-]+)` [^\n]*:\n\n```\w+\n(.*?)```", GUIDE, re.DOTALL | re.MULTILINE)
COMMANDS = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
LINES = 100


def test_from_an_empty_folder_to_a_working_sector(tmp_path: Path) -> None:
    """Every file and every command, word for word; the plugin is judged and queried by its own test."""
    for name, text in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for commands in COMMANDS:
        run = subprocess.run(
            ["sh", "-ec", commands], cwd=tmp_path, env=newcomer(tmp_path), capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
    page = (tmp_path / "docs" / "cold_stores.md").read_text(encoding="utf-8")
    assert "COLD-2025-2" in page
    assert '"ammoniaKg": "1.5"' in page


def test_a_stricter_rule_extends_one_that_is_there(host: PluginHost) -> None:
    """The sector that a province would add to, as the page writes it."""
    [text] = re.findall(r"```python\n((?:(?!```).)*?extends=.*?)```", GUIDE, re.DOTALL)
    written: dict[str, Any] = {}
    exec(text, written)  # noqa: S102 - our own page
    [rule] = written["stricter"].rules
    assert rule.extends in {known.code for known in host.rules("fireworks", "45")}


def newcomer(folder: Path) -> dict[str, str]:
    """The environment of this run, into which nothing is installed: it goes to a folder beside."""
    site, programs = str(folder / "site-packages"), str(Path(sys.executable).parent)
    own = {"PYTHONPATH": site, "PATH": f"{programs}:{os.environ['PATH']}", "ANJIAN_HOME": str(folder / "home")}
    pip = {"PIP_TARGET": site, "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1"}
    return os.environ | own | pip


def test_it_takes_less_than_a_hundred_lines() -> None:
    """A declaration, fields, rules and a checklist; blank lines are free, and so is the test."""
    sector = [text for name, text in FILES if not name.startswith("tests/")]
    assert 0 < sum(bool(line.strip()) for text in sector for line in text.splitlines()) < LINES
