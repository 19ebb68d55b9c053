"""9999-12-31 and 0001-01-01 are days like any other, and not without end or beginning."""

from __future__ import annotations

import pytest

from anjian.plugin_host import PluginHost
from anjian_schema.engine import Operation
from tests.conftest import FreshDatabase
from tests.schema.compiler.world import World
from tests.schema.exact.both import Both
from tests.schema.scratch import FINE, done, entity, scratch

OF_THAT_DAY = 12  # two hazards at each of six places are due on the last day


@pytest.mark.parametrize(
    ("comparison", "found"),
    [
        ('eq: "9999-12-31"', OF_THAT_DAY),
        ('in: ["9999-12-31", "0001-01-01"]', OF_THAT_DAY),
        ('gte: "9999-12-31"', OF_THAT_DAY),
        ('gt: "9999-12-30", lte: "9999-12-31"', OF_THAT_DAY),
        ('lt: "0001-01-01"', 0),
    ],
)
async def test_they_are_found(difficult: World, comparison: str, found: int) -> None:
    """By every comparison."""
    query = f"{{ hazards(filter: {{ dueOn: {{ {comparison} }} }}) {{ totalCount }} }}"
    assert await difficult.ask(query) == {"hazards": {"totalCount": found}}


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_a_page_ends_and_begins_there(both: Both, difficult: World, direction: str) -> None:
    """A cursor of the last day leads to the others of that day, each once."""
    head = f"hazards(first: 3, orderBy: [{{ field: DUE_ON, direction: {direction} }}], after: $at)"
    query = f"query ($at: Cursor) {{ {head} {{ edges {{ cursor node {{ dueOn }} }} }} }}"
    at, days = None, []
    while edges := (await difficult.ask(query, at=at))["hazards"]["edges"]:
        assert not (await both.agree(Operation(query, {"at": at}), difficult.viewer)).errors
        at, days = edges[-1]["cursor"], [*days, *(edge["node"]["dueOn"] for edge in edges)]
    assert days.count("9999-12-31") == OF_THAT_DAY
    assert len(days) == 30


async def test_they_are_written(fresh_database: FreshDatabase, host: PluginHost) -> None:
    """By a command, and read back as they were given; a moment as well."""
    async with scratch(fresh_database(), host) as made:
        inspector = await made.official("王五")
        signed = {"signer_ids": await made.officers(), "document_no": "应急罚〔2026〕1号", "amount": "100"}
        given = FINE | signed | {"due_on": "9999-12-31", "entity_id": await entity(inspector, "fireworks")}
        assert await done(inspector, "issueAction", "action { dueOn }", **given) == {"action": {"dueOn": "9999-12-31"}}
        found = '{ actions(filter: { dueOn: { eq: "9999-12-31" } }) { totalCount } }'
        assert await inspector.ask(found) == {"actions": {"totalCount": 1}}
        between = 'gt: "0001-01-01T00:00:00Z", lt: "9999-12-31T23:59:59.999999Z"'
        found = await inspector.ask(f"{{ events(filter: {{ at: {{ {between} }} }}) {{ totalCount }} }}")
        assert found["events"]["totalCount"] > 0
