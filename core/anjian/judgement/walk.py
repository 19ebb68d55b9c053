"""Which facts an expression mentions."""

from __future__ import annotations

from collections.abc import Iterator

from anjian.judgement.expressions import (
    Calculation,
    Comparison,
    Condition,
    Derived,
    Has,
    Not,
    OneOf,
    Reading,
    Several,
    Value,
)
from anjian.judgement.facts import Fact


def facts_of(expression: Condition | Value) -> dict[str, Fact]:
    """Every fact the expression mentions, by name, in reading order."""
    return {reading.fact.name: reading.fact for reading in readings(expression)}


def derived_in(expression: Condition | Value) -> dict[str, Derived]:
    """Every derived fact the expression mentions, by name: what a rule's text leaves out."""
    return {derived.name: derived for derived in all_derived(expression)}


def all_derived(expression: Condition | Value) -> Iterator[Derived]:
    match expression:
        case Several(of=of):
            for part in of:
                yield from all_derived(part)
        case Not(of=part):
            yield from all_derived(part)
        case Derived(of=part):
            yield from all_derived(part)
            yield expression
        case Comparison() | Calculation():
            yield from all_derived(expression.left)
            yield from all_derived(expression.right)
        case OneOf() | Has():
            yield from all_derived(expression.value)


def readings(expression: Condition | Value) -> Iterator[Reading]:
    match expression:
        case Reading():
            yield expression
        case Several(of=of):
            for part in of:
                yield from readings(part)
        case Not(of=part) | Derived(of=part):
            yield from readings(part)
        case Comparison() | Calculation():
            yield from readings(expression.left)
            yield from readings(expression.right)
        case OneOf() | Has():
            yield from readings(expression.value)
