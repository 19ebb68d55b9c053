"""The sector is built as a stranger would build it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import anjian_fireworks


def imported(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_only_the_public_api_is_imported() -> None:
    """Of anjian, a plugin knows ``anjian.plugin`` and nothing behind it."""
    sources = Path(anjian_fireworks.__file__).parent.rglob("*.py")
    modules = {module for source in sources for module in imported(source)}
    assert {module for module in modules if module.split(".")[0].startswith("anjian")} == {
        "anjian.plugin",
        "anjian_fireworks.profile",
        "anjian_fireworks.rules",
    }
