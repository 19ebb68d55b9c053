"""What was asked of one object: fields by response key, with fragments opened, directives obeyed and repeats merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

from anjian_schema.compiler.arguments import NullArgument

Selection = Mapping[str, list[FieldNode]]


@dataclass(frozen=True, slots=True)
class Collector:
    """Opens the selections of one operation; ``variables`` decide its ``@skip`` and ``@include``."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]

    def collect(self, type_name: str, nodes: Iterable[FieldNode]) -> Selection:
        """The fields asked of a ``type_name`` under these (merged) field nodes, in the order of their first mention."""
        return self.fields(type_name, [n.selection_set for n in nodes if n.selection_set])

    def fields(self, type_name: str, sets: Iterable[SelectionSetNode]) -> Selection:
        found: dict[str, list[FieldNode]] = {}
        spread: set[str] = set()
        for selections in sets:
            for node in self._open(type_name, selections.selections, spread):
                found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
        return found

    def _open(self, type_name: str, selections: Iterable[SelectionNode], spread: set[str]) -> Iterator[FieldNode]:
        for node in selections:
            if not self._included(node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                if condition is None or self._applies(condition.name.value, type_name):
                    yield from self._open(type_name, node.selection_set.selections, spread)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
                spread.add(node.name.value)
                fragment = self.fragments[node.name.value]
                if self._applies(fragment.type_condition.name.value, type_name):
                    yield from self._open(type_name, fragment.selection_set.selections, spread)

    def _applies(self, condition: str, type_name: str) -> bool:
        if condition == type_name:
            return True
        abstract, concrete = self.schema.type_map[condition], self.schema.type_map[type_name]
        return self.schema.is_sub_type(abstract, concrete)  # type: ignore[arg-type]  # a condition is a composite type

    def _included(self, directives: Iterable[DirectiveNode]) -> bool:
        for directive in directives:
            if directive.name.value in ("skip", "include"):
                condition = self._condition(directive)
                if condition is (directive.name.value == "skip"):
                    return False
        return True

    def _condition(self, directive: DirectiveNode) -> bool:
        """``if:`` of a valid directive: a variable or a Boolean literal."""
        (condition,) = directive.arguments or ()
        value = condition.value
        if not isinstance(value, VariableNode):
            return isinstance(value, BooleanValueNode) and value.value
        given: bool | None = self.variables[value.name.value]
        if given is None:
            raise NullArgument(path=("if",), name="if")
        return given
