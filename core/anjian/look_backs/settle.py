"""An inspection settles the look-backs of what it truly looked at: what was not checked is not settled by a visit."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.inspections.answers import Answered
from anjian.inspections.judging import Judged
from anjian.inspections.model import AnswerResult, Inspection, InspectionKind, Judgement, StoredVerdict
from anjian.look_backs.model import LookBack, LookBackOutcome


async def settle(desk: Desk, inspection: Inspection, answers: Sequence[Answered], judged: Sequence[Judged]) -> None:
    if inspection.kind is not InspectionKind.LOOK_BACK:
        return
    looked_at = {answered.item.code for answered in answers if answered.given.result is not AnswerResult.NOT_CHECKED}
    looked_at |= {each.rule.code for each in judged if each.kept.verdict is not StoredVerdict.UNDECIDED}
    await desk.session.flush()
    back = set(await desk.session.scalars(found_again(inspection)))
    for plan, hazard, rule_code in await desk.session.execute(open_plans(inspection)):
        if {hazard.item_code, rule_code} & looked_at:
            plan.inspection_id = inspection.id
            plan.outcome = LookBackOutcome.CAME_BACK if hazard.id in back else LookBackOutcome.STAYED_MENDED
            log(desk, EventKind.LOOK_BACK_DONE, hazard, inspection_id=inspection.id, outcome=plan.outcome)


def open_plans(inspection: Inspection) -> sa.Select[LookBack, Hazard, str]:
    """Of this entity and sector, each with its hazard and the rule that made it."""
    of_hazard = (Hazard.entity_id == LookBack.entity_id) & (Hazard.id == LookBack.hazard_id)
    judged = (Judgement.entity_id == Hazard.entity_id) & (Judgement.id == Hazard.judgement_id)
    return (
        sa.select(LookBack, Hazard, Judgement.rule_code)
        .join(Hazard, of_hazard)
        .outerjoin(Judgement, judged)
        .where(LookBack.entity_id == inspection.entity_id, LookBack.sector == inspection.sector)
        .where(LookBack.outcome.is_(None))
    )


def found_again(inspection: Inspection) -> sa.Select[UUID | None]:
    """The earlier hazards that this inspection found anew."""
    return sa.select(Hazard.repeat_of).where(
        Hazard.entity_id == inspection.entity_id,
        Hazard.inspection_id == inspection.id,
        Hazard.repeat_of.is_not(None),
    )
