"""Every text of every input, checked in one place: it says something, it can be stored, and it has an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from anjian.commands.command import Command, RecordKey
from anjian.commands.form import TEXT_LIMIT, form_of
from anjian.commands.review import Review
from anjian.errors import AnjianError
from anjian.words import Title


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
    for entry in form_of(value.__class__):
        check_value(review, getattr(value, entry.name), (*path, entry.spelled), entry.limit)


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
        case _ if is_dataclass(value) and not isinstance(value, RecordKey):
            check_fields(review, value, path)


def check_text(text: str, limit: int = TEXT_LIMIT) -> None:
    if not text.strip():
        raise TextBlank
    if len(text) > limit:
        raise TextTooLong(limit=limit, length=len(text))
    unstorable = (place for place, sign in enumerate(text, 1) if sign == "\0" or "\ud800" <= sign <= "\udfff")
    if place := next(unstorable, None):
        raise TextUnstorable(place=place)
