"""Queries that a portal begins with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from graphql import parse, print_ast

from anjian.judgement import Fact, Kind
from anjian.plugin import Ledger, Plugin, Sector
from anjian.plugin.profile import Fields
from anjian.words import Title
from anjian_schema.compiler.orders import order_name
from anjian_schema.declare import camel
from anjian_schema.facts import fact_fields
from anjian_schema.handbook.samples import sample

COMMON = "{ checklists(filter: { sector: { isNull: true } }) { nodes { code version title items { totalCount } } } }"


class Example(NamedTuple):
    title: Title
    query: str

    @classmethod
    def of(cls, zh: str, en: str, query: str) -> Example:
        return cls(Title(zh, en), print_ast(parse(query)))


def examples(plugin: Plugin) -> Iterator[Example]:
    for sector in plugin.sectors:
        yield from of_sector(Place(plugin, sector))
    if plugin.checklists:
        yield Example.of("共性检查表", "The common checklists", COMMON)


class Place(NamedTuple):
    """Where a sector stands in the schema: under its own name where its plugin has several."""

    plugin: Plugin
    sector: Sector

    @property
    def several(self) -> bool:
        return len(self.plugin.sectors) > 1

    def under_entity(self, inner: str) -> str:
        inner = f"{camel(self.sector.name)} {inner}" if self.several else inner
        return f"{camel(self.plugin.name)} {{ {inner} }}" if self.several else f"{camel(self.plugin.name)} {inner}"

    def filtered(self, inner: str) -> str:
        inner = f"{{ {camel(self.sector.name)}: {inner} }}" if self.several else inner
        return f"{{ {camel(self.plugin.name)}: {inner} }}"

    def listed(self, name: str) -> str:
        return camel(f"{self.sector.name}_{name}" if self.several else name)

    def asked(self, inner: str) -> str:
        return f"{{ {camel(self.plugin.name)} {{ {inner} }} }}"


def of_sector(place: Place) -> Iterator[Example]:
    sector = place.sector
    zh, en = sector.title.zh, sector.title.en
    shown = f"{{ {columns(sector.profile)} }}"
    found = f"entities(filter: {place.filtered(condition(sector.profile))}, first: 2)"
    query = f"{{ {found} {{ totalCount nodes {{ name region {{ name }} {place.under_entity(shown)} }} }} }}"
    yield Example.of(f"{zh}：按字段找对象", f"{en}: entities by a field", query)
    for ledger in sector.ledgers:
        yield of_ledger(place, ledger)
    if sector.rules:
        rules = "rules(first: 2) { totalCount nodes { code title confidence clause { standard item } } }"
        yield Example.of(f"{zh}：判定规则", f"{en}: its rules", place.asked(rules))


def of_ledger(place: Place, ledger: Ledger) -> Example:
    given = f"(filter: {condition(ledger.entry)}, first: 2{order(place.plugin, ledger.entry)})"
    shown = f"{{ totalCount nodes {{ {columns(ledger.entry)} trueOn entity {{ name }} }} }}"
    query = place.asked(f"{place.listed(ledger.name)}{given} {shown}")
    return Example.of(f"{ledger.title.zh}（台账）", f"{ledger.title.en}: a ledger", query)


def columns(fields: type[Fields]) -> str:
    return " ".join(camel(fact.name) for fact in sample(fields)) or "__typename"


def condition(fields: type[Fields]) -> str:
    """What the first filtered facts of the sample are."""
    given = [f"{camel(fact.name)}: {compared(fact, value)}" for fact, value in sample(fields).items() if fact.filter]
    return f"{{ {', '.join(given[:2])} }}"


def compared(fact: Fact, value: Any) -> str:
    if fact.kind is Kind.ENUMS:
        return f"{{ has: {value[0].name} }}"
    return f"{{ {'gte' if fact.kind.is_ordered else 'eq'}: {spelled(fact, value)} }}"


def spelled(fact: Fact, value: Any) -> str:
    match fact.kind:
        case Kind.BOOLEAN:
            return "true" if value else "false"
        case Kind.ENUM:
            return str(value.name)
        case Kind.INTEGER:
            return str(value)
    return f'"{value:f}"' if isinstance(value, Decimal) else f'"{value}"'


def order(plugin: Plugin, fields: type[Fields]) -> str:
    """By the first fact that may be sorted by."""
    sorted_by = (order_name(field) for field in fact_fields(plugin, fields) if field.sort)
    first = next(sorted_by, None)
    return f", orderBy: [{{ field: {first} }}]" if first else ""
