"""What a plugin's mutation is given to write with: global ids outside, one transaction inside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from anjian.access.policy import AT_THE_SITE
from anjian.access.scope import reaches_sector
from anjian.commands import lookup
from anjian.commands.access import allow
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.own_rows.writing import OwnRows
from anjian.plugin import Plugin, Table
from anjian.plugin_host.tables import parent_of
from anjian_schema.asking import Asking
from anjian_schema.compiler.globalid import SEPARATOR, key_parts
from anjian_schema.failures import trace_id
from anjian_schema.tables import type_name


@dataclass(frozen=True, slots=True)
class Writing:
    """The door of one plugin; see :class:`anjian.plugin.Write`."""

    asking: Asking
    plugin: Plugin

    @asynccontextmanager
    async def at(self, entity_id: str) -> AsyncIterator[GlobalRows]:
        viewer, types = self.asking.viewer, self.asking.composed.catalog.types
        allow(viewer, AT_THE_SITE)
        (key,) = key_parts(entity_id, types["Entity"], ("entityId",))
        async with self.asking.database.sessions.begin() as session:
            desk = Desk(session, viewer, datetime.now(UTC), self.asking.host, trace_id())
            if self.plugin.sectors and not any(reaches_sector(viewer, one.name) for one in self.plugin.sectors):
                raise lookup.NotFound(noun_zh="该监管对象", noun_en="entity", path=("entityId",))
            rows = OwnRows(desk, self.plugin, await lookup.entity(desk, key))
            yield GlobalRows(self, rows)
            await rows.conclude()


@dataclass(frozen=True, slots=True)
class GlobalRows:
    """The rows of one entity, by the ids that GraphQL shows; see :class:`anjian.plugin.Rows`."""

    writing: Writing
    rows: OwnRows

    @property
    def today(self) -> date:
        return self.rows.desk.today

    async def add(self, table: Table, **values: object) -> str:
        key = await self.rows.add(table, self.linked(table, values))
        return SEPARATOR.join((type_name(self.writing.plugin, table), str(self.rows.entity.id), str(key)))

    async def change(self, table: Table, row: str, **values: object) -> None:
        await self.rows.change(table, self.key(table, row), self.linked(table, values))

    async def remove(self, table: Table, row: str) -> None:
        await self.rows.remove(table, self.key(table, row))

    def key(self, table: Table, row: str) -> UUID:
        """Within the entity: a row of another one is not there."""
        entity_id, key = key_parts(row, self.writing.asking.composed.catalog.types[self.type_name(table)])
        if entity_id != self.rows.entity.id:
            raise lookup.NotFound(noun_zh=f"该{table.title.zh}", noun_en=f"row of {table.title.en}")
        return UUID(str(key))

    def type_name(self, table: Table) -> str:
        self.rows.table(table)
        return type_name(self.writing.plugin, table)

    def linked(self, table: Table, values: Mapping[str, object]) -> dict[str, object]:
        parent = parent_of(self.writing.plugin, table)
        if parent is None or not isinstance(given := values.get(parent.link), str):
            return dict(values)
        return {**values, parent.link: self.key(parent, given)}
