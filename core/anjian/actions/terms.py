"""How long an action lasts, and how long before it the party is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from anjian.actions.measures import Measure
from anjian.commands.dates import DueDateInThePast
from anjian.errors import AnjianError
from anjian.words import Title


class DueDateMissing(AnjianError):
    code = "DUE_DATE_MISSING"
    words = Title("{kind_zh}须填写期限", "{kind_en}: say the last day of its term")


class TermTooLong(AnjianError):
    code = "TERM_TOO_LONG"
    words = Title(
        "{kind_zh}的期限最多 {days} 日，最迟到 {latest}；请缩短期限",
        "{kind_en}: {days} days at the most, until {latest}; shorten the term",
    )


class NoticeTooShort(AnjianError):
    code = "NOTICE_TOO_SHORT"
    words = Title(
        "须提前 {hours} 小时通知：请填写通知时间和开始实施的时间；紧急情形请说明",
        "the party is told {hours} hours ahead: give both moments, or tell of the emergency",
    )


def check_term(measure: Measure, issued_on: date, due_on: date | None) -> None:
    if due_on is None:
        if measure.term:
            raise DueDateMissing(kind_zh=measure.title.zh, kind_en=measure.title.en)
        return
    if due_on < issued_on:
        raise DueDateInThePast(day=due_on, today=issued_on)
    within(measure, issued_on, due_on, measure.longest_days)


def within(measure: Measure, since: date, until: date, days: int | None) -> None:
    if days is not None and until > (latest := since + timedelta(days=days)):
        raise TermTooLong(kind_zh=measure.title.zh, kind_en=measure.title.en, days=days, latest=latest)


def check_notice(measure: Measure, told_at: datetime | None, takes_effect_at: datetime | None, why: str | None) -> None:
    """安全生产法第七十条: power is cut with 24 hours' notice, except in an emergency."""
    if not measure.notice_hours or why is not None:
        return
    notice = timedelta(hours=measure.notice_hours)
    if told_at is None or takes_effect_at is None or takes_effect_at - told_at < notice:
        raise NoticeTooShort(hours=measure.notice_hours)
