"""A condition as text; :func:`from_text` reads it again as the very same condition."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

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
)
from anjian.judgement.operators import Arithmetic
from anjian.judgement.text.words import SIGNS, is_plain


class Bond(IntEnum):
    """How tightly a part holds together; one looser than its surroundings needs brackets."""

    OR = 1
    AND = 2
    NOT = 3
    COMPARISON = 4
    SUM = 5
    PRODUCT = 6
    WHOLE = 7


JOINED: dict[type[Several], tuple[str, Bond]] = {AllOf: (" and ", Bond.AND), AnyOf: (" or ", Bond.OR)}


def to_text(expression: Condition | Value) -> str:
    """A derived fact is written by its name: what it is computed from stands where it is defined."""
    return written(expression)[0]


def within(expression: Condition | Value, least: Bond) -> str:
    text, bond = written(expression)
    return text if bond >= least else f"({text})"


def written(expression: Condition | Value) -> tuple[str, Bond]:
    match expression:
        case Value():
            return amount(expression)
        case Comparison(operator=operator, left=left, right=right):
            sides = left_of(left), beside(right, left)
            return f" {SIGNS[operator]} ".join(sides), Bond.COMPARISON
        case Not(of=OneOf(value=value, options=options)):
            return one_of("not in", value, options), Bond.COMPARISON
        case OneOf(value=value, options=options):
            return one_of("in", value, options), Bond.COMPARISON
        case Has(value=value, option=option):
            return f"{left_of(value)} has {beside(option, value)}", Bond.COMPARISON
        case Not(of=part):
            return f"not {within(part, Bond.NOT)}", Bond.NOT
        case Several():
            return several(expression)
    raise TypeError(expression)


def amount(value: Value) -> tuple[str, Bond]:
    match value:
        case Reading(fact=fact):
            return named(fact.name, ()), Bond.WHOLE
        case Constant(value=known):
            return constant(known), Bond.WHOLE
        case Derived(name=name):
            return named(name, ()), Bond.WHOLE
        case Calculation(operator=operator, left=left, right=right):
            return calculation(operator, left, right)
    raise TypeError(value)


def several(condition: Several) -> tuple[str, Bond]:
    if isinstance(condition, AtLeast):
        return f"at_least({condition.count}, {listed(condition.of)})", Bond.WHOLE
    if len(condition.of) == 1:
        return f"{condition.name}({listed(condition.of)})", Bond.WHOLE
    joint, bond = JOINED[type(condition)]
    return joint.join(within(part, Bond(bond + 1)) for part in condition.of), bond


def listed(conditions: Iterable[Condition]) -> str:
    return ", ".join(to_text(condition) for condition in conditions)


def calculation(operator: Arithmetic, left: Value, right: Value) -> tuple[str, Bond]:
    """What stands right is computed first only where brackets say so."""
    bond = Bond.SUM if operator in (Arithmetic.ADD, Arithmetic.SUBTRACT) else Bond.PRODUCT
    return f"{within(left, bond)} {SIGNS[operator]} {within(right, Bond(bond + 1))}", bond


def one_of(word: str, value: Value, options: Iterable[Constant]) -> str:
    return f"{left_of(value)} {word} ({', '.join(beside(option, value) for option in options)})"


def left_of(value: Value) -> str:
    return within(value, Bond.SUM)


def beside(value: Value, other: Value) -> str:
    """Beside a fact with members, a word is a member; a fact of the same name says that it is one."""
    match value:
        case Constant(value=StrEnum() as member):
            return member.value if is_plain(member.value) else quoted(member.value)
        case Reading(fact=fact):
            return named(fact.name, other.enum or ())
    return within(value, Bond.SUM)


def named(name: str, members: Iterable[str]) -> str:
    return name if is_plain(name) and name not in list(members) else f"fact({quoted(name)})"


def constant(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            text = f"{value:f}"
            return text if "." in text else f"{text}."  # the point tells a decimal from a whole number
        case date():
            return f'date("{value.isoformat()}")'
        case str():
            return quoted(value)
    return str(value)


def quoted(text: str) -> str:
    """In double quotes where it can be; what cannot be seen is escaped."""
    return json.dumps(text, ensure_ascii=False) if text.isprintable() else repr(text)
