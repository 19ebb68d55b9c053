"""摘牌: the body that listed a hazard takes it off its board once it is accepted, and says so in public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.actions.model import Action
from anjian.commands import lookup
from anjian.commands.command import Limit, RecordKey
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard, Stage
from anjian.listings.model import Listing
from anjian.listings.publish import OfListing, check_day, listing_of, name_of, public
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveListing(OfListing):
    """摘牌并公告."""

    removed_on: Annotated[date, Title("摘牌公告日期", "the day its removal was announced")]
    opinion: Annotated[str, Title("核查意见", "what was found"), Limit(1000)]
    notice: Annotated[str | None, Title("公告文本；为空则按记录生成", "the text; empty: written from the record")] = (
        None
    )


class RemovedAlready(AnjianError):
    code = "REMOVED_ALREADY"
    words = Title("该隐患已于 {day} 摘牌", "this hazard was taken off the board on {day} already")


class NotAcceptedYet(AnjianError):
    code = "NOT_ACCEPTED_YET"
    words = Title(
        "该隐患的整改尚未验收通过，不能摘牌；请先办理验收",
        "the rectification is not accepted yet and the hazard stays listed: have it accepted first",
    )


async def remove_listing(desk: Desk, command: RemoveListing) -> tuple[Listing, Action]:
    listing = await listing_of(desk, command)
    hazard = await lookup.hazard(desk, RecordKey(listing.entity_id, listing.hazard_id))
    with Review() as review:
        with review.of("listingId"):
            removable(listing, hazard)
        with review.of("removedOn"):
            check_day(desk, listing, command.removed_on)
    notice = await public(desk, listing, command.notice or await written(desk, listing, hazard))
    listing.removed_on, listing.removal_notice = command.removed_on, notice
    action = await lifted(desk, listing, command)
    log(desk, EventKind.ACTION_LIFTED, action, listing_id=listing.id)
    return listing, action


def removable(listing: Listing, hazard: Hazard) -> None:
    if listing.removed_on is not None:
        raise RemovedAlready(day=listing.removed_on)
    if hazard.stage not in (Stage.ACCEPTED, Stage.CLOSED):
        raise NotAcceptedYet


async def written(desk: Desk, listing: Listing, hazard: Hazard) -> str:
    issuer = await name_of(desk, listing.issuer_id)
    return f"{listing.unit}的重大事故隐患“{hazard.title}”已整改完毕并通过验收，{issuer}决定摘牌。"


async def lifted(desk: Desk, listing: Listing, command: RemoveListing) -> Action:
    action = await desk.session.get_one(Action, (listing.entity_id, listing.action_id))
    action.lifted_on, action.lifting, action.lifted_by = command.removed_on, command.opinion, listing.issuer_id
    return action
