"""What the definitions are made of: which rows, and how they are added up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from anjian.figures.noun import Column, Rows
from anjian.hazards.model import Stage
from anjian.people.model import Organization, OrganizationKind, Team, TeamKind
from anjian.reporting.model import ReportKind

Where = Callable[[Rows, date], ColumnElement[bool]]

INSPECTING = (TeamKind.SUPERVISION, TeamKind.COVERT)


def count(_: Rows) -> ColumnElement[Any]:
    """One for each row."""
    return sa.func.count()


def different(name: str) -> Column:
    """One for each different value of a column, however many rows carry it."""
    return lambda rows: sa.func.count(sa.distinct(getattr(rows, name)))


def yuan(rows: Rows) -> ColumnElement[Any]:
    return sa.func.coalesce(sa.func.sum(rows.amount_fen), 0) / sa.literal(100, sa.Numeric())


def every(_: Rows, __: date) -> ColumnElement[bool]:
    return sa.true()


def having(**values: object) -> Where:
    """Rows with exactly these values."""
    return lambda rows, _: sa.and_(*(getattr(rows, name) == value for name, value in values.items()))


def known(name: str) -> Where:
    """Rows that have a value there."""
    return lambda rows, _: getattr(rows, name).is_not(None)


def rectified(rows: Rows, _: date) -> ColumnElement[bool]:
    """Mended, whether or not it has been accepted and closed since."""
    return rows.rectified_on.is_not(None)  # type: ignore[no-any-return]  # Rows is any alias


def overdue(rows: Rows, today: date) -> ColumnElement[bool]:
    """Past its 整改期限 and not closed. Every list, count and ranking uses this one."""
    return sa.and_(rows.stage != Stage.CLOSED, rows.due_on < today)


def unposted(rows: Rows, today: date) -> ColumnElement[bool]:
    """Self-inspections that should hang on the wall by now and do not."""
    return sa.and_(rows.posted_on.is_(None), rows.posting_due_on < today)


def of_a_duty(rows: Rows, _: date) -> ColumnElement[bool]:
    """The first edition: a correction is no report more."""
    return sa.and_(rows.kind == ReportKind.DUTY, rows.edition == 1)


def late(rows: Rows, today: date) -> ColumnElement[bool]:
    """Submitted after its hour, or not by now though the day has passed."""
    by_then = sa.func.coalesce(rows.submitted_at, sa.cast(today, sa.TIMESTAMP(timezone=True)))
    return sa.and_(of_a_duty(rows, today), by_then > rows.due_at)


def both(*conditions: Where) -> Where:
    return lambda rows, today: sa.and_(*(condition(rows, today) for condition in conditions))


def by_team(*kinds: TeamKind) -> Where:
    """Visits and members of a team of one of these kinds."""
    return lambda rows, _: rows.team_id.in_(sa.select(Team.id).where(Team.kind.in_(kinds)))


def standing_groups(sender: OrganizationKind) -> Where:
    """Supervision teams that this kind of body sent."""
    senders = sa.select(Organization.id).where(Organization.kind == sender)
    return lambda rows, _: (rows.kind == TeamKind.SUPERVISION) & rows.organization_id.in_(senders)


def one_of(*kinds: TeamKind) -> Where:
    return lambda rows, _: rows.kind.in_(kinds)
