"""Whoever searches the code of an error finds it in the documentation, in both languages and with its place."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import anjian
import anjian_schema
from anjian.commands.consent import ForbiddenByPlugin
from anjian.errors import AnjianError
from anjian.plugin_host import ProblemKind
from anjian.words import Title
from anjian_schema.failures import REFUSALS

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"


def errors(kind: type[AnjianError] = AnjianError) -> Iterator[type[AnjianError]]:
    """Every kind of error of ours that can be said. What plugins say has codes of their own."""
    for below in kind.__subclasses__():
        ours = below.__module__.split(".")[0] in ("anjian", "anjian_schema")
        if ours and not issubclass(below, ForbiddenByPlugin):
            if hasattr(below, "words") and hasattr(below, "code"):
                yield below
            yield from errors(below)


def line(code: str, words: Title, place: str) -> str:
    cells = (code, words.zh, words.en, place)
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def place_of(kind: type[AnjianError]) -> str:
    """``hazards/accept``: the module that raises it."""
    return kind.__module__.partition(".")[2].replace(".", "/")


def lines() -> set[str]:
    for package in (anjian, anjian_schema):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    said = {line(kind.code, kind.words, place_of(kind)) for kind in errors()}
    refused = {line(code, words, "answers") for code, words in REFUSALS.items()}
    plugins = {line(kind.code, kind.words, "plugin_host/kinds") for kind in ProblemKind}
    return said | refused | plugins


def test_every_error_is_documented_and_no_other() -> None:
    """The page says what the program says, word for word; each line missing here can be copied into it."""
    rows = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    documented = {row for row in rows if not row.startswith("| 编码 code")}
    assert sorted(lines() - documented) == []
    assert sorted(documented - lines()) == []


def test_a_code_has_one_meaning() -> None:
    """Several sentences may share a code, as long as they lie in one part of the program or say the same thing."""
    places: dict[str, set[str]] = {}
    for kind in errors():
        places.setdefault(kind.code, set()).add(place_of(kind))
    shared = {code for code, found in places.items() if len(found) > 1}
    assert shared == {"FACT_UNKNOWN", "FACT_VALUE_WRONG", "PLUGIN_FAILED", "STALE_VERSION"}
