"""Which steps are due today, over which hazards, and why: one statement."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from anjian.actions.model import Action, ActionKind
from anjian.database.ids import UUID
from anjian.hazards.model import Hazard, HazardLevel, Stage
from anjian.ladders.model import Escalation, Ladder, LadderStatus, LadderStep, Trigger

Before = aliased(Escalation, name="before")


def due(today: date, entity_id: UUID | None = None) -> sa.Select[Any]:
    """A step is due once: where it was taken, or where somebody stopped its ladder, it is not. It never goes back:
    on a clock that was moved back no term is over, so nothing happens until the days have come again.
    """
    day = sa.literal(today, sa.Date())
    found = (
        sa.select(
            Hazard.entity_id,
            Hazard.id.label("hazard_id"),
            Hazard.region_code,
            Hazard.sector,
            Hazard.reopened,
            *of_step(),
            facts(day),
        )
        .select_from(Hazard)
        .join(LadderStep, sa.true())
        .join(Ladder, Ladder.id == LadderStep.ladder_id)
        .outerjoin(Before, sa.and_(same_hazard(Before), Before.step == LadderStep.after))
        .where(
            Ladder.status == LadderStatus.ACTIVE, Hazard.stage != Stage.CLOSED, *concerns(), follows(day), holds(day)
        )
        .where(~taken(), ~stopped())
        .order_by(Hazard.entity_id, Hazard.id, LadderStep.ladder_id, LadderStep.position)
    )
    return found if entity_id is None else found.where(Hazard.entity_id == entity_id)


def of_step() -> tuple[Any, ...]:
    step = LadderStep
    named = (step.name, step.title_zh, step.title_en, step.trigger, step.number, step.action, step.authority)
    return *named, step.term_days, step.answer_zh, step.answer_en, step.basis, Ladder.id.label("ladder_id"), Ladder.code


def concerns() -> list[ColumnElement[bool]]:
    """The hazards a ladder speaks of."""
    return [
        sa.or_(Ladder.region_code.is_(None), sa.func.starts_with(Hazard.region_code, Ladder.region_code)),
        sa.or_(Ladder.sector.is_(None), Ladder.sector == Hazard.sector),
        sa.or_(Ladder.level.is_(None), Ladder.level == Hazard.level),
    ]


def same_hazard(escalation: Any) -> ColumnElement[bool]:
    """Since it was reopened last: a hazard that is open again climbs from the bottom."""
    of = sa.and_(escalation.entity_id == Hazard.entity_id, escalation.hazard_id == Hazard.id)
    return sa.and_(of, escalation.round == Hazard.reopened, escalation.ladder_code == Ladder.code)


def taken() -> ColumnElement[bool]:
    other = aliased(Escalation)
    return sa.exists().where(same_hazard(other), other.step == LadderStep.name)


def stopped() -> ColumnElement[bool]:
    other = aliased(Escalation)
    return sa.exists().where(same_hazard(other), other.stopped_on.is_not(None), other.resumed_on.is_(None))


def follows(day: ColumnElement[date]) -> ColumnElement[bool]:
    """A first step, or one whose predecessor's term is over."""
    return sa.or_(LadderStep.after.is_(None), Before.answer_by < day)


def holds(day: ColumnElement[date]) -> ColumnElement[bool]:
    number = LadderStep.number
    refused, listed = acted(Action.refusal.is_not(None)), acted(Action.kind == ActionKind.LISTED_SUPERVISION)
    unlisted = sa.and_(Hazard.level == HazardLevel.MAJOR, day - Hazard.found_on >= number, ~listed)
    return sa.or_(
        sa.and_(LadderStep.trigger == Trigger.OVERDUE, overdue_days(day) >= sa.func.greatest(number, 1)),
        sa.and_(LadderStep.trigger == Trigger.REPEATED, Hazard.repeat_of.is_not(None), Hazard.repeat_no >= number),
        sa.and_(LadderStep.trigger == Trigger.REFUSED, refused),
        sa.and_(LadderStep.trigger == Trigger.SILENT, Before.answered_on.is_(None), day - Before.answer_by > number),
        sa.and_(LadderStep.trigger == Trigger.UNLISTED, unlisted),
    )


def acted(how: ColumnElement[bool]) -> ColumnElement[bool]:
    """Some action over this hazard, not revoked since."""
    of = sa.and_(Action.entity_id == Hazard.entity_id, Action.hazard_id == Hazard.id)
    return sa.exists().where(of, how, Action.revoked_on.is_(None))


def overdue_days(day: ColumnElement[date]) -> ColumnElement[int]:
    return day - Hazard.due_on  # type: ignore[return-value]  # the difference of two dates is days in PostgreSQL


def facts(day: ColumnElement[date]) -> ColumnElement[Any]:
    """What the step rests on, as it was that day."""
    told = {
        "on": day,
        "found_on": Hazard.found_on,
        "due_on": Hazard.due_on,
        "days_overdue": sa.func.greatest(overdue_days(day), 0),
        "times": sa.case((LadderStep.trigger == Trigger.REPEATED, Hazard.repeat_no), else_=None),
        "after": LadderStep.after,
        "unanswered_since": Before.answer_by,
    }
    parts = [part for name, value in told.items() for part in (sa.literal_column(f"'{name}'"), value)]
    return sa.func.jsonb_strip_nulls(sa.func.jsonb_build_object(*parts)).label("facts")
