"""Every entity of a sector against all its rules, in SQL: one pass over the profiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, Text, literal_column
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.sql.selectable import LateralFromClause

from anjian.entities.model import Profile
from anjian.inspections.model import StoredVerdict
from anjian.judgement import Condition, to_sql, wanted_to_sql
from anjian.judgement.sql import Data
from anjian.judgement.walk import readings
from anjian.judgement.wanted import COMMA, if_open
from anjian.standing.book import Book, PlacedRule
from anjian.standing.known import known_of

NO_NAMES: ColumnElement[Any] = literal_column("'{}'::text[]", ARRAY(Text()))
WORDS = ARRAY(Text())


def judged(book: Book, on: date, today: date, *which: ColumnElement[bool]) -> Select[Any]:
    """``entity_id, region_code, profile_version, rule_code, verdict, missing`` of each rule that judges there then.

    The rules of one entity are arrays, taken apart again: PostgreSQL prepares what stands in an array once, and what
    stands in VALUES anew for each row.
    """
    known, rules = known_of(on, today), book.on(on)
    reached = truths(rules, known)
    each = (
        sa.func.unnest(*columns_of(rules, reached.c.truths, known.c.data))
        .table_valued(
            sa.column("rule_code", Text()),
            sa.column("region", Text()),
            sa.column("major", sa.Boolean()),
            sa.column("wanted", Text()),
            name="each",
        )
        .render_derived()
        .lateral()
    )
    verdict = sa.case((each.c.major, said(StoredVerdict.MAJOR)), (~each.c.major, said(StoredVerdict.NOT_MAJOR)))
    found = sa.select(
        Profile.entity_id,
        Profile.region_code,
        Profile.version.label("profile_version"),
        each.c.rule_code,
        sa.func.coalesce(verdict, said(StoredVerdict.UNDECIDED)).label("verdict"),
        sa.func.coalesce(sa.func.string_to_array(each.c.wanted, COMMA), NO_NAMES).label("missing"),
    )
    here = sa.or_(each.c.region.is_(None), sa.func.starts_with(Profile.region_code, each.c.region))
    together = sa.join(Profile, known, sa.true()).join(reached, sa.true()).join(each, here)
    return found.select_from(together).where(Profile.sector == book.sector, *which)


def truths(rules: Sequence[PlacedRule], known: LateralFromClause) -> LateralFromClause:
    """Each condition once: OFFSET 0 keeps the planner from writing them out again where one is asked for."""
    every = array([to_sql(placed.rule.condition, known.c.data) for placed in rules])
    found = sa.select(sa.cast(every, ARRAY(sa.Boolean())).label("truths")).correlate(known)
    return found.offset(literal_column("0")).lateral("reached")


def columns_of(rules: Sequence[PlacedRule], truths: ColumnElement[Any], data: Data) -> Sequence[ColumnElement[Any]]:
    wanted = [
        sa.case((truths[number].is_(None), once(placed.rule.condition, if_open(placed.rule.condition, data))))
        for number, placed in enumerate(rules, 1)
    ]
    return [
        sa.literal([placed.rule.code for placed in rules], WORDS),
        sa.literal([placed.region for placed in rules], WORDS),
        truths,
        sa.cast(array(wanted, type_=Text()), WORDS),
    ]


def named(condition: Condition, data: Data) -> ColumnElement[Any]:
    """The facts still wanted, each once; NULL where it is decided."""
    return once(condition, wanted_to_sql(condition, data))


def once(condition: Condition, wanted: ColumnElement[Any]) -> ColumnElement[Any]:
    if max(Counter(reading.fact.name for reading in readings(condition)).values()) == 1:
        return wanted
    names = sa.func.unnest(sa.func.string_to_array(wanted, COMMA)).table_valued("name").render_derived()
    found = sa.select(sa.func.string_agg(names.c.name.distinct(), COMMA)).select_from(names)
    return found.correlate_except(names).scalar_subquery()


def said(verdict: StoredVerdict) -> ColumnElement[str]:
    return literal_column(f"'{verdict.value}'", Text())
