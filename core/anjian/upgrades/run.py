"""Brings stored profiles up to the installed plugins: tried on every one first, then written batch by batch.

What breaks off halfway has done its batches; begun again, it goes on with the others. A plugin whose profiles cannot be
brought up does not serve, and says why; what it cannot read is left as it is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from anjian.plugin import Sector
from anjian.plugin.upgrades import Path, path_from
from anjian.plugin_host import PluginHost
from anjian.plugin_host.deadline import Overdue, Raised, thread_finished
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.migrating import refused, refusing
from anjian.plugin_host.problems import reason_of
from anjian.plugin_host.sync import alone
from anjian.upgrades import stored
from anjian.upgrades.carrying import Carried, carried
from anjian.upgrades.stored import Stored, Versions
from anjian.upgrades.writing import write
from anjian.words import Title

BATCH = 500  # profiles, with all that was seen there
PATIENCE = 60.0  # seconds for a batch
UPGRADING = Title("升级行业档案", "bringing up profiles")
Advance = Callable[[str, int, int], None]  # sector, done, of how many


def silent(sector: str, done: int, of: int) -> None:
    """For who watches nobody."""


async def upgrade_profiles(url: str, host: PluginHost, advance: Advance = silent, batch: int = BATCH) -> None:
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with alone(engine):
        for loaded, sector in owned(host):
            with refusing(loaded):
                await Sectors(engine, loaded, sector, advance, batch).upgrade()


async def check_profiles(url: str, host: PluginHost) -> None:
    """The same without writing: what is due is a problem of its plugin."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    for loaded, sector in owned(host):
        with refusing(loaded):
            await Sectors(engine, loaded, sector).check()


def owned(host: PluginHost) -> Iterator[tuple[Loaded, Sector]]:
    """Each sector with the plugin whose fields it has."""
    seen: set[str] = set()
    for loaded, sector in host.declared():
        if sector.name not in seen:
            yield loaded, sector
        seen.add(sector.name)


@dataclass(frozen=True, slots=True)
class Sectors:
    """One sector, whose profiles go from version to version."""

    engine: AsyncEngine
    loaded: Loaded
    sector: Sector
    advance: Advance = silent
    batch: int = BATCH

    @property
    def installed(self) -> int:
        return self.sector.profile.schema_version

    async def check(self) -> None:
        lowest = (await self.versions()).lowest
        if lowest is not None and lowest < self.installed:
            raise self.refused(ProblemKind.PROFILES_PENDING, lowest)

    async def upgrade(self) -> None:
        """Version by version, the oldest first; those that a server of before has written meanwhile come last."""
        while (lowest := (await self.versions()).lowest) is not None and lowest < self.installed:
            path = path_from(self.sector.profile, lowest)
            if path is None:
                raise self.refused(ProblemKind.UPGRADE_MISSING, lowest)
            async with self.engine.connect() as connection:
                due = await stored.count(connection, self.sector.name, lowest + 1)
            async for _ in self.batches(lowest, path, writes=False):
                pass
            done = 0
            async for number in self.batches(lowest, path, writes=True):
                done += number
                self.advance(self.sector.name, done, due)

    async def versions(self) -> Versions:
        async with self.engine.connect() as connection:
            found = await stored.versions(connection, self.sector.name)
        if found.highest is not None and found.highest > self.installed:
            raise self.refused(ProblemKind.PROFILES_AHEAD, found.highest)
        return found

    async def batches(self, version: int, path: Path, *, writes: bool) -> AsyncIterator[int]:
        """How many each has brought up, in a transaction of its own."""
        after = None
        while True:
            async with self.engine.begin() as connection:
                await connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
                limit = (self.sector.name, version, after, self.batch)
                if not (entities := await stored.next_entities(connection, *limit)):
                    return
                if writes:
                    await stored.hold(connection, entities)
                found = await stored.stored(connection, self.sector.name, version, entities)
                ready = await self.all_carried(found, path)
                if writes:
                    await write(connection, ready, self.installed, datetime.now(UTC))
            after = entities[-1]
            yield len(ready)

    async def all_carried(self, found: Sequence[Stored], path: Path) -> list[Carried]:
        """The plugin's own functions run in a thread of their own: one that never ends holds nobody up for good."""
        try:
            return await thread_finished(lambda: [self.carried(one, path) for one in found], PATIENCE)
        except Raised as raised:
            raise (raised.__cause__ or raised) from None
        except Overdue:
            first = found[0].profile
            facts = {"entity": first["entity_id"], "reason": f"> {PATIENCE:g} s"}
            raise self.refused(ProblemKind.UPGRADE_FAILED, first["schema_version"], **facts) from None

    def carried(self, one: Stored, path: Path) -> Carried:
        try:
            return carried(one, self.sector, path)
        except (Exception, SystemExit) as error:  # of the plugin's own function, or of what it gives
            facts = {"entity": one.profile["entity_id"], "reason": reason_of(error)}
            raise self.refused(ProblemKind.UPGRADE_FAILED, one.profile["schema_version"], **facts) from error

    def refused(self, kind: ProblemKind, version: int, **facts: object) -> Exception:
        known = {"sector": self.sector.name, "stored": version, "installed": self.installed}
        return refused(kind, self.loaded, **known, **facts)
