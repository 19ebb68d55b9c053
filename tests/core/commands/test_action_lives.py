"""What becomes of an action: proposed, served, extended, complied with, lifted, revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.actions.comply import ConfirmCompliance
from anjian.actions.extend import ExtendAction
from anjian.actions.issue import IssueAction
from anjian.actions.lift import ConsentToResume
from anjian.actions.model import Action, ActionKind, Proposal, ServiceMethod
from anjian.actions.proposing import DeclineProposal, ProposeAction
from anjian.actions.revoke import RevokeAction
from anjian.actions.serve import ServeAction
from anjian.commands.command import RecordKey
from anjian.database.ids import UUID
from anjian.people.model import OrganizationKind, PersonKind

from .house import NOW, TODAY, TOMORROW, YESTERDAY, House


async def taken(house: House, viewer: Viewer, kind: ActionKind, number: str, **more: Any) -> RecordKey:
    """An action that cuts rights, taken today."""
    entity = await house.entity()
    given = {"basis": "安全生产法第六十五条", "issued_on": TODAY, "sector": "kiln", "document_no": number, **more}
    command = IssueAction(entity_id=entity.id, kind=kind, signer_ids=await house.officers(), **given)
    return (await house.do(command, viewer)).key("action")


async def kept(house: House, key: RecordKey) -> Action:
    return await house.get(Action, key.entity_id, key.id)


def consent(key: RecordKey, signers: tuple[UUID, ...]) -> ConsentToResume:
    return ConsentToResume(action_id=key, reviewed_on=TODAY, opinion="隐患已消除", signer_ids=signers)


async def test_closure_is_proposed_by_a_department_and_decided_by_a_government(house: House) -> None:
    """安全生产法第一百一十三条: no government closes unasked, no department closes at all, and one answer is enough."""
    department, government = await house.inspector(), await house.of_body(OrganizationKind.GOVERNMENT, Role.LEADER)
    entity = await house.entity()
    asked = ProposeAction(
        entity_id=entity.id, kind=ActionKind.CLOSURE, reason="一年内四次处罚", basis="第一百一十三条", sector="kiln"
    )
    proposal = (await house.do(asked, department)).key("proposal")
    closing: dict[str, Any] = {
        "entity_id": entity.id, "kind": ActionKind.CLOSURE, "issued_on": TODAY, "sector": "kiln",
        "basis": "第一百一十三条", "document_no": "管政〔2026〕3号", "signer_ids": await house.officers(),
    }  # fmt: skip
    unasked = IssueAction(**closing)
    assert await house.refused(unasked, government) == {"PROPOSAL_MISSING": ("input", "proposalId")}
    answer = IssueAction(**closing, proposal_id=proposal)
    assert await house.refused(answer, department) == {"CLOSURE_IS_FOR_THE_GOVERNMENT": ("input", "kind")}
    action = (await house.do(answer, government)).key("action")
    assert (await house.get(Proposal, proposal.entity_id, proposal.id)).action_id == action.id
    again = DeclineProposal(proposal_id=proposal, reason="已关闭")
    assert "PROPOSAL_ANSWERED" in await house.refused(again, government)
    assert await house.events(entity.id) == ["action_issued", "action_proposed"]


async def test_a_proposal_is_declined_with_a_reason_by_who_could_have_followed_it(house: House) -> None:
    """A department cannot answer what it asks of a government."""
    department, government = await house.inspector(), await house.of_body(OrganizationKind.GOVERNMENT, Role.LEADER)
    entity = await house.entity()
    asked = ProposeAction(
        entity_id=entity.id, kind=ActionKind.CLOSURE, reason="多次处罚", basis="第一百一十三条", sector="kiln"
    )
    proposal = (await house.do(asked, department)).key("proposal")
    declining = DeclineProposal(proposal_id=proposal, reason="先停产整顿")
    assert await house.refused(declining, department) == {"CLOSURE_IS_FOR_THE_GOVERNMENT": ("input", "proposalId")}
    await house.do(declining, government)
    found = await house.get(Proposal, proposal.entity_id, proposal.id)
    assert (found.declined_on, found.refusal) == (TODAY, "先停产整顿")


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"served_how": ServiceMethod.DIRECT}, {"RECEIPT_MISSING": "receivedBy"}),
        ({"served_how": ServiceMethod.LEFT}, {"REFUSAL_MISSING": "refusal"}),
        ({"served_how": ServiceMethod.POST, "served_on": TOMORROW}, {"DATE_IN_THE_FUTURE": "servedOn"}),
        ({"served_how": ServiceMethod.POST, "served_on": YESTERDAY}, {"BEFORE_IT_WAS_ISSUED": "servedOn"}),
        ({"served_how": ServiceMethod.DIRECT, "received_by": "王厂长"}, {}),
        ({"served_how": ServiceMethod.LEFT, "refusal": "拒签，见证人李一"}, {}),
    ],
)
async def test_service_is_kept_with_receipt_or_refusal(
    house: House, given: dict[str, Any], problems: dict[str, str]
) -> None:
    """Who took it, or how it was refused and who saw that."""
    inspector = await house.inspector()
    key = await taken(house, inspector, ActionKind.EVACUATION, "应急撤〔2026〕1号")
    command = ServeAction(action_id=key, **{"served_on": TODAY, **given})
    if problems:
        assert await house.refused(command, inspector) == {code: ("input", path) for code, path in problems.items()}
    else:
        await house.do(command, inspector)
        assert await house.refused(command, inspector) == {"SERVED_ALREADY": ("input", "actionId")}


async def test_a_stop_ends_by_consent_of_its_body_or_one_above(house: House) -> None:
    """The enterprise cannot resume by itself, nor a stranger's body for it; with two officers the body above can."""
    inspector, stranger = await house.inspector(), await house.inspector()
    government = await house.of_body(OrganizationKind.GOVERNMENT)
    below = await house.of_body(OrganizationKind.DEPARTMENT, parent_id=await house.body_of(government))
    key = await taken(house, below, ActionKind.TEMPORARY_SUSPENSION, "应急停〔2026〕1号")
    officers = await house.officers()
    factory = await house.enterprise(key.entity_id)
    assert await house.refused(consent(key, officers), factory) == {"NOT_ALLOWED": ()}
    for viewer in (inspector, stranger):
        assert await house.refused(consent(key, officers), viewer) == {"NOT_THE_ISSUER": ("input", "actionId")}
    assert await house.refused(consent(key, officers[:1]), below) == {"TWO_SIGNERS_NEEDED": ("input", "signerIds")}
    await house.do(consent(key, officers), government)
    assert (await kept(house, key)).lifted_on == TODAY
    assert await house.refused(consent(key, officers), below) == {"ACTION_OVER": ("input", "actionId")}
    revoked = RevokeAction(action_id=key, reason="依据有误")
    assert await house.refused(revoked, below) == {"ACTION_OVER": ("input", "actionId")}


async def test_a_seal_is_extended_once_before_it_ends(house: House) -> None:
    """行政强制法第二十五条: thirty days, and thirty more once; then somebody decides."""
    inspector = await house.inspector()
    head = (await house.person(PersonKind.LEADER, organization_id=await house.body_of(inspector))).id
    last = TODAY + timedelta(days=30)
    key = await taken(house, inspector, ActionKind.SEALING, "应急封〔2026〕1号", due_on=last)

    def longer(days: int) -> ExtendAction:
        return ExtendAction(action_id=key, due_on=last + timedelta(days=days), reason="案情复杂", approver_id=head)

    assert await house.refused(longer(0), inspector) == {"NOT_LATER": ("input", "dueOn")}
    assert await house.refused(longer(31), inspector) == {"TERM_TOO_LONG": ("input", "dueOn")}
    after = NOW + timedelta(days=31)
    assert "TERM_OVER" in str(
        [problem.code for problem in (await house.run(longer(10), inspector, now=after)).problems]
    )
    await house.do(longer(30), inspector)
    found = await kept(house, key)
    assert (found.extended_from, found.due_on) == (last, last + timedelta(days=30))
    again = ExtendAction(action_id=key, due_on=last + timedelta(days=40), reason="再延", approver_id=head)
    assert await house.refused(again, inspector) == {"EXTENDED_ALREADY": ("input", "actionId")}


async def test_compliance_is_checked_by_an_officer(house: House) -> None:
    """Once, on a day after the order, by somebody certified."""
    inspector = await house.inspector()
    key = await taken(house, inspector, ActionKind.SUSPENSION, "应急停产〔2026〕1号")
    (officer,) = await house.officers(1)

    def done(**more: Any) -> ConfirmCompliance:
        given = {"complied_on": TODAY, "checked_by_ids": (officer,), "finding": "已停产", **more}
        return ConfirmCompliance(action_id=key, **given)

    assert await house.refused(done(checked_by_ids=()), inspector) == {"CHECKER_MISSING": ("input", "checkedByIds")}
    expert = (await house.person(PersonKind.EXPERT)).id
    assert await house.refused(done(checked_by_ids=(expert,)), inspector) == {
        "NOT_CERTIFIED": ("input", "checkedByIds", 0)
    }
    await house.do(done(), inspector)
    assert await house.refused(done(), inspector) == {"COMPLIED_ALREADY": ("input", "actionId")}


async def test_a_revoked_action_stays_on_record(house: House) -> None:
    """It is never deleted: it says on which day and why it was taken back."""
    inspector = await house.inspector()
    key = await taken(house, inspector, ActionKind.SUSPENSION, "应急停产〔2026〕2号")
    await house.do(RevokeAction(action_id=key, reason="对象有误"), inspector)
    found = await kept(house, key)
    assert (found.revoked_on, found.revocation, found.revoked_by) == (TODAY, "对象有误", await house.body_of(inspector))
    assert await house.refused(RevokeAction(action_id=key, reason="再次"), inspector) == {
        "ACTION_OVER": ("input", "actionId")
    }
