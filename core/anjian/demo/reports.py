"""The figures as they were published. Computing them from the records must give the same numbers."""

from __future__ import annotations

from typing import Any

from anjian.campaigns.form import PublishedForm
from anjian.campaigns.model import Cadence
from anjian.campaigns.printed import number_rows
from anjian.database.record import Record
from anjian.demo.campaigns import Values, campaign_id, form_of, region_of, source_of
from anjian.demo.chance import at_work, chance, record_id
from anjian.demo.plans import LIANHU, MID_AUTUMN, NATIONAL_DAY, ZHENGZHOU, Window
from anjian.reporting.model import Report, ReportFigure


def reports() -> list[tuple[type[Record], Values]]:
    written = [report(window, told) for window, told in published()]
    return [(Report, [one for one, _ in written]), (ReportFigure, [row for _, rows in written for row in rows])]


def published() -> list[tuple[Window, PublishedForm]]:
    windows = {window.code: window for window in (MID_AUTUMN, NATIONAL_DAY)}
    return [
        (windows.get(told.window or "", campaign), told)
        for campaign in (ZHENGZHOU, LIANHU)
        for told in form_of(campaign).published
    ]


def report(window: Window, told: PublishedForm) -> tuple[dict[str, Any], Values]:
    """The report and its figures, in the order of print."""
    rng = chance(f"report {window.code}")
    assert told.day is not None  # noqa: S101 - both files name the day
    made_at = at_work(rng, told.day)
    identity = record_id(rng, made_at)
    row = {
        "id": identity,
        "campaign_id": campaign_id(window),
        "region_code": region_of(window),
        "cadence": Cadence.HOLIDAY if told.window else Cadence.CUMULATIVE,
        "window_from": window.began_on,
        "window_until": min(window.ended_on, window.cut_off),
        "published_on": told.day,
        "source": source_of(window),
        "made_at": made_at,
    }
    return row, [{"report_id": identity, **number} for number in number_rows(told)]
