"""A plan: the one statement an operation became, and how its parameters are filled."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

import sqlalchemy as sa
from graphql import FieldNode, FragmentDefinitionNode, GraphQLSchema
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.sql.compiler import ExpandedState

from anjian_schema.compiler import connections, embedded, nodes, references, relations
from anjian_schema.compiler.arguments import Constant, Getter, Run
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Catalog
from anjian_schema.compiler.limits import DEEPEST, MOST_ROWS_IN_ALL, TooDeep, TooMuchInAll
from anjian_schema.compiler.objects import columns
from anjian_schema.compiler.selection import Collector

# Each registers how its kind of field is read.
__all__ = ["Plan", "connections", "drafted", "embedded", "finished", "make", "nodes", "references", "relations"]

DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves dialects untyped


class Plan:
    """SQL with ``$n`` parameters that returns one JSON object, and a getter for each parameter in order.

    ``places`` are those that a run brings a value for. ``seconds``: how long it takes, as far as is known. ``rows``:
    how many it shows at the most.
    ``personal``: the fields that show personal data in full, by path; whoever reads by it is noted.
    """

    def __init__(
        self, sql: str, getters: Sequence[Getter], checks: Sequence[Getter], *, fleeting: bool = False
    ) -> None:
        self.sql, self.getters, self.checks, self.fleeting = sql, getters, checks, fleeting
        self.constants = [get.value if isinstance(get, Constant) else None for get in getters]
        self._given = [(place, get) for place, get in enumerate(getters) if not isinstance(get, Constant)]
        self.places = [place for place, _ in self._given]
        self.seconds = 1.0
        self.personal: Sequence[str] = ()
        self.rows: Getter = Constant(0)

    def values(self, run: Run) -> list[Any]:
        """The parameters of one run. Raises the caller's mistakes: bad ids, cursors and page sizes."""
        for check in self.checks:
            check(run)
        values = self.constants.copy()
        for place, get in self._given:
            values[place] = get(run)
        return values


def make(
    catalog: Catalog,
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    root: str,
    nodes_of_root: Sequence[FieldNode],
    run: Run,
) -> Plan:
    """Compile what is asked of ``root`` (a type without a row of its own: Query, or a mutation's payload)."""
    try:
        return finished(*drafted(catalog, schema, fragments, root, nodes_of_root, run))
    except RecursionError:  # a deep filter in a deep list: each is allowed, both are more than Python's stack holds
        raise TooDeep(deepest=DEEPEST) from None


def drafted(
    catalog: Catalog,
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    root: str,
    nodes_of_root: Sequence[FieldNode],
    run: Run,
) -> tuple[Asked, sa.Select[Any]]:
    """The statement before it is text, with what was noted while it was made."""
    asked = Asked(catalog, schema, Collector(schema, fragments, run.variables.coerced), run)
    return asked, _statement(asked, root, list(nodes_of_root))


def finished(asked: Asked, statement: sa.Select[Any]) -> Plan:
    """The text of a statement, and its parameters in the order of the text."""
    compiled = statement.compile(dialect=DIALECT)
    state = compiled.construct_expanded_state(compiled.construct_params())
    written = {name for name, bound in compiled.binds.items() if isinstance(bound.type, sa.JSON)}
    getters = [_getter(asked, state, name, as_json=name in written) for name in state.positiontup or ()]
    for name, parameter in asked.parameters.items():
        if name not in compiled.binds:  # what a caller gave is looked at even where nothing is read by it
            asked.check(parameter.get)
    rows = rows_of(asked.lists)
    asked.check(rows)
    plan = Plan(state.statement, getters, asked.checks, fleeting=asked.fleeting)
    plan.rows = rows
    plan.personal = sorted({".".join(path) for path in asked.personal})
    return plan


def rows_of(lists: Sequence[Sequence[Getter]]) -> Getter:
    """How many rows all lists may hold together, at the most."""
    fixed, varying = 0, []
    for pages in lists:
        known = [size.value for size in pages if isinstance(size, Constant)]
        if len(known) == len(pages):
            fixed += prod(known)
        else:
            varying.append(pages)
    if not varying:
        return Constant(in_all(fixed))
    return lambda run: in_all(fixed + sum(prod(size(run) for size in pages) for pages in varying))


def in_all(rows: int) -> int:
    if rows > MOST_ROWS_IN_ALL:
        raise TooMuchInAll(rows=rows, most=MOST_ROWS_IN_ALL)
    return rows


def _statement(asked: Asked, root: str, nodes: list[FieldNode]) -> sa.Select[Any]:
    whole = sa.select(*columns(asked, root, None, nodes)).subquery(asked.name("o"))
    return sa.select(sa.func.row_to_json(whole.table_valued())).select_from(whole)


def _getter(asked: Asked, state: ExpandedState, name: str, *, as_json: bool) -> Getter:
    """Ours by name; any other parameter is a constant inside a declared condition, which our connections take as text
    where it is JSON.
    """
    if name in asked.parameters:
        return asked.parameters[name].get
    to_driver = state.processors.get(name)
    value = state.parameters[name]
    if as_json:
        return Constant(json.dumps(value))
    return Constant(to_driver(value) if callable(to_driver) else value)
