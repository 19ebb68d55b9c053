"""送达: the document reaches the party, and it is kept who took it, or how it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.actions.model import Action, ServiceMethod
from anjian.actions.ofaction import OfAction, action_of, not_before_issue, still_stands
from anjian.commands.command import Limit
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeAction(OfAction):
    """文书送达."""

    served_on: Annotated[date, Title("送达日期", "the day it was served")]
    served_how: Annotated[ServiceMethod, Title("送达方式", "how it was served")]
    received_by: Annotated[str | None, Title("签收人", "who took it"), Limit(200)] = None
    refusal: Annotated[str | None, Title("拒收情况和见证人", "how it was refused, and who saw it"), Limit(1000)] = None


class ServedAlready(AnjianError):
    code = "SERVED_ALREADY"
    words = Title("该文书已于 {day} 送达", "the document was served on {day} already")


class ReceiptMissing(AnjianError):
    code = "RECEIPT_MISSING"
    words = Title(
        "请填写签收人；拒绝签收的，请写明拒收情况和见证人",
        "say who took it; if that was refused, say so and who saw it",
    )


class RefusalMissing(AnjianError):
    code = "REFUSAL_MISSING"
    words = Title(
        "留置送达须写明拒收情况和见证人",
        "what is left with a party that refuses it needs a note of that, and a witness",
    )


async def serve_action(desk: Desk, command: ServeAction) -> Action:
    action = await action_of(desk, command)
    with Review() as review:
        with review.of("actionId"):
            still_stands(action)
            unserved(action)
        with review.of("servedOn"):
            not_after(desk.today, command.served_on)
            not_before_issue(action, command.served_on)
        check_receipt(review, command)
    action.served_on, action.served_how = command.served_on, command.served_how
    action.received_by, action.refusal = command.received_by, command.refusal
    log(desk, EventKind.ACTION_SERVED, action, on=command.served_on, how=command.served_how)
    return action


def unserved(action: Action) -> None:
    """A demonstration or an import may know the day alone; that much can still be completed."""
    if action.served_how is not None:
        raise ServedAlready(day=action.served_on)


def check_receipt(review: Review, command: ServeAction) -> None:
    with review.of("refusal"):
        if command.served_how is ServiceMethod.LEFT and command.refusal is None:
            raise RefusalMissing
    with review.of("receivedBy"):
        if command.served_how is ServiceMethod.DIRECT and command.received_by is None and command.refusal is None:
            raise ReceiptMissing
