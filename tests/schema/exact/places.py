"""Every place in the arguments of the schema where a caller writes a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLField, GraphQLInputObjectType, get_named_type, get_nullable_type, is_leaf_type, is_list_type

from anjian_schema.compiler.catalog import Catalog
from tests.schema.exact.supply import figures_of
from tests.schema.exact.walk import least


@dataclass(frozen=True)
class Place:
    """One leaf below an argument: its scalar, and the text of the argument with ``%s`` where the leaf stands."""

    argument: str
    scalar: str
    around: str

    def holding(self, text: str) -> str:
        return self.around.replace("%s", text)


@dataclass
class Places:
    """Filters lead into filters without end: each comparison is opened once, by the shortest way that is asked for."""

    catalog: Catalog
    met: set[tuple[str, str]] = field(default_factory=set)

    def of(self, declared: GraphQLField, deepest: int) -> Iterator[Place]:
        target = get_named_type(declared.type).name.removesuffix("Connection")
        for name, argument in declared.args.items():
            for scalar, around in self._below(argument.type, target, deepest):
                yield Place(name, "a rule" if is_rule(declared.args, name) else scalar, around)

    def _below(self, type_: Any, target: str, deepest: int) -> Iterator[tuple[str, str]]:
        around = "[%s]" if is_list_type(get_nullable_type(type_)) else "%s"
        inner = get_named_type(type_)
        if not isinstance(inner, GraphQLInputObjectType):
            yield inner.name, around
        elif deepest > 0:
            for scalar, member in self._members(inner, target, deepest):
                yield scalar, around.replace("%s", member)

    def _members(self, input_: GraphQLInputObjectType, target: str, deepest: int) -> Iterator[tuple[str, str]]:
        for name, member in input_.fields.items():
            beside = self._beside(input_, name, target)
            found = list(self._below(member.type, self._target(member.type, target), deepest - 1))
            if is_comparison(member.type) and found:
                found = [] if (input_.name, name) in self.met else found
                self.met.add((input_.name, name))
            for scalar, around in found:
                yield (
                    "a rule" if is_rule(input_.fields, name) else scalar,
                    f"{{ {', '.join([*beside, f'{name}: {around}'])} }}",
                )

    def _beside(self, input_: GraphQLInputObjectType, name: str, target: str) -> Sequence[str]:
        """What must stand there too."""
        required = {n: f for n, f in input_.fields.items() if str(f.type).endswith("!") and n != name}
        figure = {"name": f"name: {next(iter(self._figures(target)))}"} if input_.name == "OpenedFigure" else {}
        return [figure.get(n) or f"{n}: {least(f.type, n)}" for n, f in required.items()]

    def _figures(self, target: str) -> Sequence[str]:
        return figures_of(self.catalog.types[target])

    def _target(self, type_: Any, target: str) -> str:
        """The type whose rows an input filters."""
        name = get_named_type(type_).name.removesuffix("ListFilter").removesuffix("Filter")
        return name if name in self.catalog.types else target


def is_rule(beside: Mapping[str, Any], name: str) -> bool:
    """A rule, or a draft of one: looked up and read by Python before there is a statement."""
    return {"rule", "draft"} <= set(beside) and name in ("rule", "draft")


def is_comparison(type_: Any) -> bool:
    inner = get_named_type(type_)
    fields = inner.fields.values() if isinstance(inner, GraphQLInputObjectType) else ()
    return bool(fields) and all(is_leaf_type(get_named_type(field.type)) for field in fields)


def by_argument(places: Sequence[Place], text: str) -> Mapping[str, str]:
    """All of a field's places in one go: filters side by side, other arguments by themselves."""
    filters = [place.holding(text) for place in places if place.argument == "filter"]
    others = {place.argument: place.holding(text) for place in places if place.argument != "filter"}
    if len(filters) > 1:
        filters = [f"{{ AND: [{', '.join(filters)}] }}"]
    return others | dict.fromkeys(["filter"] if filters else [], "".join(filters))
