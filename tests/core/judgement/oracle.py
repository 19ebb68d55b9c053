"""Kleene's logic a second time, naively: it reads a condition's JSON, and counts false, unknown, true as 0, 1, 2."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any

FALSE, UNKNOWN, TRUE = range(3)


def oracle(node: Any, facts: Mapping[str, Any]) -> bool | None:
    return {FALSE: False, UNKNOWN: None, TRUE: True}[rank(node, facts)]


def rank(node: Any, facts: Mapping[str, Any]) -> int:
    if "fact" in node:
        return certain(amount(node, facts))
    if "at_least" in node:
        return chosen(node["at_least"], [rank(part, facts) for part in node["of"]])
    [(name, operand)] = node.items()
    match name:
        case "not":
            return TRUE - rank(operand, facts)
        case "all":
            return min(rank(part, facts) for part in operand)
        case "any":
            return max(rank(part, facts) for part in operand)
        case "in":
            return max(equal(operand[0], option, facts) for option in operand[1])
        case "has":
            return max([FALSE, *held(operand, facts)]) if amount(operand[0], facts) is not None else UNKNOWN
        case "eq":
            return equal(operand[0], operand[1], facts)
        case "ne":
            return TRUE - equal(operand[0], operand[1], facts)
        case "gt":
            return TRUE - below(operand, facts, or_equal=True)
        case "ge":
            return TRUE - below(operand, facts, or_equal=False)
        case "lt" | "le":
            return below(operand, facts, or_equal=name == "le")
    raise AssertionError(name)


def chosen(count: int, ranks: list[int]) -> int:
    """Some choice of so many parts of which each one holds."""
    return max(min(choice) for choice in combinations(ranks, count))


def held(operand: Any, facts: Mapping[str, Any]) -> list[int]:
    return [certain(member == operand[1]["value"]) for member in amount(operand[0], facts)]


def equal(left: Any, right: Any, facts: Mapping[str, Any]) -> int:
    a, b = amount(left, facts), amount(right, facts)
    return UNKNOWN if a is None or b is None else certain(a == b)


def below(operand: Any, facts: Mapping[str, Any], *, or_equal: bool) -> int:
    a, b = (amount(part, facts) for part in operand)
    return UNKNOWN if a is None or b is None else certain(a < b or (or_equal and a == b))


def certain(truth: bool | None) -> int:
    return UNKNOWN if truth is None else TRUE if truth else FALSE


def amount(node: Any, facts: Mapping[str, Any]) -> Any:
    if "fact" in node:
        return number(facts.get(node["fact"]))
    if "kind" in node:
        return number(Fraction(node["value"]) if node["kind"] == "decimal" else day(node))
    if "derived" in node:
        return amount(node["of"], facts)
    [(name, operands)] = node.items()
    a, b = (amount(operand, facts) for operand in operands)
    if a is None or b is None or (name == "divide" and b == 0):
        return None
    return {"add": lambda: a + b, "subtract": lambda: a - b, "multiply": lambda: a * b, "divide": lambda: a / b}[name]()


def day(node: Any) -> Any:
    return date.fromisoformat(node["value"]) if node["kind"] == "date" else node["value"]


def number(known: Any) -> Any:
    return known if known is None or isinstance(known, bool | str | date | list) else Fraction(known)
