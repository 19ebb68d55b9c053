"""答复、中止、恢复: what people do with a step that a ladder took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import Limit, RecordKey, Revision
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.ladders.model import Escalation
from anjian.words import Title

ESCALATION = Title("该递进措施", "escalation")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEscalation(Revision):
    """A command on one step that was taken."""

    escalation_id: Annotated[RecordKey, Title("递进措施", "the escalation")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEscalation(OfEscalation):
    """答复递进措施."""

    answer: Annotated[str, Title("答复", "the answer")]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopEscalation(OfEscalation):
    """中止对该隐患的后续递进."""

    reason: Annotated[str, Title("中止理由", "why"), Limit(1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeEscalation(OfEscalation):
    """恢复对该隐患的递进."""


class EscalationAnswered(AnjianError):
    code = "ESCALATION_ANSWERED"
    words = Title("该递进措施已于 {day} 答复", "this step was answered on {day} already")


class EscalationStopped(AnjianError):
    code = "ESCALATION_STOPPED"
    words = Title("对该隐患的递进已于 {day} 中止", "the ladder was stopped over this hazard on {day} already")


class EscalationNotStopped(AnjianError):
    code = "ESCALATION_NOT_STOPPED"
    words = Title(
        "对该隐患的递进没有在这一步中止，无须恢复", "the ladder was not stopped at this step: nothing to resume"
    )


async def answer_escalation(desk: Desk, command: AnswerEscalation) -> Escalation:
    """By the enterprise, or by whoever was reminded; late is better than never."""
    escalation = await found(desk, command)
    with Review() as review, review.of("escalationId"):
        if escalation.answered_on is not None:
            raise EscalationAnswered(day=escalation.answered_on)
    escalation.answered_on, escalation.answer = desk.today, command.answer
    escalation.answered_by = desk.viewer.person_id
    log(desk, EventKind.ESCALATION_ANSWERED, escalation, hazard_id=escalation.hazard_id)
    return escalation


async def stop_escalation(desk: Desk, command: StopEscalation) -> Escalation:
    escalation = await found(desk, command)
    with Review() as review, review.of("escalationId"):
        if is_stopped(escalation):
            raise EscalationStopped(day=escalation.stopped_on)
    escalation.stopped_on, escalation.stop_reason = desk.today, command.reason
    escalation.stopped_by = desk.viewer.person_id
    escalation.resumed_on = escalation.resumed_by = None
    log(desk, EventKind.ESCALATION_STOPPED, escalation, reason=command.reason, hazard_id=escalation.hazard_id)
    return escalation


async def resume_escalation(desk: Desk, command: ResumeEscalation) -> Escalation:
    """Why it was stopped stays on record."""
    escalation = await found(desk, command)
    with Review() as review, review.of("escalationId"):
        if not is_stopped(escalation):
            raise EscalationNotStopped
    escalation.resumed_on, escalation.resumed_by = desk.today, desk.viewer.person_id
    log(desk, EventKind.ESCALATION_RESUMED, escalation, hazard_id=escalation.hazard_id)
    return escalation


async def found(desk: Desk, command: OfEscalation) -> Escalation:
    escalation = await lookup.of_entity(desk, Escalation, command.escalation_id, ESCALATION)
    return lookup.expect(escalation, command.expected_version)


def is_stopped(escalation: Escalation) -> bool:
    return escalation.stopped_on is not None and escalation.resumed_on is None
