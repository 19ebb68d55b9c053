"""挂牌督办及其公告."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause

from anjian.listings.model import Listing
from anjian.words import Title
from anjian_schema.compiler.catalog import PUBLIC, Type
from anjian_schema.declare import belongs_to, column, identity, of_entity_scope, region_filter, sibling, table


def _published(row: FromClause) -> ColumnElement[bool]:
    return row.c.published_on.is_not(None)


TYPES = [
    Type(
        "Listing",
        Title("一条重大隐患的挂牌督办。", "A major hazard on the board of one body."),
        [
            identity(Listing, "Listing", "entity_id", "id"),
            column(Listing.grade, "级别。", "Its grade.", filter=True),
            column(Listing.sector, "行业。", "Sector.", filter=True),
            column(Listing.responsible_person, "督办责任人。", "The person answerable for it."),
            column(Listing.listed_on, "挂牌日期。", "Listed on.", filter=True, sort=True),
            column(Listing.due_on, "整改期限。", "The last day of its term.", filter=True, sort=True),
            column(Listing.published_on, "公告日期；未公告的为空。", "Announced on.", filter=True),
            column(Listing.medium, "公告媒体。", "Where it was announced."),
            column(Listing.notice, "公告，个人信息已隐去。", "The notice, without personal data."),
            column(Listing.removed_on, "摘牌日期；未摘牌的为空。", "Removed on.", filter=True, sort=True),
            column(Listing.removal_notice, "摘牌公告。", "The notice of its removal."),
            column(Listing.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "所在对象。", "Where it is.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("issuer", "Organization", "挂牌机构。", "Who listed it.", "issuer_id", nullable=False),
            belongs_to("responsible", "Organization", "督办责任单位。", "Who answers for it.", "responsible_id"),
            sibling("hazard", "Hazard", "所督办的隐患。", "The hazard.", "hazard_id", filter=True),
            sibling("action", "Action", "作为措施的记录。", "The action behind it.", "action_id"),
        ],
        table(Listing),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("listedOn", True)],
        filters=[region_filter()],
    ),
    Type(
        "PublicNotice",
        Title("挂牌督办公告：人人可见。", "What was announced of a listing; everybody may see it."),
        [
            column(Listing.unit, "单位。", "The unit.", filter=True),
            column(Listing.grade, "级别。", "Its grade.", filter=True),
            column(Listing.published_on, "公告日期。", "Announced on.", filter=True, sort=True),
            column(Listing.medium, "公告媒体。", "Where."),
            column(Listing.notice, "公告。", "The notice."),
            column(Listing.due_on, "整改期限。", "The last day of its term.", filter=True),
            column(Listing.removed_on, "摘牌日期；未摘牌的为空。", "Removed on.", filter=True),
            column(Listing.removal_notice, "摘牌公告。", "The notice of its removal."),
            belongs_to("issuer", "Organization", "挂牌机构。", "Who listed it.", "issuer_id", nullable=False),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
        ],
        table(Listing),
        (),
        PUBLIC,
        order=[("publishedOn", True)],
        tie=("id",),
        filters=[region_filter()],
        where=_published,
    ),
]
