"""Keeps what differs from what stands: the new verdict in its place, the old one among the past, in one statement.

Repeated, it finds nothing to write. Two at once wait for each other row by row, and the verdict of newer facts stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import CTE, ColumnElement, Select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from anjian.standing.model import PastVerdict, StandingVerdict

PAIR = ("entity_id", "rule_code")
FOUND = (*PAIR, "region_code", "verdict", "missing", "profile_version")
BEFORE = {"was": "verdict", "was_since": "since", "was_judged_at": "judged_at"}
OWN = ("sector", "since", "judged_at")  # of the run itself


@dataclass(frozen=True, slots=True)
class Moment:
    """Of which sector and day the verdicts are, and when they were reached."""

    sector: str
    on: date
    at: datetime


def kept(judged: Select[Any], moment: Moment, whose: ColumnElement[bool]) -> Select[Any]:
    """``judged`` is everything that is judged of the entities for which ``whose`` holds; what else stands there ends.

    Answers with a line for each rule and verdict: how many, and the entities of which it is new.
    """
    found = judged.cte("judged")
    written = replaced(differing(found), moment).cte("written")
    ended = no_longer(found, moment, whose).cte("ended")
    past = set_aside(written, ended, moment).cte("past")
    new = written.c.judged_at == moment.at
    entities = sa.func.array_agg(written.c.entity_id).filter(new)
    together = found.outerjoin(written, same_pair(found, written))
    counted = sa.select(found.c.rule_code, found.c.verdict, sa.func.count().label("pairs"), entities.label("new"))
    return counted.select_from(together).group_by(found.c.rule_code, found.c.verdict).add_cte(written, ended, past)


def differing(found: CTE) -> Select[Any]:
    """In one order for everybody, so that two who write never wait for each other crosswise."""
    stands = aliased(StandingVerdict)
    columns = ("verdict", "missing", "region_code")
    differs = sa.or_(*(getattr(stands, name).is_distinct_from(found.c[name]) for name in columns))
    together = found.outerjoin(stands, same_pair(found, stands))
    pairs = [found.c[name] for name in PAIR]
    return sa.select(*(found.c[name] for name in FOUND)).select_from(together).where(differs).order_by(*pairs)


def replaced(differing: Select[Any], moment: Moment) -> Any:
    own: list[ColumnElement[Any]] = [sa.literal(moment.sector), sa.literal(moment.on), sa.literal(moment.at)]
    write = insert(StandingVerdict).from_select([*FOUND, *OWN], differing.add_columns(*own))
    new, stands = write.excluded, StandingVerdict
    other = stands.verdict != new.verdict
    changed = {
        name: sa.case((other, getattr(new, name)), else_=getattr(stands, name)) for name in ("since", "judged_at")
    }
    before = {name: sa.case((other, getattr(stands, old)), else_=getattr(stands, name)) for name, old in BEFORE.items()}
    return write.on_conflict_do_update(
        index_elements=PAIR,
        set_={name: new[name] for name in (*FOUND, "sector")} | changed | before,
        where=stands.profile_version <= new.profile_version,
    ).returning(*StandingVerdict.__table__.c)


def no_longer(found: CTE, moment: Moment, whose: ColumnElement[bool]) -> Any:
    """What no rule of the day says any more: its edition ended, its plugin is gone, the entity left the sector."""
    stands = StandingVerdict
    still = sa.exists().where(same_pair(found, stands))
    return sa.delete(stands).where(stands.sector == moment.sector, whose, ~still).returning(*stands.__table__.c)


def set_aside(written: CTE, ended: CTE, moment: Moment) -> Any:
    displaced = columns_of(written, BEFORE, followed_by=written.c.verdict, until=moment.on)
    over = columns_of(ended, {name: name for name in BEFORE.values()}, followed_by=sa.null(), until=moment.on)
    new = (written.c.judged_at == moment.at) & written.c.was.is_not(None)
    names = (*PAIR, "sector", "region_code", *BEFORE.values(), "followed_by", "until")
    return insert(PastVerdict).from_select(names, sa.union_all(displaced.where(new), over)).on_conflict_do_nothing()


def columns_of(stood: CTE, values: Mapping[str, str], *, followed_by: Any, until: date) -> Select[Any]:
    own = [stood.c[name] for name in (*PAIR, "sector", "region_code", *values)]
    return sa.select(*own, followed_by, sa.literal(until))


def same_pair(one: Any, other: Any) -> ColumnElement[bool]:
    mine, theirs = (getattr(each, "c", each) for each in (one, other))
    return sa.and_(*(getattr(mine, name) == getattr(theirs, name) for name in PAIR))
