"""Packages of npm, fetched once as a lock says. Without Node, or a way to them, tests skip."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH")


@cache
def installed(project: Path) -> Path:
    """Its ``node_modules``. Skips the test where they cannot be had; a lock that npm refuses fails it."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("Node and npm are not installed")
    modules, lock = project / "node_modules", project / "package-lock.json"
    mark, digest = modules / ".lock", hashlib.sha256(lock.read_bytes()).hexdigest()
    if not mark.exists() or mark.read_text() != digest:
        ran(project, npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1")
        mark.write_text(digest)
    return modules


def ran(project: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=300, check=False)
    if any(code in done.stderr for code in UNREACHABLE):
        pytest.skip("the package registry cannot be reached")
    assert done.returncode == 0, done.stderr
