"""Every document at hand, those of the READMEs, the guides and the query page, is answered alike by both executors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from graphql import (
    FieldNode,
    VariableDefinitionNode,
    VariableNode,
    is_non_null_type,
    parse,
    parse_value,
    type_from_ast,
    value_from_ast_untyped,
)

from anjian_schema.engine import Operation
from tests.schema.compiler.test_statements import DOCUMENTS
from tests.schema.compiler.world import World
from tests.schema.exact.both import ALONE, Both
from tests.schema.exact.features import below
from tests.schema.exact.walk import least
from tests.test_readme import EXAMPLES, ROOT, blocks

OF_THEIR_OWN = {"plugin-guide.md", "plugin-tables.md", "sector-in-yaml.md"}  # they ask the plugin that they write
PAGES = [*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("plugins/*/README.md")]
GUIDES = [page for page in PAGES if page.name not in OF_THEIR_OWN]
SHOWN = [query for guide in sorted(GUIDES) for query in blocks(str(guide.relative_to(ROOT)), "graphql")]
EXAMPLE = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.graphql"))]
NO_READS = ("mutation", "{ undecided checks")  # a command; what is selected of a profile
READ = [query for query in (*SHOWN, *EXAMPLE) if not query.startswith(NO_READS)]
AT_HAND = list(dict.fromkeys([*DOCUMENTS.values(), *READ]))


@pytest.mark.parametrize("query", AT_HAND, ids=lambda query: query[:30])
async def test_both_executors_agree(both: Both, difficult: World, query: str) -> None:
    """Asked of the whole nation and of one city."""
    for reach in ({}, {"region_code": "4101"}):
        answer = await both.agree(Operation(query, needed(both, query)), difficult.of(**reach).viewer)
        assert {code for code, _ in answer.errors} <= ALONE


def needed(both: Both, query: str) -> Mapping[str, Any]:
    """Something for each variable that has to be there."""
    declared = [node for node in below(parse(query)) if isinstance(node, VariableDefinitionNode)]
    types = {node.variable.name.value: type_from_ast(both.plain, node.type) for node in declared}
    looked_up = targets(query)
    given = {
        name: least(type_, name, looked_up.get(name, "")) for name, type_ in types.items() if is_non_null_type(type_)
    }
    return {name: value_from_ast_untyped(parse_value(text)) for name, text in given.items()}


def targets(query: str) -> Mapping[str, str]:
    """Of which type a variable is an id: ``hazard(id: $id)`` is a Hazard."""
    fields = [node for node in below(parse(query)) if isinstance(node, FieldNode)]
    return {
        argument.value.name.value: field.name.value[0].upper() + field.name.value[1:]
        for field in fields
        for argument in field.arguments or ()
        if isinstance(argument.value, VariableNode)
    }
