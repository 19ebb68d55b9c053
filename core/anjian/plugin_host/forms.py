"""The JSON Schema of each field, as a portal draws it and as commands read it; its words in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from anjian.judgement import Fact, Kind
from anjian.judgement.facts import LARGEST_INTEGER
from anjian.judgement.wording import value_words
from anjian.plugin import profile_fields
from anjian.plugin.profile import Fields
from anjian.words import Language

Schema: TypeAlias = dict[str, Any]


def forms(fields: type[Fields], language: Language) -> dict[str, Schema]:
    """By the name of the field."""
    written = fields.model_json_schema(by_alias=False)["properties"]
    return {name: form(fact, parts(written[name]), language) for name, fact in profile_fields(fields).items()}


def parts(written: Schema) -> Schema:
    """The limits that pydantic wrote, without the null that stands for a fact nobody recorded."""
    return {key: value for part in written["anyOf"] if part.get("type") != "null" for key, value in part.items()}


def form(fact: Fact, limits: Schema, language: Language) -> Schema:
    words = {"title": fact.title, "description": fact.meaning, "x-unit": fact.unit}
    said = {key: title.in_language(language) for key, title in words.items() if title}
    return said | VALUES[fact.kind](fact, limits, language)


def plain(fact: Fact, limits: Schema, _: Language) -> Schema:
    return limits


def integer(fact: Fact, limits: Schema, _: Language) -> Schema:
    """The limits of a sector's file are exact numbers, which JSON has no name for."""
    said = {key: number(value) if isinstance(value, Decimal) else value for key, value in limits.items()}
    return {"minimum": -LARGEST_INTEGER, "maximum": LARGEST_INTEGER} | said


def number(exact: Decimal) -> int | float:
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def decimal(fact: Fact, limits: Schema, _: Language) -> Schema:
    """Text keeps every digit; a number is taken as it is written."""
    return limits | {"type": ["string", "number"], "format": "decimal"}


def choice(fact: Fact, _: Schema, language: Language) -> Schema:
    return {"type": "string", "oneOf": [option(member, language) for member in fact.enum or ()]}


def option(member: StrEnum, language: Language) -> Schema:
    return {"const": member.value, "title": value_words(member).in_language(language)}


def choices(fact: Fact, limits: Schema, language: Language) -> Schema:
    return limits | {"uniqueItems": True, "items": choice(fact, {}, language)}


VALUES: Mapping[Kind, Callable[[Fact, Schema, Language], Schema]] = {
    Kind.BOOLEAN: plain,
    Kind.INTEGER: integer,
    Kind.DECIMAL: decimal,
    Kind.TEXT: plain,
    Kind.DATE: plain,
    Kind.ENUM: choice,
    Kind.ENUMS: choices,
}
