"""The facts of a plugin's profiles and ledgers as fields: labels, units, filters and orders follow from each."""

from __future__ import annotations

from collections.abc import Iterator

from anjian.judgement import Fact, Kind
from anjian.judgement.sql import fact_column
from anjian.plugin import Plugin, profile_fields
from anjian.plugin.profile import Fields
from anjian.words import Title
from anjian_schema.compiler import leaves
from anjian_schema.compiler.catalog import Scalar
from anjian_schema.compiler.leaves import Leaf, enum_leaf, enum_list_leaf
from anjian_schema.declare import camel
from anjian_schema.inputs import as_enum

PLAIN = {
    Kind.BOOLEAN: leaves.BOOLEAN,
    Kind.INTEGER: leaves.INT,
    Kind.DECIMAL: leaves.DECIMAL,
    Kind.TEXT: leaves.STRING,
    Kind.DATE: leaves.DATE_TEXT,
}

UNRECORDED = Title("未登记时为空。", "Empty until recorded.")
UNDERIVED = Title("由其他事实推导；尚不能推导时为空。", "Derived from other facts; empty until it can be.")


def fact_fields(plugin: Plugin, fields: type[Fields]) -> Iterator[Scalar]:
    """Each fact of the JSON that a row keeps under ``data``."""
    for fact in profile_fields(fields).values():
        yield Scalar(
            camel(fact.name),
            leaf_of(plugin, fact),
            described(fact),
            lambda row, _, fact=fact: fact_column(row.c.data, fact),  # type: ignore[misc]  # fact is bound now
            nullable=True,
            many=fact.kind is Kind.ENUMS,
            filter=fact.filter,
            sort=fact.sort and fact.kind is not Kind.ENUMS,
            loose=fact.kind in (Kind.INTEGER, Kind.ENUM, Kind.ENUMS),
        )


def prefixed(plugin: Plugin, name: str) -> str:
    return name if name.startswith(plugin.prefix) else f"{plugin.prefix}{name}"


def leaf_of(plugin: Plugin, fact: Fact) -> Leaf:
    if fact.enum is None:
        return PLAIN[fact.kind]
    as_enum(fact.enum, name=prefixed(plugin, fact.enum.__name__))
    return enum_list_leaf(fact.enum) if fact.kind is Kind.ENUMS else enum_leaf(fact.enum)


def described(fact: Fact) -> Title:
    """Label, unit and legal meaning; a field is empty until somebody records it, or until it can be derived."""

    def said(language: str) -> str:
        unit = f"（{fact.unit.zh}）" if language == "zh" and fact.unit else f" ({fact.unit.en})" if fact.unit else ""
        meaning = f"{getattr(fact.meaning, language)} " if fact.meaning else ""
        empty = getattr(UNDERIVED if fact.derived else UNRECORDED, language)
        stop = "。" if language == "zh" else ". "
        return f"{getattr(fact.title, language)}{unit}{stop}{meaning}{empty}"

    return Title(said("zh"), said("en"))
