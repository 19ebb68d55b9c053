"""Derives what follows from facts and ledgers, for each day on which they say something new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.entities.model import Observation, Profile
from anjian.entities.observing import Seen, keep, of_profile, seen_by
from anjian.inspections.withheld import rests_on_none
from anjian.judgement import Fact
from anjian.ledgers.known import ledgers_by, seen_days
from anjian.plugin import Known, Sector, profile_fields


async def derive(desk: Desk, profile: Profile, since: date, *, withheld: UUID | None = None) -> dict[str, object]:
    """Keeps the derived facts that differ from what was known of a day, and tells which and how.

    What is learned late about an early day may change what follows on the later ones; what a covert inspection saw
    (``withheld``) changes only what that inspection itself is judged by.
    """
    sector = next(sector for sector in desk.plugins.sectors() if sector.name == profile.sector)
    changed: dict[str, object] = {}
    if not sector.derivations:
        return changed
    for day in await days(desk, profile, sector, since) if withheld is None else [since]:
        differing = await derive_on(desk, profile, sector, day, withheld)
        await keep(desk, profile, differing, day, inspection_id=withheld, withheld=withheld is not None)
        changed |= differing
    return changed


async def derive_on(desk: Desk, profile: Profile, sector: Sector, day: date, of: UUID | None) -> dict[str, object]:
    """The derived facts of that day that are not as they are on record; unknown is None."""
    seen, ledgers = await seen_by(desk, profile, day, of=of), await ledgers_by(desk, profile, sector.ledgers, day)
    recorded = {name: value_of(fact, seen) for name, fact in profile_fields(sector.profile).items() if not fact.derived}
    known = Known({name: value for name, value in recorded.items() if value is not None}, ledgers, day)
    found = await desk.plugins.derive(sector.name, known)
    return {
        name: found.get(name)
        for name in derived_names(sector)
        if found.get(name) != (seen[name].value if name in seen else None)
    }


def value_of(fact: Fact, seen: Mapping[str, Seen]) -> object:
    return fact.read(seen[fact.name].value) if fact.name in seen else None


async def days(desk: Desk, profile: Profile, sector: Sector, since: date) -> list[date]:
    """This day, and each later one of which something was recorded."""
    later = sa.select(Observation.true_on).where(
        of_profile(profile),
        Observation.true_on > since,
        Observation.fact.not_in(derived_names(sector)),
        rests_on_none(Observation),
    )
    found = await desk.session.scalars(later.union(seen_days(profile, since)))
    return sorted({since, *found})


def derived_names(sector: Sector) -> list[str]:
    return [name for name, fact in profile_fields(sector.profile).items() if fact.derived]
