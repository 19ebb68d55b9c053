"""Reads a rule's text: only what rules are made of is understood, and each mistake is told with its place."""

from __future__ import annotations

import ast
from collections import ChainMap
from collections.abc import Callable, Mapping, MutableMapping
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar, cast

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
    Value,
    checked,
)
from anjian.judgement.facts import Fact
from anjian.judgement.operators import WrongExpression
from anjian.judgement.text import cures
from anjian.judgement.text.literals import day, number, text_of
from anjian.judgement.text.problems import WrongRuleText, suggestion
from anjian.judgement.text.syntax import SPELLING, Source, parsed
from anjian.judgement.text.words import CALCULATIONS, COMPARISONS, TRUTHS
from anjian.words import Title

T = TypeVar("T")
Names = Mapping[str, Value]
Members = type[StrEnum] | None


def from_text(text: str, fields: Mapping[str, Fact], derived: Mapping[str, Derived] | None = None) -> Condition:
    """The condition, over these fields (``profile_fields(Profile)``) and derived facts."""
    reader = Reader(Source.of(text), names_of(fields, derived))
    return reader.condition(parsed(reader.source))


def value_from_text(text: str, fields: Mapping[str, Fact], derived: Mapping[str, Derived] | None = None) -> Value:
    """What a derived fact is computed from."""
    reader = Reader(Source.of(text), names_of(fields, derived))
    return reader.value(parsed(reader.source))


def names_of(fields: Mapping[str, Fact], derived: Mapping[str, Derived] | None) -> Names:
    """Derived facts are looked up one by one, as they are named: one may be defined by others."""
    readings: dict[str, Value] = {name: Reading(fact) for name, fact in fields.items()}
    return readings if derived is None else ChainMap(readings, cast(MutableMapping[str, Value], derived))


class Reader:
    def __init__(self, source: Source, names: Names) -> None:
        self.source, self.names = source, names

    def condition(self, node: ast.expr) -> Condition:
        match node:
            case ast.BoolOp(op=op, values=values):
                parts = tuple(self.condition(part) for part in values)
                return AllOf(parts) if isinstance(op, ast.And) else AnyOf(parts)
            case ast.UnaryOp(op=ast.Not(), operand=part):
                return Not(self.condition(part))
            case ast.Compare():
                return self.comparisons(node)
            case ast.Call(func=ast.Name(id="at_least" | "all" | "any" as name)):
                return self.several(name, node)
        found = self.value(node)
        if isinstance(found, Condition):
            return self.built(node, lambda: checked(found), cures.COMPARE_IT)
        raise self.wrong(node, cures.NO_CONDITION, cures.COMPARE_IT)

    def several(self, name: str, node: ast.Call) -> Condition:
        if node.keywords or (name == "at_least" and not node.args):
            raise self.wrong(node, cures.ARGUMENTS.format(name=name), SPELLING)
        if name == "at_least":
            count = number(self.source, node.args[0])
            if not isinstance(count, int):
                raise self.wrong(node, cures.ARGUMENTS.format(name=name), SPELLING)
            return self.built(node, lambda: AtLeast(self.conditions(node.args[1:]), count), cures.COUNT)
        kind = AllOf if name == "all" else AnyOf
        return self.built(node, lambda: kind(self.conditions(node.args)), cures.COUNT)

    def conditions(self, nodes: list[ast.expr]) -> tuple[Condition, ...]:
        return tuple(self.condition(node) for node in nodes)

    def comparisons(self, node: ast.Compare) -> Condition:
        """``10 <= r < 50`` is two comparisons, as in mathematics."""
        sides = pairwise([node.left, *node.comparators])
        parts = [self.comparison(op, left, right) for op, (left, right) in zip(node.ops, sides, strict=True)]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def comparison(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Condition:
        match op:
            case ast.In():
                return self.one_of(left, right)
            case ast.NotIn():
                return Not(self.one_of(left, right))
            case ast.Is():
                value = self.value(left)
                return self.built(right, lambda: Has(value, self.constant(right, value.enum)), cures.HAS)
        if type(op) not in COMPARISONS:
            raise self.wrong(left, cures.NOT_IN_RULES, SPELLING)
        a, b = self.both(left, right)
        return self.built(left, lambda: Comparison(COMPARISONS[type(op)], a, b), cures.of_kinds(a, b))

    def both(self, left: ast.expr, right: ast.expr) -> tuple[Value, Value]:
        """A word is a member of the enum of the fact beside it, on whichever side."""
        if self.is_foreign(left) and not self.is_foreign(right):
            b = self.value(right)
            return self.value(left, b.enum), b
        a = self.value(left)
        return a, self.value(right, a.enum)

    def is_foreign(self, node: ast.expr) -> bool:
        known = self.names.keys() | TRUTHS.keys()
        return text_of(node) is not None or (isinstance(node, ast.Name) and node.id not in known)

    def one_of(self, left: ast.expr, right: ast.expr) -> Condition:
        value = self.value(left)
        listed = right.elts if isinstance(right, ast.Tuple | ast.List | ast.Set) else [right]
        options = tuple(self.constant(option, value.enum) for option in listed)
        cure = cures.of_kinds(value, options[0]) if options else cures.COUNT
        return self.built(left, lambda: OneOf(value, options), cure)

    def constant(self, node: ast.expr, members: Members) -> Constant:
        found = self.value(node, members)
        if not isinstance(found, Constant):
            raise self.wrong(node, cures.NO_CONSTANT, cures.CONSTANTS)
        return found

    def value(self, node: ast.expr, members: Members = None) -> Value:
        match node:
            case ast.Name(id=name):
                return self.named(node, name, members)
            case ast.Constant(value=str() as text) if members is not None:
                return self.member(node, text, members)
            case ast.Constant(value=bool() | str() as plain):
                return self.built(node, lambda: Constant(plain), cures.CONSTANTS)
            case ast.BinOp(op=op, left=left, right=right) if type(op) in CALCULATIONS:
                a, b = self.value(left), self.value(right)
                return self.built(node, lambda: Calculation(CALCULATIONS[type(op)], a, b), cures.NUMBERS)
            case ast.Call(func=ast.Name(id="fact"), args=[ast.Constant(value=str() as quoted) as one], keywords=[]):
                return self.fact(one, quoted)
            case ast.Call(func=ast.Name(id="date"), args=[one], keywords=[]):
                return Constant(day(self.source, one))
        plain_number = number(self.source, node)
        if plain_number is not None:
            return self.built(node, lambda: Constant(plain_number), cures.NUMBERS)
        raise self.wrong(node, cures.NOT_IN_RULES, cures.instead_of(node))

    def named(self, node: ast.expr, name: str, members: Members) -> Value:
        if members is not None and name in list(members):
            return Constant(members(name))
        if name in TRUTHS:
            return Constant(TRUTHS[name])
        if members is not None and name not in self.names:
            return self.member(node, name, members)
        return self.fact(node, name)

    def fact(self, node: ast.expr, name: str) -> Value:
        if name not in self.names:
            raise self.wrong(node, cures.UNKNOWN_FACT.format(name=name), suggestion(name, self.names))
        return self.names[name]

    def member(self, node: ast.expr, name: str, members: type[StrEnum]) -> Constant:
        if name not in list(members):
            raise self.wrong(node, cures.UNKNOWN_MEMBER.format(name=name), suggestion(name, members))
        return Constant(members(name))

    def built(self, node: ast.expr, make: Callable[[], T], cure: Title) -> T:
        """Expressions check themselves; here is where it was."""
        try:
            return make()
        except WrongExpression as wrong:
            reason = Title(str(wrong.facts["reason_zh"]), str(wrong.facts["reason_en"]))
            raise self.wrong(node, reason, cure) from wrong

    def wrong(self, node: ast.expr, reason: Title, cure: Title) -> WrongRuleText:
        return self.source.wrong(self.source.offset(node), reason, cure)
