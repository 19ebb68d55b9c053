"""Terms are lengthened before they end, on request, by somebody else; what ran out stays run out."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import timedelta

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.commands.command import RecordKey
from anjian.commands.review import Rejected
from anjian.commands.runner import Done
from anjian.hazards.accept import RejectRectification
from anjian.hazards.extend import ApproveExtension, RefuseExtension
from anjian.hazards.model import Hazard
from anjian.hazards.papers import Extension, Ruling

from .house import NOW, TOMORROW, WITNESSES, House, order, rectify
from .papers import extension

AT = ("input", "hazardId")
LATE = TOMORROW.replace(day=30)
AFTERWARDS = NOW + timedelta(days=2)


def approve(key: RecordKey) -> ApproveExtension:
    return ApproveExtension(hazard_id=key, opinion="同意")


async def ordered(house: House) -> tuple[RecordKey, Viewer, Viewer]:
    """A hazard with its term, the staff of its entity, and somebody of the department."""
    entity = await house.entity()
    key, leader = await house.hazard(entity), dataclasses.replace(await house.inspector(), role=Role.DEPARTMENT)
    await house.do(order(key), leader)
    return key, await house.enterprise(entity.id), leader


async def test_a_term_is_lengthened_by_another(house: House) -> None:
    """Applicant, reason, both days and whoever agreed are kept; one request at a time."""
    key, staff, leader = await ordered(house)
    await house.do(extension(key), staff)
    assert await house.refused(extension(key), staff) == {"EXTENSION_PENDING": AT}
    assert await house.refused(approve(key), staff) == {"NOT_ALLOWED": ()}
    await house.do(approve(key), leader)
    [kept] = await house.find(Extension, Extension.hazard_id == key.id)
    assert (kept.ruling, kept.due_before, kept.due_on) == (Ruling.GRANTED, TOMORROW, LATE)
    assert (kept.submitted_by, kept.ruled_by) == (staff.person_id, leader.person_id)
    assert (await house.get(Hazard, key.entity_id, key.id)).due_on == LATE
    assert await house.refused(approve(key), leader) == {"NOTHING_TO_RULE_ON": AT}


async def test_a_refused_request_changes_nothing(house: House) -> None:
    """The term stays, and another may be asked for."""
    key, staff, leader = await ordered(house)
    await house.do(extension(key), staff)
    await house.do(RefuseExtension(hazard_id=key, opinion="理由不足"), leader)
    assert (await house.get(Hazard, key.entity_id, key.id)).due_on == TOMORROW
    await house.do(extension(key), staff)


async def test_a_term_that_ran_out_stays_run_out(house: House) -> None:
    """Neither a request nor its approval nor a rejected rectification lengthens it afterwards."""
    key, staff, leader = await ordered(house)
    assert await house.refused(extension(key, due_on=TOMORROW), staff) == {"EXTENSION_NOT_LATER": ("input", "dueOn")}
    await house.do(extension(key), staff)
    late = [
        await house.run(extension(key), staff, now=AFTERWARDS),
        await house.run(approve(key), leader, now=AFTERWARDS),
    ]
    await house.do(rectify(key), staff, now=AFTERWARDS)
    said = {"opinion": "未到位", "signer_ids": WITNESSES, "decided_on": AFTERWARDS.date(), "due_on": LATE}
    late.append(await house.run(RejectRectification(hazard_id=key, **said), leader, now=AFTERWARDS))
    codes = [[problem.code for problem in outcome.problems] for outcome in late if isinstance(outcome, Rejected)]
    assert codes == [["EXTENSION_PENDING", "TERM_RAN_OUT"], ["TERM_RAN_OUT"], ["TERM_RAN_OUT"]]
    await house.do(RejectRectification(hazard_id=key, **said | {"due_on": None}), leader, now=AFTERWARDS)
    hazard = await house.get(Hazard, key.entity_id, key.id)
    assert hazard.due_on == TOMORROW


async def test_a_hazard_without_a_term_has_none_to_lengthen(house: House) -> None:
    """Before anybody ordered it mended there is nothing to extend."""
    key = await house.hazard(entity := await house.entity())
    staff = await house.enterprise(entity.id)
    assert "HAZARD_WRONG_STAGE" in await house.refused(extension(key), staff)


async def test_two_supervisors_at_once(house: House) -> None:
    """Both rule on one request at the same moment: one is done, the other hears that nothing waits any more."""
    key, staff, leader = await ordered(house)
    other = dataclasses.replace(await house.inspector(), role=Role.DEPARTMENT)
    await house.do(extension(key), staff)
    outcomes = await asyncio.gather(
        house.run(approve(key), leader), house.run(RefuseExtension(hazard_id=key, opinion="不同意"), other)
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Done", "Rejected"]
    [refusal] = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
    assert [problem.code for problem in refusal.problems] == ["NOTHING_TO_RULE_ON"]
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == 1
