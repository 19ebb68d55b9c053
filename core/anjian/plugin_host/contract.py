"""What is asked of a plugin beyond a sound declaration, and can be seen without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from anjian.plugin.profile import Fields
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.problems import PluginProblem

OURS = frozenset({"anjian", "anjian_schema"})
OPEN = frozenset({"anjian.plugin", "anjian.testing"})
NOBODY_KNOWS = "no_such_fact_"


def breaches(loaded: Loaded) -> Iterator[PluginProblem]:
    """Of a plugin that was declared."""
    yield from beyond_the_door(loaded)
    yield from lenient(loaded)


def beyond_the_door(loaded: Loaded) -> Iterator[PluginProblem]:
    """What is not ``anjian.plugin`` may change any day."""
    for file in sources(loaded):
        for line, module in imported(ast.parse(file.read_text(encoding="utf-8"))):
            if module.partition(".")[0] in OURS and module not in OPEN:
                yield ProblemKind.IMPORTS_INSIDES.of(loaded, thing=module, file=file, line=line)


def sources(loaded: Loaded) -> list[Path]:
    """The Python of the package, or the module, that its entry point names."""
    assert loaded.entry is not None  # noqa: S101 - it was loaded
    found = find_spec(loaded.entry.module.partition(".")[0])
    if found is None or found.origin is None:
        return []
    folders = found.submodule_search_locations
    return sorted(chain(*(Path(folder).rglob("*.py") for folder in folders))) if folders else [Path(found.origin)]


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module with its line; ``from anjian import plugin`` is ``anjian.plugin``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            names = [f"anjian.{alias.name}" for alias in node.names] if node.module == "anjian" else [node.module]
            yield from ((node.lineno, name) for name in names)


def lenient(loaded: Loaded) -> Iterator[PluginProblem]:
    """A key that is misspelt would be kept, and the fact it meant would stay unknown."""
    assert loaded.plugin is not None  # noqa: S101 - it was declared
    for fields in loaded.plugin.classes:
        if not refuses(fields):
            yield ProblemKind.UNKNOWN_KEYS_TAKEN.of(loaded, thing=fields.__name__)


def refuses(fields: type[Fields]) -> bool:
    try:
        fields.model_validate({NOBODY_KNOWS: True})
    except ValidationError as wrong:
        return any(error["type"] == "extra_forbidden" for error in wrong.errors())
    return False
