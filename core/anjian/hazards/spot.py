"""当即整改: a general hazard is mended before those who found it leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import Limit, OfHazard
from anjian.commands.dates import not_backdated
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.hazards.moving import begins, move
from anjian.hazards.rectify import rectified
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class RectifyOnTheSpot(OfHazard):
    """记录当即整改; mended on the day it was found, before the eyes of whoever says so."""

    measures: Annotated[str, Title("整改措施", "what was done")]
    evidence: Annotated[tuple[str, ...], Title("证明材料：文书号、照片名", "documents and pictures"), Limit(200)] = ()


async def rectify_on_the_spot(desk: Desk, command: RectifyOnTheSpot) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review, review.of():
        begins(desk, hazard, command)
        with review.of("hazardId"):
            not_backdated(desk.today, hazard.found_on)
    rectification = await rectified(desk, hazard, command.measures, hazard.found_on, command.evidence)
    move(desk, hazard, command)
    hazard.fixed_on_the_spot, hazard.closed_on = True, desk.today
    log(desk, EventKind.FIXED_ON_THE_SPOT, hazard, rectification_id=rectification.id, on=hazard.found_on)
    return hazard
