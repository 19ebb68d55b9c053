"""The verdicts that stand, and those that stood.

Both are derived: one statement writes them from the profiles and the rules, which hold the keys. A million of them are
written in one go, so nothing here is checked against other tables a second time.
"""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, Record
from anjian.inspections.model import StoredVerdict

# A second column of the same words, whose check needs a name of its own.
BESIDE = sa.Enum(
    StoredVerdict,
    name="verdict_beside",
    native_enum=False,
    create_constraint=True,
    length=40,
    values_callable=lambda words: [word.value for word in words],
)


class StandingVerdict(Record):
    """What one rule says of one entity today. Written only when it differs from what stood: then ``was`` tells what."""

    __tablename__ = "standing_verdict"
    __table_args__ = (
        sa.Index(None, "rule_code", "verdict", "since", "entity_id"),
        sa.Index(None, "since", "entity_id", "rule_code"),
    )

    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    rule_code: Mapped[Code] = mapped_column(primary_key=True)
    sector: Mapped[Code]
    region_code: Mapped[Code]  # the entity's own
    verdict: Mapped[StoredVerdict]
    missing: Mapped[list[str]] = mapped_column(server_default="{}")  # what would still decide it
    since: Mapped[date]  # the first day it was judged so
    judged_at: Mapped[datetime]
    was: Mapped[StoredVerdict | None] = mapped_column(
        BESIDE
    )  # the verdict before; empty for a first one, as are the next two
    was_since: Mapped[date | None]
    was_judged_at: Mapped[datetime | None]
    profile_version: Mapped[int]  # of the facts it rests on: a verdict of older facts never takes its place


class PastVerdict(Record):
    """A verdict that stood from ``since`` until the day ``until``, when another took its place or the rule ended."""

    __tablename__ = "past_verdict"
    __table_args__ = (sa.Index(None, "until", "entity_id", "rule_code"),)

    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    rule_code: Mapped[Code] = mapped_column(primary_key=True)
    judged_at: Mapped[datetime] = mapped_column(primary_key=True)  # two may begin on one day
    sector: Mapped[Code]
    region_code: Mapped[Code]
    verdict: Mapped[StoredVerdict]
    since: Mapped[date]
    until: Mapped[date]
    followed_by: Mapped[StoredVerdict | None] = mapped_column(BESIDE)  # empty: the rule no longer judges here
