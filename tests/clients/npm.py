"""The packages of portals' clients, fetched once as the lock says. Without Node, or a way to them, tests skip."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULES, LOCK = HERE / "node_modules", HERE / "package-lock.json"
MARK = MODULES / ".lock"
UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH")


@cache
def installed() -> Path:
    """Skips the test where the packages cannot be had; a lock that npm refuses fails it."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("Node and npm are not installed")
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not MARK.exists() or MARK.read_text() != digest:
        _fetch(npm)
        MARK.write_text(digest)
    return MODULES


def _fetch(npm: str) -> None:
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=300, check=False)
    if any(code in done.stderr for code in UNREACHABLE):
        pytest.skip("the package registry cannot be reached")
    assert done.returncode == 0, done.stderr
