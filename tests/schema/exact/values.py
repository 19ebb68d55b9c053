"""Arguments for documents: values of their types, some written out, some handed over as variables."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLString,
    get_named_type,
    is_leaf_type,
    is_required_input_field,
)

from anjian_schema.compiler.connections import LARGEST_SIZE
from tests.schema.exact.supply import NOBODY, VALUES, Supply

BOOLEAN, STRING = GraphQLNonNull(GraphQLBoolean), GraphQLNonNull(GraphQLString)
DEEPEST_FILTER = 3
CONDITIONS = (
    {"gt": [{"fact": "actual_persons"}, {"value": 4, "kind": "integer"}]},
    {"not": {"fact": "open_flame"}},
)
HUGE = 700


class Values:
    """Chooses values and writes them down; ``declared`` and ``given`` are the variables that come of it."""

    def __init__(self, random: Random, supply: Supply) -> None:
        self.random, self.supply = random, supply
        self.declared: list[str] = []
        self.given: dict[str, Any] = {}
        self.owner = ""
        self.mistaken = False

    def one(self, values: Sequence[Any]) -> Any:
        return self.random.choice(values)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def taken(self) -> dict[str, Any]:
        given, self.given = self.given, {}
        return given

    def page(self, list_name: str, target: str, declared: GraphQLField, lists: int) -> dict[str, Any]:
        """The arguments of a list: small pages inside others, each order with cursors of its own."""
        order = self.one(self.supply.orders[target])
        given: dict[str, Any] = {}
        if lists or self.chance(80):
            given[self.one(("first", "first", "last"))] = self.one((1, 2, 3) if lists else (1, 2, 4, 9, 100))
        if order.order_by is not None or self.chance(10):
            given["orderBy"] = order.order_by
        for end, percent in (("after", 25), ("before", 12)):
            if order.places and self.chance(percent):
                place = self.one(order.places)
                given[end] = json.dumps([list_name + order.mark, *place], ensure_ascii=self.chance(50))
        if "filter" in declared.args and self.chance(55):
            given["filter"] = self.value(declared.args["filter"].type, target, DEEPEST_FILTER)
        if list_name.startswith("Query.") and not self.mistaken and self.chance(3):
            self.mistaken = True  # of several mistakes each executor tells those that it meets
            given |= self.mistake(target)
        return {name: value for name, value in given.items() if name in declared.args}

    def mistake(self, target: str) -> dict[str, Any]:
        """What is refused at the root, where both executors are sure to look."""
        return self.one(  # type: ignore[no-any-return]  # one of these
            (
                {"first": 0},
                {"first": 2**31 - 1},
                {"last": 101},
                {"first": 1, "last": 1},
                {"after": "no cursor"},
                {"filter": {"id": {"eq": "Nothing:1"}}}
                if target in self.supply.ids and target != "Region"
                else {"last": 0},
            )
        )

    def arguments(self, name: str, target: str, declared: GraphQLField) -> dict[str, Any]:
        """Of a look-up, of nodes, of a computed table."""
        if "draft" in declared.args:
            return self.tried() | ({"region": self.one(VALUES["RegionCode"])} if self.chance(50) else {})
        every = [id_ for ids in self.supply.ids.values() for id_ in ids]
        given: dict[str, Any] = {}
        for argument, definition in declared.args.items():
            match argument:
                case "id":
                    given[argument] = self.one(self.supply.ids.get(target, every))
                case "ids":
                    few = [self.one(every) for _ in range(self.one((0, 1, 2, 5)))]
                    given[argument] = few * self.one((1, 1, LARGEST_SIZE // max(len(few), 1)))
                case "representations":
                    given[argument] = [self.representation(every) for _ in range(self.one((0, 1, 2, 5)))]
                case "code":
                    known = [id_.partition(":")[2] for id_ in self.supply.ids[target]]
                    given[argument] = self.one(
                        [k for k in known if k != NOBODY] if target != "Campaign" else ["c0", "c1", "x"]
                    )
                case _ if isinstance(definition.type, GraphQLNonNull) or self.chance(50):
                    given[argument] = self.value(definition.type, target, DEEPEST_FILTER)
        return given

    def representation(self, ids: Sequence[str]) -> Any:
        """Of a record that is there, or something that names none."""
        id_ = self.one(ids)
        name, _, key = id_.partition(":")
        return self.one(({"__typename": name, "id": id_}, {"__typename": name, "code": key}, {"id": id_}, 1))

    def tried(self) -> dict[str, Any]:
        """A rule, or a draft: what is wrong with one is told wherever it stands, even where no row is looked at."""
        draft = {"sector": "fireworks", "major": self.one(CONDITIONS)}
        return self.one(({"rule": "FIREWORKS-2017-04"}, {"draft": draft}))  # type: ignore[no-any-return]  # one of these

    def value(self, type_: Any, target: str, depth: int) -> Any:
        """Any value of an input type, as JSON."""
        if isinstance(type_, GraphQLNonNull):
            return self.value(type_.of_type, target, depth)
        if isinstance(type_, GraphQLList):
            if self.chance(15):
                return self.value(type_.of_type, target, depth)
            return self._list(type_.of_type, target, depth)
        if isinstance(type_, GraphQLInputObjectType):
            return self._object(type_, target, depth)
        if isinstance(type_, GraphQLEnumType):
            return self.one(list(type_.values))
        if type_.name == "ID":
            return self.one(self.supply.ids[target])
        return self.one(VALUES[type_.name])

    def _list(self, item: Any, target: str, depth: int) -> list[Any]:
        """None, few, or of plain values a great many."""
        made = [self.value(item, target, depth) for _ in range(self.one((0, 1, 1, 2, 3)))]
        return made * self.one((1, HUGE)) if is_leaf_type(get_named_type(item)) and self.chance(40) else made

    def _object(self, type_: GraphQLInputObjectType, target: str, depth: int) -> dict[str, Any]:
        if type_.name == "OpenedFigure":
            return self._figure(type_, target, depth)
        if type_.name == "SupposedVerdict":
            return {"verdict": self.one(list(type_.fields["verdict"].type.of_type.values)), **self.tried()}
        required = [name for name, field in type_.fields.items() if is_required_input_field(field)]
        optional = [name for name in type_.fields if name not in required and self._fits(type_, name, target, depth)]
        if self.chance(30):  # of a hundred fields few are numbers
            optional = [name for name in optional if has_number(type_.fields[name].type, depth)] or optional
        chosen = self.random.sample(optional, min(len(optional), self.one((0, 1, 1, 2))))
        return {name: self._member(type_, name, target, depth) for name in [*required, *chosen]}

    def _member(self, type_: GraphQLInputObjectType, name: str, target: str, depth: int) -> Any:
        field = type_.fields[name]
        if not isinstance(field.type, GraphQLNonNull) and self.chance(6):
            return None
        inner = getattr(field.type, "name", "")
        if inner.endswith("ListFilter") and inner.removesuffix("ListFilter") in self.supply.orders:
            target = inner.removesuffix("ListFilter")
        elif inner.endswith("Filter") and inner.removesuffix("Filter") in self.supply.orders:
            target = inner.removesuffix("Filter")
        return self.value(field.type, target, depth - 1)

    def _fits(self, type_: GraphQLInputObjectType, name: str, target: str, depth: int) -> bool:
        if name == "figure":
            return bool(self.supply.figures.get(target))
        inner = type_.fields[name].type
        nested = isinstance(inner, GraphQLInputObjectType) and any(
            isinstance(getattr(f.type, "of_type", f.type), GraphQLInputObjectType) for f in inner.fields.values()
        )
        return depth > 1 or not (nested or (isinstance(inner, GraphQLList) and name in ("AND", "OR")))

    def _figure(self, type_: GraphQLInputObjectType, target: str, depth: int) -> dict[str, Any]:
        given: dict[str, Any] = {"name": self.one(self.supply.figures[target])}
        for name in ("filter", "keys"):
            if self.chance(40):
                given[name] = self.value(type_.fields[name].type, target, depth - 1)
        return given

    def written(self, type_: Any, value: Any, name: str) -> str:
        """The value in the document, or in its part a variable."""
        if self.chance(18):
            return self._variable(type_, value, name)
        if get_named_type(type_).name == "SupposedVerdict":  # without its rule it is a mistake, wherever it stands
            return literal(type_, value)
        return literal(type_, value, lambda inner, part: self.written(inner, part, name))

    def _variable(self, type_: Any, value: Any, name: str) -> str:
        variable = f"{self.owner.lower()}v{len(self.declared)}"
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        ways = ["given", "given", "default", "overridden"]
        if not isinstance(type_, GraphQLNonNull) and name not in ("first", "last", "orderBy"):
            ways += ["absent", "null"]
        way = self.one(ways)
        default = (
            f" = {literal(inner, value)}" if way in ("default", "null", "overridden") and value is not None else ""
        )
        shown = inner if default and way != "overridden" else type_
        self.declared.append(f"${variable}: {shown}{default}")
        if way in ("given", "overridden") or (way == "default" and not default):
            self.given[variable] = value
        if way == "null":
            self.given[variable] = None
        return f"${variable}"


@cache
def has_number(type_: Any, depth: int) -> bool:
    """Whether a filter compares a number, at most so deep."""
    inner = get_named_type(type_)
    if not isinstance(inner, GraphQLInputObjectType):
        return bool(inner.name == "Int")
    return depth > 0 and any(has_number(field.type, depth - 1) for field in inner.fields.values())


def literal(type_: Any, value: Any, part: Callable[[Any, Any], str] | None = None) -> str:
    """GraphQL's way to write a value; ``part`` writes what lies inside."""
    inner = part or literal
    if isinstance(type_, GraphQLNonNull):
        return literal(type_.of_type, value, part)
    if value is None:
        return "null"
    if isinstance(type_, GraphQLList):
        if not isinstance(value, list):
            return literal(type_.of_type, value, part)
        return f"[{', '.join(inner(type_.of_type, one) for one in value)}]"
    if isinstance(type_, GraphQLScalarType):
        return written_out(value)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{n}: {inner(type_.fields[n].type, one)}' for n, one in value.items())} }}"
    return str(value)


def written_out(value: Any) -> str:
    """A scalar, be it a whole JSON document."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name}: {written_out(one)}' for name, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(written_out, value))}]"
    return json.dumps(value, ensure_ascii=False)
