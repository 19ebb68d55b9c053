"""Periods of reports and when each is due. Workdays and public holidays are in no calendar of ours: days are days."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from anjian.campaigns.model import Cadence, CampaignDuty
from anjian.china import CHINA

DAY = timedelta(days=1)


class Period(NamedTuple):
    """Its first and its last day."""

    began_on: date
    ended_on: date


def last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months(day: date, count: int) -> Period:
    """The block of so many months that holds the day, blocks beginning with January."""
    first = day.replace(month=(day.month - 1) // count * count + 1, day=1)
    return Period(first, last_of_month(first.replace(month=first.month + count - 1)))


def week(day: date) -> Period:
    monday = day - DAY * day.weekday()
    return Period(monday, monday + 6 * DAY)


def half_month(day: date) -> Period:
    if day.day <= 15:
        return Period(day.replace(day=1), day.replace(day=15))
    return Period(day.replace(day=16), last_of_month(day))


HOLDING: Mapping[Cadence, Callable[[date], Period]] = {
    Cadence.DAY: lambda day: Period(day, day),
    Cadence.WEEK: week,
    Cadence.HALF_MONTH: half_month,
    Cadence.MONTH: lambda day: months(day, 1),
    Cadence.QUARTER: lambda day: months(day, 3),
    Cadence.YEAR: lambda day: months(day, 12),
}
"""The period that holds a day. Holidays and what is cumulative follow no calendar: a campaign's windows say them."""


def last_before(cadence: Cadence, day: date) -> Period:
    """The latest period that is over on this day."""
    holding = HOLDING[cadence]
    return holding(holding(day).began_on - DAY)


def due_at(duty: CampaignDuty, ended_on: date) -> datetime:
    """By weekday, by day of the month that follows, or so many days after the period; at its hour in China."""
    if duty.due_weekday is not None:
        after = (duty.due_weekday - 1 - ended_on.weekday() - 1) % 7 + 1
        day = ended_on + DAY * after
    elif duty.due_day is not None:
        following = last_of_month(ended_on) + DAY
        day = following.replace(day=min(duty.due_day, last_of_month(following).day))
    else:
        day = ended_on + DAY * duty.due_after
    return datetime.combine(day, time(duty.due_hour), CHINA)
