"""Writes what plugins offer: portals draw it, and old verdicts and inspections cite it after its plugin is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.database.record import Record
from anjian.inspections import model
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.offer import Key, Offer, Rows, key_of
from anjian.plugin_host.rows import Row, table_of


async def write_reference(connection: AsyncConnection, offer: Offer) -> bool:
    """Writes what differs from what is stored, and tells whether anything did."""
    declared = [await write_declared(connection, record, rows) for record, rows in offer.declared.items()]
    checklists = differing(offer.checklists, await stored(connection, model.Checklist))
    changed = await used_and_changed(connection, offer, checklists)
    checklists = {key: row for key, row in checklists.items() if key not in changed}
    await upsert(connection, model.Checklist, checklists)
    items = await write_items(connection, {key: rows for key, rows in offer.items.items() if key not in changed})
    return any((*declared, checklists, items))


async def write_declared(connection: AsyncConnection, record: type[Record], offered: Rows) -> bool:
    rows = differing(offered, await stored(connection, record))
    await upsert(connection, record, rows)
    return bool(rows)


async def stored(connection: AsyncConnection, record: type[Record]) -> Rows:
    table = table_of(record)
    found = await connection.execute(sa.select(table))
    return {key_of(table, row): row for row in map(dict, found.mappings())}


def differing(offered: Rows, stored: Rows) -> Rows:
    """New and changed rows; what nobody offers any more is kept and marked as retired."""
    retired = {key: row | {"retired": True} for key, row in stored.items() if key not in offered}
    return {key: row for key, row in (offered | retired).items() if stored.get(key) != row}


async def used_and_changed(connection: AsyncConnection, offer: Offer, checklists: Rows) -> set[Key]:
    """A version that an inspection used never changes: its plugin hears of it, and the stored one stays."""
    found = await used_otherwise(connection, checklists)
    for key in found & offer.owners.keys():
        offer.owners[key].note(ProblemKind.CHECKLIST_CHANGED.of(offer.owners[key], thing=" ".join(key)))
    return found


async def used_otherwise(connection: AsyncConnection, checklists: Rows) -> set[Key]:
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


async def write_items(connection: AsyncConnection, offered: Mapping[Key, Sequence[Row]]) -> bool:
    """The items that differ from those stored; those of an earlier wording of an unused version go."""
    table = table_of(model.ChecklistItem)
    known: dict[Key, list[Row]] = {}
    for key, row in sorted((await stored(connection, model.ChecklistItem)).items(), key=lambda of: of[1]["position"]):
        known.setdefault(key[:2], []).append(row)
    written = [key for key, rows in offered.items() if known.get(key) != rows]
    if items := [row for key in written for row in offered[key]]:
        of_these = sa.tuple_(table.c.checklist_code, table.c.checklist_version).in_(written)
        await connection.execute(sa.delete(table).where(of_these))
        await connection.execute(sa.insert(table), items)
    return bool(written)
