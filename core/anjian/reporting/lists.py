"""出具清单: the rows of a campaign's list at this moment, numbered and signed, to be opened again as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import sqlalchemy as sa

from anjian.campaigns.model import Campaign, CampaignList
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.regions.codes import UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.reporting.filling import fill
from anjian.reporting.model import Report, ReportKind, ReportMove, ReportMoveKind, ReportState
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueList(Command):
    """出具清单."""

    campaign_id: Annotated[UUID, Title("专项行动", "the campaign")]
    code: Annotated[str, Title("清单代码，见 campaign.lists", "which list, by its code"), Limit(60)]
    region_code: Annotated[str, Title("地区", "of which region"), Limit(12)]
    window_from: Annotated[date, Title("起", "from")]
    window_until: Annotated[date, Title("止", "until")]
    number: Annotated[str, Title("编号", "its number"), Limit(200)]
    signer: Annotated[str, Title("签发人", "who signed it"), Limit(100)]


class ListUnknown(AnjianError):
    code = "LIST_UNKNOWN"
    words = Title("行动没有清单 {code}；已有：{known}", "the campaign has no list {code}; it has: {known}")


class NumberTaken(AnjianError):
    code = "NUMBER_TAKEN"
    words = Title(
        "编号 {number} 已用于行动 {campaign} 的清单；请另行编号",
        "the number {number} belongs to a list of {campaign}: give another",
    )


class WindowBackwards(AnjianError):
    code = "WINDOW_BACKWARDS"
    words = Title("截止日期 {until} 早于起始日期 {began}", "it ends on {until}, before it begins on {began}")


async def issue_list(desk: Desk, command: IssueList) -> Report:
    with Review() as review:
        with review.of("campaignId"):
            campaign = await campaign_of(desk, command.campaign_id)
            with review.of("code"):
                listed = await list_of(desk, campaign, command.code)
        with review.of("regionCode"):
            region = await region_of(desk, command.region_code)
        with review.of("windowUntil"):
            if command.window_until < command.window_from:
                raise WindowBackwards(until=command.window_until, began=command.window_from)
        with review.of("number"):
            await number_free(desk, command.number.strip())
    report = Report(
        id=uuid7(),
        kind=ReportKind.LIST,
        state=ReportState.LOCKED,
        code=listed.code,
        number=command.number.strip(),
        title_zh=listed.title_zh,
        title_en=listed.title_en,
        campaign_id=campaign.id,
        region_code=region,
        window_from=command.window_from,
        window_until=command.window_until,
        published_on=desk.today,
        signer=command.signer.strip(),
    )
    desk.session.add(report)
    await desk.session.flush()
    await fill(desk.session, report, listed.figures, desk.now)
    step = {"at": desk.now, "kind": ReportMoveKind.ISSUED, "person_id": desk.viewer.person_id}
    desk.session.add(ReportMove(report_id=report.id, **step))
    return report


async def campaign_of(desk: Desk, campaign_id: UUID) -> Campaign:
    """Held, so that of two lists with one number the second waits for the first and is refused."""
    found = await desk.session.get(Campaign, campaign_id)
    if found is None:
        raise NotFound(noun_zh="该专项行动", noun_en="campaign")
    return found


async def list_of(desk: Desk, campaign: Campaign, code: str) -> CampaignList:
    known: Sequence[CampaignList] = (
        await desk.session.scalars(sa.select(CampaignList).where(CampaignList.campaign_id == campaign.id))
    ).all()
    for one in known:
        if one.code == code:
            return one
    raise ListUnknown(code=code[:60], known="、".join(one.code for one in known) or "（无）")


async def region_of(desk: Desk, text: str) -> str:
    code = canonical(text)
    if await desk.session.get(Region, code) is None or not code.startswith(desk.viewer.region_code or ""):
        raise UnknownRegion(region=code)
    return code


async def number_free(desk: Desk, number: str) -> None:
    await desk.session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(number, 0))))
    taken = sa.select(Campaign.code).join(Report, Report.campaign_id == Campaign.id).where(Report.number == number)
    if (campaign := await desk.session.scalar(taken)) is not None:
        raise NumberTaken(number=number[:100], campaign=campaign)
