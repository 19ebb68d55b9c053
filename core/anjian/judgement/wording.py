"""How facts and conditions are said, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

from anjian.judgement.expressions import (
    Calculation,
    Comparison,
    Condition,
    Constant,
    Derived,
    Has,
    OneOf,
    Reading,
    Value,
)
from anjian.judgement.facts import Fact
from anjian.judgement.kleene import Facts, truth, value
from anjian.judgement.operators import Arithmetic, Operator
from anjian.words import Title

YES, NO = Title("是", "yes"), Title("否", "no")
NONE = Title("无", "none")
NOT_RECORDED = Title("{label}未记录", "{label} not recorded")
NOT_COMPUTABLE = Title("{label}无法计算", "{label} cannot be computed")
SAID = Title("{label}：{value}", "{label}: {value}")
TRUE_SIGNS: Mapping[Operator, str] = {
    Operator.EQ: "=",
    Operator.NE: "≠",
    Operator.LT: "<",
    Operator.LE: "≤",
    Operator.GT: ">",
    Operator.GE: "≥",
}
FALSE_SIGNS: Mapping[Operator, str] = {
    Operator.EQ: "≠",
    Operator.NE: "=",
    Operator.LT: "≥",
    Operator.LE: ">",
    Operator.GT: "≤",
    Operator.GE: "<",
}
EQUAL = {Operator.EQ: True, Operator.NE: False}  # the truth with which it says that both sides are equal
CALCULATION_SIGNS: Mapping[Arithmetic, str] = {
    Arithmetic.ADD: "+",
    Arithmetic.SUBTRACT: "−",
    Arithmetic.MULTIPLY: "×",
    Arithmetic.DIVIDE: "÷",
}
NONE_OF = Title("不属于", "is none of")
HAS = {True: Title("包含", "includes"), False: Title("不包含", "does not include")}
SHOWN = Context(prec=6)  # a calculated number is shown, never judged, with six digits


def value_words(known: object) -> Title:
    match known:
        case bool():
            return YES if known else NO
        case StrEnum():
            words = getattr(known, "words", None)
            return words if isinstance(words, Title) else same(known.value)
        case tuple():
            return joined([value_words(member) for member in known], "、", ", ") if known else NONE
        case Fraction():
            number = SHOWN.divide(Decimal(known.numerator), Decimal(known.denominator))
            return same(f"{number.normalize():f}")
        case Decimal():
            return same(f"{known:f}")
        case date():
            return same(known.isoformat())
    return same(str(known))


def said(label: Title, known: object, unit: Title | None) -> Title:
    return with_unit(joined([label, value_words(known)], " ", " "), unit)


def fact_said(fact: Fact, facts: Facts) -> Title:
    known = facts.get(fact.name)
    if known is None:
        return filled(NOT_RECORDED, label=fact.title)
    return said(fact.title, known, fact.unit)


def side(expression: Value, facts: Facts, unit: Title | None = None) -> Title:
    """One side of a comparison; a limit borrows its unit from what it is compared with."""
    match expression:
        case Reading(fact=fact):
            return fact_said(fact, facts)
        case Constant(value=known):
            return with_unit(value_words(known), unit)
        case Derived(title=title, unit=own):
            number = value(expression, facts)
            return filled(NOT_COMPUTABLE, label=title) if number is None else said(title, number, own)
        case Calculation(operator=operator, left=left, right=right):
            return calculated(operator, side(left, facts), side(right, facts))
    raise TypeError(expression)


def leaf_said(leaf: Condition, facts: Facts) -> Title:
    """A sentence that is true: of a condition that does not hold, it says the contrary."""
    holds = truth(leaf, facts)
    match leaf:
        case Reading(fact=fact) if holds is not None:
            return filled(SAID, label=fact.title, value=value_words(holds))
        case Reading(fact=fact):
            return fact_said(fact, facts)
        case Comparison() if holds is None:
            sides = [part for part in (leaf.left, leaf.right) if not isinstance(part, Constant)]
            return joined([side(part, facts) for part in sides], "，", ", ")
        case Comparison(operator=operator, right=Constant()) if EQUAL.get(operator) is holds:
            return side(leaf.left, facts)
        case Comparison():
            sign = f" {(TRUE_SIGNS if holds else FALSE_SIGNS)[leaf.operator]} "
            left, right = side(leaf.left, facts, unit_of(leaf.right)), side(leaf.right, facts, unit_of(leaf.left))
            return joined([left, right], sign, sign)
        case OneOf() | Has() if holds is None or (holds and isinstance(leaf, OneOf)):
            return side(leaf.value, facts)
        case OneOf():
            options = joined([value_words(option.value) for option in leaf.options], "、", ", ")
            return joined([side(leaf.value, facts), NONE_OF, options], " ", " ")
        case Has():
            return joined([side(leaf.value, facts), HAS[bool(holds)], value_words(leaf.option.value)], " ", " ")
    raise TypeError(leaf)


def unit_of(expression: Value) -> Title | None:
    match expression:
        case Reading(fact=fact):
            return fact.unit
        case Derived(unit=unit):
            return unit
    return None


def with_unit(words: Title, unit: Title | None) -> Title:
    return joined([words, *([unit] if unit else [])], " ", " ")


def calculated(operator: Arithmetic, left: Title, right: Title) -> Title:
    sign = f" {CALCULATION_SIGNS[operator]} "
    inner = joined([left, right], sign, sign)
    return Title(f"({inner.zh})", f"({inner.en})")


def same(text: str) -> Title:
    return Title(text, text)


def filled(sentence: Title, **words: Title) -> Title:
    zh = sentence.zh.format(**{name: word.zh for name, word in words.items()})
    return Title(zh, sentence.en.format(**{name: word.en for name, word in words.items()}))


def joined(words: list[Title], zh: str, en: str) -> Title:
    return Title(zh.join(word.zh for word in words), en.join(word.en for word in words))
