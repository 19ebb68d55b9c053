"""The variables of an operation: how each type is read is found out once, not with every request.

graphql-core goes through definitions and types anew each time, and says what is wrong with a value. Here is read only
what fits plainly; all else is left to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    Undefined,
    VariableDefinitionNode,
    is_required_input_field,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from graphql.utilities.coerce_input_value import coerce_default_value

from anjian_schema.compiler.limits import MOST_ERRORS

Coerce = Callable[[Any], Any]


class Odd(Exception):
    """A value that does not fit plainly; whether it fits at all is for graphql-core to say."""


class Types:
    """How values of the schema's types are read."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self._known: dict[str, Coerce] = {}

    def of(self, type_: GraphQLInputType) -> Coerce:
        name = str(type_)
        if name not in self._known:
            self._known[name] = self._made(type_)
        return self._known[name]

    def _made(self, type_: GraphQLInputType) -> Coerce:
        if isinstance(type_, GraphQLNonNull):
            return _present(self.of(type_.of_type))
        if isinstance(type_, GraphQLList):
            return _or_null(_list(self.of(type_.of_type)))
        if isinstance(type_, GraphQLInputObjectType):
            return _or_null(_Object(self, type_))
        return _or_null(_leaf(type_.coerce_input_value))


class Variables:
    """Reads the variables of one operation."""

    def __init__(self, types: Types, definitions: Collection[VariableDefinitionNode]) -> None:
        self.definitions = definitions
        self._types = types
        self._each: list[tuple[GraphQLVariableSignature, Coerce]] | None = None

    def read(self, given: Mapping[str, Any]) -> VariableValues | list[GraphQLError]:
        """Their values, or what is wrong with them."""
        try:
            return self._plain(given)
        except (Odd, RecursionError):
            return get_variable_values(self._types.schema, self.definitions, dict(given), MOST_ERRORS)

    def _plain(self, given: Mapping[str, Any]) -> VariableValues:
        sources: dict[str, VariableValueSource] = {}
        coerced: dict[str, Any] = {}
        if self._each is None:
            self._each = list(self._signed())
        for signature, coerce in self._each:
            name = signature.name
            value = given.get(name, Undefined)
            sources[name] = VariableValueSource(signature, value)
            if value is not Undefined:
                coerced[name] = coerce(value)
            elif signature.default is not None or isinstance(signature.type, GraphQLNonNull):
                raise Odd
        return VariableValues(sources, coerced)

    def _signed(self) -> Iterable[tuple[GraphQLVariableSignature, Coerce]]:
        for definition in self.definitions:
            signature = get_variable_signature(self._types.schema, definition)
            if isinstance(signature, GraphQLError):
                raise Odd
            yield signature, self._types.of(signature.type)


def _present(coerce: Coerce) -> Coerce:
    def read(value: Any) -> Any:
        if value is None:
            raise Odd
        return coerce(value)

    return read


def _or_null(coerce: Coerce) -> Coerce:
    return lambda value: None if value is None else coerce(value)


def _list(item: Coerce) -> Coerce:
    def read(value: Any) -> Any:
        if type(value) is not list:
            raise Odd
        return [item(each) for each in value]

    return read


def _leaf(coerce: Coerce) -> Coerce:
    def read(value: Any) -> Any:
        try:
            found = coerce(value)
        except Exception:  # of whatever kind: a scalar may raise what it likes
            raise Odd from None
        if found is Undefined:
            raise Odd
        return found

    return read


class _Object:
    """Reads input objects of one type, in the order of its fields. Defaults and other names are nothing plain."""

    def __init__(self, types: Types, type_: GraphQLInputObjectType) -> None:
        self.types, self.fields = types, type_.fields
        self.places = {name: place for place, name in enumerate(type_.fields)}
        self.required = {name for name, field in type_.fields.items() if is_required_input_field(field)}
        special = any(coerce_default_value(field) is not Undefined or field.out_name for field in type_.fields.values())
        self.plain = not (special or type_.is_one_of or type_.out_type is not GraphQLInputObjectType.out_type)

    def __call__(self, value: Any) -> Any:
        if type(value) is not dict or not self.plain or not self.required <= value.keys() <= self.places.keys():
            raise Odd
        names: Iterable[str] = value if len(value) == 1 else sorted(value, key=self.places.__getitem__)
        return {name: self.types.of(self.fields[name].type)(value[name]) for name in names}
