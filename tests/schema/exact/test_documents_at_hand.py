"""Every document at hand, those of the tests, the READMEs and the query page, is answered alike by both executors."""

from __future__ import annotations

import pytest

from anjian_schema.engine import Operation
from tests.schema.compiler.test_statements import DOCUMENTS
from tests.schema.compiler.world import World
from tests.schema.exact.both import FLAWS, Both
from tests.test_readme import EXAMPLES, READMES, blocks

SHOWN = [query for readme in READMES for query in blocks(readme, "graphql") if not query.startswith("mutation")]
PAGE = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.graphql"))]
AT_HAND = list(dict.fromkeys([*DOCUMENTS.values(), *SHOWN, *PAGE]))


@pytest.mark.parametrize("query", AT_HAND, ids=lambda query: query[:30])
async def test_both_executors_agree(both: Both, difficult: World, query: str) -> None:
    """Asked of the whole nation and of one city."""
    for reach in ({}, {"region_code": "4101"}):
        answer = await both.agree(Operation(query), difficult.of(**reach).viewer)
        assert {code for code, _ in answer.errors} <= set(FLAWS.values())
