"""docs/compiler.md stays true: its statement, its parameters and its answer are made anew and compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from anjian.words import Language
from anjian_schema.compiler.sources import Source
from anjian_schema.engine import Engine
from anjian_schema.explain_text import origin
from anjian_schema.explanation import Explanation
from tests.portal import ZHENGZHOU, Portal

from .test_explain import explained

PAGE = Path(__file__).parents[2] / "docs" / "compiler.md"
COMPILER = Path(__file__).parents[2] / "schema" / "anjian_schema" / "compiler"
NO_STEP = {"__init__", "arguments", "globalid", "leaves", "operation"}  # parts of other steps


def block(language: str, place: int = 0) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return str(found[place]).strip()


async def told(engine: Engine) -> Explanation:
    return await explained(engine, block("graphql"), ZHENGZHOU, **json.loads(block("json")))


def row(number: int, each: Source) -> str:
    """The day is the only value that changes."""
    value = "the day" if each.reads == ["now"] else f"`{each.value}`"
    return f"| `${number}` | {value} | {origin(each, Language.EN)} |"


async def test_the_statement_is_the_real_one(engine: Engine) -> None:
    """Formatted as `anjian explain` shows it; copy it from the failure when the compiler changes."""
    assert block("sql") == (await told(engine)).statement


async def test_the_parameters_are_the_real_ones(engine: Engine) -> None:
    """Each with its value and where that comes from."""
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `$")]
    assert rows == [row(number, each) for number, each in enumerate((await told(engine)).sources, 1)]


async def test_the_answer_is_the_real_one(portal: Portal) -> None:
    """From the demonstration, with the token the guide names."""
    data = await portal.of(ZHENGZHOU).ask(block("graphql"), **json.loads(block("json")))
    assert json.loads(block("json", 1)) == {"data": data}


@pytest.mark.parametrize("module", sorted({file.stem for file in COMPILER.glob("*.py")} - NO_STEP))
def test_every_step_is_in_the_guide(module: str) -> None:
    """Whoever looks for a module finds what it does."""
    assert f"[{module}](" in PAGE.read_text("utf-8")


def test_its_links_lead_somewhere() -> None:
    """Every file it names is in the repository."""
    links = re.findall(r"\]\(([^)#:]+)\)", PAGE.read_text("utf-8"))
    assert [link for link in links if not (PAGE.parent / link).exists()] == []
