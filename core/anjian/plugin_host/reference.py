"""Rules and checklists as rows, so that verdicts and inspections can cite them after their plugin is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.database.record import Record
from anjian.inspections import model
from anjian.plugin import Checklist
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.rows import Row, checklist_row, item_row, rule_row, table_of

Key: TypeAlias = tuple[str, ...]
Rows: TypeAlias = dict[Key, Row]


@dataclass(slots=True)
class Offer:
    """The rows that the serving plugins stand for, and whose checklists they are."""

    rules: Rows = field(default_factory=dict)
    checklists: Rows = field(default_factory=dict)
    items: dict[Key, list[Row]] = field(default_factory=dict)
    owners: dict[Key, Loaded] = field(default_factory=dict)

    @classmethod
    def of(cls, plugins: Iterable[Loaded]) -> Offer:
        offer = cls()
        for loaded in plugins:
            offer.take(loaded)
        return offer

    def take(self, loaded: Loaded) -> None:
        assert loaded.plugin is not None  # noqa: S101 - only what was declared offers anything
        for sector in loaded.plugin.sectors:
            self.rules |= {(rule.code,): rule_row(rule, sector) for rule in sector.rules}
        for sector_name, checklist in loaded.plugin.all_checklists:
            self.add(loaded, sector_name, checklist)

    def rows(self) -> Iterator[tuple[sa.Table, Row]]:
        """Every row with its table."""
        yield from ((table_of(model.Rule), row) for row in self.rules.values())
        yield from ((table_of(model.Checklist), row) for row in self.checklists.values())
        yield from ((table_of(model.ChecklistItem), row) for rows in self.items.values() for row in rows)

    def add(self, loaded: Loaded, sector: str | None, checklist: Checklist) -> None:
        key = (checklist.code, checklist.version)
        items = [item_row(checklist, position, item) for position, item in enumerate(checklist.items, 1)]
        self.checklists[key] = checklist_row(checklist, sector, items)
        self.items[key] = items
        self.owners[key] = loaded


async def write_reference(connection: AsyncConnection, offer: Offer) -> bool:
    """Writes what differs from what is stored, and tells whether anything did."""
    rules = differing(offer.rules, await stored(connection, model.Rule))
    checklists = differing(offer.checklists, await stored(connection, model.Checklist))
    checklists = await without_used(connection, offer, checklists)
    await upsert(connection, model.Rule, rules)
    await upsert(connection, model.Checklist, checklists)
    await write_items(connection, offer, checklists)
    return bool(rules or checklists)


async def stored(connection: AsyncConnection, record: type[Record]) -> Rows:
    table = table_of(record)
    found = await connection.execute(sa.select(table))
    return {tuple(row[column.name] for column in table.primary_key): dict(row) for row in found.mappings()}


def differing(offered: Rows, stored: Rows) -> Rows:
    """New and changed rows; what nobody offers any more is kept and marked as retired."""
    retired = {key: row | {"retired": True} for key, row in stored.items() if key not in offered}
    return {key: row for key, row in (offered | retired).items() if stored.get(key) != row}


async def without_used(connection: AsyncConnection, offer: Offer, checklists: Rows) -> Rows:
    """A version that an inspection used never changes: its plugin hears of it, and the stored one stays."""
    used = await used_and_changed(connection, checklists)
    for key in used & offer.owners.keys():
        offer.owners[key].note(ProblemKind.CHECKLIST_CHANGED.of(offer.owners[key], thing=" ".join(key)))
    return {key: row for key, row in checklists.items() if key not in used}


async def used_and_changed(connection: AsyncConnection, checklists: Rows) -> set[Key]:
    table = table_of(model.Checklist)
    changed = [(*key, row["digest"]) for key, row in checklists.items()]
    inspection = table_of(model.Inspection)
    is_used = sa.exists().where(
        inspection.c.checklist_code == table.c.code, inspection.c.checklist_version == table.c.version
    )
    same = sa.tuple_(table.c.code, table.c.version).in_([key[:2] for key in changed])
    found = await connection.execute(sa.select(table.c.code, table.c.version, table.c.digest).where(same, is_used))
    return {(code, version) for code, version, digest in found if (code, version, digest) not in changed}


async def upsert(connection: AsyncConnection, record: type[Record], rows: Rows) -> None:
    if not rows:
        return
    table = table_of(record)
    new = insert(table)
    keys = [column.name for column in table.primary_key]
    others = {name: new.excluded[name] for name in [column.name for column in table.columns] if name not in keys}
    await connection.execute(new.on_conflict_do_update(index_elements=keys, set_=others), list(rows.values()))


async def write_items(connection: AsyncConnection, offer: Offer, checklists: Rows) -> None:
    """The items of the checklists that were written; those of an earlier wording of an unused version go."""
    table = table_of(model.ChecklistItem)
    written = [key for key in checklists if key in offer.items]
    if items := [row for key in written for row in offer.items[key]]:
        of_these = sa.tuple_(table.c.checklist_code, table.c.checklist_version).in_(written)
        await connection.execute(sa.delete(table).where(of_these))
        await connection.execute(sa.insert(table), items)
