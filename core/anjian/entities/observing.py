"""Observations: each is kept, and the profile is the latest of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.entities.model import Observation, Profile
from anjian.inspections.withheld import rests_on_none


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact's value, the day it was so, and the inspection that saw it, as far as they are known."""

    value: object
    on: date | None = None
    inspection_id: UUID | None = None


async def keep(
    desk: Desk,
    profile: Profile,
    facts: Mapping[str, object],
    on: date,
    *,
    inspection_id: UUID | None = None,
    observed_by: UUID | None = None,
    withheld: bool = False,
) -> None:
    """Keeps what was seen; the profile takes over what nothing later contradicts, once it may be known there."""
    desk.session.add_all(
        Observation(
            entity_id=profile.entity_id,
            region_code=profile.region_code,
            sector=profile.sector,
            fact=name,
            value=value,
            true_on=on,
            learned_at=desk.now,
            inspection_id=inspection_id,
            observed_by=observed_by,
        )
        for name, value in facts.items()
    )
    if not withheld:
        await take_over(desk, profile, facts, on)


async def take_over(desk: Desk, profile: Profile, facts: Mapping[str, object], on: date) -> None:
    later = await seen_after(desk, profile, on)
    if newer := {name: value for name, value in facts.items() if name not in later}:
        known = {**profile.data, **newer}
        profile.data = {name: value for name, value in known.items() if value is not None}
        profile.updated_at = desk.now


async def open_to_all(desk: Desk, profile: Profile, inspection_id: UUID) -> date | None:
    """What a covert inspection saw, once it is opened; the day from which anything that follows is to be derived."""
    seen = sa.select(Observation).where(of_profile(profile), Observation.inspection_id == inspection_id)
    seen = seen.order_by(Observation.true_on, Observation.learned_at, Observation.id)  # told again: the later prevails
    observations = list(await desk.session.scalars(seen))
    for each in observations:
        await take_over(desk, profile, {each.fact: each.value}, each.true_on)
    return min((each.true_on for each in observations), default=None)


async def seen_after(desk: Desk, profile: Profile, on: date) -> frozenset[str]:
    """The facts somebody saw on a later day; what is learned today about the same day follows what was known."""
    later = sa.select(Observation.fact).where(of_profile(profile), Observation.true_on > on, rests_on_none(Observation))
    return frozenset(await desk.session.scalars(later))


async def seen_by(desk: Desk, profile: Profile, on: date, *, of: UUID | None = None) -> dict[str, Seen]:
    """What was known of that day: an inspection handed in late is not judged by what was seen after it.

    A derived fact that can no longer be computed was seen to be unknown. What a covert inspection saw is known to
    itself (``of``) alone until it is opened.
    """
    in_time = Observation.true_on <= on
    latest_first = (Observation.true_on.desc(), Observation.learned_at.desc(), Observation.id.desc())
    latest = (
        sa.select(Observation.fact, Observation.value, Observation.true_on, Observation.inspection_id)
        .where(of_profile(profile), rests_on_none(Observation, of))
        .ext(distinct_on(Observation.fact))
        .order_by(Observation.fact, in_time.desc(), *latest_first)
    )
    observed = {row.fact: Seen(row.value, row.true_on, row.inspection_id) for row in await desk.session.execute(latest)}
    unobserved = {name: Seen(value) for name, value in profile.data.items() if name not in observed}
    in_time_seen = {name: seen for name, seen in observed.items() if seen.on and seen.on <= on}
    return unobserved | {name: seen for name, seen in in_time_seen.items() if seen.value is not None}


def of_profile(profile: Profile) -> sa.ColumnElement[bool]:
    return (Observation.entity_id == profile.entity_id) & (Observation.sector == profile.sector)
