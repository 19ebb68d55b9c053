"""Days that cannot be: nothing was seen, done or decided tomorrow, and nothing is due yesterday."""

from __future__ import annotations

from datetime import date, timedelta

from anjian.errors import AnjianError
from anjian.words import Title


class DateInTheFuture(AnjianError):
    code = "DATE_IN_THE_FUTURE"
    words = Title(
        "日期 {day} 晚于今天（{today}）；请填写实际发生的日期",
        "{day} is after today ({today}): give the day it happened",
    )


class DueDateInThePast(AnjianError):
    code = "DUE_DATE_IN_THE_PAST"
    words = Title(
        "期限 {day} 早于 {today}；期限不得早于当日，请重新填写",
        "a term that ends on {day} is over before it begins ({today}): give that day or a later one",
    )


class DateTooLongAgo(AnjianError):
    code = "DATE_TOO_LONG_AGO"
    words = Title(
        "日期 {day} 过早：最多补录 {days} 天以内的事，即不早于 {earliest}；请核对",
        "{day} is too long ago: what happened is entered within {days} days, so not before {earliest}",
    )


BACKDATING = timedelta(days=30)  # no law names a number; the server's own time is kept beside every stated day


def not_after(today: date, day: date) -> None:
    if day > today:
        raise DateInTheFuture(day=day, today=today)


def not_backdated(today: date, day: date) -> None:
    if day < (earliest := today - BACKDATING):
        raise DateTooLongAgo(day=day, days=BACKDATING.days, earliest=earliest)


def not_over(today: date, due_on: date | None) -> None:
    if due_on is not None and due_on < today:
        raise DueDateInThePast(day=due_on, today=today)
