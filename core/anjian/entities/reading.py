"""Reads facts that somebody entered, by the sector's profile: every wrong one is named, none is bent into shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from anjian.commands.command import camel
from anjian.commands.review import Review
from anjian.entities.expected import expected
from anjian.errors import AnjianError
from anjian.judgement import Fact
from anjian.plugin import profile_fields
from anjian.plugin.profile import Fields
from anjian.words import Title


class FactUnknown(AnjianError):
    code = "FACT_UNKNOWN"
    words = Title(
        "此处没有名为“{name}”的事实；请按字段说明填写",
        'there is no fact "{name}" here: see the fields that are listed',
    )


class FactValueWrong(AnjianError):
    code = "FACT_VALUE_WRONG"
    words = Title("“{title_zh}”应为{expected_zh}，不能是 {value}", "{title_en} has to be {expected_en}, not {value}")

    def __init__(self, fact: Fact, value: object, wanted: Title) -> None:
        super().__init__(**titled(fact), value=shown(value), expected_zh=wanted.zh, expected_en=wanted.en)


class FactEmpty(AnjianError):
    code = "FACT_EMPTY"
    words = Title(
        "{title_zh}没有值；未查明的事实请不要填写，已记录的事实不能清空",
        "{title_en} has no value: leave out what is not known; what was recorded cannot be emptied",
    )


class FactIsDerived(AnjianError):
    code = "FACT_IS_DERIVED"
    words = Title(
        "“{title_zh}”由其他事实推导得出，不能填写；请记录推导所依据的事实",
        "{title_en} follows from other facts and is not entered: record the facts it is derived from",
    )


def read_facts(profile: type[Fields], entered: Mapping[str, object]) -> dict[str, object]:
    """The facts as a profile stores them, by their own names; callers may write ``actualPersons`` too."""
    names = spellings(profile)
    with Review() as review:
        return {
            name: read_fact(review, profile, name, typed, value)
            for typed, value in entered.items()
            if (name := known(review, names, typed))
        }


def spellings(profile: type[Fields]) -> dict[str, str]:
    """The name of each fact, by the ways it may be written."""
    return {spelling: name for name in profile_fields(profile) for spelling in (name, camel(name))}


def known(review: Review, names: Mapping[str, str], typed: str) -> str | None:
    if typed not in names:
        with review.of(typed):
            raise FactUnknown(name=typed)
    return names.get(typed)


def read_fact(review: Review, profile: type[Fields], name: str, typed: str, value: object) -> object:
    fact = profile_fields(profile)[name]
    with review.of(typed):
        if fact.derived:
            raise FactIsDerived(**titled(fact))
        if value is None:
            raise FactEmpty(**titled(fact))
        return validated(profile, fact, value)
    return None


def validated(profile: type[Fields], fact: Fact, value: object) -> object:
    """Strict as JSON is: a day is text, but a number never is, and no text is a number."""
    try:
        read = profile.model_validate_json(json.dumps({fact.name: value}), strict=True)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise FactValueWrong(fact, value, expected(fact, first["type"], first.get("ctx"))) from wrong
    except AnjianError as wrong:
        raise FactValueWrong(fact, value, expected(fact)) from wrong
    return fact.write(getattr(read, fact.name))


def titled(fact: Fact) -> dict[str, Any]:
    return {"title_zh": fact.title.zh, "title_en": fact.title.en}


def shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"
