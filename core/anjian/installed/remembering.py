"""Writes down who serves here, so that what they leave behind has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.installed.model import InstalledPlugin
from anjian.plugin_host.rows import table_of

if TYPE_CHECKING:
    from anjian.plugin_host import PluginHost


async def remember(connection: AsyncConnection, host: PluginHost) -> bool:
    """Tells whether anything was new. Who serves no longer is remembered as it was."""
    table = table_of(InstalledPlugin)
    stored = {row["name"]: dict(row) for row in (await connection.execute(sa.select(table))).mappings()}
    changed = [row for row in rows(host) if stored.get(row["name"]) != row]
    if changed:
        new = insert(table)
        others = {name: new.excluded[name] for name in changed[0] if name != "name"}
        await connection.execute(new.on_conflict_do_update(index_elements=["name"], set_=others), changed)
    return bool(changed)


def rows(host: PluginHost) -> list[dict[str, Any]]:
    owners: dict[str, str] = {}
    for loaded, sector in host.declared():
        owners.setdefault(sector.name, loaded.name)
    return [
        {
            "name": loaded.name,
            "distribution": loaded.distribution,
            "version": loaded.version,
            "sectors": sorted(sector for sector, owner in owners.items() if owner == loaded.name),
        }
        for loaded in host.ranked
    ]
