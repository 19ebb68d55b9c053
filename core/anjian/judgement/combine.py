"""Conditions of several parts, and numbers with a name: the words of rules that are not operators."""

from __future__ import annotations

from anjian.judgement.expressions import AllOf, AnyOf, AtLeast, Condition, Derived, Value
from anjian.judgement.standards import Clause
from anjian.words import Title


def all_(*conditions: Condition) -> Condition:
    return AllOf(conditions)


def any_(*conditions: Condition) -> Condition:
    return AnyOf(conditions)


def at_least(count: int, *conditions: Condition) -> Condition:
    """At least so many of the conditions hold: the counting rules of the fire standard."""
    return AtLeast(conditions, count)


def derived(name: str, of: Value, *, title: Title, unit: Title | None = None, clause: Clause | None = None) -> Derived:
    return Derived(name, title, of, unit, clause)
