"""A record that does not hold what its type promises: an error with its path, and null where something may be empty."""

from __future__ import annotations

import pytest

from anjian.words import Language
from anjian_schema.compiler import flaws
from anjian_schema.engine import Operation
from tests.schema.compiler.world import World, key
from tests.schema.exact.both import Both

FLAWED = {
    "a sentence in no language": ("{ judgements(first: 100) { nodes { explanation { text facts { label } } } } }", {}),
    "an explanation in one language": (
        "{ judgements(first: 100) { edges { node { explanation { text } } } } }",
        {"language": Language.EN},
    ),
    "within what may be empty": (
        "{ hazards(first: 100) { nodes { title judgement { verdict explanation { text } } } } }",
        {"language": Language.EN},
    ),
    "under an alias of an interface": (
        f"""{{ a: node(id: "Judgement:{key(0, 0)}:{key(8, 0, 2)}") {{ b: id ... on Judgement {{ c: explanation {{
            d: text }} }} }} viewer {{ role }} }}""",
        {},
    ),
    "beside introspection": (
        "{ __typename __schema { queryType { name } } judgements(first: 100) { nodes { explanation { text } } } }",
        {},
    ),
}


@pytest.mark.parametrize(("query", "reach"), FLAWED.values(), ids=FLAWED.keys())
async def test_a_null_where_none_may_be(both: Both, difficult: World, query: str, reach: dict[str, Language]) -> None:
    """Both executors null the same places and say why; what else was asked stands."""
    answer = await both.agree(Operation(query), difficult.of(**reach).viewer)
    assert {code for code, _ in answer.errors} == {"VALUE_MISSING"}


async def test_what_is_flawed_in_a_plugin_s_facts(both: Both, difficult: World) -> None:
    """A number of more than 32 bits and a choice that is none any more; the facts beside them are shown."""
    query = "{ fireworks { profiles(first: 100) { nodes { actualPersons businessKind approvedPersons } } } }"
    answer = await both.agree(Operation(query), difficult.viewer)
    assert {(code, path[-1]) for code, path in answer.errors} == {
        ("NUMBER_TOO_LARGE", "actualPersons"),
        ("CHOICE_UNKNOWN", "businessKind"),
    }


async def test_more_rows_than_32_bits(difficult: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of so long a list the number is an error, as any that is too large. Nobody has one; a small world has to do."""
    monkeypatch.setattr(flaws, "LARGEST", 29)
    found = await difficult.response("{ most: entities { totalCount } more: hazards { totalCount } }")
    assert found["data"] is None
    assert [(e["extensions"]["code"], e["path"]) for e in found["errors"]] == [
        ("NUMBER_TOO_LARGE", ["more", "totalCount"])
    ]
    assert await difficult.ask("{ most: entities { totalCount } }") == {"most": {"totalCount": 6}}


async def test_numbers_beside_a_flaw_stay_as_they_were(both: Both, difficult: World) -> None:
    """Forty digits and twelve decimals are not rounded because something else is wrong."""
    query = (
        "{ events(first: 100) { nodes { data } } hazards(first: 100) { nodes { judgement { explanation { text } } } } }"
    )
    viewer = difficult.of(language=Language.EN).viewer
    assert (await both.agree(Operation(query), viewer)).errors
    body = (await difficult.engine.answer(Operation(query), viewer)).body
    assert str(10**40).encode() in body


@pytest.mark.parametrize("field", ["hazard", "entity", "judgement"])
async def test_what_the_viewer_may_not_see_is_empty(both: Both, difficult: World, field: str) -> None:
    """As if it were not there, and without an error that would tell of it."""
    id_ = {"hazard": f"Hazard:{key(0, 5)}:{key(9, 5)}", "entity": f"Entity:{key(0, 5)}"}
    query = f'{{ it: node(id: "{id_.get(field, f"Judgement:{key(0, 5)}:{key(8, 5)}")}") {{ id }} }}'
    assert (await both.agree(Operation(query), difficult.of(region_code="4101").viewer)).data == (("it", None),)
    assert (await both.agree(Operation(query), difficult.viewer)).data != (("it", None),)
