"""What a fact's value has to be, in words for whoever enters it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anjian.judgement import Fact, Kind
from anjian.words import Title

KINDS: Mapping[Kind, Title] = {
    Kind.BOOLEAN: Title("是或否（true、false）", "true or false"),
    Kind.INTEGER: Title("整数", "a whole number"),
    Kind.DECIMAL: Title("数", "a number"),
    Kind.TEXT: Title("文字", "a text"),
    Kind.DATE: Title("日期，如 2026-01-31", "a day such as 2026-01-31"),
    Kind.ENUM: Title("其中之一：{members}", "one of {members}"),
    Kind.ENUMS: Title("列表，其中各项取自：{members}", "a list of some of {members}"),
}

# The limits a field may have, under the names pydantic gives to breaking them.
LIMITS: Mapping[str, Title] = {
    "greater_than_equal": Title("不小于 {ge} 的数", "at least {ge}"),
    "greater_than": Title("大于 {gt} 的数", "more than {gt}"),
    "less_than_equal": Title("不大于 {le} 的数", "at most {le}"),
    "less_than": Title("小于 {lt} 的数", "less than {lt}"),
    "multiple_of": Title("{multiple_of} 的倍数", "a multiple of {multiple_of}"),
    "decimal_max_places": Title("最多 {decimal_places} 位小数的数", "a number of at most {decimal_places} decimals"),
    "string_too_long": Title("最多 {max_length} 个字的文字", "a text of at most {max_length} characters"),
    "string_too_short": Title("至少 {min_length} 个字的文字", "a text of at least {min_length} characters"),
    "string_pattern_mismatch": Title("符合格式 {pattern} 的文字", "a text like {pattern}"),
    "too_long": Title("最多 {max_length} 项的列表", "a list of at most {max_length}"),
    "too_short": Title("至少 {min_length} 项的列表", "a list of at least {min_length}"),
}


def expected(fact: Fact, broken: str = "", limits: Mapping[str, Any] | None = None) -> Title:
    """The limit that was broken, or else the kind of value the fact has."""
    if broken in LIMITS:
        return LIMITS[broken].format(**(limits or {}))
    members = ", ".join(member.value for member in fact.enum) if fact.enum else ""
    return KINDS[fact.kind].format(members=members)
