"""The fields of a profile or of a ledger's line, and the choices they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from anjian.judgement import Fact, Kind
from anjian.plugin import Plugin, profile_fields
from anjian.plugin.profile import Fields
from anjian.words import Choice
from anjian_schema.declare import camel
from anjian_schema.facts import leaf_of, prefixed
from anjian_schema.handbook.markdown import both, code, table

HEADINGS = "字段 field | 类型 type | 名称 title | 单位 unit | 含义 meaning | 用途 use"
USES = {
    "required": "必填 required",
    "filter": "筛选 filter",
    "sort": "排序 sort",
    "manual": "人判断 a person's answer",
    "derived": "推导 derived",
}


def fields_table(plugin: Plugin, fields: type[Fields]) -> str:
    return table(HEADINGS, (row(plugin, fact) for fact in profile_fields(fields).values()))


def row(plugin: Plugin, fact: Fact) -> Iterator[str]:
    name = prefixed(plugin, fact.enum.__name__) if fact.enum else leaf_of(plugin, fact).graphql
    yield code(camel(fact.name))
    yield code(f"[{name}]" if fact.kind is Kind.ENUMS else name)
    yield both(fact.title)
    yield both(fact.unit)
    yield both(fact.meaning)
    yield "、".join(words for use, words in USES.items() if getattr(fact, use))


def choices_table(plugin: Plugin, *classes: type[Fields]) -> str:
    """Every enum once, whichever fields share it."""
    facts = (fact for fields in classes for fact in profile_fields(fields).values())
    enums = dict.fromkeys(fact.enum for fact in facts if fact.enum is not None)
    return table("类型 type | 选项 choices", ([code(prefixed(plugin, enum.__name__)), told(enum)] for enum in enums))


def told(enum: type[StrEnum]) -> str:
    return "；".join(f"`{m.name}` {both(m.words)}" if isinstance(m, Choice) else f"`{m.name}`" for m in enum)
