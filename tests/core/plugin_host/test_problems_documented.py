"""Whoever searches a code finds it in the documentation, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anjian.plugin_host import ProblemKind

PAGE = (Path(__file__).parents[3] / "docs" / "plugin-problems.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", list(ProblemKind), ids=lambda kind: kind.code)
def test_problem_is_documented(kind: ProblemKind) -> None:
    """The page says what the program says, word for word."""
    line = f"| {kind.code} | {kind.words.zh}。{kind.hint.zh}。 | {kind.words.en}. {kind.hint.en}. |"
    assert line in PAGE.splitlines()


def test_no_other_problem_is_documented() -> None:
    """The page knows no code that the program does not."""
    assert re.findall(r"ANJ-P\d+", PAGE) == [kind.code for kind in ProblemKind]


def test_codes_are_distinct() -> None:
    """One code, one problem."""
    assert len({kind.code for kind in ProblemKind}) == len(ProblemKind)
