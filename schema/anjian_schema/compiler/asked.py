"""The making of one statement: its parameters, its aliases, and who asks from how far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from math import prod
from typing import Any, NamedTuple

import sqlalchemy as sa
from graphql import FieldNode, GraphQLObjectType, GraphQLSchema
from sqlalchemy import BindParameter, ColumnElement, FromClause, Table, TableClause
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.types import TypeEngine

from anjian.china import today
from anjian.errors import AnjianError
from anjian.words import Title
from anjian_schema.compiler.arguments import Argument, Constant, Getter, Path, Run, derived, given
from anjian_schema.compiler.catalog import Catalog, Type
from anjian_schema.compiler.leaves import CODE_TEXT, Leaf
from anjian_schema.compiler.limits import (
    DEEPEST,
    HEAVIEST,
    MOST_FIELDS,
    MOST_ROWS,
    TooDeep,
    TooManyConditions,
    TooManyFields,
    TooMuch,
)
from anjian_schema.compiler.selection import Collector, Selection

WORD = re.compile(r"\w{1,100}")


class NotText(AnjianError):
    code = "NOT_TEXT"
    words = Title(
        "含有空字符或不完整的字符，没有记录会含有它；请删除。",
        "This holds a NUL or half a character, which no record does; remove it.",
    )


class Parameter(NamedTuple):
    """One ``$n`` of the statement and where its value comes from."""

    name: str
    get: Getter
    path: tuple[str, ...] = ()  # of the field it was made for
    argument: tuple[str | int, ...] = ()  # of that field, where it is one that the caller gave


@dataclass
class Asked:
    """One operation on its way to SQL."""

    catalog: Catalog
    schema: GraphQLSchema
    collector: Collector
    run: Run
    parameters: dict[str, Parameter] = field(default_factory=dict)
    checks: list[Getter] = field(default_factory=list)  # what must hold of each run beside its parameters
    path: tuple[str, ...] = ()
    pages: tuple[Getter, ...] = ()  # of the lists along the path
    lists: list[tuple[Getter, ...]] = field(default_factory=list)  # every list, each with those around it
    aliases: int = 0
    weight: int = 0  # how many values and conditions the statement holds
    personal: list[tuple[str, ...]] = field(default_factory=list)  # the fields that show personal data in full
    fleeting: bool = False  # its form is the caller's own: the plan is for this run alone, and not remembered

    @contextmanager
    def within(self, key: str) -> Iterator[None]:
        """While the fields under this response key are put into SQL."""
        path, pages = self.path, self.pages
        self.path = (*path, key)
        if len(self.path) > DEEPEST:
            raise TooDeep(path=self.path, deepest=DEEPEST)
        try:
            yield
        finally:
            self.path, self.pages = path, pages

    def weigh(self) -> None:
        """One value or condition more."""
        self.weight += 1
        if self.weight > HEAVIEST:
            raise TooManyConditions(path=self.path, most=HEAVIEST)

    def page(self, size: Getter) -> None:
        """The list at hand has pages of this size, for every row of the lists around it."""
        self.pages = (*self.pages, size)
        self.lists.append(self.pages)
        pages, path = self.pages, self.path

        def bounded(run: Run) -> None:
            rows = prod(rows(run) for rows in pages)
            if rows > MOST_ROWS:
                raise TooMuch(path=path, rows=rows, most=MOST_ROWS)

        if all(isinstance(rows, Constant) for rows in pages):
            bounded(self.run)
        else:
            self.check(bounded)

    def check(self, get: Getter) -> None:
        """This must not fail in any run; a constant has not failed."""
        if not isinstance(get, Constant):
            self.checks.append(get)

    def bind(self, get: Getter, type_: TypeEngine[Any], of: Argument | None = None) -> BindParameter[Any]:
        """A parameter whose value is taken from each run anew; ``of`` is the argument it stands for."""
        self.weigh()
        name = f"p{len(self.parameters) + 1}"
        self.parameters[name] = Parameter(name, get, self.path, of.path if of else ())
        return sa.bindparam(name, None, type_=type_)

    def constant(self, value: Any, type_: TypeEngine[Any] | None = None) -> BindParameter[Any]:
        """A value of ours. It is bound as well, so that statements differ only where their meaning does."""
        return self.bind(Constant(value), type_ or sa.Text())

    def value(self, argument: Argument, leaf: Leaf) -> ColumnElement[Any]:
        """One value the caller gave. One of few is written out: a plan for any level would suit no level."""
        if leaf.few:
            return written(leaf.to_driver(argument.current))
        return self.bind(derived(argument.get, partial(_driven, leaf, argument.path)), leaf.bind, argument)

    def values(self, argument: Argument, leaf: Leaf) -> ColumnElement[Any]:
        """A list the caller gave, as one array: its length is no part of the statement."""
        if leaf.few:
            words = [written(word) for word in dict.fromkeys(map(leaf.to_driver, argument.current)) if word is not None]
            return sa.cast(array(words), sa.ARRAY(leaf.bind))
        driver = partial(_driven, leaf, argument.path)
        driven = derived(argument.get, lambda given: [driver(value) for value in given if value is not None])
        return self.bind(driven, sa.ARRAY(leaf.bind), argument)

    def alias(self, table: Table) -> FromClause:
        return light(table).alias(self.name("t"))

    def name(self, prefix: str) -> str:
        """A name of ours. The ``$`` is in no GraphQL name, so no response key can be mistaken for it."""
        self.aliases += 1
        return f"{prefix}${self.aliases}"

    def select(self, type_name: str, nodes: list[FieldNode], most: int = MOST_FIELDS) -> Selection:
        """What is asked of one object, a bounded number of fields."""
        found = self.collector.collect(type_name, nodes)
        if len(found) > most:
            raise TooManyFields(path=self.path, most=most)
        return found

    def arguments(self, type_name: str, node: FieldNode) -> Mapping[str, Argument]:
        type_ = self.schema.type_map[type_name]
        if not isinstance(type_, GraphQLObjectType):
            raise TypeError(f"{type_name} has no fields with arguments")
        return given(type_.fields[node.name.value], node, self.run)

    def type(self, name: str) -> Type:
        return self.catalog.types[name]

    @cached_property
    def today(self) -> BindParameter[Any]:
        """The date in China at the moment of the run."""
        return self.bind(lambda run: today(run.now), sa.Date())

    @cached_property
    def language(self) -> BindParameter[Any]:
        """``zh`` or ``en``: the key under which stored sentences keep the reader's language."""
        return self.bind(lambda run: run.viewer.language.value, CODE_TEXT.bind)


def _driven(leaf: Leaf, path: Path, value: Any) -> Any:
    """A coerced value as the driver takes it."""
    try:
        return leaf.to_driver(value)
    except ValueError:
        raise NotText(path=path) from None


def written(value: Any) -> ColumnElement[Any]:
    """A word of a vocabulary of ours, or a truth value, as text of the statement; never what a caller wrote."""
    if isinstance(value, bool):
        return sa.true() if value else sa.false()
    if not (isinstance(value, str) and WORD.fullmatch(value)):
        raise TypeError(f"{value!r} is no word of a vocabulary")
    return sa.literal_column(f"'{value}'", sa.Text())


@cache
def light(table: Table) -> TableClause:
    """The table by its names and types alone: an alias copies every column, and a whole ``Column`` is dear to copy."""
    columns = (sa.column(column.name, column.type) for column in table.columns)
    return sa.table(table.name, *columns, schema=table.schema)
