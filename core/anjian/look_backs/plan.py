"""安排回头看: by which day a closed hazard is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import sqlalchemy as sa

from anjian.commands import lookup
from anjian.commands.command import OfHazard
from anjian.commands.dates import not_over
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import uuid7
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard, Stage
from anjian.hazards.stages import WrongStage
from anjian.look_backs.model import LookBack
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLookBack(OfHazard):
    """安排回头看."""

    due_on: Annotated[date, Title("最迟哪天回头看", "the last day on which it is looked at again")]


class HazardNotClosed(WrongStage):
    code = "HAZARD_NOT_CLOSED"
    words = Title(
        "该隐患的阶段为 {stage_zh}；销号以后才安排回头看",
        "the hazard is {stage_en}: a look-back is planned once it is closed",
    )


class LookBackPlanned(AnjianError):
    code = "LOOK_BACK_PLANNED"
    words = Title("该隐患已安排在 {due_on} 前回头看", "the hazard is to be looked at again by {due_on} already")


async def plan_look_back(desk: Desk, command: PlanLookBack) -> tuple[LookBack, Hazard]:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of():
            if hazard.stage is not Stage.CLOSED:
                raise HazardNotClosed(hazard)
        with review.of("dueOn"):
            not_over(desk.today, command.due_on)
        with review.of("hazardId"):
            await check_unplanned(desk, hazard)
    planned = LookBack(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        sector=hazard.sector,
        due_on=command.due_on,
        planned_by=desk.viewer.person_id,
        planned_at=desk.now,
    )
    desk.session.add(planned)
    log(desk, EventKind.LOOK_BACK_PLANNED, hazard, look_back_id=planned.id, due_on=planned.due_on)
    return planned, hazard


async def check_unplanned(desk: Desk, hazard: Hazard) -> None:
    here = (LookBack.entity_id == hazard.entity_id) & (LookBack.hazard_id == hazard.id) & LookBack.outcome.is_(None)
    due_on = await desk.session.scalar(sa.select(LookBack.due_on).where(here))
    if due_on is not None:
        raise LookBackPlanned(due_on=due_on)
