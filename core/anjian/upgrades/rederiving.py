"""Derives anew what follows from facts and ledgers, once the plugin that derives it is another.

What is stored was computed by the plugin of its day. Which files a derivation looks at is nowhere said, so each of its
package counts; most profiles turn out the same, and only what differs is written: learned today, true of its day. What
breaks off begins anew, and finds what it has done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.commands.desk import Desk, PluginFailed
from anjian.database.ids import UUID
from anjian.entities.deriving import derive
from anjian.entities.model import Observation, Profile
from anjian.entities.observing import of_profile
from anjian.events.model import Event, EventKind, SubjectKind
from anjian.inspections.withheld import rests_on_none
from anjian.installed.contents import contents
from anjian.installed.model import DerivedSector
from anjian.ledgers.known import seen_days
from anjian.plugin import Sector
from anjian.plugin_host import PluginHost
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.rows import table_of
from anjian.plugin_host.sync import alone
from anjian.upgrades import stored
from anjian.upgrades.run import BATCH, Advance, owned, silent
from anjian.words import Title

DERIVING = Title("重新推导", "deriving anew")
THE_SYSTEM = Viewer(UUID(int=0), Role.ADMINISTRATOR)  # a desk has one; nothing is asked of it


async def derive_anew(url: str, host: PluginHost, advance: Advance = silent, batch: int = BATCH) -> None:
    """Every sector whose plugin has changed since its facts were derived; what breaks is a problem of its plugin."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with alone(engine):
        for loaded, sector in owned(host):
            if sector.derivations and loaded.serving:
                await Anew(engine, host, loaded, sector, advance, batch).run()


@dataclass(frozen=True, slots=True)
class Anew:
    """One sector, every profile of it."""

    engine: AsyncEngine
    host: PluginHost
    loaded: Loaded
    sector: Sector
    advance: Advance = silent
    batch: int = BATCH

    async def run(self) -> None:
        now = contents(self.loaded)
        if await self.known() == now:
            return
        try:
            await self.every()
        except PluginFailed:
            self.loaded.note(ProblemKind.DERIVATION_FAILED.of(self.loaded, sector=self.sector.name))
        else:
            await self.remember(now)

    async def known(self) -> str | None:
        async with self.engine.connect() as connection:
            of_sector = sa.select(DerivedSector.contents).where(DerivedSector.sector == self.sector.name)
            found: str | None = await connection.scalar(of_sector)
            return found

    async def remember(self, now: str) -> None:
        row = {"sector": self.sector.name, "contents": now}
        put = insert(table_of(DerivedSector)).values(row)
        async with self.engine.begin() as connection:
            await connection.execute(put.on_conflict_do_update(index_elements=["sector"], set_=row))

    async def every(self) -> None:
        done, of = 0, await self.count()
        after: UUID | None = None
        while entities := await self.next_entities(after):
            await self.together(entities)
            after, done = entities[-1], done + len(entities)
            self.advance(self.sector.name, done, of)

    async def count(self) -> int:
        async with self.engine.connect() as connection:
            return await stored.count(connection, self.sector.name, self.sector.profile.schema_version + 1)

    async def next_entities(self, after: UUID | None) -> Sequence[UUID]:
        async with self.engine.connect() as connection:
            return await stored.next_entities(
                connection, self.sector.name, self.sector.profile.schema_version, after, self.batch
            )

    async def together(self, entities: Sequence[UUID]) -> None:
        """One batch, in a transaction of its own."""
        async with AsyncSession(self.engine) as session, session.begin():
            await session.execute(sa.text("SET LOCAL statement_timeout = 0"))
            await stored.hold(await session.connection(), entities)
            desk = Desk(session, THE_SYSTEM, datetime.now(UTC), self.host)
            of_these = sa.select(Profile).where(Profile.sector == self.sector.name, Profile.entity_id.in_(entities))
            for profile in await session.scalars(of_these.order_by(Profile.entity_id)):
                await again(desk, profile)


async def again(desk: Desk, profile: Profile) -> None:
    """What everybody may know; then what follows for each covert inspection that is not opened yet."""
    since = await first_day(desk, profile) or desk.today
    changed = await derive(desk, profile, since)
    if changed:
        desk.session.add(event(desk, profile, since, changed))
    for visit, day in await covert(desk, profile):
        await derive(desk, profile, day, withheld=visit)


def event(desk: Desk, profile: Profile, since: date, changed: Mapping[str, object]) -> Event:
    """As when somebody records facts from which these follow; nobody did."""
    told = {"sector": profile.sector, "facts": {}, "true_on": since, "derived": changed}
    return Event(
        entity_id=profile.entity_id,
        region_code=profile.region_code,
        at=desk.now,
        kind=EventKind.FACTS_RECORDED,
        subject_kind=SubjectKind.ENTITY,
        subject_id=profile.entity_id,
        data=to_jsonable_python(told),
    )


async def first_day(desk: Desk, profile: Profile) -> date | None:
    """Of which anything is known."""
    seen = sa.select(Observation.true_on).where(of_profile(profile), rests_on_none(Observation))
    days = seen.union(seen_days(profile, date.min)).subquery()
    found: date | None = await desk.session.scalar(sa.select(sa.func.min(days.c.true_on)))
    return found


async def covert(desk: Desk, profile: Profile) -> Sequence[sa.Row[UUID | None, date]]:
    visits = sa.select(Observation.inspection_id, sa.func.min(Observation.true_on))
    withheld = visits.where(of_profile(profile), ~rests_on_none(Observation)).group_by(Observation.inspection_id)
    return (await desk.session.execute(withheld)).all()
