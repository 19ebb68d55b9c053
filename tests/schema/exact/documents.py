"""Documents that fit the schema, written by chance: everything GraphQL lets a caller say of a read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)
from graphql.utilities import do_types_overlap

from anjian_schema.engine import Operation
from tests.schema.exact.supply import Supply
from tests.schema.exact.values import BOOLEAN, STRING, Values

DEEPEST = 5
OFTEN = 3  # more times than other fields
ALIASES = ("select", "o1", "value", "cursor_", "number", "t1", "Id", "nodes_", "p1", "row", "_", "null_")


@dataclass
class Fragment:
    name: str
    on: Any
    text: str


@dataclass
class Author:
    """Writes one document. ``alone``: response keys that meet no others, for they may stand beside any."""

    random: Random
    schema: GraphQLSchema
    supply: Supply
    fragments: list[Fragment] = field(default_factory=list)
    aliases: int = 0
    bare: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.values = Values(self.random, self.supply)

    def operation(self) -> Operation:
        """One to three operations, of which one is asked for."""
        texts = [self._operation(f"Q{i}") for i in range(1 + self.values.chance(15) + self.values.chance(10))]
        chosen = self.values.one(range(len(texts)))
        variables = {name: value for _, given in texts for name, value in given.items()}
        fragments = [f"fragment {f.name} on {f.on.name} {f.text}" for f in self.fragments]
        document = "\n".join([*(text for text, _ in texts), *fragments])
        return Operation(document, variables, f"Q{chosen}" if len(texts) > 1 or self.values.chance(50) else None)

    def _operation(self, name: str) -> tuple[str, dict[str, Any]]:
        first = len(self.values.declared)
        self.values.owner = name
        body = self.selection(self.schema.query_type, DEEPEST, lists=0)
        if self.values.chance(8):
            body = f"{{ {self._introspection()} {body[1:]}"
        declared = ", ".join(self.values.declared[first:])
        return f"query {name}{f'({declared})' if declared else ''} {body}", self.values.taken()

    def _introspection(self) -> str:
        """The schema beside data; a name it does not know as well."""
        if self.values.chance(50):
            return f"{self.alias()}: __schema{self.directives()} {{ queryType {{ name }} }}"
        name = self.values.one((*self.schema.type_map, "Nothing"))
        given = self.values.written(STRING, name, "name")
        return f"{self.alias()}: __type(name: {given}) {{ kind {self.alias()}: name fields {{ name }} }}"

    def selection(self, type_: Any, depth: int, lists: int, *, alone: bool = False) -> str:
        said: list[str] = []
        heads: list[tuple[str, Any, int, int]] = []
        for _ in range(self.values.one((2, 1, 3))):
            said += [self._item(type_, depth, lists, heads, alone=alone)]
        return f"{{ {' '.join(said)} }}"

    def _item(self, type_: Any, depth: int, lists: int, heads: list[Any], *, alone: bool) -> str:
        way = self.values.one(range(100))
        if way > 88 and depth > 0:
            return self._inline(type_, depth, lists, alone=alone)
        if way > 76 and depth > 0:
            return self._spread(type_, depth, lists)
        if way > 64 and heads:
            head, inner, deep, more = self.values.one(heads)
            return f"{head}{self.directives()} {self.selection(inner, deep, more)}"
        if way > 56 or isinstance(type_, GraphQLUnionType):
            alias = f"{self.alias()}: " if self.values.chance(30) else ""
            return f"{alias}__typename{self.directives()}"
        return self._field(type_, depth, lists, heads, alone=alone)

    def _field(self, type_: Any, depth: int, lists: int, heads: list[Any], *, alone: bool) -> str:
        plain = [n for n, f in type_.fields.items() if is_leaf_type(get_named_type(f.type))]
        nested = [n for n in type_.fields if n not in plain] if depth > 0 or paging(type_) else []
        nested += [n for n in nested if leads_to_union(type_.fields[n].type, steps=2)] * OFTEN
        if not plain and not nested:
            return "__typename"
        name = self.values.one(nested if nested and (not plain or self.values.chance(60)) else plain)
        declared: GraphQLField = type_.fields[name]
        given = self._arguments(type_, name, declared, lists)
        key = f"{self.alias()}: " if alone or self._must_be_alone(name, declared) or self.values.chance(15) else ""
        head, inner = f"{key}{name}{given}", get_named_type(declared.type)
        if is_leaf_type(inner):
            return f"{head}{self.directives()}"
        deep, more = (depth, lists) if paging(type_) else (depth - 1, lists + inner.name.endswith("Connection"))
        heads.append((head, inner, deep, more))
        return f"{head}{self.directives()} {self.selection(inner, deep, more)}"

    def _must_be_alone(self, name: str, declared: GraphQLField) -> bool:
        """A field with arguments goes by its own name once in a document: twice, they would have to be the same."""
        if not declared.args:
            return False
        taken, self.bare = name in self.bare, self.bare | {name}
        return taken

    def _arguments(self, type_: Any, name: str, declared: GraphQLField, lists: int) -> str:
        target = get_named_type(declared.type).name
        if target.endswith("Connection"):
            given = self.values.page(f"{type_.name}.{name}", target.removesuffix("Connection"), declared, lists)
        else:
            given = self.values.arguments(name, target, declared)
        texts = [f"{n}: {self.values.written(declared.args[n].type, v, n)}" for n, v in given.items()]
        return f"({', '.join(texts)})" if texts else ""

    def _inline(self, type_: Any, depth: int, lists: int, *, alone: bool) -> str:
        if self.values.chance(20):
            return f"...{self.directives()} {self.selection(type_, depth - 1, lists, alone=True)}"
        on = self._condition(type_)
        return f"... on {on.name}{self.directives()} {self.selection(on, depth - 1, lists, alone=True)}"

    def _condition(self, type_: Any) -> Any:
        """A type that may apply here: itself, what it is among, or what is among it."""
        if is_abstract_type(type_):
            every = [*self.schema.get_possible_types(type_), *self._abstract(type_), type_]
            return self.values.one(every)
        return self.values.one([type_, *self._abstract(type_)])

    def _abstract(self, type_: Any) -> Sequence[Any]:
        every = [t for t in self.schema.type_map.values() if is_abstract_type(t) and t.name != type_.name]
        return [t for t in every if do_types_overlap(self.schema, t, type_)]

    def _spread(self, type_: Any, depth: int, lists: int) -> str:
        fitting = [f for f in self.fragments if do_types_overlap(self.schema, f.on, type_) and self._known(f)]
        if not fitting or (len(self.fragments) < 5 and self.values.chance(60)):
            on = self._condition(type_)
            text = self.selection(on, depth - 1, lists, alone=True)
            fitting = [Fragment(f"F{len(self.fragments)}", on, text)]
            self.fragments += fitting
        return f"...{self.values.one(fitting).name}{self.directives()}"

    def _known(self, fragment: Fragment) -> bool:
        """Its variables, and the lists it opens, are those of this operation; a list asks for its own place."""
        return "$" not in fragment.text and "..." not in fragment.text and "(" not in fragment.text

    def directives(self) -> str:
        said = ""
        for name, usual in (("include", True), ("skip", False)):
            if self.values.chance(6):
                said += f" @{name}(if: {self.values.written(BOOLEAN, usual is not self.values.chance(35), 'if')})"
        return said

    def alias(self) -> str:
        self.aliases += 1
        return f"{self.values.one(ALIASES)}{self.aliases}"


def paging(type_: Any) -> bool:
    """What leads from a list to its rows is no step of its own."""
    return isinstance(type_, GraphQLObjectType) and type_.name.endswith(("Connection", "Edge"))


@cache
def leads_to_union(type_: Any, steps: int) -> bool:
    """Whether this is a union or the page of a record that has one: of all that can be asked, few are."""
    inner = get_named_type(type_)
    fields = inner.fields.values() if steps and isinstance(inner, GraphQLObjectType) else ()
    return isinstance(inner, GraphQLUnionType) or any(leads_to_union(f.type, steps - 1) for f in fields)


def document(schema: GraphQLSchema, supply: Supply, random: Random) -> Operation:
    return Author(random, schema, supply).operation()
