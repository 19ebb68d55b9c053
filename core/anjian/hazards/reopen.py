"""重新打开: a hazard that was closed and should not have been. One that came back later is a new one, its repeat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import OfHazard
from anjian.commands.dates import not_over
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.hazards.moving import begins, move
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenHazard(OfHazard):
    """重新打开已销号的隐患."""

    reason: Annotated[str, Title("重新打开的理由", "why closing it was wrong")]
    due_on: Annotated[date, Title("新的整改期限", "the new last day")]


async def reopen_hazard(desk: Desk, command: ReopenHazard) -> Hazard:
    """What closed it stays on record: the acceptance, and the day in the event."""
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of():
            begins(desk, hazard, command)
        with review.of("dueOn"):
            not_over(desk.today, command.due_on)
    log(
        desk,
        EventKind.HAZARD_REOPENED,
        hazard,
        reason=command.reason,
        closed_on=hazard.closed_on,
        acceptance_id=hazard.acceptance_id,
        due_on=command.due_on,
    )
    move(desk, hazard, command)
    hazard.reopened += 1
    hazard.closed_on = hazard.rectified_on = hazard.acceptance_id = hazard.accepted_by = None
    hazard.fixed_on_the_spot, hazard.due_on = False, command.due_on
    return hazard
