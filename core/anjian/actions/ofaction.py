"""What every command on an action that was taken has in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.actions.model import Action
from anjian.commands import lookup
from anjian.commands.command import RecordKey, Revision
from anjian.commands.desk import Desk
from anjian.errors import AnjianError
from anjian.words import Title

ACTION = Title("该监管措施", "action")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAction(Revision):
    """A command on one action."""

    action_id: Annotated[RecordKey, Title("监管措施", "the action")]


class ActionOver(AnjianError):
    code = "ACTION_OVER"
    words = Title(
        "该措施已于 {day} 解除或撤销，不能再办理此事", "the action ended on {day}: nothing more can be done about it"
    )


class BeforeItWasIssued(AnjianError):
    code = "BEFORE_IT_WAS_ISSUED"
    words = Title(
        "日期 {day} 早于措施下达日期 {issued_on}；请核对",
        "{day} is before the action was issued on {issued_on}: check it",
    )


async def action_of(desk: Desk, command: OfAction) -> Action:
    return lookup.expect(await lookup.of_entity(desk, Action, command.action_id, ACTION), command.expected_version)


def still_stands(action: Action) -> None:
    if (ended := action.revoked_on or action.lifted_on) is not None:
        raise ActionOver(day=ended)


def not_before_issue(action: Action, day: date) -> None:
    if day < action.issued_on:
        raise BeforeItWasIssued(day=day, issued_on=action.issued_on)
