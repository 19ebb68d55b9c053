"""The life of a hazard, from order to close-out."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from anjian.access.model import Role
from anjian.actions.model import Action, ActionKind
from anjian.commands.command import RecordKey
from anjian.commands.review import Rejected
from anjian.database.ids import uuid7
from anjian.hazards.accept import RejectRectification
from anjian.hazards.close import CloseHazard
from anjian.hazards.model import Acceptance, AcceptanceOutcome, Hazard, HazardLevel, Rectification, Stage
from anjian.people.model import Person
from anjian.words import Language

from .house import NOW, SHANXI, TODAY, TOMORROW, WITNESSES, YESTERDAY, House, accept, order, rectify


async def stage(house: House, key: RecordKey) -> Stage:
    return (await house.get(Hazard, key.entity_id, key.id)).stage


async def test_a_major_hazard_from_order_to_close_out(house: House) -> None:
    """Ordered, mended, accepted by another, closed: each step leaves its record and one line of the log."""
    entity = await house.entity()
    key = await house.hazard(entity)
    inspector, enterprise = await house.inspector(), await house.enterprise(entity.id)
    for command, viewer in ((order(key), inspector), (rectify(key), enterprise), (accept(key), inspector)):
        await house.do(command, viewer)
    await house.do(CloseHazard(hazard_id=key, expected_version=4), inspector)
    hazard = await house.get(Hazard, entity.id, key.id)
    assert (hazard.stage, hazard.closed_on, hazard.version) == (Stage.CLOSED, TODAY, 5)
    assert (hazard.rectified_by, hazard.accepted_by) == (enterprise.person_id, inspector.person_id)
    assert await house.events(entity.id) == [
        "action_issued",
        "hazard_closed",
        "rectification_accepted",
        "rectification_ordered",
        "rectification_submitted",
    ]


async def test_an_order_is_an_action_of_its_issuer(house: House) -> None:
    """责令限期整改 is kept as an action with term, document and the organisation of whoever signed it."""
    entity, inspector = await house.entity(), await house.inspector()
    key = await house.hazard(entity)
    answer = await house.do(order(key), inspector)
    action = await house.get(Action, *answer.keys["action"])
    signer = await house.get(Person, inspector.person_id)
    assert (action.kind, action.due_on, action.hazard_id) == (ActionKind.ORDER_TIMED, TOMORROW, key.id)
    assert (action.issuer_id, action.signed_by) == (signer.organization_id, signer.id)


async def test_a_term_may_end_today_but_not_yesterday(house: House) -> None:
    """A due date before the day of the order is refused; the day itself is not."""
    key = await house.hazard(await house.entity())
    inspector = await house.inspector()
    assert await house.refused(order(key, due_on=YESTERDAY), inspector) == {"DUE_DATE_IN_THE_PAST": ("input", "dueOn")}
    await house.do(order(key, due_on=TODAY), inspector)


async def test_today_is_the_day_in_china(house: House) -> None:
    """At 17:00 in Greenwich it is tomorrow in Beijing, and a term that ends today is over."""
    key = await house.hazard(await house.entity())
    late = NOW.replace(hour=17)
    outcome = await house.run(order(key, due_on=TODAY), await house.inspector(), now=late)
    assert "DUE_DATE_IN_THE_PAST" in str([problem.code for problem in outcome.problems])


async def test_a_hazard_is_ordered_once(house: House) -> None:
    """A second order on the same hazard is refused: an extension is another decision."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    await house.do(order(key), inspector)
    outcome = await house.run(order(key), inspector)
    assert [problem.code for problem in outcome.problems] == ["HAZARD_NOT_REGISTERED"]
    assert "整改中" in outcome.problems[0].message(Language.ZH)
    assert "being rectified" in outcome.problems[0].message(Language.EN)


async def test_a_general_hazard_is_mended_without_an_order(house: House) -> None:
    """Small dangers are mended at once; a major one waits for its order."""
    entity = await house.entity()
    enterprise = await house.enterprise(entity.id)
    general, major = await house.hazard(entity, HazardLevel.GENERAL), await house.hazard(entity)
    await house.do(rectify(general), enterprise)
    assert "HAZARD_NOT_RECTIFYING" in await house.refused(rectify(major), enterprise)


async def test_nothing_was_mended_tomorrow_or_before_it_was_found(house: House) -> None:
    """The day of a rectification lies between discovery and today."""
    entity = await house.entity()
    enterprise, key = await house.enterprise(entity.id), await house.hazard(entity, HazardLevel.GENERAL)
    early = YESTERDAY.replace(day=1)
    assert await house.refused(rectify(key, rectified_on=TOMORROW), enterprise) == {
        "DATE_IN_THE_FUTURE": ("input", "rectifiedOn")
    }
    assert "RECTIFIED_BEFORE_FOUND" in await house.refused(rectify(key, rectified_on=early), enterprise)


async def test_whoever_rectified_does_not_accept(house: House) -> None:
    """The acceptor is somebody else than the rectifier, in person and among the signers."""
    rectifier = await house.inspector()
    key = await house.rectified(await house.entity(), rectifier)
    name = (await house.get(Person, rectifier.person_id)).name
    assert "ACCEPTOR_IS_RECTIFIER" in await house.refused(accept(key), rectifier)
    other = await house.inspector()
    signed = accept(key, signers=(name, "赵二"))
    assert await house.refused(signed, other) == {"ACCEPTOR_IS_RECTIFIER": ("input", "signers")}
    assert await stage(house, key) is Stage.AWAITING_ACCEPTANCE


async def test_everything_wrong_with_a_decision_is_told_at_once(house: House) -> None:
    """Independent problems of one input come together, each with its field."""
    key = await house.rectified(await house.entity(), await house.inspector())
    wrong = accept(key, signer_ids=WITNESSES[:1], decided_on=TOMORROW, evidence=())
    assert await house.refused(wrong, await house.inspector()) == {
        "TWO_SIGNERS_NEEDED": ("input", "signerIds"),
        "DATE_IN_THE_FUTURE": ("input", "decidedOn"),
        "EVIDENCE_MISSING": ("input", "evidence"),
    }


async def test_nothing_is_decided_before_it_was_mended(house: House) -> None:
    """An acceptance cannot be older than the rectification it accepts."""
    key = await house.rectified(await house.entity(), await house.inspector())
    assert await house.refused(accept(key, decided_on=YESTERDAY), await house.inspector()) == {
        "DECIDED_BEFORE_RECTIFIED": ("input", "decidedOn")
    }


async def test_a_rejected_rectification_goes_back(house: House) -> None:
    """验收不通过: the hazard is rectifying again, with a new term if one is set, and the decision is kept."""
    entity, inspector = await house.entity(), await house.inspector()
    key = await house.rectified(entity, await house.enterprise(entity.id))
    said = {"opinion": "未整改到位", "signer_ids": WITNESSES, "decided_on": TODAY}
    late = TOMORROW.replace(day=30)
    await house.do(RejectRectification(hazard_id=key, due_on=late, **said), inspector)
    hazard = await house.get(Hazard, entity.id, key.id)
    kept = await house.find(Acceptance, Acceptance.hazard_id == key.id)
    assert (hazard.stage, hazard.due_on, hazard.rectified_on) == (Stage.RECTIFYING, late, None)
    assert [decision.outcome for decision in kept] == [AcceptanceOutcome.REJECTED]
    assert "HAZARD_NOT_AWAITING_ACCEPTANCE" in await house.refused(accept(key), inspector)


@pytest.mark.parametrize(
    ("level", "code"),
    [(HazardLevel.GENERAL, "HAZARD_NOT_RECTIFIED"), (HazardLevel.MAJOR, "HAZARD_NOT_ACCEPTED")],
)
async def test_what_is_not_mended_is_not_closed(house: House, level: HazardLevel, code: str) -> None:
    """Each level says what is still to be done."""
    key, inspector = await house.hazard(await house.entity(), level), await house.inspector()
    assert await house.refused(CloseHazard(hazard_id=key), inspector) == {code: ("input", "hazardId")}


async def test_the_entitys_own_check_closes_a_general_hazard_only(house: House) -> None:
    """自验: a general hazard is closed once it is mended, a major one after acceptance by others."""
    entity, inspector = await house.entity(), await house.inspector()
    general = await house.rectified(entity, await house.enterprise(entity.id), level=HazardLevel.GENERAL)
    major = await house.rectified(entity, await house.enterprise(entity.id))
    await house.do(CloseHazard(hazard_id=general), inspector)
    assert "HAZARD_NOT_ACCEPTED" in await house.refused(CloseHazard(hazard_id=major), inspector)
    assert "HAZARD_ALREADY_CLOSED" in await house.refused(CloseHazard(hazard_id=general), inspector)


async def test_an_enterprise_never_decides(house: House) -> None:
    """Order, acceptance and rejection are for officials; the refusal says so."""
    entity = await house.entity()
    key, enterprise = await house.hazard(entity), await house.enterprise(entity.id)
    for command in (order(key), accept(key)):
        outcome = await house.run(command, enterprise)
        assert [problem.code for problem in outcome.problems] == ["NOT_ALLOWED"]
        assert "执法人员、监管部门" in outcome.problems[0].message(Language.ZH)


async def test_what_lies_outside_the_scope_does_not_exist(house: House) -> None:
    """Another province, another enterprise, another sector: the answer is that of a hazard nobody ever found."""
    entity = await house.entity()
    key = await house.hazard(entity)
    viewers = [
        await house.inspector(SHANXI),
        await house.inspector(sectors=frozenset({"pond"})),
    ]
    nowhere = RecordKey(entity.id, uuid7())
    truth = str((await house.run(order(nowhere), await house.inspector())).problems)
    for viewer in viewers:
        assert str((await house.run(order(key), viewer)).problems) == truth
    stranger = await house.enterprise((await house.entity()).id)
    assert "NOT_FOUND" in await house.refused(rectify(key), stranger)


async def test_a_supervisor_of_the_nation_reaches_everywhere(house: House) -> None:
    """A viewer without region looks under every region."""
    viewer = dataclasses.replace(await house.inspector(None), role=Role.DEPARTMENT)
    await house.do(order(await house.hazard(await house.entity())), viewer)


async def test_the_database_itself_refuses_to_close_unaccepted(house: House) -> None:
    """Even raw SQL cannot close a major hazard without an acceptance, nor with one by its rectifier."""
    entity, rectifier = await house.entity(), await house.inspector()
    key = await house.rectified(entity, rectifier)
    rectification = (await house.find(Rectification, Rectification.hazard_id == key.id))[0]
    own = Acceptance(
        entity_id=entity.id,
        region_code=entity.region_code,
        hazard_id=key.id,
        rectification_id=rectification.id,
        outcome=AcceptanceOutcome.ACCEPTED,
        opinion="自己验收",
        signers=["李一", "赵二"],
        decided_on=TODAY,
        accepted_by=rectifier.person_id,
    )
    await house.add(own)
    other = (await house.inspector()).person_id
    close = "UPDATE hazard SET stage = 'closed', closed_on = '2026-11-22'"
    tricks = [
        close,
        f"{close}, acceptance_id = '{own.id}', accepted_by = '{rectifier.person_id}'",
        f"{close}, acceptance_id = '{own.id}', accepted_by = '{other}'",
        f"{close}, acceptance_id = '{own.id}', accepted_by = '{rectifier.person_id}', rectified_by = '{other}'",
        f"{close}, acceptance_id = '{own.id}', accepted_by = '{rectifier.person_id}', rectified_by = NULL",
    ]
    for trick in tricks:
        with pytest.raises(IntegrityError):
            async with house.sessions.begin() as session:
                await session.execute(sa.text(f"{trick} WHERE id = '{key.id}'"))
    assert await stage(house, key) is Stage.AWAITING_ACCEPTANCE


async def test_a_clock_that_went_back_is_refused(house: House) -> None:
    """No step is dated before the one it follows; a minute between two servers is no matter."""
    key = await house.hazard(await house.entity())
    inspector = await house.inspector()
    await house.do(order(key), inspector)
    early = await house.run(rectify(key), inspector, now=NOW - timedelta(hours=1))
    assert isinstance(early, Rejected)
    assert [problem.code for problem in early.problems] == ["CLOCK_MOVED_BACK"]
    await house.do(rectify(key), inspector, now=NOW - timedelta(seconds=30))


async def test_a_refusal_says_what_may_come_next(house: House) -> None:
    """Whoever is at the wrong step hears where the hazard is and which steps lead on from there."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    outcome = await house.run(CloseHazard(hazard_id=key), inspector)
    assert isinstance(outcome, Rejected)
    [problem] = outcome.problems
    assert "已登记；现在可办理：提出等级、" in problem.message(Language.ZH)
    assert "registered; what may come next: propose that a hazard is major, or is not, " in problem.message(Language.EN)
