"""The whole way of a major hazard: reported, planned, protected, mended, accepted, closed by who may."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.actions.model import Action, ActionKind
from anjian.commands.command import Command, RecordKey
from anjian.hazards.close import CloseHazard
from anjian.hazards.model import FoundBy, Hazard, HazardLevel, Stage
from anjian.hazards.papers import Protection, RectificationPlan, Ruling
from anjian.hazards.plan import ApprovePlan, ReturnPlan
from anjian.hazards.reopen import ReopenHazard
from anjian.people.model import Conflict, PersonKind

from .house import NOW, TODAY, TOMORROW, WITNESSES, YESTERDAY, House, accept, order, rectify
from .papers import plan, protect, tell

AT = ("input", "hazardId")


def approve(key: RecordKey) -> ApprovePlan:
    return ApprovePlan(hazard_id=key, opinion="可行")


async def department(house: House) -> Viewer:
    return dataclasses.replace(await house.inspector(), role=Role.DEPARTMENT)


async def stage(house: House, key: RecordKey) -> Stage:
    return (await house.get(Hazard, key.entity_id, key.id)).stage


async def walk(house: House, *steps: tuple[Command, Viewer]) -> None:
    for command, viewer in steps:
        await house.do(command, viewer)


async def test_the_way_of_a_planned_rectification(house: House) -> None:
    """Each step leaves its paper and its event, the plan's time limit becomes the term."""
    entity = await house.entity()
    key, staff, leader = await house.hazard(entity), await house.enterprise(entity.id), await department(house)
    await walk(house, (tell(key), staff), (plan(key, due_on=YESTERDAY.replace(day=30)), staff), (approve(key), leader))
    assert await stage(house, key) is Stage.PLAN_APPROVED
    assert await house.refused(rectify(key), staff) == {"HAZARD_NOT_RECTIFYING": AT}
    await walk(house, (protect(key, evacuated=True), staff), (rectify(key), staff), (accept(key), leader))
    await house.do(CloseHazard(hazard_id=key), leader)
    hazard = await house.get(Hazard, entity.id, key.id)
    [kept] = await house.find(RectificationPlan, RectificationPlan.hazard_id == key.id)
    [protection] = await house.find(Protection, Protection.hazard_id == key.id)
    assert (hazard.stage, hazard.due_on, kept.funds_fen) == (Stage.CLOSED, kept.due_on, 2_000_050)
    assert (kept.ruling, kept.submitted_by, kept.ruled_by) == (Ruling.GRANTED, staff.person_id, leader.person_id)
    assert (protection.evacuated, protection.stopped) == (True, True)
    assert await house.events(entity.id) == [
        "hazard_closed",
        "major_hazard_reported",
        "plan_approved",
        "plan_submitted",
        "protection_recorded",
        "rectification_accepted",
        "rectification_submitted",
    ]


async def test_a_returned_plan_is_planned_anew(house: House) -> None:
    """Both stay on record; a plan without money says 0, one below nothing says nothing."""
    entity = await house.entity()
    key, staff, leader = await house.hazard(entity), await house.enterprise(entity.id), await department(house)
    await walk(house, (tell(key), staff), (plan(key), staff))
    assert await house.refused(approve(key), await house.inspector()) == {"NOT_ALLOWED": ()}
    await house.do(ReturnPlan(hazard_id=key, opinion="缺预案"), leader)
    wrong = plan(key, funds=Decimal(-1), due_on=YESTERDAY)
    assert await house.refused(wrong, staff) == {
        "FUNDS_WRONG": ("input", "funds"),
        "DUE_DATE_IN_THE_PAST": ("input", "dueOn"),
    }
    await walk(house, (plan(key, funds=Decimal(0)), staff), (approve(key), leader))
    kept = await house.find(RectificationPlan, RectificationPlan.hazard_id == key.id)
    assert sorted(one.ruling for one in kept) == [Ruling.GRANTED, Ruling.REFUSED]


async def test_a_general_hazard_needs_no_plan(house: House) -> None:
    """Report and plan are for major hazards; the refusal says what may come next."""
    entity = await house.entity()
    major = await house.hazard(entity)
    staff = await house.enterprise(entity.id)
    assert await house.refused(plan(major), staff) == {"HAZARD_WRONG_STAGE": AT}
    assert await house.refused(protect(major, taken_on=TOMORROW), staff) == {"DATE_IN_THE_FUTURE": ("input", "takenOn")}
    assert await house.refused(tell(major, reported_on=TOMORROW), staff) == {
        "DATE_IN_THE_FUTURE": ("input", "reportedOn")
    }


async def test_a_major_rectification_brings_evidence_and_evaluation(house: House) -> None:
    """O16 art. 18: the entity evaluates what it did before it asks for acceptance, which is due within ten days."""
    entity = await house.entity()
    key, staff = await house.hazard(entity), await house.enterprise(entity.id)
    await house.do(order(key), await house.inspector())
    assert await house.refused(rectify(key, evidence=(), evaluation=None), staff) == {
        "EVIDENCE_MISSING": ("input", "evidence"),
        "EVALUATION_MISSING": ("input", "evaluation"),
    }
    await house.do(rectify(key), staff)
    due = (await house.get(Hazard, entity.id, key.id)).acceptance_due_on
    assert due is not None
    assert (due - TODAY).days == 10


async def test_who_signs_the_acceptance_of_a_major_hazard(house: House) -> None:
    """Two known people, one an officer with a certificate, none of the entity's own and none its rectifier."""
    entity = await house.entity()
    staff, leader = await house.enterprise(entity.id), await department(house)
    key = await house.rectified(entity, staff)
    plain = (await house.inspector()).person_id, (await house.inspector()).person_id
    told = {
        (WITNESSES[0], WITNESSES[0]): {"TWO_SIGNERS_NEEDED": ("input", "signerIds")},
        plain: {"OFFICER_NEEDED": ("input", "signerIds")},
        (*WITNESSES, staff.person_id): {
            "ACCEPTOR_IS_RECTIFIER": ("input", "signerIds"),
            "ACCEPTOR_OF_THE_ENTITY": ("input", "signerIds", 2),
        },
        (*WITNESSES, key.id): {"NOT_FOUND": ("input", "signerIds", 2)},
    }
    for signers, problems in told.items():
        assert await house.refused(accept(key, signer_ids=signers), leader) == problems
    bound = await house.person(PersonKind.EXPERT)
    tie = {"reason": "曾任该厂顾问", "person_id": bound.id, "declared_at": NOW}
    await house.add(Conflict(entity_id=entity.id, region_code=entity.region_code, **tie))
    assert await house.refused(accept(key, signer_ids=(WITNESSES[0], bound.id)), leader) == {
        "CONFLICT_OF_INTEREST": ("input", "signerIds")
    }
    await house.do(accept(key, signer_ids=(WITNESSES[0], plain[0])), leader)


async def test_a_listed_hazard_is_closed_by_the_body_that_listed_it(house: House) -> None:
    """挂牌督办: nobody else closes it while it is listed, and the end is published."""
    entity, leader, lister = await house.entity(), await department(house), await department(house)
    key = await house.rectified(entity, await house.enterprise(entity.id))
    await house.do(accept(key), leader)
    listing = {"kind": ActionKind.LISTED_SUPERVISION, "sector": "kiln", "issued_on": TODAY, "basis": "督办办法"}
    body = await house.body_of(lister)
    await house.add(
        Action(entity_id=entity.id, region_code=entity.region_code, hazard_id=key.id, issuer_id=body, **listing)
    )
    close = CloseHazard(hazard_id=key)
    assert await house.refused(close, leader) == {
        "LISTED_BY_ANOTHER": AT,
        "PUBLICATION_MISSING": ("input", "publication"),
    }
    assert await house.refused(close, lister) == {"PUBLICATION_MISSING": ("input", "publication")}
    await house.do(dataclasses.replace(close, publication="市政府网站"), lister)


async def test_the_office_that_listed_a_hazard_ends_it(house: House) -> None:
    """Committee offices and leaders close what their own body listed, on the list or taken off it, and nothing else."""
    entity, department_ = await house.entity(), await department(house)
    office = dataclasses.replace(await house.inspector(), role=Role.COMMITTEE_OFFICE)
    stranger = dataclasses.replace(await house.inspector(), role=Role.LEADER)
    key = await house.rectified(entity, await house.enterprise(entity.id))
    await house.do(accept(key), department_)
    listing = {"kind": ActionKind.LISTED_SUPERVISION, "sector": "kiln", "issued_on": TODAY, "basis": "督办办法"}
    of = {"entity_id": entity.id, "region_code": entity.region_code, "hazard_id": key.id}
    ended = {"lifted_on": TODAY, "lifting": "已整改"}
    close = CloseHazard(hazard_id=key)
    assert await house.refused(close, office) == {"NOT_YOURS_TO_CLOSE": AT}
    await house.add(Action(**of | listing | ended, issuer_id=await house.body_of(office)))
    assert await house.refused(close, stranger) == {"NOT_YOURS_TO_CLOSE": AT}
    await house.do(close, office)


async def test_an_enterprise_closes_the_small_things_it_found_itself(house: House) -> None:
    """自验. What others found, and whatever is major, is closed by others."""
    entity = await house.entity()
    staff = await house.enterprise(entity.id)
    mended = {"level": HazardLevel.GENERAL, "stage": Stage.AWAITING_ACCEPTANCE, "rectified_on": TODAY}
    theirs = await house.hazard(entity, **mended, found_by=FoundBy.DEPARTMENT)
    assert await house.refused(CloseHazard(hazard_id=theirs), staff) == {"NOT_YOURS_TO_CLOSE": AT}
    own = await house.hazard(entity, **mended, found_by=FoundBy.ENTERPRISE)
    await house.do(CloseHazard(hazard_id=own), staff)
    assert await stage(house, own) is Stage.CLOSED


async def test_a_hazard_is_closed_after_the_stop_it_caused(house: House) -> None:
    """安全生产法第六十五条: production stopped for it resumes by consent first; a stop that ended is no matter."""
    entity, leader = await house.entity(), await department(house)
    key = await house.rectified(entity, await house.enterprise(entity.id))
    await house.do(accept(key), leader)
    of = {"entity_id": entity.id, "region_code": entity.region_code, "sector": "kiln", "issued_on": TODAY}
    stop = {"kind": ActionKind.TEMPORARY_SUSPENSION, "basis": "安全生产法第六十五条", "hazard_id": key.id}
    await house.add(Action(**of | stop, lifted_on=TODAY, lifting="已复查"))
    standing = await house.add(Action(**of | stop))
    assert await house.refused(CloseHazard(hazard_id=key), leader) == {"STOP_STILL_STANDS": AT}
    async with house.sessions.begin() as session:
        (await session.get_one(Action, (entity.id, standing.id))).lifted_on = TODAY
    await house.do(CloseHazard(hazard_id=key), leader)


async def test_a_hazard_closed_wrongly_is_opened_again(house: House) -> None:
    """By the department, with reason and a new term; what closed it stays on record, and it is accepted anew."""
    entity, leader = await house.entity(), await department(house)
    staff = await house.enterprise(entity.id)
    key = await house.rectified(entity, staff)
    await walk(house, (accept(key), leader), (CloseHazard(hazard_id=key), leader))
    again = ReopenHazard(hazard_id=key, reason="暗访发现未整改", due_on=TOMORROW)
    assert await house.refused(dataclasses.replace(again, due_on=YESTERDAY), leader) == {
        "DUE_DATE_IN_THE_PAST": ("input", "dueOn")
    }
    await house.do(again, leader)
    hazard = await house.get(Hazard, entity.id, key.id)
    assert (hazard.stage, hazard.reopened, hazard.closed_on, hazard.acceptance_id) == (Stage.RECTIFYING, 1, None, None)
    assert await house.refused(CloseHazard(hazard_id=key), leader) == {"HAZARD_NOT_ACCEPTED": AT}
    await walk(house, (rectify(key), staff), (accept(key), leader), (CloseHazard(hazard_id=key), leader))


async def test_nobody_accepts_before_the_server_was_told(house: House) -> None:
    """Mended yesterday, told today: a decision of yesterday would be older than what it decides on."""
    entity, leader = await house.entity(), await department(house)
    key = await house.hazard(entity)
    await house.do(order(key), leader)
    await house.do(rectify(key, rectified_on=YESTERDAY), await house.enterprise(entity.id), now=NOW)
    assert await house.refused(accept(key, decided_on=YESTERDAY), leader) == {
        "DECIDED_BEFORE_RECTIFIED": ("input", "decidedOn")
    }
