"""撤销: an action that should not have been is taken back by its issuer or a body above. It stays on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.actions.authority import issuer_or_above
from anjian.actions.model import Action
from anjian.actions.ofaction import OfAction, action_of, still_stands
from anjian.commands.command import Limit
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeAction(OfAction):
    """撤销监管措施."""

    reason: Annotated[str, Title("撤销理由", "why"), Limit(1000)]


async def revoke_action(desk: Desk, command: RevokeAction) -> Action:
    action = await action_of(desk, command)
    body = await issuer_or_above(desk, action)
    with Review() as review, review.of("actionId"):
        still_stands(action)
    action.revoked_on, action.revocation, action.revoked_by = desk.today, command.reason, body.id
    log(desk, EventKind.ACTION_REVOKED, action, reason=command.reason)
    return action
