"""The calendar of China: one zone, UTC+8, no daylight saving since 1992."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def today(now: datetime) -> date:
    """The day it is in China at this moment. A term ends with its day there, at 23:59:59."""
    return now.astimezone(CHINA).date()
