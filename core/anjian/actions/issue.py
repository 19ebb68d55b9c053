"""采取监管措施: a public body acts towards an entity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import sqlalchemy as sa

from anjian.actions.articles import article
from anjian.actions.authority import approved_by_head, issuing_body, may_take
from anjian.actions.keep import keep
from anjian.actions.leniency import spoken
from anjian.actions.measures import MEASURES, Measure
from anjian.actions.model import Action, ActionKind, Proposal
from anjian.actions.money import amount_of
from anjian.actions.numbers import readable
from anjian.actions.proposing import adopt, proposal_of
from anjian.actions.terms import check_notice, check_term
from anjian.commands import lookup
from anjian.commands.command import Command, Limit, Of, RecordKey
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.hazards.moving import check_clock
from anjian.people.model import Organization
from anjian.people.officers import two_officers
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueAction(Command):
    """采取监管措施."""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    kind: Annotated[ActionKind, Title("措施", "which action")]
    issued_on: Annotated[date, Title("下达日期", "the day it was issued")]
    basis: Annotated[
        str | None,
        Title("法律依据；填写 article 时可为空", "the article it rests on; may be empty beside article"),
        Limit(1000),
    ] = None
    article: Annotated[str | None, Title("所依条文的编码", "the code of that article"), Limit(40)] = None
    sector: Annotated[
        str | None, Title("行业领域；针对隐患时可为空", "the sector; may be empty if a hazard is given"), Limit(200)
    ] = None
    hazard_id: Annotated[RecordKey | None, Title("所针对的隐患", "the hazard it is about")] = None
    document_no: Annotated[str | None, Title("文书号", "number of the document"), Limit(200)] = None
    signer_ids: Annotated[
        tuple[UUID, ...],
        Title("签名的执法人员；限制权利的措施至少两名", "officers who signed; two at least where it cuts rights"),
        Of("Person"),
    ] = ()
    approver_id: Annotated[UUID | None, Title("批准的主要负责人", "the head who approved it"), Of("Person")] = None
    proposal_id: Annotated[RecordKey | None, Title("所依的提请", "the proposal it answers")] = None
    due_on: Annotated[date | None, Title("期限", "the last day of the term it sets")] = None
    told_at: Annotated[datetime | None, Title("事先通知的时间", "when the party was told beforehand")] = None
    takes_effect_at: Annotated[datetime | None, Title("开始实施的时间", "when it takes effect")] = None
    emergency: Annotated[
        str | None, Title("未能事先通知的紧急情形", "the emergency that left no time to tell beforehand"), Limit(1000)
    ] = None
    amount: Annotated[Decimal | None, Title("罚款金额（元）", "amount of a fine in yuan")] = None
    content: Annotated[str | None, Title("内容", "what it says")] = None
    campaign_id: Annotated[UUID | None, Title("所属专项行动", "the campaign it belongs to")] = None


class DocumentNoMissing(AnjianError):
    code = "DOCUMENT_NO_MISSING"
    words = Title("该措施限制权利，须有文书号；请填写", "this action cuts rights and needs the number of its document")


class BasisMissing(AnjianError):
    code = "BASIS_MISSING"
    words = Title("请填写法律依据，或所依条文的编码", "say which article it rests on, in words or by its code")


class OrderThroughHazard(AnjianError):
    code = "ORDER_THROUGH_HAZARD"
    words = Title(
        "对某一隐患责令限期整改请使用 orderRectification，隐患的阶段和期限才会随之变更",
        "to order one hazard mended by a day use orderRectification, so that its stage and term follow",
    )


class ListingThroughHazard(AnjianError):
    code = "LISTING_THROUGH_HAZARD"
    words = Title(
        "挂牌督办请使用 listHazard，级别、责任单位和公告才会一并记录",
        "to list a hazard use listHazard, so that grade, responsible body and notice are kept with it",
    )


class SectorMissing(AnjianError):
    code = "SECTOR_MISSING"
    words = Title("请填写行业领域，或所针对的隐患", "name the sector, or the hazard it is about")


class ProposalMissing(AnjianError):
    code = "PROPOSAL_MISSING"
    words = Title(
        "该措施须由部门提请；请填写所依的提请", "this action is taken on a department's proposal: say which one"
    )


async def issue_action(desk: Desk, command: IssueAction) -> Action:
    entity, measure = await lookup.entity(desk, command.entity_id), MEASURES[command.kind]
    with Review() as review:
        with review.of():
            hazard, sector = await what_it_is_about(desk, command)
            with review.of("signerIds"):
                signers = await signers_of(desk, command, measure, entity, sector)
        with review.of():
            body = await authority(desk, command, measure)
            with review.of("proposalId"):
                proposal = await proposal_answered(desk, command, measure)
        with review.of("campaignId"):
            await lookup.campaign(desk, command.campaign_id)
        check_words(review, command, measure)
        check_days(desk, review, command, measure)
        with review.of("amount"):
            amount_fen = amount_of(measure, command.amount)
    action = action_of(desk, entity, command, sector, hazard)
    action.issuer_id, action.signer_ids, action.amount_fen = body.id, signers, amount_fen
    return await issued(desk, action, proposal)


async def issued(desk: Desk, action: Action, proposal: Proposal | None) -> Action:
    await keep(desk, action)
    if proposal is not None:
        adopt(desk, proposal, action)
    told = {} if (line := await lenient(desk, action)) is None else {"leniency": line}
    log(desk, EventKind.ACTION_ISSUED, action, action_kind=action.kind, hazard_id=action.hazard_id, **told)
    return action


async def lenient(desk: Desk, action: Action) -> str | None:
    """Which line on leniency spoke of the hazard when somebody punished all the same."""
    if action.hazard_id is None or not MEASURES[action.kind].cuts_rights:
        return None
    hazard = Hazard.__table__
    it = (hazard.c.entity_id == action.entity_id) & (hazard.c.id == action.hazard_id)
    return await desk.session.scalar(sa.select(spoken(hazard, sa.literal(desk.today))).where(it))


async def what_it_is_about(desk: Desk, command: IssueAction) -> tuple[Hazard | None, str]:
    hazard = await hazard_of(desk, command)
    with Review() as review, review.of("sector"):
        sector = sector_of(desk, command, hazard)
    return hazard, sector


async def hazard_of(desk: Desk, command: IssueAction) -> Hazard | None:
    if command.hazard_id is None:
        return None
    if command.hazard_id.entity_id != command.entity_id:
        raise lookup.NotFound(noun_zh="该监管对象的这一隐患", noun_en="hazard of this entity", path=("hazardId",))
    hazard = await lookup.hazard(desk, command.hazard_id)
    check_clock(desk, hazard)
    return hazard


def sector_of(desk: Desk, command: IssueAction, hazard: Hazard | None) -> str:
    if hazard is not None:
        return hazard.sector
    if command.sector is None:
        raise SectorMissing
    return lookup.sector(desk, command.sector).name


async def signers_of(desk: Desk, command: IssueAction, measure: Measure, entity: Entity, sector: str) -> list[UUID]:
    """What cuts rights takes two; whoever else signed has to be an officer too."""
    if not measure.cuts_rights and not command.signer_ids:
        return []
    return await two_officers(desk, command.signer_ids, region_code=entity.region_code, sector=sector)


async def authority(desk: Desk, command: IssueAction, measure: Measure) -> Organization:
    body = await issuing_body(desk)
    with Review() as review:
        with review.of("kind"):
            may_take(body, command.kind, measure)
        with review.of("approverId"):
            if measure.head:
                await approved_by_head(desk, body, command.approver_id)
    return body


async def proposal_answered(desk: Desk, command: IssueAction, measure: Measure) -> Proposal | None:
    if command.proposal_id is not None:
        return await proposal_of(desk, command.proposal_id, command.entity_id, command.kind)
    if measure.proposed:
        raise ProposalMissing
    return None


def check_words(review: Review, command: IssueAction, measure: Measure) -> None:
    with review.of("kind"):
        if command.kind is ActionKind.ORDER_TIMED and command.hazard_id is not None:
            raise OrderThroughHazard
        if command.kind is ActionKind.LISTED_SUPERVISION:
            raise ListingThroughHazard
    with review.of("basis"):
        if command.basis is None and command.article is None:
            raise BasisMissing
    with review.of("article"):
        if command.article is not None:
            article(command.article)
    with review.of("documentNo"):
        if measure.cuts_rights:
            if command.document_no is None:
                raise DocumentNoMissing
            readable(command.document_no)


def check_days(desk: Desk, review: Review, command: IssueAction, measure: Measure) -> None:
    with review.of("issuedOn"):
        not_after(desk.today, command.issued_on)
    with review.of("dueOn"):
        check_term(measure, command.issued_on, command.due_on)
    with review.of("takesEffectAt"):
        check_notice(measure, command.told_at, command.takes_effect_at, command.emergency)


def action_of(desk: Desk, entity: Entity, command: IssueAction, sector: str, hazard: Hazard | None) -> Action:
    on_record = command.article and article(command.article)
    return Action(
        entity_id=entity.id,
        id=uuid7(),
        region_code=entity.region_code,
        kind=command.kind,
        sector=sector,
        campaign_id=command.campaign_id or (hazard and hazard.campaign_id),
        hazard_id=hazard and hazard.id,
        inspection_id=hazard and hazard.inspection_id,
        issued_on=command.issued_on,
        due_on=command.due_on,
        document_no=command.document_no,
        basis=command.basis or (on_record and on_record.cited),
        article=on_record and on_record.to_json(),
        content=command.content,
        approved_by=command.approver_id,
        signed_by=desk.viewer.person_id,
        told_at=command.told_at,
        takes_effect_at=command.takes_effect_at,
        emergency=command.emergency,
        issued_at=desk.now,
    )
