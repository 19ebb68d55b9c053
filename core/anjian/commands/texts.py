"""Every text of every input, checked in one place: it says something, it can be stored, and it has an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_type_hints

from anjian.commands.command import Command, Limit, camel
from anjian.commands.review import Review
from anjian.errors import AnjianError
from anjian.words import Title

TEXT_LIMIT = 10_000


class TextBlank(AnjianError):
    code = "TEXT_BLANK"
    words = Title("此处不能为空白，请填写内容或不提交此项", "this is blank: write something, or leave the field out")


class TextTooLong(AnjianError):
    code = "TEXT_TOO_LONG"
    words = Title(
        "此处最多 {limit} 个字，现为 {length} 个字；请缩短，详细材料请列入证据",
        "at most {limit} characters fit here, these are {length}: shorten it, and name long papers as evidence",
    )


class TextUnstorable(AnjianError):
    code = "TEXT_UNSTORABLE"
    words = Title(
        "第 {place} 个字符不是文字（空字符或不完整的字符），无法保存；请删除后再提交",
        "character {place} is no text (a NUL or half a character) and cannot be stored: remove it",
    )


def check_texts(command: Command) -> None:
    """Raises one problem for each text that is wrong, each with the path of its field."""
    with Review() as review:
        check_fields(review, command, ())


def check_fields(review: Review, value: Any, path: tuple[str | int, ...]) -> None:
    for field in fields(value):
        limit = limits(value.__class__).get(field.name, TEXT_LIMIT)
        check_value(review, getattr(value, field.name), (*path, camel(field.name)), limit)


def check_value(review: Review, value: object, path: tuple[str | int, ...], limit: int) -> None:
    match value:
        case str():
            with review.of(*path):
                check_text(value, limit)
        case Mapping():
            for name, inner in value.items():
                check_value(review, name, path, limit)
                check_value(review, inner, (*path, name), limit)
        case tuple() | list():
            for place, inner in enumerate(value):
                check_value(review, inner, (*path, place), limit)
        case _ if is_dataclass(value):
            check_fields(review, value, path)


def check_text(text: str, limit: int = TEXT_LIMIT) -> None:
    if not text.strip():
        raise TextBlank
    if len(text) > limit:
        raise TextTooLong(limit=limit, length=len(text))
    unstorable = (place for place, sign in enumerate(text, 1) if sign == "\0" or "\ud800" <= sign <= "\udfff")
    if place := next(unstorable, None):
        raise TextUnstorable(place=place)


@cache
def limits(command: type) -> Mapping[str, int]:
    hints = get_type_hints(command, include_extras=True)
    marks = {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
    return {name: mark.characters for name, some in marks.items() for mark in some if isinstance(mark, Limit)}
