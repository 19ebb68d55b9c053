"""挂牌督办: who lists at which grade, what is announced, and who takes a hazard off the board."""

from __future__ import annotations

from typing import Any

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.actions.issue import IssueAction
from anjian.actions.model import Action, ActionKind
from anjian.commands.command import RecordKey
from anjian.hazards.model import HazardLevel
from anjian.listings.hang import ListHazard
from anjian.listings.model import Listing, ListingGrade
from anjian.listings.publish import PublishListing
from anjian.listings.remove import RemoveListing
from anjian.people.model import OrganizationKind, Person

from .house import GUANCHENG, TODAY, TOMORROW, YESTERDAY, ZHENGZHOU, House, accept, order, rectify


async def board(house: House, region_code: str = ZHENGZHOU) -> Viewer:
    """Somebody of the government of this place."""
    return await house.of_body(OrganizationKind.GOVERNMENT, Role.LEADER, region_code=region_code)


async def listing(house: House, key: RecordKey, viewer: Viewer, **more: Any) -> ListHazard:
    given = {
        "grade": ListingGrade.THREE,
        "due_on": TOMORROW,
        "document_no": "郑政督〔2026〕1号",
        "responsible_id": await house.body_of(viewer),
        "responsible_person": "赵副市长",
        **more,
    }
    return ListHazard(hazard_id=key, **given)


async def listed(house: House, viewer: Viewer) -> RecordKey:
    key = await house.hazard(await house.entity())
    return (await house.do(await listing(house, key, viewer), viewer)).key("listing")


async def test_each_grade_is_for_bodies_of_its_level(house: House) -> None:
    """四级 by a county, 三级 by a city, 二级 and 一级 by a province; departments propose it."""
    key = await house.hazard(await house.entity())
    for region_code, own in (("41", {"ONE", "TWO"}), (ZHENGZHOU, {"THREE"}), (GUANCHENG, {"FOUR"})):
        viewer = await board(house, region_code)
        for grade in ListingGrade:
            if grade.name not in own:
                command = await listing(house, key, viewer, grade=grade)
                assert await house.refused(command, viewer) == {"GRADE_OF_OTHER_BODY": ("input", "grade")}
        await house.do(await listing(house, key, viewer, grade=ListingGrade[max(own)]), viewer)
        again = await listing(house, key, viewer, grade=ListingGrade[max(own)], document_no="2")
        assert await house.refused(again, viewer) == {"LISTED_ALREADY": ("input", "hazardId")}
    inspector = await house.inspector()
    command = await listing(house, key, inspector)
    assert "NOT_WITHIN_AUTHORITY" in await house.refused(command, inspector)


async def test_what_is_not_listed(house: House) -> None:
    """A general hazard, a term that is over, and a listing without its hazard."""
    viewer, entity = await board(house), await house.entity()
    general = await listing(house, await house.hazard(entity, HazardLevel.GENERAL), viewer)
    assert await house.refused(general, viewer) == {"ONLY_MAJOR_LISTED": ("input", "hazardId")}
    late = await listing(house, await house.hazard(entity), viewer, due_on=YESTERDAY)
    assert await house.refused(late, viewer) == {"DUE_DATE_IN_THE_PAST": ("input", "dueOn")}
    bare = IssueAction(
        entity_id=entity.id,
        kind=ActionKind.LISTED_SUPERVISION,
        issued_on=TODAY,
        basis="O16",
        sector="kiln",
        due_on=TODAY,
    )
    assert await house.refused(bare, viewer) == {"LISTING_THROUGH_HAZARD": ("input", "kind")}


async def test_the_notice_names_hazard_unit_term_and_who_answers(house: House) -> None:
    """And nobody of the enterprise, nor their numbers; only the body that listed it announces it, once."""
    viewer = await board(house)
    key = await listed(house, viewer)
    command = PublishListing(listing_id=key, published_on=TODAY, medium="郑州日报")
    assert await house.refused(command, await board(house)) == {"NOT_THE_LISTER": ("input", "listingId")}
    early = PublishListing(listing_id=key, published_on=YESTERDAY, medium="郑州日报")
    assert await house.refused(early, viewer) == {"BEFORE_LISTED": ("input", "publishedOn")}
    await house.do(command, viewer)
    notice = (await house.get(Listing, key.entity_id, key.id)).notice or ""
    for word in ("砖厂", "窑内超员", TOMORROW.isoformat(), "赵副市长", "三级"):
        assert word in notice
    assert await house.refused(command, viewer) == {"PUBLISHED_ALREADY": ("input", "listingId")}
    other = await listed(house, viewer2 := await board(house))
    boss = await house.get(Person, (await house.enterprise(other.entity_id)).person_id)
    text = f"法定代表人{boss.name}，电话13912345678"
    await house.do(PublishListing(listing_id=other, published_on=TODAY, medium="网站", notice=text), viewer2)
    hidden = (await house.get(Listing, other.entity_id, other.id)).notice or ""
    assert boss.name not in hidden
    assert "139****5678" in hidden


async def test_a_board_is_cleared_by_its_body_after_acceptance(house: House) -> None:
    """Not before somebody accepted the rectification; then the action behind it ends, too."""
    viewer, inspector = await board(house), await house.inspector()
    entity = await house.entity()
    hazard, enterprise = await house.hazard(entity), await house.enterprise(entity.id)
    key = (await house.do(await listing(house, hazard, viewer), viewer)).key("listing")
    removal = RemoveListing(listing_id=key, removed_on=TODAY, opinion="现场核查已整改")
    assert await house.refused(removal, viewer) == {"NOT_ACCEPTED_YET": ("input", "listingId")}
    for command, who in ((order(hazard), inspector), (rectify(hazard), enterprise), (accept(hazard), inspector)):
        await house.do(command, who)
    assert await house.refused(removal, await board(house)) == {"NOT_THE_LISTER": ("input", "listingId")}
    await house.do(removal, viewer)
    found = await house.get(Listing, key.entity_id, key.id)
    assert found.removed_on == TODAY
    assert "摘牌" in (found.removal_notice or "")
    assert (await house.get(Action, key.entity_id, found.action_id)).lifted_on == TODAY
    assert await house.refused(removal, viewer) == {"REMOVED_ALREADY": ("input", "listingId")}
