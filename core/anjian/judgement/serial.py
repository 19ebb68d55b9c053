"""Conditions as JSON, so that a portal can draw a rule and a stored rule can be read again.

=============================================  ==========================================================
``{"fact": "actual_persons"}``                 the value of a fact; a yes-or-no fact is a condition
``{"value": 4, "kind": "integer"}``            a constant; decimals and dates as text, an enum names its class
``{"gt": [a, b]}``                             also ``eq ne lt le ge``, and ``add subtract multiply divide``
``{"in": [a, [constant, …]]}``                 one of
``{"has": [a, constant]}``                     a list holds a member
``{"not": c}``                                 also ``{"all": [c, …]}`` and ``{"any": [c, …]}``
``{"at_least": 2, "of": [c, …]}``              so many of the conditions
``{"derived": name, "of": a, "title": …}``     a derived fact, with unit and clause if it has them
=============================================  ==========================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from anjian.judgement.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    Calculation,
    Comparison,
    Condition,
    Constant,
    Derived,
    Has,
    Not,
    OneOf,
    Reading,
    Several,
    Value,
    checked,
)
from anjian.judgement.facts import Fact, Kind, WrongFactValue, shortened
from anjian.judgement.operators import Arithmetic, Operator, WrongExpression
from anjian.judgement.standards import Clause
from anjian.words import Language, Title

Node = dict[str, Any]
UNREADABLE = (KeyError, ValueError, TypeError, ArithmeticError, RecursionError, ValidationError, WrongFactValue)
TITLE, UNIT, CLAUSE = TypeAdapter(Title), TypeAdapter(Title | None), TypeAdapter(Clause | None)


def to_json(expression: Condition | Value) -> Node:
    match expression:
        case Reading(fact=fact):
            return {"fact": fact.name}
        case Constant():
            return constant_json(expression)
        case Comparison() | Calculation():
            return {expression.operator.value: [to_json(expression.left), to_json(expression.right)]}
        case OneOf(value=value, options=options):
            return {"in": [to_json(value), [constant_json(option) for option in options]]}
        case Has(value=value, option=option):
            return {"has": [to_json(value), constant_json(option)]}
        case Not(of=part):
            return {"not": to_json(part)}
        case AtLeast(of=of, count=count):
            return {"at_least": count, "of": [to_json(part) for part in of]}
        case Several(of=of):
            return {expression.name: [to_json(part) for part in of]}
        case Derived():
            return derived_json(expression)
    raise TypeError(expression)


def constant_json(constant: Constant) -> Node:
    value = constant.value
    node: Node = {"value": value, "kind": constant.kind.value}
    match value:
        case StrEnum():
            return {**node, "value": value.value, "enum": type(value).__name__}
        case Decimal():
            return {**node, "value": f"{value:f}"}
        case date():
            return {**node, "value": value.isoformat()}
    return node


def derived_json(derived: Derived) -> Node:
    node: Node = {"derived": derived.name, "of": to_json(derived.of), "title": TITLE.dump_python(derived.title)}
    if derived.unit:
        node["unit"] = TITLE.dump_python(derived.unit)
    if derived.clause:
        node["clause"] = CLAUSE.dump_python(derived.clause, mode="json")
    return node


def from_json(node: object, fields: Mapping[str, Fact]) -> Condition:
    """The condition, over these fields (``profile_fields(Profile)``), checked as it is when written.

    What is wrong is told with its place: ``("all", 1, "gt", 0)`` is the left side of the second condition.
    """
    reader = Reader(fields)
    try:
        return checked(reader.read(node))
    except (WrongExpression, *UNREADABLE) as wrong:
        raise WrongExpression(*reason(wrong), path=reader.place) from wrong


def reason(wrong: Exception) -> tuple[str, str]:
    match wrong:
        case WrongExpression():
            return wrong.reason.zh, wrong.reason.en
        case WrongFactValue():
            return wrong.message(Language.ZH), wrong.message(Language.EN)
    return "不是条件或值的任何一种写法", "this is no form of a condition or a value"


class Reader:
    """``place`` is where it reads; when something is wrong, it stays there."""

    def __init__(self, fields: Mapping[str, Fact]) -> None:
        self.fields = fields
        self.enums = {fact.enum.__name__: fact.enum for fact in fields.values() if fact.enum}
        self.place: list[str | int] = []

    def part(self, node: object, *steps: str | int) -> Any:
        self.place += steps
        found = self.read(node)
        del self.place[-len(steps) :]
        return found

    def read(self, node: object) -> Any:
        match node:
            case {"fact": name, **others} if not others:
                return self.reading(name)
            case {"value": _, "kind": _}:
                return self.constant(node)
            case {"derived": name, "of": of, "title": title, **others}:
                unit, clause = UNIT.validate_python(others.get("unit")), CLAUSE.validate_python(others.get("clause"))
                return Derived(name, TITLE.validate_python(title), self.value(of, "of"), unit, clause)
            case {"at_least": int(count), "of": [*of], **others} if not others:
                return AtLeast(self.conditions(of, "of"), count)
        return self.operation(node)

    def operation(self, node: object) -> Condition | Value:
        match list(node.items()) if isinstance(node, Mapping) else []:
            case [("not", part)]:
                return Not(self.part(part, "not"))
            case [("all", [*of])]:
                return AllOf(self.conditions(of, "all"))
            case [("any", [*of])]:
                return AnyOf(self.conditions(of, "any"))
            case [("in", [value, [*options]])]:
                found = tuple(self.constant(option, "in", 1, place) for place, option in enumerate(options))
                return OneOf(self.value(value, "in", 0), found)
            case [("has", [value, option])]:
                return Has(self.value(value, "has", 0), self.constant(option, "has", 1))
            case [(str(operator), [left, right])] if operator in list(Arithmetic):
                return Calculation(Arithmetic(operator), *self.sides(operator, left, right))
            case [(str(operator), [left, right])]:
                return Comparison(Operator(operator), *self.sides(operator, left, right))
        raise ValueError(node)

    def reading(self, name: str) -> Reading:
        if name not in self.fields:
            raise WrongExpression(f"没有事实 {shortened(name)}", f"there is no fact {shortened(name)}")
        return Reading(self.fields[name])

    def conditions(self, nodes: Sequence[object], step: str) -> tuple[Condition, ...]:
        return tuple(self.part(node, step, place) for place, node in enumerate(nodes))

    def sides(self, operator: str, left: object, right: object) -> tuple[Value, Value]:
        return self.value(left, operator, 0), self.value(right, operator, 1)

    def value(self, node: object, *steps: str | int) -> Value:
        value = self.part(node, *steps)
        if not isinstance(value, Value):
            self.place += steps
            raise TypeError(node)
        return value

    def constant(self, node: Any, *steps: str | int) -> Constant:
        """Read as a fact of its kind would be, so that JSON means the same in both places."""
        self.place += steps
        kind = Kind(node["kind"])
        enum = self.enums[node["enum"]] if kind is Kind.ENUM else None
        value: Any = Fact("value", kind, Title("常数", "constant"), enum=enum).read(node["value"])
        found = Constant(value)
        self.place = self.place[: len(self.place) - len(steps)]
        return found
