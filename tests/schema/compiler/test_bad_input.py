"""What cannot be accepted gets one stable code and the place of the mistake; nothing else, and nothing is harmed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.schema.compiler.world import World, key

HAZARD = f"Hazard:{key(0, 0)}:{key(9, 0, 0)}"
PAGED = (
    "query ($at: Cursor, $first: Int, $last: Int) { hazards(after: $at, first: $first, last: $last) { nodes { id } } }"
)
FILTERED = "query ($f: HazardFilter) { hazards(filter: $f) { nodes { id } } }"
BY_ID = "query ($id: ID!) { hazard(id: $id) { id } }"
BY_NODE = "query ($id: ID!) { node(id: $id) { id } }"
BY_NODES = "query ($id: ID!) { nodes(ids: [$id]) { id } }"
LONG = "长" * 350_000


async def refused(world: World, query: str, **variables: Any) -> tuple[str, list[str] | None]:
    """The one code, and the argument it names."""
    answer = await world.response(query, **variables)
    assert "data" not in answer, answer
    (error,) = answer["errors"]
    assert error["message"]
    return error["extensions"]["code"], error["extensions"].get("argument")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("", "GRAPHQL_PARSE_FAILED"),
        ("{ a " * 9_000, "GRAPHQL_PARSE_FAILED"),
        ("{" + " __typename" * 20_001 + "}", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hazards { nodes { nothing } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hazards(filter: { level: { eq: HUGE } }) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ('{ hazards(filter: { level: { eq: "MAJOR\' OR true --" } }) { totalCount } }', "GRAPHQL_VALIDATION_FAILED"),
        ("{ hazards(orderBy: [{ field: TITLE }]) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hazards(first: 4294967296) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ('{ hazards(filter: { region: { under: "4x" } }) { totalCount } }', "GRAPHQL_VALIDATION_FAILED"),
        ("{ hazards { ...A } } fragment A on HazardConnection { ...A }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename } query B { __typename }", "OPERATION_NAME"),
        ("subscription { x }", "GRAPHQL_VALIDATION_FAILED"),
    ],
    ids=lambda value: value[:50],
)
async def test_documents_that_do_not_fit_the_schema(world: World, query: str, code: str) -> None:
    """Unknown fields and values, fragments in circles, documents without end."""
    answer = await world.response(query)
    assert {error["extensions"]["code"] for error in answer["errors"]} == {code}
    assert "data" not in answer


@pytest.mark.parametrize(
    ("variables", "code", "argument"),
    [
        ({"first": 0}, "PAGE_SIZE", ["first"]),
        ({"first": -1}, "PAGE_SIZE", ["first"]),
        ({"first": 101}, "PAGE_SIZE", ["first"]),
        ({"last": 101}, "PAGE_SIZE", ["last"]),
        ({"first": 1, "last": 1}, "FIRST_AND_LAST", ["last"]),
        ({"first": 2**31}, "BAD_VARIABLES", None),
        ({"first": "1"}, "BAD_VARIABLES", None),
        ({"first": 1.5}, "BAD_VARIABLES", None),
        ({"at": 7}, "BAD_VARIABLES", None),
    ],
    ids=str,
)
async def test_sizes_of_pages(world: World, variables: dict[str, Any], code: str, argument: list[str] | None) -> None:
    """Between 1 and 100, from one end; said even where only the count is asked."""
    assert await refused(world, PAGED, **variables) == (code, argument)
    counted = PAGED.replace("nodes { id }", "totalCount")
    assert await refused(world, counted, **variables) == (code, argument)


GARBAGE = [
    "",
    "x",
    "WyJRdWVyeS5oYXphcmRzIl0=",
    "null",
    "7",
    "true",
    '"text"',
    "{}",
    '{"Query.hazards -foundOn -id": 1}',
    "[]",
    "[[]]",
    "[null]",
    "[1, 2]",
    "[" * 100_000,
    '["a", ' * 5_000,
    "9" * 10_000,
    "NaN",
    LONG,
]
MARK = "Query.hazards -foundOn -id"
FORGED: list[list[Any]] = [
    [MARK],
    [MARK, "2019-09-01"],
    [MARK, "2019-09-01", str(key(9, 0)), "more"],
    [MARK, None, None],
    [MARK, "2019-09-01", None],
    [MARK, 20190901, str(key(9, 0))],
    [MARK, ["2019-09-01"], str(key(9, 0))],
    [MARK, {"a": 1}, str(key(9, 0))],
    [MARK, True, str(key(9, 0))],
    [MARK, "yesterday", str(key(9, 0))],
    [MARK, "2019-09-01", "no uuid"],
    [MARK, "2019-09-01\0", str(key(9, 0))],
    [MARK, "2019-09-01", "\ud800"],
]


@pytest.mark.parametrize("cursor", [*GARBAGE, *map(json.dumps, FORGED)], ids=lambda c: c[:60])
async def test_what_is_no_cursor(world: World, cursor: str) -> None:
    """Garbage, other people's base64, other shapes of JSON, wrong types, values that are not there."""
    assert await refused(world, PAGED, at=cursor) == ("BAD_CURSOR", ["after"])
    written = f"{{ hazards(after: {json.dumps(cursor)}) {{ nodes {{ id }} }} }}"
    assert await refused(world, written) == ("BAD_CURSOR", ["after"])


VALUES = {
    "INT": ("FIREWORKS_ACTUAL_PERSONS", ["9" * 30, "1.5", "9" * 5_000, "x", ""]),
    "DECIMAL": ("FIREWORKS_ACTUAL_POWDER_KG", ["NaN", "sNaN", "Infinity", "1e999999", "-1e-999999", "1" * 2_000, "x"]),
    "MOMENT": ("REGISTERED_AT", ["x", "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00", "infinity"]),
    "TEXT": ("NAME", ["\0", "a\0", "\udfff"]),
}


@pytest.mark.parametrize(("field", "values"), VALUES.values(), ids=VALUES.keys())
async def test_cursors_with_forged_values(world: World, field: str, values: list[str]) -> None:
    """Each value is read as strictly as PostgreSQL would write it."""
    query = """query ($o: EntityOrderField!, $at: Cursor) {
        entities(first: 1, after: $at, orderBy: [{ field: $o }]) { edges { cursor } } }"""
    good = json.loads((await world.ask(query, o=field))["entities"]["edges"][0]["cursor"])
    assert len((await world.ask(query, o=field, at=json.dumps(good)))["entities"]["edges"]) == 1
    for value in values:
        assert await refused(world, query, o=field, at=json.dumps([good[0], value, *good[2:]])) == (
            "BAD_CURSOR",
            ["after"],
        )


async def test_cursors_of_another_list_or_order(world: World) -> None:
    """A cursor is good for the list and the order that gave it, wherever else it is tried."""
    query = (
        "query ($o: [HazardOrder!], $at: Cursor) { hazards(orderBy: $o, after: $at, first: 1) { edges { cursor } } }"
    )
    at = (await world.ask(query))["hazards"]["edges"][0]["cursor"]
    another = ("CURSOR_OF_ANOTHER_LIST", ["after"])
    for field, direction in (("FOUND_ON", "ASC"), ("DUE_ON", "DESC"), ("SECTOR", "DESC")):
        assert await refused(world, query, o=[{"field": field, "direction": direction}], at=at) == another
    assert await world.ask(query, o=[{"field": "FOUND_ON", "direction": "DESC"}], at=at)
    assert await refused(world, "query ($at: Cursor) { actions(after: $at) { nodes { id } } }", at=at) == another
    inside = "query ($at: Cursor, $id: ID!) { entity(id: $id) { hazards(after: $at) { nodes { id } } } }"
    assert await refused(world, inside, at=at, id=f"Entity:{key(0, 0)}") == another


IDS = ["", "x", ":", "Hazard", "Hazard:", "Hazard:x:y", f"Hazard:{key(0, 0)}", HAZARD + ":1", "Nothing:1", "Event:1"]
IDS += ["Hazard:\0:\0", "\ud800", f"hazard:{key(0, 0)}:{key(9, 0)}", "Query:1", LONG, "Region:\0", "Region:\ud800"]


@pytest.mark.parametrize("id_", IDS, ids=lambda i: i[:30].encode("unicode_escape").decode())
async def test_what_is_no_id(world: World, id_: str) -> None:
    """By whichever door; a message repeats at most the beginning of what was sent."""
    assert await refused(world, BY_ID, id=id_) == ("BAD_ID", ["id"])
    assert await refused(world, BY_NODE, id=id_) == ("BAD_ID", ["id"])
    assert await refused(world, BY_NODES, id=id_) == ("BAD_ID", ["ids"])
    assert await refused(world, FILTERED, f={"id": {"eq": id_}}) == ("BAD_ID", ["filter", "id", "eq"])
    assert await refused(world, FILTERED, f={"id": {"in": [HAZARD, id_]}}) == ("BAD_ID", ["filter", "id", "in"])


async def test_an_id_of_another_type(world: World) -> None:
    """An entity is no hazard, though both are nodes; no more than a hundred are found at once."""
    assert await refused(world, BY_ID, id=f"Entity:{key(0, 0)}") == ("BAD_ID", ["id"])
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert await refused(world, query, ids=["Region:41"] * 101) == ("PAGE_SIZE", ["ids"])


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "\udfff tail"], ids=ascii)
@pytest.mark.parametrize("how", ["eq", "ne", "in", "notIn", "contains", "startsWith"])
async def test_what_is_no_text(world: World, how: str, text: str) -> None:
    """NUL and halves of characters: PostgreSQL has neither, so no record can hold them."""
    value = [text] if how in ("in", "notIn") else text
    assert await refused(world, FILTERED, f={"title": {how: value}}) == ("NOT_TEXT", ["filter", "title", how])
    nested = {"OR": [{"entity": {"name": {how: value}}}]}
    assert await refused(world, FILTERED, f=nested) == ("NOT_TEXT", ["filter", "OR", "0", "entity", "name", how])


async def test_what_is_no_text_elsewhere(world: World) -> None:
    """In unique codes and in the keys of figures."""
    assert await refused(world, 'query { campaign(code: "\\u0000") { code } }') == ("NOT_TEXT", ["code"])
    query = (
        """query ($c: String!) { figures(names: [VISITS], filter: { campaign: $c }) { rows { values { value } } } }"""
    )
    assert await refused(world, query, c="\0") == ("NOT_TEXT", ["filter", "campaign"])


@pytest.mark.parametrize("how", ["eq", "contains", "startsWith", "in"])
async def test_a_megabyte_of_text_is_only_a_text(world: World, how: str) -> None:
    """It matches nothing."""
    found = await world.ask(FILTERED, f={"title": {how: [LONG] if how == "in" else LONG}})
    assert found == {"hazards": {"nodes": []}}


@pytest.mark.parametrize(
    "filter_",
    [
        {"dueOn": {"eq": "2019-02-30"}},
        {"dueOn": {"eq": "yesterday"}},
        {"dueOn": {"eq": 20190901}},
        {"actions": {"some": {"amountYuan": {"eq": "NaN"}}}},
        {"actions": {"some": {"amountYuan": {"eq": "1e999999"}}}},
        {"actions": {"some": {"amountYuan": {"eq": "1" * 2_000}}}},
        {"actions": {"some": {"amountYuan": {"eq": 1.5}}}},
        {"entity": {"registeredAt": {"lt": "2019-09-01T00:00:00"}}},
        {"entity": {"registeredAt": {"lt": "0001-01-01T00:00:00+08:00"}}},
        {"entity": {"registeredAt": {"lt": "9999-12-31T23:59:59-08:00"}}},
        {"entity": {"fireworks": {"actualPersons": {"eq": 2**31}}}},
        {"region": {"under": "0"}},
        {"region": {"under": ""}},
        {"region": {"under": "41\0"}},
        {"level": {"eq": "major"}},
        {"level": {"eq": "\ud800"}},
        {"nothing": {}},
        {"title": {"like": "%"}},
    ],
    ids=str,
)
async def test_variables_that_do_not_fit(world: World, filter_: dict[str, Any]) -> None:
    """Dates, moments without offset, numbers without end, codes and words that are none."""
    assert await refused(world, FILTERED, f=filter_) == ("BAD_VARIABLES", None)


@pytest.mark.parametrize(
    ("query", "argument"),
    [
        ("query ($n: [FigureName!] = [VISITS]) { figures(names: $n) { rows { values { value } } } }", ["names"]),
        ('query ($n: ID = "x") { node(id: $n) { id } }', ["id"]),
        ("query ($n: Boolean = true) { viewer @include(if: $n) { role } }", ["if"]),
        (
            "query ($n: FigureName = VISITS) { inspections(filter: { figure: { name: $n } }) { totalCount } }",
            ["filter"],
        ),
    ],
)
async def test_null_where_something_must_be(world: World, query: str, argument: list[str]) -> None:
    """A default lets a nullable variable stand there; given as null it is refused, never passed over."""
    assert await refused(world, query, n=None) == ("NULL_ARGUMENT", argument)


async def test_an_alias_longer_than_a_name_of_postgresql(world: World) -> None:
    """It is refused rather than cut; 63 bytes are fine."""
    fine, long = "a" * 63, "a" * 64
    assert await world.ask(f"{{ {fine}: viewer {{ {fine}: role }} }}") == {fine: {fine: "DEPARTMENT"}}
    for query in (f"{{ {long}: viewer {{ role }} }}", f"{{ hazards {{ {long}: nodes {{ id }} }} }}"):
        assert (await refused(world, query))[0] == "RESPONSE_KEY_TOO_LONG"
