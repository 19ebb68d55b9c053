"""Which level a hazard has: one person may find it general; that it is major, or no longer, takes two."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from anjian.access.model import Role
from anjian.commands.command import RecordKey
from anjian.hazards.close import CloseHazard
from anjian.hazards.grounds import DiscussionNeeded, enough
from anjian.hazards.levels import AssessHazard, ConfirmLevel, RefuseLevel
from anjian.hazards.model import FoundBy, Hazard, HazardLevel, Stage
from anjian.hazards.papers import Assessment, Ruling
from anjian.hazards.spot import RectifyOnTheSpot

from .house import TODAY, TOMORROW, WITNESSES, YESTERDAY, House, accept, order, rectify
from .papers import propose, report

AT = ("input", "hazardId")


def confirm(key: RecordKey) -> ConfirmLevel:
    return ConfirmLevel(hazard_id=key, opinion="同意")


def refuse(key: RecordKey) -> RefuseLevel:
    return RefuseLevel(hazard_id=key, opinion="证据不足")


async def test_a_hazard_is_reported_outside_an_inspection(house: House) -> None:
    """Whoever finds one tells of it: general until two people found it major, with finder, place and evidence."""
    entity = await house.entity()
    staff = await house.enterprise(entity.id)
    answer = await house.do(report(entity.id, evidence=("照片1",)), staff)
    hazard = await house.get(Hazard, *answer.keys["hazard"])
    assert (hazard.level, hazard.stage, hazard.found_by) == (HazardLevel.GENERAL, Stage.REGISTERED, FoundBy.ENTERPRISE)
    assert (hazard.finder_id, hazard.place, hazard.evidence) == (staff.person_id, "一号窑", ["照片1"])
    assert await house.events(entity.id) == ["hazard_found"]
    key = answer.key("hazard")
    again = await house.do(report(entity.id, repeat_of_id=key), staff)
    assert (await house.get(Hazard, *again.keys["hazard"])).repeat_of == key.id
    stranger = await house.entity()
    assert await house.refused(report(stranger.id, repeat_of_id=key), await house.inspector()) == {
        "NOT_FOUND": ("input", "repeatOfId")
    }


async def test_what_a_report_may_not_say(house: House) -> None:
    """Nothing is found tomorrow, more than thirty days ago, in a sector or by a rule that there is not."""
    entity, inspector = await house.entity(), await house.inspector()
    early = TODAY - timedelta(days=31)
    assert await house.refused(report(entity.id, found_on=early, sector="tanks"), inspector) == {
        "UNKNOWN_SECTOR": ("input", "sector"),
        "DATE_TOO_LONG_AGO": ("input", "foundOn"),
    }
    wrong = report(entity.id, found_on=TOMORROW, rule_codes=("KILN-2020-1", "KILN-2010-1", "NONE"))
    assert await house.refused(wrong, inspector) == {
        "DATE_IN_THE_FUTURE": ("input", "foundOn"),
        "RULE_ITEM_NOT_IN_FORCE": ("input", "ruleCodes", 1),
        "RULE_ITEM_UNKNOWN": ("input", "ruleCodes", 2),
    }
    await house.do(report(entity.id, found_on=TODAY - timedelta(days=30), rule_codes=("KILN-2020-1",)), inspector)


async def test_a_suspicion_waits_for_a_second_person(house: House) -> None:
    """Until somebody else has ruled on it, nothing is ordered, mended or closed as if it were settled."""
    entity = await house.entity()
    staff, inspector = await house.enterprise(entity.id), await house.inspector()
    key = (await house.do(report(entity.id, suspected_major=True), staff)).key("hazard")
    for command in (order(key), rectify(key), RectifyOnTheSpot(hazard_id=key, measures="撤人")):
        assert await house.refused(command, inspector) == {"LEVEL_UNSETTLED": AT}
    assert await house.refused(propose(key), inspector) == {"LEVEL_PENDING": ()}
    await house.do(confirm(key), inspector)
    hazard = await house.get(Hazard, entity.id, key.id)
    assert (hazard.level, hazard.stage, hazard.proposed_level) == (HazardLevel.MAJOR, Stage.ASSESSED, None)


async def test_one_person_finds_a_hazard_general(house: House) -> None:
    """With grounds and a day; then it is assessed, and mended without an order."""
    key = await house.hazard(await house.entity(), HazardLevel.GENERAL)
    inspector = await house.inspector()
    await house.do(AssessHazard(hazard_id=key, grounds="易整改", assessed_on=TODAY), inspector)
    [kept] = await house.find(Assessment, Assessment.hazard_id == key.id)
    assert (kept.level, kept.ruling, kept.ruled_by) == (HazardLevel.GENERAL, Ruling.GRANTED, None)
    await house.do(rectify(key), inspector)


async def test_who_proposes_a_level_does_not_confirm_it(house: House) -> None:
    """Nor does anybody confirm what nobody proposed; a refusal leaves the level as it was."""
    key = await house.hazard(await house.entity(), HazardLevel.GENERAL)
    one, two = await house.inspector(), await house.inspector()
    assert await house.refused(confirm(key), two) == {"NOTHING_TO_RULE_ON": AT}
    await house.do(propose(key), one)
    assert await house.refused(confirm(key), one) == {"SECOND_PERSON_NEEDED": ()}
    await house.do(refuse(key), two)
    assert (await house.get(Hazard, key.entity_id, key.id)).level is HazardLevel.GENERAL
    assert await house.refused(propose(key, HazardLevel.GENERAL), one) == {"SAME_LEVEL": ("input", "level")}


async def test_a_major_hazard_becomes_general_by_two_people_and_keeps_its_history(house: House) -> None:
    """Reason, second person and the level it had stay on record; an enterprise cannot do either half."""
    entity = await house.entity()
    key, one = await house.hazard(entity), await house.inspector()
    staff = await house.enterprise(entity.id)
    down = propose(key, HazardLevel.GENERAL, grounds="现场复核未超员")
    assert await house.refused(down, staff) == {"NOT_ALLOWED": ()}
    await house.do(down, one)
    await house.do(confirm(key), two := await house.inspector())
    hazard = await house.get(Hazard, entity.id, key.id)
    [kept] = await house.find(Assessment, Assessment.hazard_id == key.id)
    assert (hazard.level, hazard.stage) == (HazardLevel.GENERAL, Stage.ASSESSED)
    assert (kept.level_before, kept.level, kept.grounds) == (HazardLevel.MAJOR, HazardLevel.GENERAL, "现场复核未超员")
    assert (kept.submitted_by, kept.ruled_by) == (one.person_id, two.person_id)


async def test_once_mended_the_level_stays(house: House) -> None:
    """Nobody makes a hazard general that awaits its acceptance: that would spare it the acceptance."""
    key = await house.rectified(await house.entity(), await house.inspector())
    assert await house.refused(propose(key, HazardLevel.GENERAL), await house.inspector()) == {"HAZARD_WRONG_STAGE": AT}


def test_fire_hazards_are_discussed_by_three() -> None:
    """GB 35181: what people judge, at least three of them judge together; to general, and elsewhere, two will do."""
    enough("fire", HazardLevel.MAJOR, 3)
    enough("fire", HazardLevel.GENERAL, 0)
    enough("kiln", HazardLevel.MAJOR, 0)
    with pytest.raises(DiscussionNeeded):
        enough("fire", HazardLevel.MAJOR, 2)


async def test_on_the_spot(house: House) -> None:
    """A general hazard mended before the officers left is closed at once; a major one never, an old one neither."""
    entity, inspector = await house.entity(), await house.inspector()
    key = await house.hazard(entity, HazardLevel.GENERAL)
    fix = RectifyOnTheSpot(hazard_id=key, measures="当场清理")
    await house.do(fix, inspector)
    hazard = await house.get(Hazard, entity.id, key.id)
    assert (hazard.stage, hazard.fixed_on_the_spot, hazard.rectified_on) == (Stage.CLOSED, True, YESTERDAY)
    assert await house.refused(dataclasses.replace(fix, hazard_id=await house.hazard(entity)), inspector) == {
        "HAZARD_WRONG_STAGE": AT
    }
    old = await house.hazard(entity, HazardLevel.GENERAL, found_on=date(2026, 9, 1))
    assert await house.refused(dataclasses.replace(fix, hazard_id=old), inspector) == {"DATE_TOO_LONG_AGO": AT}


async def test_nobody_is_finder_approver_and_acceptor(house: House) -> None:
    """Who found a hazard and ruled on it neither accepts it nor signs for that."""
    entity = await house.entity()
    finder, other = await house.inspector(), await house.inspector()
    key = await house.hazard(entity, HazardLevel.GENERAL, finder_id=finder.person_id)
    await house.do(propose(key), other)
    await house.do(confirm(key), finder)
    await house.do(order(key), other)
    await house.do(rectify(key), await house.enterprise(entity.id))
    assert await house.refused(accept(key), finder) == {"FINDER_APPROVER_ACCEPTOR": ()}
    signed = accept(key, signer_ids=(WITNESSES[0], finder.person_id))
    assert "FINDER_APPROVER_ACCEPTOR" in await house.refused(signed, other)
    await house.do(accept(key), other)
    department = dataclasses.replace(other, role=Role.DEPARTMENT)
    await house.do(CloseHazard(hazard_id=key), department)
