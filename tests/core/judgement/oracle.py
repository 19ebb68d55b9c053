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
            return max(compared("eq", operand[0], option, facts) for option in operand[1])
        case "has":
            return max([FALSE, *held(operand, facts)]) if amount(operand[0], facts) is not None else UNKNOWN
    return compared(name, *operand, facts)


def compared(name: str, left: Any, right: Any, facts: Mapping[str, Any]) -> int:
    a, b = amount(left, facts), amount(right, facts)
    if a is None or b is None:
        return UNKNOWN
    if name in ("eq", "ne"):
        return certain((a == b) is (name == "eq"))
    return certain({"lt": a < b, "le": a <= b, "gt": a > b, "ge": a >= b}[name])


def chosen(count: int, ranks: list[int]) -> int:
    """Some choice of so many parts of which each one holds."""
    return max(min(choice) for choice in combinations(ranks, count))


def held(operand: Any, facts: Mapping[str, Any]) -> list[int]:
    return [certain(member == operand[1]["value"]) for member in amount(operand[0], facts)]


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
