"""Comparison inputs: what a scalar can be compared with."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, EnumMeta
from functools import cache
from typing import Any, cast

import strawberry

from anjian.words import Choice, Title
from anjian_schema import scalars

OPERATORS: dict[str, Title] = {
    "eq": Title("等于。", "Equal to."),
    "ne": Title("不等于；没有值的也算。", "Anything else, rows without a value included."),
    "in": Title("是其中之一。", "One of these."),
    "notIn": Title("不在其中；没有值的也算。", "None of these, rows without a value included."),
    "lt": Title("小于（早于）。", "Less than (before)."),
    "lte": Title("小于等于。", "At most."),
    "gt": Title("大于（晚于）。", "More than (after)."),
    "gte": Title("大于等于。", "At least."),
    "contains": Title("包含这段文字，区分大小写。", "Contains this text; case matters."),
    "startsWith": Title("以这段文字开头。", "Begins with this text."),
    "under": Title("该区划及其下级。", "This region and all below it."),
    "has": Title("含有这一项。", "Has this item."),
    "isNull": Title("true 为没有值，false 为有值。", "true: without a value; false: with one."),
}

EQUALITY = ("eq", "ne", "in", "notIn")
ORDER = ("lt", "lte", "gt", "gte")
SHAPES: dict[str, tuple[str, ...]] = {
    "text": (*EQUALITY, "contains", "startsWith", "isNull"),
    "ordered": (*EQUALITY, *ORDER, "isNull"),
    "boolean": ("eq", "isNull"),
    "region": ("eq", "in", "under"),
    "id": ("eq", "in"),
    "enum": (*EQUALITY, "isNull"),
    "enums": ("has", "isNull"),
}


class Direction(Choice):
    """Empty values stand last upwards and first downwards."""

    ASC = "ASC", "升序", "upwards"
    DESC = "DESC", "降序", "downwards"


MOST_NAMED = 9  # members in the description of an enum; each has its own besides


def as_enum(
    enum: type[Enum], words: Title | None = None, *, name: str | None = None, each: Mapping[Any, Title] | None = None
) -> Any:
    """The enum as GraphQL knows it, made once: two definitions of one name would be two types.

    A :class:`Choice` brings its words along; ``each`` gives those of the members of any other enum.
    """
    if "__strawberry_definition__" not in vars(enum):
        told = each or {member: member.words for member in enum if isinstance(member, Choice)}
        words = words or summary(enum, told)
        strawberry.enum(cast("EnumMeta", enum), name=name, description=described(words) if words else enum.__doc__)
        for value in cast("Any", enum).__strawberry_definition__.values:
            member = enum[value.name]
            value.description = described(sentence(told[member])) if member in told else None
    return enum


def summary(enum: type[Enum], told: Mapping[Any, Title]) -> Title | None:
    """What the members are, and the English sentence of the docstring."""
    named = [words.zh for words in told.values()]
    if not named:
        return None
    more = "等" if len(named) > MOST_NAMED else ""
    english = (enum.__doc__ or ", ".join(words.en for words in told.values())).split("\n")[0]
    return Title(f"{'、'.join(named[:MOST_NAMED])}{more}。", english)


def sentence(words: Title) -> Title:
    """A label as a sentence; what is one stays as it is."""
    return Title(f"{words.zh.rstrip('。')}。", f"{words.en[0].upper()}{words.en[1:].rstrip('.')}.")


def enum_name(enum: type[Enum]) -> str:
    """Its name in the schema: a plugin's enum carries the plugin's prefix."""
    return str(as_enum(enum).__strawberry_definition__.name)


def described(words: Title) -> str:
    """Chinese first, one English line."""
    return f"{words.zh}\n\n{words.en}"


as_enum(Direction, name="OrderDirection")


def comparison_input(name: str, scalar: Any, shape: str) -> type:
    cls = type(name, (), {"__annotations__": {}})
    for operator in SHAPES[shape]:
        many = operator in ("in", "notIn")
        annotation = bool if operator == "isNull" else list[scalar] if many else scalar
        cls.__annotations__[f"f_{operator}"] = annotation | None
        field = strawberry.field(name=operator, description=described(OPERATORS[operator]), default=strawberry.UNSET)
        setattr(cls, f"f_{operator}", field)
    words = Title("各条件同时成立；给 null 等于不给。", "All given conditions hold; null counts as not given.")
    return strawberry.input(cls, name=name, description=described(words))


COMPARISON_INPUTS: dict[str, type] = {
    "String": comparison_input("StringFilter", str, "text"),
    "Int": comparison_input("IntFilter", int, "ordered"),
    "Boolean": comparison_input("BooleanFilter", bool, "boolean"),
    "ID": comparison_input("IDFilter", strawberry.ID, "id"),
    "Date": comparison_input("DateFilter", scalars.Date, "ordered"),
    "DateTime": comparison_input("DateTimeFilter", scalars.DateTime, "ordered"),
    "Decimal": comparison_input("DecimalFilter", scalars.Decimal, "ordered"),
    "RegionCode": comparison_input("RegionCodeFilter", scalars.RegionCode, "region"),
}


@cache
def enum_filter(enum: type[Enum], *, many: bool = False) -> type:
    """``<Enum>Filter`` for one value, ``<Enum>ListFilter`` for a list of them."""
    return comparison_input(
        f"{enum_name(enum)}{'List' if many else ''}Filter", as_enum(enum), "enums" if many else "enum"
    )
