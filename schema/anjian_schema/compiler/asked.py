"""The making of one statement: its parameters, its aliases, and who asks from how far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import sqlalchemy as sa
from graphql import FieldNode, GraphQLObjectType, GraphQLSchema
from sqlalchemy import BindParameter, FromClause, Table
from sqlalchemy.types import TypeEngine

from anjian.china import today
from anjian_schema.compiler.arguments import Argument, Getter, Run, given
from anjian_schema.compiler.catalog import Catalog, Type
from anjian_schema.compiler.leaves import CODE_TEXT, Leaf
from anjian_schema.compiler.selection import Collector, Selection


class Parameter(NamedTuple):
    """One ``$n`` of the statement and where its value comes from."""

    name: str
    get: Getter


@dataclass
class Asked:
    """One operation on its way to SQL."""

    catalog: Catalog
    schema: GraphQLSchema
    collector: Collector
    run: Run
    parameters: dict[str, Parameter] = field(default_factory=dict)
    aliases: int = 0

    def bind(self, get: Getter, type_: TypeEngine[Any]) -> BindParameter[Any]:
        """A parameter whose value is taken from each run anew."""
        name = f"p{len(self.parameters) + 1}"
        self.parameters[name] = Parameter(name, get)
        return sa.bindparam(name, None, type_=type_)

    def constant(self, value: Any, type_: TypeEngine[Any] | None = None) -> BindParameter[Any]:
        """A value of ours. It is bound as well, so that statements differ only where their meaning does."""
        return self.bind(lambda _: value, type_ or sa.Text())

    def value(self, argument: Argument, leaf: Leaf) -> BindParameter[Any]:
        """One value the caller gave."""
        return self.bind(lambda run: leaf.to_driver(argument.get(run)), leaf.bind)

    def values(self, argument: Argument, leaf: Leaf) -> BindParameter[Any]:
        """A list the caller gave, as one array: its length is no part of the statement."""
        return self.bind(
            lambda run: [leaf.to_driver(v) for v in argument.get(run) if v is not None], sa.ARRAY(leaf.bind)
        )

    def alias(self, table: Table) -> FromClause:
        self.aliases += 1
        return table.alias(f"t{self.aliases}")

    def name(self, prefix: str) -> str:
        self.aliases += 1
        return f"{prefix}{self.aliases}"

    def select(self, type_name: str, nodes: list[FieldNode]) -> Selection:
        return self.collector.collect(type_name, nodes)

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
