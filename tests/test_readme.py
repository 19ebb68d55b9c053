"""What the READMEs say is so: their commands exist, their queries answer, their links lead somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from graphql import parse, validate

from anjian.plugin_host import PluginHost
from anjian_schema.engine import Engine
from tests.portal import ZHENGZHOU, Portal

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh-CN.md"]
ROW = r"^\| \[[^]]+\]\(plugins/(\w+)\)[^|]*\|[^|]*\| (\d+) \| (\d+) \|"  # a sector, computed, prompts
EXAMPLES = ROOT / "schema" / "anjian_schema" / "server" / "examples"


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_are_there(readme: str) -> None:
    """`make run` and `make test` are verbs of the Makefile."""
    for verb in re.findall(r"^make (\w+)", blocks(readme, "sh")[0], re.MULTILINE):
        subprocess.run(["make", "--dry-run", verb], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("readme", READMES)
def test_queries_are_those_of_the_query_page(readme: str) -> None:
    """Whoever pastes from the README sees what the page's buttons show."""
    shown = [block.strip() for block in blocks(readme, "graphql")]
    for example in EXAMPLES.glob("*.graphql"):
        assert example.read_text(encoding="utf-8").strip() in shown, example.name


@pytest.mark.parametrize("readme", READMES)
async def test_every_query_answers(portal: Portal, engine: Engine, readme: str) -> None:
    """Each is asked with the token the README offers; the mutation, which needs a hazard of its own, is validated."""
    for query in blocks(readme, "graphql"):
        if query.startswith("mutation"):
            assert validate(engine.composed.graphql, parse(query)) == []
        else:
            assert await portal.of(ZHENGZHOU).ask(query)


async def test_the_first_query_shows_the_major_hazards_of_zhengzhou(portal: Portal) -> None:
    """All 160, those of fireworks with facts, judgement, clause and timeline."""
    data = await portal.of(ZHENGZHOU).ask(blocks("README.md", "graphql")[0])
    assert data["everySector"]["totalCount"] == 160
    for hazard in data["hazards"]["nodes"]:
        assert hazard["entity"]["fireworks"] is not None
        assert hazard["judgement"]["verdict"] == "MAJOR"
        assert hazard["judgement"]["rule"]["clause"]["item"]
        assert hazard["judgement"]["explanation"]["text"]
        assert hazard["timeline"]["nodes"]


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_sectors_counts_their_rules(host: PluginHost, readme: str) -> None:
    """How many rules judge, and how many only prompt a person."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    told = {row[0]: (int(row[1]), int(row[2])) for row in re.findall(ROW, text, re.MULTILINE)}
    rules = {sector.name: sector.rules for sector in host.sectors()}
    binding = {name: sum(rule.binds for rule in rules[name]) for name in rules}
    assert told == {name: (binding[name], len(rules[name]) - binding[name]) for name in rules}


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_somewhere(readme: str) -> None:
    """Every file a README names is in the repository."""
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_how_fast_it_is_says_what_the_benchmark_found(readme: str) -> None:
    """Each number of the table stands in docs/bench.md, of the same question at the same reach."""
    measured = (ROOT / "docs" / "bench.md").read_text(encoding="utf-8")
    quoted = re.findall(
        r"^\| ([^|]+) \| province \| (.+) \|$", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE
    )
    assert quoted
    for question, numbers in quoted:
        rows = re.findall(rf"^\| {re.escape(question)} \| province \| (.+) \|$", measured, re.MULTILINE)
        assert set(numbers.split(" | ")) <= {number for row in rows for number in row.split(" | ")}
