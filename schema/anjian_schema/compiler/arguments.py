"""What the caller gave: literals and variables alike, known by shape when a plan is made and by value when it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
    ListValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    is_non_null_type,
)
from graphql.execution.values import VariableValues
from graphql.utilities.coerce_input_value import coerce_default_value, coerce_input_literal

from anjian.access.viewer import Viewer
from anjian.errors import AnjianError
from anjian.words import Title


class NullArgument(AnjianError):
    code = "NULL_ARGUMENT"
    words = Title(
        "参数“{name}”不能为空，但所用变量的值是 null。",
        "The argument “{name}” must not be null, but a variable within it is.",
    )


class Run(NamedTuple):
    """One execution of a plan: the caller's variables, who they are, and the moment it is."""

    variables: VariableValues
    viewer: Viewer
    now: datetime
    extras: Mapping[str, Any] = MappingProxyType({})


Getter = Callable[[Run], Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A getter whose value is the same in every run: it is asked once, when the plan is made."""

    value: Any

    def __call__(self, _: Run) -> Any:
        return self.value


def derived(get: Getter, then: Callable[[Any], Any]) -> Getter:
    """What follows from a value; from a constant one follows a constant."""
    return Constant(then(get.value)) if isinstance(get, Constant) else lambda run: then(get(run))


@dataclass(frozen=True, slots=True)
class Argument:
    """One given value, never null. ``current`` is its value in the run that made the plan: of later runs only the shape
    is the same, so ``current`` may decide the form of the statement and must never become part of it.
    """

    get: Getter
    current: Any
    path: Path

    def child(self, key: str) -> Argument | None:
        """A field of an input object; None where it is absent or null."""
        value = self.current.get(key)
        if value is None:
            return None
        return Argument(derived(self.get, itemgetter(key)), value, (*self.path, key))

    def children(self) -> Iterator[tuple[str, Argument]]:
        for key in self.current:
            given = self.child(key)
            if given is not None:
                yield key, given

    def items(self) -> Sequence[Argument]:
        return [self._item(i) for i in range(len(self.current))]

    def _item(self, index: int) -> Argument:
        return Argument(derived(self.get, itemgetter(index)), self.current[index], (*self.path, index))


def given(definition: GraphQLField, node: FieldNode, run: Run) -> dict[str, Argument]:
    """The arguments of one field by GraphQL name; those absent or null, and without default, are left out.

    A nullable variable with a default may stand where null may not, and validation lets it pass: it is refused here.
    """
    nodes = {a.name.value: a.value for a in node.arguments or ()}
    found: dict[str, Argument] = {}
    for name, argument in definition.args.items():
        get = _getter(nodes.get(name), argument, run)
        current = get(run)
        if current is not None and current is not Undefined:
            found[name] = Argument(get, current, (name,))
        elif is_non_null_type(argument.type) or (current is Undefined and _is_filled(nodes.get(name))):
            raise NullArgument(path=(name,), name=name)
    return found


def _getter(node: ValueNode | None, argument: GraphQLArgument, run: Run) -> Getter:
    if node is None:
        return Constant(coerce_default_value(argument))
    if isinstance(node, VariableNode):
        name = node.name.value
        if name not in run.variables.coerced:
            return Constant(coerce_default_value(argument))
        return lambda run: run.variables.coerced[name]
    if _has_variables(node):
        return lambda run: coerce_input_literal(node, argument.type, run.variables)
    return Constant(coerce_input_literal(node, argument.type))


def _is_filled(node: ValueNode | None) -> bool:
    """Whether the caller wrote something there that a missing variable alone cannot undo."""
    return node is not None and not isinstance(node, VariableNode)


def _has_variables(node: ValueNode) -> bool:
    if isinstance(node, ObjectValueNode):
        return any(_has_variables(f.value) for f in node.fields)
    if isinstance(node, ListValueNode):
        return any(_has_variables(v) for v in node.values)
    return isinstance(node, VariableNode)
