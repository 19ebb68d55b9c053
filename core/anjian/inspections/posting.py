"""公布自查情况: the principal signs a self-inspection, and the workers read it on the wall once a month."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import Limit, RecordKey, Revision
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.inspections.model import Inspection, InspectionKind
from anjian.words import Title

POSTING_DAY = 30  # 每月30日单位内部公布; February ends before


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSelfInspection(Revision):
    """公布自查情况."""

    inspection_id: Annotated[RecordKey, Title("自查", "the self-inspection")]
    principal: Annotated[str, Title("签字的主要负责人", "the principal who signed it"), Limit(100)]
    posted_on: Annotated[date, Title("公布日期", "the day it was posted")]
    place: Annotated[str, Title("公布地点，如车间公告栏", "where it hangs, such as the notice board"), Limit(200)]


class NotASelfInspection(AnjianError):
    code = "NOT_A_SELF_INSPECTION"
    words = Title(
        "只有企业自查需要在单位内部公布；请选择自查记录", "only a self-inspection is posted inside the unit: name one"
    )


class PostedAlready(AnjianError):
    code = "POSTED_ALREADY"
    words = Title("这次自查已于 {day} 公布", "this self-inspection was posted on {day}")


class PostedBeforeInspected(AnjianError):
    code = "POSTED_BEFORE_INSPECTED"
    words = Title(
        "公布日期 {day} 早于自查日期 {inspected_on}；请核对",
        "it was posted on {day}, before the inspection of {inspected_on}: check the day",
    )


def posting_due(inspected_on: date) -> date:
    """The 30th of its month, or the month's last day; what was seen on a 31st hangs by the 30th of the next."""
    if inspected_on.day > POSTING_DAY:
        inspected_on += timedelta(days=1)
    last = calendar.monthrange(inspected_on.year, inspected_on.month)[1]
    return inspected_on.replace(day=min(POSTING_DAY, last))


async def post_self_inspection(desk: Desk, command: PostSelfInspection) -> Inspection:
    inspection = await lookup.inspection(desk, command.inspection_id)
    lookup.expect(inspection, command.expected_version)
    with Review() as review:
        with review.of("inspectionId"):
            check_open(inspection)
        with review.of("postedOn"):
            not_after(desk.today, command.posted_on)
            if command.posted_on < inspection.inspected_on:
                raise PostedBeforeInspected(day=command.posted_on, inspected_on=inspection.inspected_on)
    inspection.principal = command.principal.strip()
    inspection.posted_on, inspection.posted_at = command.posted_on, command.place.strip()
    await desk.session.flush()
    log(desk, EventKind.SELF_INSPECTION_POSTED, inspection, on=command.posted_on)
    return inspection


def check_open(inspection: Inspection) -> None:
    if inspection.kind is not InspectionKind.SELF_INSPECTION:
        raise NotASelfInspection
    if inspection.posted_on is not None:
        raise PostedAlready(day=inspection.posted_on)
