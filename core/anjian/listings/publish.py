"""公告: what is on the board is announced, without anybody's personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import sqlalchemy as sa

from anjian.actions.authority import issuing_body
from anjian.codes.personal import masked
from anjian.commands import lookup
from anjian.commands.command import Limit, RecordKey, Revision
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.listings.model import Listing
from anjian.people.model import Organization, Person
from anjian.words import Title

LISTING = Title("该挂牌督办", "listing")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfListing(Revision):
    """A command on one listing."""

    listing_id: Annotated[RecordKey, Title("挂牌督办", "the listing")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishListing(OfListing):
    """公告挂牌督办."""

    published_on: Annotated[date, Title("公告日期", "the day it was announced")]
    medium: Annotated[str, Title("公告媒体", "where it was announced"), Limit(200)]
    notice: Annotated[
        str | None, Title("公告文本；为空则按记录生成，个人信息会被隐去", "the text; empty: written from the record")
    ] = None


class NotTheLister(AnjianError):
    code = "NOT_THE_LISTER"
    words = Title(
        "该隐患由{body}挂牌督办，只有该机构可以公告、摘牌", "{body} listed this hazard: only that body can do this"
    )


class PublishedAlready(AnjianError):
    code = "PUBLISHED_ALREADY"
    words = Title("该挂牌督办已于 {day} 公告", "this listing was announced on {day} already")


class BeforeListed(AnjianError):
    code = "BEFORE_LISTED"
    words = Title(
        "日期 {day} 早于挂牌日期 {listed_on}；请核对", "{day} is before it was listed on {listed_on}: check it"
    )


async def publish_listing(desk: Desk, command: PublishListing) -> Listing:
    listing = await listing_of(desk, command)
    with Review() as review:
        with review.of("listingId"):
            if listing.published_on is not None:
                raise PublishedAlready(day=listing.published_on)
        with review.of("publishedOn"):
            check_day(desk, listing, command.published_on)
    notice = await public(desk, listing, command.notice or await written(desk, listing))
    listing.published_on, listing.medium, listing.notice = command.published_on, command.medium, notice
    log(desk, EventKind.LISTING_PUBLISHED, listing, on=command.published_on)
    return listing


async def listing_of(desk: Desk, command: OfListing) -> Listing:
    """Found, and the viewer's own body's."""
    listing = await lookup.of_entity(desk, Listing, command.listing_id, LISTING)
    lookup.expect(listing, command.expected_version)
    body = await issuing_body(desk)
    if body.id != listing.issuer_id:
        raise NotTheLister(body=await name_of(desk, listing.issuer_id), path=("listingId",))
    return listing


def check_day(desk: Desk, listing: Listing, day: date) -> None:
    not_after(desk.today, day)
    if day < listing.listed_on:
        raise BeforeListed(day=day, listed_on=listing.listed_on)


async def written(desk: Desk, listing: Listing) -> str:
    """Hazard, unit, term, responsible body and person, as notices name them."""
    hazard = await desk.session.get_one(Hazard, (listing.entity_id, listing.hazard_id))
    issuer, answering = await name_of(desk, listing.issuer_id), await name_of(desk, listing.responsible_id)
    return (
        f"{issuer}对{listing.unit}的重大事故隐患“{hazard.title}”实行{listing.grade.words.zh}挂牌督办，"
        f"整改期限至 {listing.due_on}。督办责任单位：{answering}；督办责任人：{listing.responsible_person}。"
    )


async def public(desk: Desk, listing: Listing, text: str) -> str:
    """Officials answer in their own name; people of the enterprise are named by nobody."""
    staff = await desk.session.scalars(sa.select(Person.name).where(Person.entity_id == listing.entity_id))
    return masked(text, staff.all())


async def name_of(desk: Desk, body_id: UUID) -> str:
    return (await desk.session.get_one(Organization, body_id)).name
