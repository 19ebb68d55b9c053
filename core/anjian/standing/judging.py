"""Every entity of a sector against all its rules, in SQL: one pass over the profiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, Text, literal_column
from sqlalchemy.dialects.postgresql import ARRAY, array

from anjian.entities.model import Profile
from anjian.inspections.model import StoredVerdict
from anjian.judgement import Condition, to_sql, wanted_to_sql
from anjian.judgement.sql import Data
from anjian.judgement.walk import readings
from anjian.judgement.wanted import COMMA
from anjian.standing.book import Book, PlacedRule
from anjian.standing.known import known_of

NO_NAMES: ColumnElement[Any] = literal_column("'{}'::text[]", ARRAY(Text()))
WORDS = ARRAY(Text())


def judged(book: Book, on: date, today: date, *which: ColumnElement[bool]) -> Select[Any]:
    """``entity_id, region_code, profile_version, rule_code, verdict, missing`` of each rule that judges there then.

    The rules of one entity are arrays, taken apart again: PostgreSQL prepares what stands in an array once, and what
    stands in VALUES anew for each row.
    """
    known = known_of(on, today)
    each = (
        sa.func.unnest(*columns_of(book.on(on), known.c.data))
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
    together = sa.join(Profile, known, sa.true()).join(each, here)
    return found.select_from(together).where(Profile.sector == book.sector, *which)


def columns_of(rules: Sequence[PlacedRule], data: Data) -> Sequence[ColumnElement[Any]]:
    conditions = [placed.rule.condition for placed in rules]
    return [
        sa.literal([placed.rule.code for placed in rules], WORDS),
        sa.literal([placed.region for placed in rules], WORDS),
        sa.cast(array([to_sql(condition, data) for condition in conditions]), ARRAY(sa.Boolean())),
        sa.cast(array([named(condition, data) for condition in conditions]), WORDS),
    ]


def named(condition: Condition, data: Data) -> ColumnElement[Any]:
    """The facts still wanted, each once."""
    wanted = wanted_to_sql(condition, data)
    if max(Counter(reading.fact.name for reading in readings(condition)).values()) == 1:
        return wanted
    names = sa.func.unnest(sa.func.string_to_array(wanted, COMMA)).table_valued("name").render_derived()
    once = sa.select(sa.func.string_agg(names.c.name.distinct(), COMMA)).select_from(names)
    return once.correlate_except(names).scalar_subquery()


def said(verdict: StoredVerdict) -> ColumnElement[str]:
    return literal_column(f"'{verdict.value}'", Text())
