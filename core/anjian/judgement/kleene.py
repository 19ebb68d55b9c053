"""Three-valued evaluation (Kleene): true, false, or unknown because a fact was never recorded."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from anjian.judgement.expressions import (
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
from anjian.judgement.operators import Arithmetic, Operator
from anjian.judgement.walk import facts_of

T = TypeVar("T")
Facts = Mapping[str, object]  # as read by Fact.read; a fact that is absent or None is unknown

COMPARE: Mapping[Operator, Callable[[Any, Any], Any]] = {
    Operator.EQ: operator.eq,
    Operator.NE: operator.ne,
    Operator.LT: operator.lt,
    Operator.LE: operator.le,
    Operator.GT: operator.gt,
    Operator.GE: operator.ge,
}
CALCULATE: Mapping[Arithmetic, Callable[[Fraction, Fraction], Fraction]] = {
    Arithmetic.ADD: operator.add,
    Arithmetic.SUBTRACT: operator.sub,
    Arithmetic.MULTIPLY: operator.mul,
    Arithmetic.DIVIDE: operator.truediv,
}


def truth(condition: Condition, facts: Facts) -> bool | None:
    match condition:
        case Reading(fact=fact):
            known = facts.get(fact.name)
            return None if known is None else bool(known)
        case Comparison():
            return known_both(COMPARE[condition.operator], value(condition.left, facts), value(condition.right, facts))
        case OneOf():
            options = [option.value for option in condition.options]
            return known_both(operator.contains, options, value(condition.value, facts))
        case Has():
            return known_both(operator.contains, value(condition.value, facts), condition.option.value)
        case Not(of=part):
            known = truth(part, facts)
            return None if known is None else not known
        case Several():
            return enough(condition.needed, [truth(part, facts) for part in condition.of])
    raise TypeError(condition)


def enough(needed: int, truths: list[bool | None]) -> bool | None:
    """At least so many hold: certain once they do, impossible once too few are left that might."""
    if truths.count(True) >= needed:
        return True
    return None if len(truths) - truths.count(False) >= needed else False


def value(expression: Value, facts: Facts) -> Any:
    """Numbers are exact fractions: a limit that is met exactly is met."""
    match expression:
        case Constant(value=known):
            return exact(known)
        case Reading(fact=fact):
            return exact(facts.get(fact.name))
        case Derived(of=of):
            return value(of, facts)
        case Calculation():
            left, right = value(expression.left, facts), value(expression.right, facts)
            if expression.operator is Arithmetic.DIVIDE and right == 0:
                return None
            return known_both(CALCULATE[expression.operator], left, right)
    raise TypeError(expression)


def exact(known: object) -> object:
    return Fraction(known) if isinstance(known, int | Decimal) and not isinstance(known, bool) else known


def known_both(compute: Callable[[Any, Any], T], left: Any, right: Any) -> T | None:
    return None if left is None or right is None else compute(left, right)


def decisive(condition: Condition, facts: Facts) -> list[Condition]:
    """The innermost conditions that make it what it is: the ones to quote, or, if it is unknown, to look into."""
    if isinstance(condition, Not):
        return decisive(condition.of, facts)
    if not isinstance(condition, Several):
        return [condition]
    whole = truth(condition, facts)
    return [leaf for part in condition.of if truth(part, facts) is whole for leaf in decisive(part, facts)]


def missing(condition: Condition, facts: Facts) -> tuple[str, ...]:
    """The facts that could still decide it; none once it is decided."""
    if truth(condition, facts) is not None:
        return ()
    names = (name for leaf in decisive(condition, facts) for name in wanted(leaf, facts))
    return tuple(dict.fromkeys(names))


def wanted(leaf: Condition, facts: Facts) -> Iterable[str]:
    """What nobody recorded; if everything is recorded, the zero that something was divided by."""
    unknown = [name for name in facts_of(leaf) if facts.get(name) is None]
    return unknown or list(facts_of(leaf))
