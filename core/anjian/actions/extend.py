"""延长: a seal or a seizure lasts thirty days, and once thirty more (行政强制法第二十五条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.actions.authority import approved_by_head, issuer_or_above
from anjian.actions.measures import MEASURES
from anjian.actions.model import Action
from anjian.actions.ofaction import OfAction, action_of, still_stands
from anjian.actions.terms import within
from anjian.commands.command import Limit, Of
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendAction(OfAction):
    """延长措施期限."""

    due_on: Annotated[date, Title("延长至", "the new last day")]
    reason: Annotated[str, Title("延长理由", "why"), Limit(1000)]
    approver_id: Annotated[UUID, Title("批准的主要负责人", "the head who approved it"), Of("Person")]


class NotExtendable(AnjianError):
    code = "NOT_EXTENDABLE"
    words = Title("{kind_zh}的期限不能延长", "{kind_en}: its term cannot be extended")


class ExtendedAlready(AnjianError):
    code = "EXTENDED_ALREADY"
    words = Title(
        "该措施的期限已由 {before} 延长过一次，不能再次延长；期满须作出处理决定",
        "the term was extended once already, from {before}: when it ends, decide",
    )


class TermOver(AnjianError):
    code = "TERM_OVER"
    words = Title(
        "该措施的期限已于 {day} 届满，不能延长；延长须在期满前办理",
        "the term ended on {day}: an extension is asked for before that",
    )


class NotLater(AnjianError):
    code = "NOT_LATER"
    words = Title("{day} 不晚于现期限 {due_on}；请填写更晚的日期", "{day} is not after the term's present end {due_on}")


async def extend_action(desk: Desk, command: ExtendAction) -> Action:
    action = await action_of(desk, command)
    body = await issuer_or_above(desk, action)
    with Review() as review:
        with review.of("actionId"):
            still_stands(action)
            extendable(desk, action)
        with review.of("dueOn"):
            later(action, command.due_on)
        with review.of("approverId"):
            await approved_by_head(desk, body, command.approver_id)
    action.extended_from, action.due_on, action.extension = action.due_on, command.due_on, command.reason
    log(desk, EventKind.ACTION_EXTENDED, action, before=action.extended_from, until=command.due_on)
    return action


def extendable(desk: Desk, action: Action) -> None:
    measure = MEASURES[action.kind]
    if measure.extension_days is None:
        raise NotExtendable(kind_zh=measure.title.zh, kind_en=measure.title.en)
    if action.extended_from is not None:
        raise ExtendedAlready(before=action.extended_from)
    if action.due_on is not None and action.due_on < desk.today:
        raise TermOver(day=action.due_on)


def later(action: Action, day: date) -> None:
    due_on = action.due_on or action.issued_on
    if day <= due_on:
        raise NotLater(day=day, due_on=due_on)
    measure = MEASURES[action.kind]
    within(measure, due_on, day, measure.extension_days)
