"""Tables of plugins at the terminal: brought up to date, shown, and deleted when nobody needs them any more."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from tests.core.plugin_host.conftest import Install, install, script
from tests.core.plugin_host.permits import FIRST, OWN, PERMITS, SECOND, Script

__all__ = ["install", "script"]

Anjian = Callable[..., Any]


def test_a_plugin_comes_and_goes(
    anjian: Anjian, install: Install, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step says what it did, and a purge deletes only what somebody said yes to."""
    install("permits", OWN, extra=PERMITS)
    script("0001", None, FIRST)
    script("0002", "0001", "op.execute('SELECT 1 / 0')")
    failed = anjian("db", "upgrade")
    assert (failed.code, "ANJ-P155 the migration 0002 of permits" in failed.said) == (1, True)
    assert "brought up to" in failed.out
    script("0002", "0001", SECOND)
    behind = anjian("db", "status")
    assert (behind.code, "ANJ-P153" in behind.err, "plugin permits - / 0002" in behind.said) == (1, True, True)
    assert anjian("db", "upgrade").code == 0
    assert "plugin permits 0002 / 0002" in anjian("db", "status").said
    assert "PLUGIN_IN_USE" in anjian("plugins", "purge", "permits", "--yes").err
    rmtree(tmp_path / "site-packages" / "permits-1.4.0.dist-info")
    assert "ORPHANED" in anjian("plugins", "list").out
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))
    refused = anjian("plugins", "purge", "permits")
    assert (refused.code, "table readings 0" in refused.said) == (1, True)
    assert "ORPHANED" in anjian("plugins", "list").out
    assert anjian("plugins", "purge", "permits", "--yes").code == 0
    assert "ORPHANED" not in anjian("plugins", "list").out
    assert "PLUGIN_UNKNOWN" in anjian("plugins", "purge", "permits", "--yes").err
