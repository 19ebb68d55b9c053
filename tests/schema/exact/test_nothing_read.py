"""Of what is there nothing need be asked: objects of which every field is skipped, lists whose rows nobody reads."""

from __future__ import annotations

from typing import Any

import pytest

from anjian_schema.engine import Operation
from tests.schema.compiler.world import World
from tests.schema.exact.both import Both

EMPTY = (
    "{ figures(names: [MAJOR_HAZARDS_OVERDUE], groupBy: [SECTOR]) { rows { %s } } }",
    "{ figures(names: [MAJOR_HAZARDS_OVERDUE], groupBy: [SECTOR]) { rows { values { %s } } } }",
    "{ judgements(first: 9) { nodes { explanation { %s } rule { %s } missingFacts { nodes { %s } } } } }",
    "{ events { nodes { subject { %s } entity { fireworks { %s } } } } }",
    "{ hazards { pageInfo { %s } edges { node { %s } } } }",
)


@pytest.mark.parametrize("query", EMPTY)
async def test_objects_of_which_nothing_is_asked(both: Both, difficult: World, query: str) -> None:
    """They are there, and hold nothing: what would be read is skipped everywhere."""
    asked = query.replace("%s", "__typename @skip(if: true)")
    assert not (await both.agree(Operation(asked), difficult.viewer)).errors


WRONG: dict[str, Any] = {
    "BAD_ID": ("$it: ID!", "filter: { id: { eq: $it } }", "Nothing:1"),
    "BAD_CURSOR": ("$it: Cursor!", "after: $it", "x"),
    "CURSOR_OF_ANOTHER_LIST": ("$it: Cursor!", "before: $it", '["Query.hazards +id", "x"]'),
    "PAGE_SIZE": ("$it: Int!", "last: $it", 101),
}


@pytest.mark.parametrize("asked", ["__typename", "totalCount"])
@pytest.mark.parametrize(("code", "wrong"), WRONG.items(), ids=WRONG.keys())
async def test_what_is_wrong_with_a_list_is_said_whatever_is_asked_of_it(
    both: Both, difficult: World, code: str, wrong: Any, asked: str
) -> None:
    """Written in the document or given, the first time and the second."""
    declared, argument, value = wrong
    given = Operation(f"query ({declared}) {{ teams({argument}) {{ {asked} }} }}", {"it": value})
    said = value if isinstance(value, int) else '"' + value.replace('"', '\\"') + '"'
    written = Operation(f"{{ teams({argument.replace('$it', str(said))}) {{ {asked} }} }}")
    for operation in (given, given, written, written):
        assert [error[0] for error in (await both.agree(operation, difficult.viewer)).errors] == [code]
