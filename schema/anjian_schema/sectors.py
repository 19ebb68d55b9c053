"""A plugin's sectors as GraphQL: one nullable field on entities, one root field, filters and orders under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.entities.model import Profile as ProfileRecord
from anjian.inspections.model import Checklist, Rule
from anjian.judgement import Fact, Kind
from anjian.judgement.sql import fact_column
from anjian.plugin import Plugin, Sector, profile_fields
from anjian.words import Title
from anjian_schema.compiler import leaves
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Field, Namespace, Scalar, ToMany, ToOne, Type
from anjian_schema.compiler.leaves import Leaf, enum_leaf, enum_list_leaf
from anjian_schema.compiler.orders import order_name
from anjian_schema.declare import belongs_to, camel, of_entity_scope, table
from anjian_schema.inputs import as_enum

PLAIN = {
    Kind.BOOLEAN: leaves.BOOLEAN,
    Kind.INTEGER: leaves.INT,
    Kind.DECIMAL: leaves.DECIMAL,
    Kind.TEXT: leaves.STRING,
    Kind.DATE: leaves.DATE_TEXT,
}

Literal = ColumnElement[str]


@dataclass(frozen=True, slots=True)
class PluginTypes:
    """What one plugin adds to the schema: its types, and one field for each core type it extends."""

    types: Sequence[Type]
    on_entity: Field
    on_query: Field
    entity_orders: Sequence[Scalar]


def plugin_types(plugin: Plugin) -> PluginTypes | None:
    """The schema of a plugin's sectors; nothing for a plugin that brings none."""
    if not plugin.sectors:
        return None
    made = [_SectorTypes(plugin, sector) for sector in plugin.sectors]
    several = len(made) > 1
    root = _root(plugin, made)
    orders = [order for sector in made for order in sector.entity_orders(several=several)]
    if not several:
        return PluginTypes([made[0].profile, root], made[0].on_entity(camel(plugin.name)), _on_query(plugin), orders)
    grouped = Type(f"{plugin.prefix}Profiles", plugin.title, [s.on_entity(camel(s.sector.name)) for s in made])
    on_entity = Namespace(camel(plugin.name), grouped.name, plugin.title)
    return PluginTypes([*(s.profile for s in made), grouped, root], on_entity, _on_query(plugin), orders)


def _on_query(plugin: Plugin) -> Namespace:
    return Namespace(camel(plugin.name), f"{plugin.prefix}Query", plugin.title)


def _root(plugin: Plugin, made: Sequence[_SectorTypes]) -> Type:
    sectors = [sector.name for sector in plugin.sectors]
    several = len(made) > 1
    profiles = [
        ToMany(
            f"{camel(s.sector.name)}Profiles" if several else "profiles", s.profile.name, s.profile.words, _everything
        )
        for s in made
    ]
    return Type(
        f"{plugin.prefix}Query",
        plugin.title,
        [
            *profiles,
            ToMany("rules", "Rule", Title("判定规则。", "Its rules."), _of_sectors(table(Rule), sectors)),
            ToMany(
                "checklists", "Checklist", Title("检查表。", "Its checklists."), _of_sectors(table(Checklist), sectors)
            ),
        ],
        owner=plugin.name,
    )


def _everything(_outer: Any, _row: FromClause) -> ColumnElement[bool]:
    return sa.true()


def _of_sectors(_of: sa.Table, sectors: Sequence[str]) -> Callable[[Any, FromClause], ColumnElement[bool]]:
    return lambda _, row: sa.or_(*(row.c.sector == _literal(sector) for sector in sectors))


def _literal(sector: str) -> Literal:
    """A sector's name as text of the statement: a partial index is chosen only where the planner sees its condition.

    Names are identifiers; the plugin host refused anything else.
    """
    if not sector.replace("_", "").isalnum() or not sector.isascii():
        raise ValueError(f"{sector!r} is no sector name")
    return sa.literal_column(f"'{sector}'", sa.Text())


class _SectorTypes:
    """One sector's profile as an object type."""

    def __init__(self, plugin: Plugin, sector: Sector) -> None:
        self.plugin, self.sector = plugin, sector
        self.facts = profile_fields(sector.profile)
        name = f"{plugin.prefix}Profile"
        if len(plugin.sectors) > 1:
            name = f"{plugin.prefix}{camel(sector.name)[0].upper()}{camel(sector.name)[1:]}Profile"
        self.profile = Type(
            name,
            sector.title,
            [
                *self._fields(),
                belongs_to("entity", "Entity", "监管对象。", "The entity.", "entity_id", nullable=False, filter=True),
            ],
            table(ProfileRecord),
            (),
            of_entity_scope(),
            tie=("entity_id",),
            where=lambda row: row.c.sector == _literal(sector.name),
            owner=plugin.name,
        )

    def on_entity(self, name: str) -> ToOne:
        zh = f"{self.sector.title.zh}档案；不受该行业监管时为空。"
        words = Title(zh, f"{self.sector.title.en}; empty when the entity is not supervised under it.")
        return ToOne(name, self.profile.name, words, _of_entity, nullable=True, filter=True)

    def entity_orders(self, *, several: bool) -> Iterator[Scalar]:
        """``FIREWORKS_ACTUAL_PERSONS`` on entities."""
        prefix = self.plugin.name.upper() + (f"_{self.sector.name.upper()}" if several else "")
        for scalar in self._fields():
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
                found.where(row.c.entity_id == entity.c.id, row.c.sector == _literal(self.sector.name))
                .correlate_except(row)
                .scalar_subquery()
            )

        return source

    def _fields(self) -> Iterator[Scalar]:
        for fact in self.facts.values():
            yield Scalar(
                camel(fact.name),
                self._leaf(fact),
                _described(fact),
                lambda row, _, fact=fact: fact_column(row.c.data, fact),  # type: ignore[misc]  # fact is bound now
                nullable=True,
                many=fact.kind is Kind.ENUMS,
                filter=fact.filter,
                sort=fact.sort and fact.kind is not Kind.ENUMS,
                loose=fact.kind in (Kind.INTEGER, Kind.ENUM, Kind.ENUMS),
            )

    def _leaf(self, fact: Fact) -> Leaf:
        if fact.enum is None:
            return PLAIN[fact.kind]
        name = fact.enum.__name__
        as_enum(fact.enum, name=name if name.startswith(self.plugin.prefix) else f"{self.plugin.prefix}{name}")
        return enum_list_leaf(fact.enum) if fact.kind is Kind.ENUMS else enum_leaf(fact.enum)


def _of_entity(entity: FromClause, profile: FromClause) -> ColumnElement[bool]:
    return profile.c.entity_id == entity.c.id


def _described(fact: Fact) -> Title:
    """Label, unit and legal meaning; a field is empty until somebody records it."""

    def said(language: str) -> str:
        unit = f"（{fact.unit.zh}）" if language == "zh" and fact.unit else f" ({fact.unit.en})" if fact.unit else ""
        meaning = f"{getattr(fact.meaning, language)} " if fact.meaning else ""
        empty = "未登记时为空。" if language == "zh" else "Empty until recorded."
        stop = "。" if language == "zh" else ". "
        return f"{getattr(fact.title, language)}{unit}{stop}{meaning}{empty}"

    return Title(said("zh"), said("en"))
