"""On whose authority somebody acts: the body they belong to, what it may do, and which bodies stand above it."""

from __future__ import annotations

import sqlalchemy as sa

from anjian.actions.measures import Measure, bodies
from anjian.actions.model import Action, ActionKind
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.people.issuer import issuer_of
from anjian.people.model import Organization, Person, PersonKind
from anjian.words import Title


class NoIssuingBody(AnjianError):
    code = "NO_ISSUING_BODY"
    words = Title(
        "您不属于任何监管机构，不能以机构名义采取措施；请由机构人员办理",
        "you belong to no supervising body and cannot act for one: have somebody of a body do it",
    )


class NotWithinAuthority(AnjianError):
    code = "NOT_WITHIN_AUTHORITY"
    words = Title(
        "{own_zh}无权采取该措施（{kind_zh}）；有权的是：{able_zh}。可使用 proposeAction 提请",
        "{own_en} may not take this action ({kind_en}); who may: {able_en}. It may be proposed with proposeAction",
    )

    def __init__(self, body: Organization, measure: Measure) -> None:
        own, able = body.kind.words, bodies(measure.by)
        named = {"own_zh": own.zh, "own_en": own.en, "able_zh": able.zh, "able_en": able.en}
        super().__init__(kind_zh=measure.title.zh, kind_en=measure.title.en, **named)


class GovernmentCloses(AnjianError):
    code = "CLOSURE_IS_FOR_THE_GOVERNMENT"
    words = Title(
        "关闭由县级以上人民政府决定，部门只能提请；请使用 proposeAction 提请（安全生产法第一百一十三条）",
        "a people's government decides on closure, a department may only propose it: use proposeAction",
    )


class NotTheIssuer(AnjianError):
    code = "NOT_THE_ISSUER"
    words = Title(
        "该措施由{issuer}作出，只有该机构或其上级机构可以办理",
        "{issuer} took this action: only that body or one above it can do this",
    )


class ApprovalMissing(AnjianError):
    code = "APPROVAL_MISSING"
    words = Title(
        "该措施须经机构主要负责人批准；请填写批准人",
        "the head of the body has to approve this action: say who did",
    )


class ApproverIsNoHead(AnjianError):
    code = "APPROVER_IS_NO_HEAD"
    words = Title(
        "{name}不是作出机构的负责人，不能批准该措施；请由本机构负责人批准",
        "{name} is no leader of the issuing body and cannot approve this action: have its head do so",
    )


async def issuing_body(desk: Desk) -> Organization:
    body_id = await issuer_of(desk)
    if body_id is None:
        raise NoIssuingBody
    return await desk.session.get_one(Organization, body_id)


def may_take(body: Organization, kind: ActionKind, measure: Measure) -> None:
    if body.kind in measure.by:
        return
    if kind is ActionKind.CLOSURE:
        raise GovernmentCloses
    raise NotWithinAuthority(body, measure)


async def approved_by_head(desk: Desk, body: Organization, approver_id: UUID | None) -> None:
    """安全生产法第七十条: the principal of the department itself, whoever signs."""
    if approver_id is None:
        raise ApprovalMissing
    approver = await desk.session.get(Person, approver_id)
    if approver is None or approver.kind is not PersonKind.LEADER or approver.organization_id != body.id:
        raise ApproverIsNoHead(name=approver.name if approver else "")


async def issuer_or_above(desk: Desk, action: Action) -> Organization:
    """The viewer's body, if it took the action or stands above the body that did."""
    body = await issuing_body(desk)
    if action.issuer_id is None or body.id not in await line_of(desk, action.issuer_id):
        issuer = await desk.session.get(Organization, action.issuer_id) if action.issuer_id else None
        raise NotTheIssuer(issuer=issuer.name if issuer else "", path=("actionId",))
    return body


async def line_of(desk: Desk, body_id: UUID) -> set[UUID]:
    """A body and every one above it; a circle among them ends by itself."""
    line = sa.select(Organization.id, Organization.parent_id).where(Organization.id == body_id).cte(recursive=True)
    above = sa.select(Organization.id, Organization.parent_id).where(Organization.id == line.c.parent_id)
    every = line.union(above)
    return set(await desk.session.scalars(sa.select(every.c.id)))
