"""Deletes what a plugin that is gone has left: the only thing that ever does.

Inspections, hazards and judgements stay, and so do the facts that were observed: they tell what was seen and decided.
A ledger goes with its history, or somebody who installs the plugin again would read that it was kept and is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.entities.model import Profile
from anjian.errors import AnjianError
from anjian.events.model import EventBookmark, ParkedEvent
from anjian.installed.leftovers import SCHEMAS, Leftover, left_by
from anjian.installed.model import InstalledPlugin
from anjian.ledgers.model import LedgerEntry, LedgerObservation
from anjian.plugin_host.loaded import State
from anjian.plugin_host.tables import SCHEMA, schema_of
from anjian.words import Title

if TYPE_CHECKING:
    from anjian.plugin_host import PluginHost


class PluginInUse(AnjianError):
    code = "PLUGIN_IN_USE"
    words = Title(
        "插件 {plugin} 仍安装着，其数据不能删除；请先卸载，或用 ANJIAN_DISABLED_PLUGINS 停用，并重启所有服务",
        "the plugin {plugin} is installed, so its data cannot be deleted; remove it, or name it in "
        "ANJIAN_DISABLED_PLUGINS, and start every server again",
    )


class NothingLeft(AnjianError):
    code = "PLUGIN_UNKNOWN"
    words = Title("数据库中没有插件 {plugin} 的数据", "this database has nothing of a plugin {plugin}")


async def purgeable(connection: AsyncConnection, host: PluginHost, name: str) -> Leftover:
    """What a purge would delete. Raises :class:`PluginInUse` and :class:`NothingLeft`."""
    if any(one.name == name and one.entry and one.state is not State.DISABLED for one in host.plugins):
        raise PluginInUse(plugin=name)
    remembered = await connection.scalar(sa.select(InstalledPlugin.name).where(InstalledPlugin.name == name))
    if remembered is None and SCHEMA + name not in await connection.scalars(SCHEMAS, {"prefix": SCHEMA}):
        raise NothingLeft(plugin=name)
    return await left_by(connection, host, name)


async def purge(connection: AsyncConnection, left: Leftover) -> None:
    """In the caller's transaction."""
    schema = sa.schema.DropSchema(schema_of(left.name), cascade=True, if_exists=True)
    await connection.execute(schema)
    for record in (LedgerEntry, LedgerObservation, Profile):
        await connection.execute(sa.delete(record).where(record.sector.in_(left.sectors)))
    for of_plugin in (EventBookmark.plugin, ParkedEvent.plugin, InstalledPlugin.name):
        await connection.execute(sa.delete(of_plugin.class_).where(of_plugin == left.name))
