"""A plugin's sectors as GraphQL: one nullable field on entities, one root field, filters and orders under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.entities.model import Profile as ProfileRecord
from anjian.inspections.model import Checklist, Rule
from anjian.plugin import Plugin, Sector
from anjian.standing.book import Book, books
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Field, Namespace, Scalar, ToMany, ToOne, Type
from anjian_schema.compiler.orders import order_name
from anjian_schema.declare import belongs_to, camel, of_entity_scope, table
from anjian_schema.facts import fact_fields
from anjian_schema.ledgers import line_type, literal, on_profile
from anjian_schema.nouns.checks import next_checks_field
from anjian_schema.places import LinePlace, Place, Places
from anjian_schema.tables import of_entity_by, on_root, row_types

PROFILES = "profiles"


@dataclass(frozen=True, slots=True)
class PluginTypes:
    """What one plugin adds to the schema: its types, and one field for each core type it extends."""

    types: Sequence[Type]
    on_entity: Field
    on_query: Field
    entity_orders: Sequence[Scalar]
    places: Places


def plugin_types(plugin: Plugin, all_books: Mapping[str, Book] | None = None) -> PluginTypes | None:
    """The schema of a plugin's sectors and tables; nothing for a plugin that brings neither.

    ``all_books``: of every plugin, since others may add rules to a sector; the plugin's own unless given.
    """
    if not (plugin.sectors or plugin.tables):
        return None
    known = all_books or books([plugin])
    made = [_SectorTypes(plugin, sector, known[sector.name]) for sector in plugin.sectors]
    several = len(made) > 1
    orders = [order for sector in made for order in sector.entity_orders(several=several)]
    places = {sector.sector.name: sector.place(several=several) for sector in made}
    types = [*(t for s in made for t in s.types), *row_types(plugin), _root(plugin, made)]
    if len(made) == 1:
        return PluginTypes(types, made[0].on_entity(camel(plugin.name)), _on_query(plugin), orders, places)
    profiles = [sector.on_entity(camel(sector.sector.name)) for sector in made]
    grouped = Type(f"{plugin.prefix}Profiles", plugin.title, [*profiles, *of_entity_by(plugin, "id")])
    on_entity = Namespace(camel(plugin.name), grouped.name, plugin.title)
    return PluginTypes([*types, grouped], on_entity, _on_query(plugin), orders, places)


def _on_query(plugin: Plugin) -> Namespace:
    return Namespace(camel(plugin.name), f"{plugin.prefix}Query", plugin.title)


def _root(plugin: Plugin, made: Sequence[_SectorTypes]) -> Type:
    fields = [
        *(field for sector in made for field in sector.on_query(several=len(made) > 1)),
        *on_root(plugin),
        *_reference(plugin),
    ]
    return Type(f"{plugin.prefix}Query", plugin.title, fields, owner=plugin.name)


def _reference(plugin: Plugin) -> Iterator[ToMany]:
    """What its sectors judge and ask by; a plugin of tables alone does neither."""
    if sectors := [sector.name for sector in plugin.sectors]:
        yield ToMany("rules", "Rule", Title("判定规则。", "Its rules."), _of_sectors(table(Rule), sectors))
        asked = Title("检查表。", "Its checklists.")
        yield ToMany("checklists", "Checklist", asked, _of_sectors(table(Checklist), sectors))


def _everything(_outer: Any, _row: FromClause) -> ColumnElement[bool]:
    return sa.true()


def _of_sectors(_of: sa.Table, sectors: Sequence[str]) -> Callable[[Any, FromClause], ColumnElement[bool]]:
    return lambda _, row: sa.or_(*(row.c.sector == literal(sector) for sector in sectors))


class _SectorTypes:
    """One sector's profile as an object type, and the lines of its ledgers."""

    def __init__(self, plugin: Plugin, sector: Sector, book: Book) -> None:
        self.plugin, self.sector = plugin, sector
        self._facts = list(fact_fields(plugin, sector.profile))
        self.ledgers = [line_type(plugin, sector, ledger) for ledger in sector.ledgers]
        name = f"{plugin.prefix}Profile"
        if len(plugin.sectors) > 1:
            name = f"{plugin.prefix}{camel(sector.name)[0].upper()}{camel(sector.name)[1:]}Profile"
        self.profile = Type(
            name,
            sector.title,
            [
                *self._facts,
                *(field for ledger in sector.ledgers for field in on_profile(plugin, sector, ledger)),
                *(of_entity_by(plugin, "entity_id") if len(plugin.sectors) == 1 else ()),
                next_checks_field(book),
                belongs_to("entity", "Entity", "监管对象。", "The entity.", "entity_id", nullable=False, filter=True),
            ],
            table(ProfileRecord),
            (),
            of_entity_scope(),
            tie=("entity_id",),
            where=lambda row: row.c.sector == literal(sector.name),
            owner=plugin.name,
        )

    @property
    def types(self) -> Sequence[Type]:
        return [self.profile, *self.ledgers]

    def on_query(self, *, several: bool) -> Iterator[ToMany]:
        """All profiles and all lines that the viewer may see."""
        named = {PROFILES: self.profile} | {
            camel(ledger.name): line for ledger, line in zip(self.sector.ledgers, self.ledgers, strict=True)
        }
        for name, type_ in named.items():
            yield ToMany(self._listed(name, several=several), type_.name, type_.words, _everything)

    def _listed(self, name: str, *, several: bool) -> str:
        return f"{camel(self.sector.name)}{name[0].upper()}{name[1:]}" if several else name

    def place(self, *, several: bool) -> Place:
        root = camel(self.plugin.name)
        path = (root, camel(self.sector.name)) if several else (root,)
        lines = {
            ledger.name: LinePlace(
                line.name, camel(ledger.name), (root, self._listed(camel(ledger.name), several=several))
            )
            for ledger, line in zip(self.sector.ledgers, self.ledgers, strict=True)
        }
        return Place(self.profile.name, path, (root, self._listed(PROFILES, several=several)), lines)

    def on_entity(self, name: str) -> ToOne:
        zh = f"{self.sector.title.zh}档案；不受该行业监管时为空。"
        words = Title(zh, f"{self.sector.title.en}; empty when the entity is not supervised under it.")
        return ToOne(name, self.profile.name, words, _of_entity, nullable=True, filter=True)

    def entity_orders(self, *, several: bool) -> Iterator[Scalar]:
        """``FIREWORKS_ACTUAL_PERSONS`` on entities."""
        prefix = self.plugin.name.upper() + (f"_{self.sector.name.upper()}" if several else "")
        for scalar in self._facts:
            if scalar.sort:
                yield Scalar(
                    f"{self.plugin.name}.{scalar.name}",
                    scalar.leaf,
                    scalar.words,
                    self._looked_up(scalar),
                    nullable=True,
                    sort=True,
                    sort_name=f"{prefix}_{order_name(scalar)}",
                )

    def _looked_up(self, scalar: Scalar) -> Callable[[FromClause, Asked], ColumnElement[Any]]:
        def source(entity: FromClause, asked: Asked) -> ColumnElement[Any]:
            row = table(ProfileRecord).alias(asked.name("t"))
            found = sa.select(scalar.source(row, asked)).select_from(row)
            return (
                found.where(row.c.entity_id == entity.c.id, row.c.sector == literal(self.sector.name))
                .correlate_except(row)
                .scalar_subquery()
            )

        return source


def _of_entity(entity: FromClause, profile: FromClause) -> ColumnElement[bool]:
    return profile.c.entity_id == entity.c.id
