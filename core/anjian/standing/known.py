"""The facts of a profile as they were known of a day, in SQL: what :func:`anjian.entities.observing.seen_by` reads."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, distinct_on
from sqlalchemy.sql.selectable import LateralFromClause

from anjian.entities.model import Observation, Profile
from anjian.inspections.withheld import rests_on_none
from anjian.judgement.sql import Data


def known_of(on: date, today: date) -> LateralFromClause:
    """``data``: the profile itself today, and of days to come; for a day that has passed, what was seen by then.

    A fact that nobody ever observed stands in the profile from an import, and is taken for one that was always so.
    """
    if on >= today:
        return sa.select(Profile.data).correlate(Profile).lateral("known")
    seen = sa.func.coalesce(seen_by(on), Profile.data).label("data")
    # OFFSET 0 keeps the planner from looking it up again for every fact that is read from it.
    return sa.select(seen).correlate(Profile).offset(sa.literal_column("0")).lateral("known")


def seen_by(on: date) -> Data:
    """NULL where nothing was ever observed."""
    latest = latest_by(on).subquery("latest")
    known = (latest.c.true_on <= sa.literal(on)) & latest.c.value.is_not(None)
    nothing = sa.literal_column("'{}'::jsonb", JSONB())
    seen = sa.func.coalesce(sa.func.jsonb_object_agg(latest.c.fact, latest.c.value).filter(known), nothing)
    observed = sa.func.array_agg(latest.c.fact, type_=ARRAY(sa.Text()))
    unobserved = Profile.data.op("-", return_type=JSONB())(observed)
    return (
        sa.select(unobserved.op("||", return_type=JSONB())(seen))
        .select_from(latest)
        .correlate_except(latest)
        .scalar_subquery()
    )


def latest_by(on: date) -> sa.Select[tuple[str, object, date]]:
    """Each fact as it was last seen by that day; one that was first seen later, as it was seen then."""
    in_time = Observation.true_on <= on
    latest_first = (Observation.true_on.desc(), Observation.learned_at.desc(), Observation.id.desc())
    order = (Observation.fact, in_time.desc(), *latest_first)
    here = (Observation.entity_id == Profile.entity_id) & (Observation.sector == Profile.sector)
    seen = sa.select(Observation.fact, Observation.value, Observation.true_on).where(here, rests_on_none(Observation))
    return seen.ext(distinct_on(Observation.fact)).order_by(*order).correlate_except(Observation)
