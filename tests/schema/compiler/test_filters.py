"""Filters answer yes or no for every row, as their words say: compared with a plain reading of the same rows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anjian_schema.compiler.shapes import LONG
from tests.schema.compiler.oracle import ROWS, Word, entity_row, matches
from tests.schema.compiler.world import NAMES, PLACES, World

Strategy = st.SearchStrategy[Any]
thorough = settings(
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
BY_VARIABLE = "query ($f: HazardFilter) { hazards(first: 100, filter: $f) { totalCount nodes { id } } }"


def some_of(fields: dict[str, Strategy]) -> Strategy:
    """An input object with any of these fields, each of which may be null."""
    return st.dictionaries(st.sampled_from(sorted(fields)), st.none(), max_size=2).flatmap(
        lambda chosen: st.fixed_dictionaries({name: st.one_of(fields[name], st.none()) for name in chosen})
    )


def compared(values: Strategy, *more: str, **others: Strategy) -> Strategy:
    few = st.lists(values, max_size=3)
    lists = st.one_of(few, few.map(lambda listed: listed * (LONG + 1)))  # many are compared in another way
    asked = {
        "eq": values,
        "ne": values,
        "in": lists,
        "notIn": lists,
        "isNull": st.booleans(),
        **dict.fromkeys(more, values),
    }
    return some_of({**asked, **others})


def one_of(*words: str) -> Strategy:
    return st.sampled_from([Word(word) for word in words])


def combined(fields: dict[str, Strategy], depth: int = 2) -> Strategy:
    """These fields, and what AND, OR and NOT make of them."""
    if depth == 0:
        return some_of(fields)
    inner = st.deferred(lambda: combined(fields, depth - 1))
    parts = st.lists(inner, max_size=2)
    return some_of({**fields, "AND": parts, "OR": parts, "NOT": inner, "not": inner}).map(_spelled)


def _spelled(filter_: dict[str, Any]) -> dict[str, Any]:
    """``not`` only doubles the weight of NOT."""
    inner = filter_.pop("not", None)
    return filter_ | ({"NOT": inner} if inner is not None else {})


def some_or_none(inner: Strategy) -> Strategy:
    return some_of({"some": inner, "none": inner})


ORDERED = ("lt", "lte", "gt", "gte")
texts = st.sampled_from(
    [*NAMES, "厂", "甲", "", "O'Neil", "%", "_", "\\", "😀", "\u2028", "超员", "50%_\\", "i1", "文0", "c0", "R1"]
)
days = st.sampled_from(["2019-08-31", "2019-09-01", "2019-09-02", "2019-09-10"])
moments = st.sampled_from([f"2019-09-01T08:00:00.00000{i}+00:00" for i in range(3)])
numbers = st.sampled_from([-1, 0, 4, 6, 7])
decimals = st.sampled_from(["0", "1.01", "1.010", "3", "12.5", "3e0", "-0.5"])
regions = st.sampled_from([*PLACES, "41", "4199"])

TEXT = compared(texts, "contains", "startsWith")
DAY, NUMBER, DECIMAL = compared(days, *ORDERED), compared(numbers, *ORDERED), compared(decimals, *ORDERED)
BOOLEAN = some_of({"eq": st.booleans(), "isNull": st.booleans()})
REGION = some_of({"eq": regions, "in": st.lists(regions, max_size=2), "under": regions})
SECTOR = compared(st.sampled_from(["fireworks", "kiln"]))

HAZARD: dict[str, Strategy] = {
    "title": TEXT,
    "level": compared(one_of("GENERAL", "MAJOR")),
    "sector": SECTOR,
    "foundOn": DAY,
    "fixedOnTheSpot": BOOLEAN,
    "dueOn": DAY,
    "overdue": BOOLEAN,
    "itemCode": TEXT,
    "rectifiedOn": DAY,
    "region": REGION,
    "id": some_of({"eq": (ids := st.sampled_from([row["id"] for row in ROWS])), "in": st.lists(ids, max_size=3)}),
}
FIREWORKS = {
    "businessKind": compared(one_of("PRODUCER", "WHOLESALER", "RETAILER")),
    "actualPersons": NUMBER,
    "approvedPersons": NUMBER,
    "actualPowderKg": DECIMAL,
}
ENTITY = {
    "name": TEXT,
    "kind": compared(one_of("ENTERPRISE", "SITE")),
    "address": TEXT,
    "creditCode": TEXT,
    "registeredAt": compared(moments, *ORDERED),
    "region": REGION,
    "profiles": some_or_none(combined({"sector": SECTOR}, 1)),
    "hazards": some_or_none(combined(HAZARD, 1)),
    "fireworks": combined(FIREWORKS, 1),
}
INSPECTION = {"kind": compared(one_of("COVERT", "EXPERT")), "documentNo": TEXT, "inspectedOn": DAY}
ACTION = {"kind": compared(one_of("FINE", "ORDER_TIMED")), "dueOn": DAY, "amountYuan": DECIMAL}
JUDGEMENT = {"verdict": compared(one_of("MAJOR", "UNDECIDED")), "judgedOn": DAY, "rule": combined({"code": TEXT}, 1)}
FILTERS = combined(
    {
        **HAZARD,
        "entity": combined(ENTITY, 1),
        "inspection": combined(INSPECTION, 1),
        "judgement": combined(JUDGEMENT, 1),
        "campaign": combined({"code": TEXT}, 1),
        "actions": some_or_none(combined(ACTION, 1)),
    }
)


def literal(value: Any) -> str:
    match value:
        case Word():
            return str(value)
        case dict():
            return "{" + " ".join(f"{name}: {literal(inner)}" for name, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value)


async def agree(world: World, filter_: dict[str, Any]) -> None:
    expected = {row["id"] for row in ROWS if matches(filter_, row)}
    by_literal = f"{{ hazards(first: 100, filter: {literal(filter_)}) {{ totalCount nodes {{ id }} }} }}"
    for found in (await world.ask(BY_VARIABLE, f=filter_), await world.ask(by_literal)):
        assert {node["id"] for node in found["hazards"]["nodes"]} == expected
        assert found["hazards"]["totalCount"] == len(expected)


@thorough
@given(filter_=FILTERS)
async def test_filters_mean_what_they_say(world: World, filter_: dict[str, Any]) -> None:
    """Comparisons, AND, OR, NOT, relations to one and to many, plugin fields: as a variable and as written out."""
    await agree(world, filter_)


@settings(thorough, max_examples=40)
@given(filter_=FILTERS)
async def test_not_gives_exactly_the_rest(world: World, filter_: dict[str, Any]) -> None:
    """Rows without a value are never lost between a condition and its opposite."""
    await agree(world, {"NOT": filter_})
    await agree(world, {"OR": [filter_, {"NOT": filter_}]})


@pytest.mark.parametrize(
    "filter_",
    [{"OR": []}, {"AND": []}, {"NOT": {}}, {}, {"title": {}}, {"title": {"eq": None}}, {"judgement": {}}, {"OR": [{}]}],
    ids=str,
)
async def test_nothing_said_is_nothing_demanded(world: World, filter_: dict[str, Any]) -> None:
    """An empty OR is matched by nothing, an empty AND by everything; a relation without conditions must be there."""
    await agree(world, filter_)


@pytest.mark.parametrize("filter_", [{"actualPersons": {"gt": 0}}, {"actualPersons": {"isNull": True}}, {}], ids=str)
async def test_a_sector_is_filtered_by_its_own_fields(world: World, filter_: dict[str, Any]) -> None:
    """Entities that the sector does not know have none of its fields, not even empty ones."""
    query = "query ($f: EntityFilter) { entities(filter: $f) { nodes { id } } }"
    found = await world.ask(query, f={"fireworks": filter_})
    expected = {row["id"] for row in map(entity_row, range(len(PLACES))) if matches({"fireworks": filter_}, row)}
    assert {node["id"] for node in found["entities"]["nodes"]} == expected
