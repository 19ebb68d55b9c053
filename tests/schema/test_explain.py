"""`anjian explain` and the extension `explain`: what a stranger is shown of a query is what is sent for it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from anjian.cli import main
from anjian_schema.answers import check
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.parts import Part
from anjian_schema.engine import Engine, Operation
from anjian_schema.explanation import Explanation, explain, formatted
from anjian_schema.server.query_page import examples
from anjian_schema.testing.wire import counted
from tests.portal import ZHENGZHOU, Portal

FIRST = next(examples()).query
REGION = "query R($code: RegionCode!) { region(code: $code) { name } entities(first: 3) { nodes { name } } }"
HIDDEN = "四一〇一不在其中"


async def explained(engine: Engine, query: str, token: str = ZHENGZHOU, **variables: Any) -> Explanation:
    """As the server would answer this token."""
    checked = check(engine.documents, Operation(query, variables))
    viewer = await engine.viewer(token, Portal(engine).language)
    run = Run(checked.variables, viewer, datetime.now(UTC), {"plugins": lambda _: "[]"})
    found = explain(engine.composed, checked, run)
    assert found is not None
    return found


def keys(part: Part) -> Any:
    return {key: keys(inner) for key, inner in part.parts.items()} or None


def shape(value: Any) -> Any:
    """The keys of an answer; of a list those of its first item."""
    if isinstance(value, list):
        return shape(value[0]) if value else None
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else None


@pytest.mark.parametrize("query", [example.query for example in examples()])
async def test_the_statement_shown_is_the_one_sent(engine: Engine, campaign_url: str, query: str) -> None:
    """To the letter; and formatted it differs in white space alone."""
    found = await explained(engine, query)
    async with counted(engine, campaign_url) as (watched, sent):
        await Portal(watched).of(ZHENGZHOU).ask(query)
    assert found.sql in sent
    assert re.sub(r"\s", "", found.statement) == re.sub(r"\s", "", found.sql)


async def test_a_list_of_ours_is_a_parameter_for_each_item(engine: Engine) -> None:
    """A figure that counts several kinds of records names them all."""
    found = await explained(engine, "{ teams(filter: { figure: { name: TEAMS } }) { totalCount } }")
    assert len(found.sources) == len(set(re.findall(r"(?<![a-z])\$\d+", found.sql))) > 1


async def test_every_field_has_its_part(engine: Engine, portal: Portal) -> None:
    """The tree of parts is the tree of the answer; what lies in pageInfo is one part."""
    answer = shape(await portal.of(ZHENGZHOU).ask(FIRST))
    answer["hazards"]["pageInfo"] = None
    assert keys((await explained(engine, FIRST)).root) == answer


async def test_a_part_is_the_sql_of_its_field(engine: Engine) -> None:
    """A column, a row of another table by its key, a page: each without what lies within."""
    hazards = (await explained(engine, FIRST)).root.parts["hazards"]
    hazard = hazards.parts["nodes"].parts
    (region,) = hazard["entity"].parts["region"].own()
    assert list(hazard["dueOn"].own()) == ["t$4.due_on"]
    assert re.fullmatch(r"SELECT … FROM region AS t\$\d+ WHERE t\$\d+\.code = t\$\d+\.region_code", region)
    assert "LIMIT 21" in next(hazards.own())
    assert "title" not in next(hazards.own())


async def test_the_pieces_are_in_the_statement(engine: Engine) -> None:
    """No part is told that was not sent."""

    def texts(part: Part) -> Iterator[str]:
        yield from part.texts
        for inner in part.parts.values():
            yield from texts(inner)

    found = await explained(engine, FIRST)
    assert [text for text in texts(found.root) if text not in found.sql] == []


async def test_each_parameter_says_where_its_value_comes_from(engine: Engine) -> None:
    """A variable, a literal of the query, the viewer's region, today, and the compiler's own."""
    found = await explained(engine, FIRST)
    said = {(each.field, each.argument, *each.reads): each.value for each in found.sources}
    assert said["everySector", "filter.region.under", "$region"] == "4101"
    assert said["hazards", "filter.sector.eq"] == "fireworks"
    assert said["hazards.entity", "", "viewer.region_code"] == "4101"
    assert ("hazards.overdue", "", "now") in said


async def test_a_variable_is_followed_into_its_object(engine: Engine) -> None:
    """Of a filter given as one variable each parameter names its own field."""
    query = "query Q($f: HazardFilter) { hazards(filter: $f) { totalCount } }"
    found = await explained(engine, query, f={"sector": {"eq": "fireworks"}, "region": {"under": "4101"}})
    assert {read for each in found.sources for read in each.reads} == {
        "viewer.region_code",
        "$f.sector.eq",
        "$f.region.under",
    }


def test_what_is_too_large_to_format_is_shown_as_it_is() -> None:
    """sqlparse refuses very deep statements; the statement itself is still the answer."""
    deep = "SELECT " + "(" * 2_000 + "1" + ")" * 2_000
    assert re.sub(r"\s", "", formatted(deep)) == re.sub(r"\s", "", deep)


# The extension


async def asked(engine: Engine, token: str, query: str, **variables: Any) -> Mapping[str, Any]:
    viewer = await engine.viewer(token, Portal(engine).language)
    reply = await engine.answer(Operation(query, variables, explain=True), viewer)
    found: Mapping[str, Any] = json.loads(reply.body)
    return found


async def test_a_supervisor_is_told_beside_the_data(engine: Engine, portal: Portal) -> None:
    """The same data, the statement, the part of each field, where values come from, and PostgreSQL's plan."""
    answer = await asked(engine, ZHENGZHOU, FIRST)
    told = answer["extensions"]["explain"]
    assert answer["data"] == await portal.of(ZHENGZHOU).ask(FIRST)
    assert told["statement"].startswith("SELECT row_to_json(")
    assert {"path": ["hazards", "nodes", "dueOn"], "sql": ["t$4.due_on"]} in told["fields"]
    assert {"name": "$1", "field": "everySector", "argument": "", "reads": ["viewer.region_code"]} in told["parameters"]
    assert any("hazard" in line for line in told["plan"])


async def test_no_value_is_told(engine: Engine) -> None:
    """Neither what was asked for nor how far the viewer reaches: the plan is generic."""
    query = f'{{ hazards(filter: {{ sector: {{ eq: "{HIDDEN}" }} }}) {{ totalCount }} }}'
    assert HIDDEN not in json.dumps(await asked(engine, ZHENGZHOU, query), ensure_ascii=False)


@pytest.mark.parametrize("token", ["demo-inspector", "demo-enterprise"])
async def test_nobody_else_is_told(engine: Engine, token: str) -> None:
    """The request is refused, so that nobody waits for what will not come."""
    answer = await asked(engine, token, FIRST)
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["EXPLAIN_NOT_ALLOWED"]
    assert "data" not in answer


async def test_a_command_is_not_explained_and_not_done(engine: Engine) -> None:
    """Explaining is for queries."""
    answer = await asked(engine, ZHENGZHOU, "mutation { __typename }")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["EXPLAIN_ONLY_QUERIES"]


async def test_the_schema_alone_needs_no_statement(engine: Engine) -> None:
    """There is nothing to explain, which is said with null."""
    answer = await asked(engine, ZHENGZHOU, '{ __type(name: "Hazard") { name } }')
    assert answer == {"data": {"__type": {"name": "Hazard"}}, "extensions": {"explain": None}}


async def test_nothing_more_is_asked_of_the_database_unless_told_to(engine: Engine, campaign_url: str) -> None:
    """One statement without the extension; with it, the plan is asked for besides."""
    async with counted(engine, campaign_url) as (watched, sent):
        await Portal(watched).of(ZHENGZHOU).ask(FIRST)
        assert [each for each in sent if "EXPLAIN" in each] == []
        await asked(replace(watched, viewers=engine.viewers), ZHENGZHOU, FIRST)
        assert len([each for each in sent if each.startswith("EXPLAIN EXECUTE")]) == 1


# The command


@dataclass(frozen=True)
class Outcome:
    """What a person sees."""

    code: int
    out: str
    err: str


Anjian = Callable[..., Outcome]


@pytest.fixture
def anjian(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Anjian:
    monkeypatch.setenv("ANJIAN_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "query.graphql"

    def run(query: str, *words: str, url: str | None = None) -> Outcome:
        file.write_text(query, "utf-8")
        if url is not None:
            monkeypatch.setenv("ANJIAN_DATABASE_URL", url)
        monkeypatch.setattr("sys.argv", ["anjian", "explain", str(file), "--home", str(tmp_path / "none"), *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return Outcome(ended.value.code if isinstance(ended.value.code, int) else 0, *capsys.readouterr())

    return run


def test_the_readmes_first_query_is_explained(anjian: Anjian, campaign_url: str) -> None:
    """Understood, sent, part by part, whence the values, and the plan: within eighty columns."""
    outcome = anjian(FIRST, "--as", ZHENGZHOU, url=campaign_url)
    assert outcome.code == 0, outcome.err
    for words in (
        "query MajorHazards",
        "everySector: hazards",
        "$region: RegionCode = '4101'",
        "region 4101",
        "SELECT row_to_json(",
        "dueOn  t$4.due_on",
        "hazards(filter.sector.eq): written in the query",
        "everySector: the viewer's region",
        "hazards.overdue: today",
        "ix_hazard_desk",
    ):
        assert words in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_no_database_is_needed_for_the_statement(anjian: Anjian) -> None:
    """Without one, the viewer is a supervisor of the whole nation."""
    outcome = anjian(REGION, "--variables", '{"code": "4101"}')
    assert (outcome.code, "the whole nation" in outcome.out, "--plan" in outcome.out) == (0, True, True)
    assert "region(code): $code" in outcome.out


def test_asking_about_the_schema_alone(anjian: Anjian) -> None:
    """There is no statement to show."""
    outcome = anjian("{ __schema { queryType { name } } }", "--no-plan")
    assert (outcome.code, "no database is needed" in outcome.out) == (0, True)


@pytest.mark.parametrize(
    ("query", "words", "code"),
    [
        ("{ nothing }", (), "QUERY_REFUSED"),
        ("{", (), "QUERY_REFUSED"),
        (REGION, (), "QUERY_REFUSED"),
        ("query A { viewer { role } } query B { viewer { role } }", (), "QUERY_REFUSED"),
        (REGION, ("--variables", "[]"), "VARIABLES_NOT_OBJECT"),
        (REGION, ("--variables", "{"), "VARIABLES_NOT_OBJECT"),
        ("mutation { __typename }", (), "EXPLAIN_ONLY_QUERIES"),
        ("{ hazards(first: 1000) { totalCount } }", ("--no-plan",), "PAGE_SIZE"),
    ],
)
def test_what_cannot_be_explained(anjian: Anjian, query: str, words: tuple[str, ...], code: str) -> None:
    """One sentence with a code, and exit code 1."""
    outcome = anjian(query, *words)
    assert (outcome.code, code in outcome.err, outcome.out) == (1, True, "")


def test_a_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Named, without a traceback."""
    monkeypatch.setattr("sys.argv", ["anjian", "explain", "/nowhere.graphql", "--no-plan"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, "QUERY_UNREADABLE" in capsys.readouterr().err) == (1, True)


def test_whose_token_it_is_has_to_be_known(anjian: Anjian, campaign_url: str) -> None:
    """A token nobody has is refused as the server refuses it."""
    outcome = anjian(REGION, "--as", "nobody", "--variables", '{"code": "4101"}', url=campaign_url)
    assert (outcome.code, "WRONG_TOKEN" in outcome.err) == (1, True)


def test_one_of_several_operations(anjian: Anjian) -> None:
    """--operation chooses."""
    outcome = anjian("query A { viewer { role } } query B { viewer { role } }", "--operation", "B")
    assert (outcome.code, "query B" in outcome.out) == (0, True)


def test_the_language_of_the_terminal(anjian: Anjian, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Chinese for those who read Chinese."""
    monkeypatch.setenv("ANJIAN_LANGUAGE", "zh")
    assert "每个字段成了语句的哪一部分" in anjian("{ viewer { role } }").out
