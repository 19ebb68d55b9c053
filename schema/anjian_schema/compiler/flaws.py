"""Where a record does not hold what its type promises, the statement leaves a mark in the answer.

GraphQL wants an error there, with its path, and null in the nearest place that may be empty. The mark begins with
``\\u0000``, which no text of PostgreSQL holds: an answer without it, as all are whose records are whole, is never read.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import JSON

from anjian.errors import AnjianError
from anjian.words import Title
from anjian_schema.compiler.asked import written
from anjian_schema.compiler.catalog import Scalar
from anjian_schema.compiler.leaves import Leaf

SIGN = b'"\\u0000'
SMALLEST, LARGEST = -(2**31), 2**31 - 1  # of GraphQL's Int


class ValueMissing(AnjianError):
    code = "VALUE_MISSING"
    words = Title(
        "这里必须有值，记录中却没有，已记录；请联系系统管理员，并提供 traceId。",
        "There has to be a value here and the record has none, which was logged; tell your operator the traceId.",
    )


class NumberTooLarge(AnjianError):
    code = "NUMBER_TOO_LARGE"
    words = Title(
        "记录中的整数超出 32 位，无法给出，已记录；请联系系统管理员，并提供 traceId。",
        "The record has a number of more than 32 bits, which was logged; tell your operator the traceId.",
    )


class ChoiceUnknown(AnjianError):
    code = "CHOICE_UNKNOWN"
    words = Title(
        "记录中的选项不在现行选项之内，无法给出，已记录；请联系系统管理员，并提供 traceId。",
        "The record has a choice that is no longer one of them, which was logged; tell your operator the traceId.",
    )


class RepresentationWrong(AnjianError):
    code = "REPRESENTATION_WRONG"
    words = Title(
        "这一项须为对象，带 __typename 和本接口给出的键（见 _service 中的 @key）。",
        "This has to be an object with a __typename and the key that this API gave (see @key in _service).",
    )


MISTAKES = (RepresentationWrong,)  # of the caller's: nothing to log
FLAWS = {f"\0{kind.code}": kind for kind in (ValueMissing, NumberTooLarge, ChoiceUnknown, *MISTAKES)}


def spelled(kind: type[AnjianError]) -> str:
    return f"""'"\\u0000{kind.code}"'::json"""


def mark(kind: type[AnjianError]) -> ColumnElement[Any]:
    return sa.literal_column(spelled(kind), JSON())


def present(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """JSON that must be there."""
    return sa.func.coalesce(value, mark(ValueMissing), type_=JSON())


def checked(field: Scalar, value: ColumnElement[Any]) -> ColumnElement[Any]:
    """A loose value as JSON, or the mark of what is wrong with it."""
    found = _fitting(field, value)
    return found if field.nullable else present(found)


def counted(number: ColumnElement[int]) -> ColumnElement[Any]:
    """How many there are as JSON, or the mark of more than GraphQL has a number for."""
    most = sa.literal_column(str(LARGEST), sa.BigInteger())
    return sa.case((number > most, mark(NumberTooLarge)), else_=_json(number))


def _fitting(field: Scalar, value: ColumnElement[Any]) -> ColumnElement[Any]:
    if field.leaf.enum is not None:
        return _choices(field.leaf, field.leaf.enum, value) if field.many else _choice(field.leaf.enum, value)
    if field.many:
        return sa.case((sa.func.jsonb_typeof(value) == sa.literal_column("'array'"), _json(value)))
    shown = _json(field.leaf.show(value))
    if field.leaf.graphql != "Int":
        return shown
    least, most = (sa.literal_column(str(end), sa.BigInteger()) for end in (SMALLEST, LARGEST))
    return sa.case((sa.not_(value.between(least, most)), mark(NumberTooLarge)), else_=shown)


def _choice(enum: type[Enum], value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Shown by name, in capitals."""
    name = sa.func.upper(value)
    return sa.case((name.not_in(list(map(written, enum.__members__))), mark(ChoiceUnknown)), else_=_json(name))


def _choices(leaf: Leaf, enum: type[Enum], value: ColumnElement[Any]) -> ColumnElement[Any]:
    """A list of them, looked at one by one only where some is unknown."""
    words = sa.func.jsonb_build_array(*[written(member.value) for member in enum])
    each = sa.func.jsonb_array_elements_text(value).table_valued("word", name="w$").render_derived()
    every = sa.select(sa.func.json_agg(_choice(enum, each.c.word))).select_from(each).correlate_except(each)
    known = value.op("<@", is_comparison=True)(words)
    return sa.case((known, leaf.show(value)), else_=every.scalar_subquery())


def _json(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return sa.func.to_json(value, type_=JSON())
