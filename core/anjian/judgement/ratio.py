"""Exact arithmetic in SQL: a number is a numerator over a denominator, and is compared without ever dividing.

PostgreSQL rounds a quotient; a limit such as R = 1 must not depend on where it rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func

from anjian.judgement.kleene import COMPARE
from anjian.judgement.operators import Arithmetic, Operator

Number = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Ratio:
    """``over`` is absent for a whole expression without division, and NULL where it is zero: unknown, as in Python."""

    number: Number
    over: Number | None = None


def calculate(operator: Arithmetic, left: Ratio, right: Ratio) -> Ratio:
    match operator:
        case Arithmetic.ADD:
            return Ratio(times(left.number, right.over) + times(right.number, left.over), both(left, right))
        case Arithmetic.SUBTRACT:
            return Ratio(times(left.number, right.over) - times(right.number, left.over), both(left, right))
        case Arithmetic.MULTIPLY:
            return Ratio(left.number * right.number, both(left, right))
        case Arithmetic.DIVIDE:
            return Ratio(times(left.number, right.over), times(func.nullif(right.number, 0), left.over))


def compare(operator: Operator, left: Ratio, right: Ratio) -> ColumnElement[bool]:
    """Both sides times the squares of both denominators: a square never turns the sign round."""
    sides = (
        times(left.number, left.over, right.over, right.over),
        times(right.number, right.over, left.over, left.over),
    )
    result: ColumnElement[bool] = COMPARE[operator](*sides)
    return result


def times(number: Number, *factors: Number | None) -> Number:
    for factor in factors:
        number = number if factor is None else number * factor
    return number


def both(left: Ratio, right: Ratio) -> Number | None:
    return right.over if left.over is None else times(left.over, right.over)
