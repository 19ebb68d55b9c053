"""Where a plugin's rows lie, what is put there for its contract, and everything that can be asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import sqlalchemy as sa

from anjian.database.record import Record
from anjian.entities.model import Profile
from anjian.judgement import Fact, Kind
from anjian.ledgers.model import LedgerEntry
from anjian.plugin import Plugin, Sector, Table, profile_fields
from anjian.plugin.profile import Fields
from anjian.plugin_host.indexes import index_for, indexed
from anjian.plugin_host.tables import own_table
from anjian_schema.compiler.catalog import Scalar, ToMany
from anjian_schema.compiler.orders import order_name
from anjian_schema.declare import camel
from anjian_schema.facts import fact_fields
from anjian_schema.sectors import plugin_types

EACH, EMPTY = 8, 1000  # rows that know one fact, and rows that know none: enough for PostgreSQL to want an index
WHOLE = "齐全"  # the entity of which everything is known
VALUES: Mapping[Kind, Any] = {
    Kind.BOOLEAN: True,
    Kind.INTEGER: 7,
    Kind.DECIMAL: Decimal("7.50"),
    Kind.TEXT: "甲",
    Kind.DATE: date(2026, 1, 31),
}


class Shelf(NamedTuple):
    """A sector's profiles, the lines of one of its ledgers, or a table of the plugin's own.

    ``listed`` is their list under the plugin's field; ``own`` the table.
    """

    plugin: Plugin
    listed: str
    fields: type[Fields]
    record: type[Record] | sa.Table
    within: Mapping[str, str]
    own: Table | None = None

    @property
    def facts(self) -> Mapping[str, Fact]:
        return profile_fields(self.fields)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One that knows everything, some that know one thing, many that know nothing."""
        known = {name: fact.write(value_of(fact)) for name, fact in self.facts.items()}
        return [known, *({name: value} for name, value in known.items() for _ in range(EACH)), *[{}] * EMPTY]

    def index_of(self, fact: Fact) -> str:
        """Ours; those of a table of its own are the plugin's to make and to name."""
        return "" if isinstance(self.record, sa.Table) else str(index_for(self.record, fact, **self.within).name)


class Question(NamedTuple):
    """An operation that a portal may send, the index that has to answer it, and the field by which it is asked."""

    name: str
    query: str
    read_from: str = ""
    fact: str = ""


def shelves(plugin: Plugin) -> list[Shelf]:
    made = plugin_types(plugin)
    if made is None:
        return []
    root = next(type_ for type_ in made.types if type_.name == f"{plugin.prefix}Query")
    lists = [field.name for field in root.fields if isinstance(field, ToMany)]  # tables, rules, checklists come last
    kept = [one for sector in plugin.sectors for one in shelves_of(sector)]
    ours = [Shelf(plugin, listed, *one) for listed, one in zip(lists[: len(kept)], kept, strict=True)]
    own = [Shelf(plugin, camel(one.name), one.row, own_table(plugin, one), {}, one) for one in plugin.tables]
    return [*ours, *own]


def shelves_of(sector: Sector) -> Iterator[tuple[type[Fields], type[Record], Mapping[str, str]]]:
    yield sector.profile, Profile, {"sector": sector.name}
    for ledger in sector.ledgers:
        yield ledger.entry, LedgerEntry, {"sector": sector.name, "ledger": ledger.name}


def value_of(fact: Fact) -> Any:
    if fact.enum is None:
        return VALUES[fact.kind]
    first = next(iter(fact.enum))
    return [first] if fact.kind is Kind.ENUMS else first


def questions(shelf: Shelf) -> Iterator[Question]:
    """All fields of the list at once; each filter and each order alone."""
    columns = " ".join(camel(name) for name in shelf.facts)
    yield Question(shelf.listed, asked(shelf, "(first: 2)", f"totalCount nodes {{ {columns} entity {{ id name }} }}"))
    orders = {field.name: field for field in fact_fields(shelf.plugin, shelf.fields) if field.sort}
    for fact in indexed(shelf.fields):
        index = shelf.index_of(fact)
        if fact.filter:
            given = f"(filter: {{ {camel(fact.name)}: {{ {comparison(fact)} }} }})"
            name, query = f"{shelf.listed}, filter: {fact.name}", asked(shelf, given, "totalCount")
            yield Question(name, query, index, fact.name)
        if camel(fact.name) in orders:
            yield from ordered(shelf, orders[camel(fact.name)], index, fact.name)


def ordered(shelf: Shelf, field: Scalar, index: str, fact: str) -> Iterator[Question]:
    for direction in ("ASC", "DESC"):
        by = f"(first: 2, orderBy: [{{ field: {order_name(field)}, direction: {direction} }}])"
        query = asked(shelf, by, "nodes { __typename }")
        yield Question(f"{shelf.listed}, orderBy: {order_name(field)} {direction}", query, index, fact)


def everything_of(shelf: Shelf) -> str:
    """The one row that knows everything."""
    columns = " ".join(camel(name) for name in shelf.facts)
    return asked(shelf, f'(filter: {{ entity: {{ name: {{ eq: "{WHOLE}" }} }} }})', f"nodes {{ {columns} }}")


def asked(shelf: Shelf, given: str, selection: str) -> str:
    return f"{{ {camel(shelf.plugin.name)} {{ {shelf.listed}{given} {{ {selection} }} }} }}"


def comparison(fact: Fact) -> str:
    value = shown(fact, fact.write(value_of(fact)))
    return f"has: {value[0]}" if fact.kind is Kind.ENUMS else f"eq: {spelled(fact, value)}"


def spelled(fact: Fact, value: Any) -> str:
    """In a document."""
    if fact.kind is Kind.BOOLEAN:
        return "true"
    return str(value) if fact.kind in (Kind.INTEGER, Kind.ENUM) else f'"{value}"'


def shown(fact: Fact, value: Any) -> Any:
    """As the interface shows what a row keeps: choices by name, decimals without zeros at the end."""
    if fact.kind is Kind.DECIMAL:
        return f"{Decimal(value).normalize():f}"
    if fact.kind is Kind.ENUMS:
        return [member.upper() for member in value]
    return value.upper() if fact.kind is Kind.ENUM else value


def known_of(shelf: Shelf) -> Sequence[tuple[str, Any]]:
    """What ``everything_of`` has to be answered with."""
    return [(camel(name), shown(fact, fact.write(value_of(fact)))) for name, fact in shelf.facts.items()]
