"""责令限期整改: a public body sets the day by which a hazard has to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.actions.keep import keep
from anjian.actions.model import Action, ActionKind
from anjian.commands import lookup
from anjian.commands.command import Limit, OfHazard
from anjian.commands.dates import not_over
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import uuid7
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.hazards.moving import begins, move
from anjian.hazards.stages import WrongStage
from anjian.people.issuer import issuer_of
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRectification(OfHazard):
    """责令限期整改."""

    due_on: Annotated[date, Title("整改期限", "the last day of the term")]
    document_no: Annotated[str, Title("文书号", "number of the order"), Limit(200)]
    basis: Annotated[str, Title("法律依据", "the article it rests on"), Limit(1000)]
    content: Annotated[str | None, Title("整改要求", "what has to be done")] = None


class HazardNotRegistered(WrongStage):
    code = "HAZARD_NOT_REGISTERED"
    words = Title(
        "该隐患的阶段为 {stage_zh}，尚未整改的隐患才能下达整改指令，且只下达一次；现在可办理：{next_zh}",
        "the hazard is {stage_en}: rectification is ordered once, before it begins; what may come next: {next_en}",
    )


async def order_rectification(desk: Desk, command: OrderRectification) -> tuple[Hazard, Action]:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of():
            begins(desk, hazard, command, HazardNotRegistered)
        with review.of("dueOn"):
            not_over(desk.today, command.due_on)
    move(desk, hazard, command)
    hazard.due_on = command.due_on
    action = await order(desk, hazard, command)
    log(desk, EventKind.RECTIFICATION_ORDERED, hazard, due_on=command.due_on, action_id=action.id)
    log(desk, EventKind.ACTION_ISSUED, action, action_kind=action.kind, hazard_id=hazard.id)
    return hazard, action


async def order(desk: Desk, hazard: Hazard, command: OrderRectification) -> Action:
    action = Action(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        kind=ActionKind.ORDER_TIMED,
        sector=hazard.sector,
        campaign_id=hazard.campaign_id,
        hazard_id=hazard.id,
        inspection_id=hazard.inspection_id,
        issued_on=desk.today,
        due_on=command.due_on,
        document_no=command.document_no,
        basis=command.basis,
        content=command.content,
        issuer_id=await issuer_of(desk),
        signed_by=desk.viewer.person_id,
        issued_at=desk.now,
    )
    await keep(desk, action)
    return action
