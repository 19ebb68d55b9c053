"""Every document of the tests."""

from __future__ import annotations

import pytest

from anjian_schema.engine import Operation
from tests.schema.compiler.test_statements import DOCUMENTS
from tests.schema.compiler.world import World
from tests.schema.exact.both import Both


@pytest.mark.parametrize("query", DOCUMENTS.values(), ids=DOCUMENTS.keys())
async def test_both(both: Both, difficult: World, query: str) -> None:
    """x."""
    answer = await both.agree(Operation(query), difficult.viewer)
    assert not answer.errors
