"""采取监管措施: a public body acts towards an entity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from anjian.actions.model import Action, ActionKind
from anjian.commands import lookup
from anjian.commands.command import Command, Limit, RecordKey
from anjian.commands.dates import DueDateInThePast, not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.people.issuer import issuer_of
from anjian.words import Title

FINES = frozenset({ActionKind.FINE, ActionKind.DAILY_FINE})
CUTS_RIGHTS = FINES | {
    ActionKind.EVACUATION,
    ActionKind.TEMPORARY_SUSPENSION,
    ActionKind.SEALING,
    ActionKind.DETENTION,
    ActionKind.POWER_CUT,
    ActionKind.SUSPENSION,
    ActionKind.LICENSE_SUSPENSION,
    ActionKind.LICENSE_REVOCATION,
    ActionKind.JOINT_PUNISHMENT,
}
LARGEST_FINE = Decimal(10) ** 12  # yuan; far above any, far below what the column holds in fen


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueAction(Command):
    """采取监管措施."""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    kind: Annotated[ActionKind, Title("措施", "which action")]
    basis: Annotated[str, Title("法律依据", "the article it rests on"), Limit(1000)]
    issued_on: Annotated[date, Title("下达日期", "the day it was issued")]
    sector: Annotated[
        str | None, Title("行业领域；针对隐患时可为空", "the sector; may be empty if a hazard is given"), Limit(200)
    ] = None
    hazard_id: Annotated[RecordKey | None, Title("所针对的隐患", "the hazard it is about")] = None
    document_no: Annotated[str | None, Title("文书号", "number of the document"), Limit(200)] = None
    due_on: Annotated[date | None, Title("期限", "the last day of the term it sets")] = None
    amount: Annotated[Decimal | None, Title("罚款金额（元）", "amount of a fine in yuan")] = None
    content: Annotated[str | None, Title("内容", "what it says")] = None
    campaign_id: Annotated[UUID | None, Title("所属专项行动", "the campaign it belongs to")] = None


class GovernmentCloses(AnjianError):
    code = "CLOSURE_IS_FOR_THE_GOVERNMENT"
    words = Title(
        "关闭由县级以上人民政府决定，部门只能提请；请另行上报（安全生产法第一百一十三条）",
        "a people's government decides on closure, a department may only propose it: send it a proposal",
    )


class DocumentNoMissing(AnjianError):
    code = "DOCUMENT_NO_MISSING"
    words = Title("该措施限制权利，须有文书号；请填写", "this action cuts rights and needs the number of its document")


class AmountMissing(AnjianError):
    code = "AMOUNT_MISSING"
    words = Title("罚款须填写金额（元）", "a fine needs its amount in yuan")


class AmountNotForThis(AnjianError):
    code = "AMOUNT_NOT_FOR_THIS"
    words = Title("只有罚款才填写金额；请删除金额", "only fines have an amount: leave it out")


class AmountWrong(AnjianError):
    code = "AMOUNT_WRONG"
    words = Title(
        "金额 {amount} 有误：应大于零、不足一万亿元，最多两位小数",
        "the amount {amount} is wrong: more than nothing, below 10^12 yuan, at most two decimals",
    )


class DueDateMissing(AnjianError):
    code = "DUE_DATE_MISSING"
    words = Title("限期整改须填写期限", "a timed order needs its due date")


class OrderThroughHazard(AnjianError):
    code = "ORDER_THROUGH_HAZARD"
    words = Title(
        "对某一隐患责令限期整改请使用 orderRectification，隐患的阶段和期限才会随之变更",
        "to order one hazard mended by a day use orderRectification, so that its stage and term follow",
    )


class SectorMissing(AnjianError):
    code = "SECTOR_MISSING"
    words = Title("请填写行业领域，或所针对的隐患", "name the sector, or the hazard it is about")


async def issue_action(desk: Desk, command: IssueAction) -> Action:
    entity = await lookup.entity(desk, command.entity_id)
    with Review() as review:
        with review.of():
            hazard = await hazard_of(desk, command)
            with review.of("sector"):
                sector = sector_of(desk, command, hazard)
        with review.of("campaignId"):
            await lookup.campaign(desk, command.campaign_id)
        check_kind(review, command)
        check_days(desk, review, command)
        with review.of("amount"):
            amount_fen = fen(command)
    action = await issue(desk, entity, command, sector=sector, hazard=hazard, amount_fen=amount_fen)
    log(desk, EventKind.ACTION_ISSUED, action, action_kind=action.kind, hazard_id=action.hazard_id)
    return action


async def hazard_of(desk: Desk, command: IssueAction) -> Hazard | None:
    if command.hazard_id is None:
        return None
    if command.hazard_id.entity_id != command.entity_id:
        raise lookup.NotFound(noun_zh="该监管对象的这一隐患", noun_en="hazard of this entity", path=("hazardId",))
    return await lookup.hazard(desk, command.hazard_id)


def sector_of(desk: Desk, command: IssueAction, hazard: Hazard | None) -> str:
    if hazard is not None:
        return hazard.sector
    if command.sector is None:
        raise SectorMissing
    return lookup.sector(desk, command.sector).name


def check_kind(review: Review, command: IssueAction) -> None:
    with review.of("kind"):
        if command.kind is ActionKind.CLOSURE:
            raise GovernmentCloses
        if command.kind is ActionKind.ORDER_TIMED and command.hazard_id is not None:
            raise OrderThroughHazard
    with review.of("documentNo"):
        if command.kind in CUTS_RIGHTS and command.document_no is None:
            raise DocumentNoMissing


def check_days(desk: Desk, review: Review, command: IssueAction) -> None:
    with review.of("issuedOn"):
        not_after(desk.today, command.issued_on)
    with review.of("dueOn"):
        if command.kind is ActionKind.ORDER_TIMED and command.due_on is None:
            raise DueDateMissing
        if command.due_on is not None and command.due_on < command.issued_on:
            raise DueDateInThePast(day=command.due_on, today=command.issued_on)


def fen(command: IssueAction) -> int | None:
    """Money is kept in fen: whole numbers add up."""
    if command.kind not in FINES:
        if command.amount is not None:
            raise AmountNotForThis
        return None
    if command.amount is None:
        raise AmountMissing
    if not is_amount(command.amount):
        raise AmountWrong(amount=str(command.amount)[:40])
    return int(round(command.amount, 2) * 100)


def is_amount(yuan: Decimal) -> bool:
    return yuan.is_finite() and 0 < yuan < LARGEST_FINE and round(yuan, 2) == yuan


async def issue(
    desk: Desk, entity: Entity, command: IssueAction, *, sector: str, hazard: Hazard | None, amount_fen: int | None
) -> Action:
    action = Action(
        entity_id=entity.id,
        region_code=entity.region_code,
        kind=command.kind,
        sector=sector,
        campaign_id=command.campaign_id or (hazard and hazard.campaign_id),
        hazard_id=hazard and hazard.id,
        inspection_id=hazard and hazard.inspection_id,
        issued_on=command.issued_on,
        due_on=command.due_on,
        document_no=command.document_no,
        basis=command.basis,
        content=command.content,
        issuer_id=await issuer_of(desk),
        signed_by=desk.viewer.person_id,
        amount_fen=amount_fen,
        issued_at=desk.now,
    )
    desk.session.add(action)
    await desk.session.flush()
    return action
