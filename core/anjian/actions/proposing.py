"""提请: asking the body that may take an action to take it. A department proposes closure, a government decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.actions.authority import issuing_body, may_take
from anjian.actions.measures import MEASURES
from anjian.actions.model import Action, ActionKind, Proposal
from anjian.commands import lookup
from anjian.commands.command import Command, Limit, RecordKey, Revision
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeAction(Command):
    """提请采取监管措施."""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    kind: Annotated[ActionKind, Title("提请的措施", "which action")]
    reason: Annotated[str, Title("事实和理由", "the facts it rests on")]
    basis: Annotated[str, Title("法律依据", "the article it rests on"), Limit(1000)]
    sector: Annotated[
        str | None, Title("行业领域；针对隐患时可为空", "the sector; may be empty if a hazard is given"), Limit(200)
    ] = None
    hazard_id: Annotated[RecordKey | None, Title("所针对的隐患", "the hazard it is about")] = None
    answer_by: Annotated[date | None, Title("期待答复的日期", "when an answer is expected")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineProposal(Revision):
    """不采纳提请."""

    proposal_id: Annotated[RecordKey, Title("提请", "the proposal")]
    reason: Annotated[str, Title("理由", "why not"), Limit(1000)]


class ProposalAnswered(AnjianError):
    code = "PROPOSAL_ANSWERED"
    words = Title("该提请已有答复，不能再次答复", "this proposal has been answered and cannot be answered again")


class ProposalForOther(AnjianError):
    code = "PROPOSAL_FOR_OTHER"
    words = Title(
        "该提请是针对{kind_zh}或另一监管对象的；请核对所依的提请",
        "the proposal is for another entity, or for: {kind_en}; check which one this answers",
    )


async def propose_action(desk: Desk, command: ProposeAction) -> Proposal:
    entity = await lookup.entity(desk, command.entity_id)
    with Review() as review:
        with review.of():
            body = await issuing_body(desk)
        with review.of("sector"):
            sector = await sector_of(desk, command)
    proposal = Proposal(
        entity_id=entity.id,
        id=uuid7(),
        region_code=entity.region_code,
        kind=command.kind,
        sector=sector,
        hazard_id=command.hazard_id and command.hazard_id.id,
        reason=command.reason,
        basis=command.basis,
        proposed_on=desk.today,
        proposer_id=body.id,
        proposed_by=desk.viewer.person_id,
        answer_by=command.answer_by,
    )
    desk.session.add(proposal)
    await desk.session.flush()
    log(desk, EventKind.ACTION_PROPOSED, proposal, action_kind=proposal.kind, hazard_id=proposal.hazard_id)
    return proposal


async def sector_of(desk: Desk, command: ProposeAction) -> str:
    if command.hazard_id is not None:
        key = RecordKey(command.entity_id, command.hazard_id.id)
        return (await lookup.hazard(desk, key)).sector
    return lookup.sector(desk, command.sector or "").name


async def decline_proposal(desk: Desk, command: DeclineProposal) -> Proposal:
    """By a body that could have taken the action: whoever proposes does not answer."""
    proposal = await lookup.of_entity(desk, Proposal, command.proposal_id, PROPOSAL)
    lookup.expect(proposal, command.expected_version)
    body = await issuing_body(desk)
    with Review() as review:
        with review.of():
            unanswered(proposal)
        with review.of("proposalId"):
            may_take(body, proposal.kind, MEASURES[proposal.kind])
    proposal.declined_on, proposal.refusal, proposal.decided_by = desk.today, command.reason, desk.viewer.person_id
    log(desk, EventKind.PROPOSAL_DECLINED, proposal, reason=command.reason)
    return proposal


PROPOSAL = Title("该提请", "proposal")


async def proposal_of(desk: Desk, key: RecordKey, entity_id: UUID, kind: ActionKind) -> Proposal:
    """The open proposal that an action of this kind at this entity answers."""
    proposal = await lookup.of_entity(desk, Proposal, key, PROPOSAL)
    unanswered(proposal)
    if proposal.entity_id != entity_id or proposal.kind is not kind:
        title = proposal.kind.words
        raise ProposalForOther(kind_zh=title.zh, kind_en=title.en)
    return proposal


def unanswered(proposal: Proposal) -> None:
    if proposal.action_id is not None or proposal.declined_on is not None:
        raise ProposalAnswered


def adopt(desk: Desk, proposal: Proposal, action: Action) -> None:
    proposal.action_id, proposal.decided_by = action.id, desk.viewer.person_id
