"""What is left of plugins whose packages are gone: their tables, profiles and ledgers. It is counted, never touched."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.entities.model import Profile
from anjian.installed.model import InstalledPlugin
from anjian.ledgers.model import LedgerEntry
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded, State
from anjian.plugin_host.tables import SCHEMA, schema_of

if TYPE_CHECKING:
    from anjian.plugin_host import PluginHost

SCHEMAS = sa.text("SELECT nspname FROM pg_namespace WHERE starts_with(nspname::text, :prefix) ORDER BY nspname")
TABLES = sa.text(
    "SELECT tablename FROM pg_tables WHERE schemaname = :schema AND tablename <> 'alembic_version' ORDER BY tablename"
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Everything that is one plugin's own in this database."""

    name: str
    distribution: str
    version: str
    sectors: Sequence[str]
    tables: Mapping[str, int]  # the rows of each
    profiles: int
    lines: int

    @property
    def rows(self) -> int:
        return sum(self.tables.values())

    @property
    def orphan(self) -> Loaded:
        counts = {"tables": len(self.tables), "rows": self.rows, "profiles": self.profiles, "lines": self.lines}
        problem = ProblemKind.LEFT_BEHIND.of(self.name, **counts)
        return Loaded(self.name, self.distribution, self.version, state=State.ORPHANED, problems=[problem])


async def tell_orphans(connection: AsyncConnection, host: PluginHost) -> None:
    """Adds to the plugins those that are gone and have left something."""
    known = [row.name for row in await connection.execute(sa.select(InstalledPlugin.name))]
    schemas = await connection.scalars(SCHEMAS, {"prefix": SCHEMA})
    names = {*known, *(schema.removeprefix(SCHEMA) for schema in schemas)} - installed(host)
    host.plugins = [one for one in host.plugins if one.state is not State.ORPHANED]
    host.plugins += [(await left_by(connection, host, name)).orphan for name in sorted(names)]


def installed(host: PluginHost) -> set[str]:
    """Whatever has a package, be it disabled or broken."""
    return {loaded.name for loaded in host.plugins if loaded.entry is not None}


async def left_by(connection: AsyncConnection, host: PluginHost, name: str) -> Leftover:
    """Counted now. A sector that another plugin has taken over is not counted."""
    found = (await connection.execute(sa.select(InstalledPlugin.__table__))).all()
    taken = {sector.name for loaded, sector in host.declared() if loaded.name != name}
    taken |= {sector for row in found if row.name in installed(host) - {name} for sector in row.sectors}
    mine = next((row for row in found if row.name == name), None)
    sectors = sorted(set(mine.sectors) - taken) if mine else []
    return Leftover(
        name,
        distribution=mine.distribution if mine else "",
        version=mine.version if mine else "",
        sectors=sectors,
        tables=await rows_by_table(connection, schema_of(name)),
        profiles=await count(connection, Profile, sectors),
        lines=await count(connection, LedgerEntry, sectors),
    )


async def rows_by_table(connection: AsyncConnection, schema: str) -> Mapping[str, int]:
    names = (await connection.scalars(TABLES, {"schema": schema})).all()
    if not names:
        return {}
    counts = [sa.select(sa.literal(name), sa.func.count()).select_from(sa.table(name, schema=schema)) for name in names]
    found = await connection.execute(sa.union_all(*counts))
    return {row[0]: row[1] for row in found}


async def count(connection: AsyncConnection, record: type[Profile | LedgerEntry], sectors: Collection[str]) -> int:
    found = sa.select(sa.func.count()).select_from(record).where(record.sector.in_(sectors))
    return int(await connection.scalar(found) or 0)
