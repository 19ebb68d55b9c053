"""Conditions as SQL over a profile's JSONB column; NULL is the third truth value.

Keys are written as literal text, exactly as the expression indexes spell them: PostgreSQL matches an index by its
expression, and a bound key matches none. Values are always parameters.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Integer,
    Numeric,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    literal_column,
    not_,
    null,
    or_,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.elements import Grouping

from anjian.judgement.expressions import (
    AllOf,
    AnyOf,
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
from anjian.judgement.facts import Fact, Kind
from anjian.judgement.kleene import COMPARE
from anjian.judgement.operators import Operator
from anjian.judgement.ratio import Ratio, calculate, compare
from anjian.judgement.walk import facts_of

Data = ColumnElement[Any]


def fact_column(data: Data, fact: Fact) -> ColumnElement[Any]:
    """The one spelling of a fact in SQL, for indexes, filters, orders and reads alike.

    A date stays text: its cast depends on a setting and cannot be indexed, and ISO dates sort as text under "C".
    """
    if fact.kind is Kind.ENUMS:
        return data.op("->", return_type=JSONB())(key_of(fact))
    text: ColumnElement[Any] = data.op("->>", return_type=Text())(key_of(fact))
    match fact.kind:
        case Kind.BOOLEAN:
            return cast(text, Boolean)
        case Kind.INTEGER:
            return cast(text, BigInteger)
        case Kind.DECIMAL:
            return cast(text, Numeric)
        case Kind.DATE:
            return text.collate("C")
    return text


def key_of(fact: Fact) -> ColumnElement[Any]:
    """Literal text; a fact's name holds nothing that could end it."""
    return literal_column(f"'{fact.name}'")


def to_sql(condition: Condition, data: Data) -> ColumnElement[bool]:
    """The same three truth values as :func:`anjian.judgement.truth`, for every row at once."""
    match condition:
        case Reading(fact=fact):
            return fact_column(data, fact)
        case Not(of=part):
            return grouped(not_(to_sql(part, data)))
        case AllOf():
            return and_(*(to_sql(part, data) for part in condition.of))
        case AnyOf():
            return or_(*(to_sql(part, data) for part in condition.of))
        case Several():
            return enough(condition.needed, [to_sql(part, data) for part in condition.of])
        case Comparison(operator=operator, left=left, right=right):
            return compared(operator, left, right, data)
        case OneOf(value=Reading(fact=fact), options=options):
            return fact_column(data, fact).in_([bound(option, fact.kind) for option in options])
        case OneOf(value=value, options=options):
            return or_(*(compared(Operator.EQ, value, option, data) for option in options))
        case Has():
            return holds(condition, data)
    raise TypeError(condition)


def grouped(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Within brackets: ``NOT x IS NULL`` would ask whether x is not NULL."""
    return Grouping(condition)


def enough(needed: int, conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Certain once so many hold; impossible once too few are left that might."""
    certain = sum((cast(condition.is_(true()), Integer) for condition in conditions), start=literal(0, Integer))
    possible = sum((cast(condition.is_not(false()), Integer) for condition in conditions), start=literal(0, Integer))
    return case((certain >= needed, true()), (possible < needed, false()), else_=null())


def compared(operator: Operator, left: Value, right: Value, data: Data) -> ColumnElement[bool]:
    if left.kind.is_number and not (is_plain(left) and is_plain(right)):
        return compare(operator, ratio(left, data), ratio(right, data))
    result: ColumnElement[bool] = COMPARE[operator](plain(left, data, right.kind), plain(right, data, left.kind))
    return result


def holds(condition: Has, data: Data) -> ColumnElement[bool]:
    """A list that is JSON null is as unknown as one that is absent."""
    [fact] = facts_of(condition).values()
    listed = func.nullif(fact_column(data, fact), literal_column("'null'::jsonb"))
    return listed.op("@>", is_comparison=True, return_type=Boolean())(literal(str(condition.option.value), JSONB))


def ratio(value: Value, data: Data) -> Ratio:
    match value:
        case Derived(of=of):
            return ratio(of, data)
        case Calculation(operator=operator, left=left, right=right):
            return calculate(operator, ratio(left, data), ratio(right, data))
    return Ratio(cast(plain(value, data, Kind.DECIMAL), Numeric))


def is_plain(value: Value) -> bool:
    return isinstance(value, Reading | Constant)


def plain(value: Value, data: Data, beside: Kind) -> ColumnElement[Any]:
    match value:
        case Reading(fact=fact):
            return fact_column(data, fact)
        case Constant():
            return bound(value, beside)
    raise TypeError(value)


def bound(constant: Constant, beside: Kind) -> ColumnElement[Any]:
    """A parameter of the type of what it is compared with, so that an index on that is used."""
    match constant.value:
        case bool() as yes:
            return literal(yes, Boolean)
        case int() as number if beside is Kind.INTEGER:
            return literal(number, BigInteger)
        case int() | Decimal() as number:
            return literal(Decimal(number), Numeric)
        case date() as day:
            return literal(day.isoformat(), Text)
    return literal(str(constant.value), Text)
