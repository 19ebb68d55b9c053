"""One block of changes to a plugin's rows at one entity: all of it is done, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from anjian.commands.consent import forbidden
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Rejected
from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.own_rows.reading import read_row
from anjian.plugin import Change, Plugin, Table
from anjian.plugin_host.tables import own_table, parent_of
from anjian.words import Title

OF_CORE = ("entity_id", "id", "region_code")


class RowConflicts(AnjianError):
    code = "ROW_CONFLICTS"
    words = Title(
        "“{title_zh}”的这一行与已有的行冲突（{reason}）；请改用已有的一行，或先删除从属于它的行",
        "this row of {title_en} conflicts with another ({reason}): use that one, or remove first what belongs to it",
    )


class NotOfThisPlugin(TypeError):
    """A mistake of the author: the table is none of the plugin's."""


@dataclass(slots=True)
class OwnRows:
    """Keys lie within the entity, which the desk holds; its region is that of every row."""

    desk: Desk
    plugin: Plugin
    entity: Entity
    changes: list[Change] = field(default_factory=list)

    async def add(self, table: Table, values: Mapping[str, object]) -> UUID:
        key, made = uuid7(), self.table(table)
        link = await self.link(table, values)
        row = link | read_row(table.row, {name: value for name, value in values.items() if name not in link})
        own = {"entity_id": self.entity.id, "id": key, "region_code": self.entity.region_code}
        await self.run(table, sa.insert(made).values(**own, **row))
        self.note(table, None, own | row)
        return key

    async def change(self, table: Table, key: UUID, values: Mapping[str, object]) -> None:
        before = await self.row(table, key)
        link = await self.link(table, values) if table.of and link_of(self.plugin, table) in values else {}
        plain = {name: value for name, value in values.items() if name not in link}
        kept = {name: value for name, value in before.items() if name in table.row.model_fields}
        row = link | read_row(table.row, kept | plain)
        made = self.table(table)
        await self.run(table, sa.update(made).where(*self.at(made, key)).values(**row))
        self.note(table, before, before | row)

    async def remove(self, table: Table, key: UUID) -> None:
        before = await self.row(table, key)
        made = self.table(table)
        await self.run(table, sa.delete(made).where(*self.at(made, key)))
        self.note(table, before, None)

    async def conclude(self) -> None:
        """Whoever has something to say against it is asked; then it is told."""
        problems = [problem for change in self.changes for problem in await self.desk.plugins.validate(change)]
        if problems:
            raise Rejected([forbidden(problem) for problem in problems])
        if self.changes:
            rows = [told(change) for change in self.changes]
            log(self.desk, EventKind.ROWS_WRITTEN, self.entity, plugin=self.plugin.name, rows=rows)

    def table(self, declared: Table) -> sa.Table:
        if declared not in self.plugin.tables:
            raise NotOfThisPlugin(f"{declared.name} is no table of {self.plugin.name}")
        return own_table(self.plugin, declared)

    def at(self, made: sa.Table, key: UUID) -> tuple[sa.ColumnElement[bool], ...]:
        return made.c.entity_id == self.entity.id, made.c.id == key

    async def row(self, table: Table, key: UUID) -> dict[str, Any]:
        made = self.table(table)
        found = await self.desk.session.execute(sa.select(made).where(*self.at(made, key)))
        row = found.mappings().one_or_none()
        if row is None:
            raise NotFound(noun_zh=f"该{table.title.zh}", noun_en=f"row of {table.title.en}")
        return dict(row)

    async def link(self, table: Table, values: Mapping[str, object]) -> dict[str, Any]:
        """What a row belongs to, which has to be there, at the same entity."""
        if (parent := parent_of(self.plugin, table)) is None:
            return {}
        key = values.get(parent.link)
        if not isinstance(key, UUID):
            raise NotFound(noun_zh=f"所属的{parent.title.zh}", noun_en=f"row of {parent.title.en}", path=(parent.link,))
        await self.row(parent, key)
        return {parent.link: key}

    async def run(self, table: Table, statement: sa.Insert | sa.Update | sa.Delete) -> None:
        try:
            await self.desk.session.execute(statement)
        except IntegrityError as error:
            words = {"title_zh": table.title.zh, "title_en": table.title.en}
            raise RowConflicts(**words, reason=getattr(error.orig, "constraint_name", None) or "-") from error

    def note(self, table: Table, before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> None:
        noun = f"{self.plugin.name}.{table.name}"
        self.changes.append(Change(noun, self.entity.id, None, before, after))


def link_of(plugin: Plugin, table: Table) -> str | None:
    parent = parent_of(plugin, table)
    return parent.link if parent else None


def told(change: Change) -> dict[str, object]:
    row = change.after or change.before or {}
    values = None if change.after is None else {name: row[name] for name in row if name not in OF_CORE}
    return {"table": change.noun.partition(".")[2], "id": row["id"], "values": values}
