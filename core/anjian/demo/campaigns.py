"""The campaigns of the demonstration, from the files that come with anjian."""

from __future__ import annotations

from typing import Any

from anjian.campaigns.form import CampaignForm
from anjian.campaigns.model import CampaignDuty
from anjian.campaigns.parts import PARTS, duty_row, plain
from anjian.campaigns.shipping import shipped
from anjian.database.ids import UUID
from anjian.database.record import Record
from anjian.demo.chance import at_work, chance, record_id
from anjian.demo.plans import LIANHU, WINDOWS, ZHENGZHOU, Window

Values = list[dict[str, Any]]


def campaign_id(window: Window) -> UUID:
    rng = chance(f"campaign {window.code}")
    return record_id(rng, at_work(rng, window.began_on))


def form_of(window: Window) -> CampaignForm:
    return shipped(window.code).form


def region_of(window: Window) -> str:
    region = form_of(LIANHU if window is LIANHU else ZHENGZHOU).region
    assert region is not None  # noqa: S101 - both files name theirs
    return region


def source_of(window: Window) -> str | None:
    return form_of(LIANHU if window is LIANHU else ZHENGZHOU).source


def campaigns() -> Values:
    """Parents before the windows inside them."""
    return [
        {
            "id": campaign_id(window),
            "code": window.code,
            "title_zh": window.title.zh,
            "title_en": window.title.en,
            "region_code": region_of(window),
            "began_on": window.began_on,
            "ended_on": window.ended_on,
            "parent_id": None if window in (LIANHU, ZHENGZHOU) else campaign_id(ZHENGZHOU),
            "source": source_of(window),
            "document": shipped(window.code).data if window in (LIANHU, ZHENGZHOU) else None,
        }
        for window in WINDOWS
    ]


def parts() -> list[tuple[type[Record], Values]]:
    return [each for window in (LIANHU, ZHENGZHOU) for each in parts_of(window)]


def parts_of(window: Window) -> list[tuple[type[Record], Values]]:
    form = form_of(window)
    duties = [
        (CampaignDuty, duty_row(duty, region))
        for duty in form.duties
        for region in duty.regions or (region_of(window),)
    ]
    rows = [*duties, *plain(form)]
    found = [(record, [row for of, row in rows if of is record]) for record in PARTS]
    return [(record, numbered(campaign_id(window), values)) for record, values in found if values]


def numbered(campaign: UUID, values: Values) -> Values:
    return [{"campaign_id": campaign, "position": position, **value} for position, value in enumerate(values, start=1)]
