"""An answer that holds marks of flawed records, completed as GraphQL says: an error for each with its path, and null in
the nearest place that may be empty."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from anjian_schema.asking import Asking, Checked
from anjian_schema.compiler.flaws import FLAWS, MISTAKES, SIGN
from anjian_schema.compiler.selection import Collector
from anjian_schema.failures import graphql_problem, trace_id

log = logging.getLogger("anjian")
Path = tuple[str | int, ...]
Errors = list[dict[str, Any]]


class Nulled(Exception):
    """Nothing stands here; what may not be empty goes with it."""


def completed(
    asking: Asking, checked: Checked, root: str, nodes: Sequence[FieldNode], data: bytes, path: Path = ()
) -> tuple[bytes, Errors]:
    """What may be shown of an object that was read, and what is wrong with the rest."""
    if SIGN not in data:
        return data, []
    completing = Completing(asking, checked)
    return orjson.dumps(completing.root(root, exactly(data), nodes, path)), completing.errors


def exactly(data: bytes) -> Any:
    """JSON whose numbers are written again as they were."""
    return json.loads(data, parse_float=_as_written, parse_int=_as_written)


def _as_written(number: str) -> orjson.Fragment:
    return orjson.Fragment(number.encode())


class Completing:
    """One answer on its way; ``errors`` are those found so far."""

    def __init__(self, asking: Asking, checked: Checked) -> None:
        self.schema, self.language = asking.composed.graphql, asking.viewer.language
        self.collector = Collector(self.schema, checked.document.fragments, checked.variables.coerced)
        self.errors: Errors = []
        self.trace = trace_id()

    def root(self, name: str, value: Any, nodes: Sequence[FieldNode], path: Path) -> Any:
        try:
            return self._present(self.schema.type_map[name], value, nodes, path)
        except Nulled:
            return None

    def _value(self, type_: Any, value: Any, nodes: Sequence[FieldNode], path: Path) -> Any:
        if is_non_null_type(type_):
            return self._present(type_.of_type, value, nodes, path)
        try:
            return self._present(type_, value, nodes, path)
        except Nulled:
            return None

    def _present(self, type_: Any, value: Any, nodes: Sequence[FieldNode], path: Path) -> Any:
        if isinstance(value, str) and value in FLAWS:
            raise self._flaw(value, nodes, path)
        if value is None or is_leaf_type(type_):
            return value
        if is_list_type(type_):
            return [self._value(type_.of_type, item, nodes, (*path, i)) for i, item in enumerate(value)]
        return self._object(self._concrete(type_, value, nodes), value, nodes, path)

    def _object(
        self, type_: GraphQLObjectType, value: Mapping[str, Any], nodes: Sequence[FieldNode], path: Path
    ) -> dict[str, Any]:
        made = {}
        for key, same in self.collector.collect(type_.name, nodes).items():
            field = self.schema.get_field(type_, same[0].name.value)
            made[key] = self._value(field and field.type, value[key], same, (*path, key))
        return made

    def _concrete(self, type_: Any, value: Mapping[str, Any], nodes: Sequence[FieldNode]) -> GraphQLObjectType:
        """What has the keys asked of it. Several may have: then what they have in common is of one shape in each."""
        every = self.schema.get_possible_types(type_) if is_abstract_type(type_) else [type_]
        return next(t for t in every if list(self.collector.collect(t.name, nodes)) == list(value))

    def _flaw(self, mark: str, nodes: Sequence[FieldNode], path: Path) -> Nulled:
        flaw = FLAWS[mark]()
        if not isinstance(flaw, MISTAKES):
            log.error("trace %s: %s at %s", self.trace, flaw.code, ".".join(map(str, path)))
        said = GraphQLError(flaw.message(self.language), nodes, path=list(path), extensions={"traceId": self.trace})
        self.errors.append(graphql_problem(said, flaw.code))
        return Nulled()
