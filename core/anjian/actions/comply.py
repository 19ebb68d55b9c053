"""履行: the party has done what an action asked, and somebody who looked says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.actions.model import Action
from anjian.actions.ofaction import OfAction, action_of, not_before_issue
from anjian.commands.command import Limit, Of
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.people.officers import check_officer, found, people
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmCompliance(OfAction):
    """确认已履行."""

    complied_on: Annotated[date, Title("履行日期", "the day it was done")]
    checked_by_ids: Annotated[tuple[UUID, ...], Title("核查的执法人员", "the officers who checked it"), Of("Person")]
    finding: Annotated[str, Title("核查情况", "what they found"), Limit(1000)]


class CompliedAlready(AnjianError):
    code = "COMPLIED_ALREADY"
    words = Title("该措施已于 {day} 履行完毕", "the action was complied with on {day} already")


class RevokedBefore(AnjianError):
    code = "REVOKED_BEFORE"
    words = Title("该措施已于 {day} 撤销，无须履行", "the action was revoked on {day}: nothing has to be complied with")


class CheckerMissing(AnjianError):
    code = "CHECKER_MISSING"
    words = Title("请填写核查人，至少一名执法人员", "say who checked it: one officer at least")


async def confirm_compliance(desk: Desk, command: ConfirmCompliance) -> Action:
    action = await action_of(desk, command)
    with Review() as review:
        with review.of("actionId"):
            not_done(action)
        with review.of("compliedOn"):
            not_after(desk.today, command.complied_on)
            not_before_issue(action, command.complied_on)
        with review.of("checkedByIds"):
            await check_checkers(desk, action, command)
    action.complied_on, action.compliance = command.complied_on, command.finding
    action.checked_by = list(dict.fromkeys(command.checked_by_ids))
    log(desk, EventKind.ACTION_COMPLIED, action, on=command.complied_on)
    return action


def not_done(action: Action) -> None:
    if action.complied_on is not None:
        raise CompliedAlready(day=action.complied_on)
    if action.revoked_on is not None:
        raise RevokedBefore(day=action.revoked_on)


async def check_checkers(desk: Desk, action: Action, command: ConfirmCompliance) -> None:
    known = await people(desk, command.checked_by_ids)
    with Review() as review:
        if not command.checked_by_ids:
            raise CheckerMissing
        for place, person_id in enumerate(command.checked_by_ids):
            with review.of(place):
                check_officer(found(known, person_id), action.region_code, action.sector)
