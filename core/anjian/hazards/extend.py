"""延期: a term is lengthened before it ends, on request, by somebody else; never after, never silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import OfHazard
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import uuid7
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.hats import may_approve
from anjian.hazards.model import Hazard
from anjian.hazards.moving import begins, move
from anjian.hazards.papers import Extension, Ruling
from anjian.hazards.ruling import Rule, asked_by_another, pending, rule
from anjian.hazards.terms import not_run_out
from anjian.words import Title

EXTENSION = Title("延期申请", "request for an extension")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtension(OfHazard):
    """申请延期."""

    reason: Annotated[str, Title("延期理由", "why the term is too short")]
    due_on: Annotated[date, Title("申请的新期限", "the new last day")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveExtension(Rule):
    """同意延期."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseExtension(Rule):
    """不同意延期."""


class NoTermToExtend(AnjianError):
    code = "NO_TERM_TO_EXTEND"
    words = Title("该隐患尚无整改期限，无须延期", "the hazard has no term yet: there is nothing to extend")


class NotLater(AnjianError):
    code = "EXTENSION_NOT_LATER"
    words = Title(
        "新期限 {day} 不晚于现期限 {due_on}；请重新填写",
        "the new term {day} is no later than the present one, {due_on}: give a later day",
    )


class ExtensionPending(AnjianError):
    code = "EXTENSION_PENDING"
    words = Title("已有待决的延期申请；请等待决定", "a request for an extension awaits its ruling: wait for it")


async def request_extension(desk: Desk, command: RequestExtension) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of():
            begins(desk, hazard, command)
            if await pending(desk, Extension, hazard) is not None:
                raise ExtensionPending(path=("hazardId",))
        with review.of("dueOn"):
            due_before = extendable(desk, hazard, command.due_on)
    extension = requested(desk, hazard, command, due_before)
    move(desk, hazard, command)
    log(desk, EventKind.EXTENSION_REQUESTED, hazard, extension_id=extension.id, due_on=command.due_on)
    return hazard


async def approve_extension(desk: Desk, command: ApproveExtension) -> Hazard:
    """A term that ran out while the request lay there is over: the hazard is overdue and stays so."""
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    begins(desk, hazard, command)
    await may_approve(desk, hazard)
    extension = await asked_by_another(desk, Extension, hazard, EXTENSION)
    extendable(desk, hazard, extension.due_on)
    rule(desk, extension, Ruling.GRANTED, command.opinion)
    move(desk, hazard, command)
    hazard.due_on = extension.due_on
    log(desk, EventKind.EXTENSION_APPROVED, hazard, extension_id=extension.id, due_on=extension.due_on)
    return hazard


async def refuse_extension(desk: Desk, command: RefuseExtension) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    begins(desk, hazard, command)
    extension = await asked_by_another(desk, Extension, hazard, EXTENSION)
    rule(desk, extension, Ruling.REFUSED, command.opinion)
    move(desk, hazard, command)
    log(desk, EventKind.EXTENSION_REFUSED, hazard, extension_id=extension.id)
    return hazard


def extendable(desk: Desk, hazard: Hazard, due_on: date) -> date:
    """The term there is, which the new one has to outlast."""
    if hazard.due_on is None:
        raise NoTermToExtend
    not_run_out(desk.today, hazard.due_on)
    if due_on <= hazard.due_on:
        raise NotLater(day=due_on, due_on=hazard.due_on)
    return hazard.due_on


def requested(desk: Desk, hazard: Hazard, command: RequestExtension, due_before: date) -> Extension:
    extension = Extension(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        reason=command.reason,
        due_before=due_before,
        due_on=command.due_on,
        submitted_by=desk.viewer.person_id,
        submitted_at=desk.now,
    )
    desk.session.add(extension)
    return extension
