"""A second person rules on what a first one asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar

import sqlalchemy as sa

from anjian.commands.command import OfHazard
from anjian.commands.desk import Desk
from anjian.errors import AnjianError
from anjian.hazards.model import Hazard
from anjian.hazards.papers import Request, Ruling
from anjian.words import Title

R = TypeVar("R", bound=Request)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(OfHazard):
    """What whoever rules on a request says."""

    opinion: Annotated[str, Title("意见", "why")]


class NothingToRuleOn(AnjianError):
    code = "NOTHING_TO_RULE_ON"
    words = Title(
        "该隐患没有待决的{noun_zh}；请先提交", "no {noun_en} of this hazard awaits a ruling: submit one first"
    )


class RulingOnOwnRequest(AnjianError):
    code = "SECOND_PERSON_NEEDED"
    words = Title(
        "{noun_zh}由您本人提交，须由另一人决定；请由他人办理",
        "you submitted the {noun_en} yourself: somebody else has to rule on it",
    )


async def pending(desk: Desk, kind: type[R], hazard: Hazard) -> R | None:
    """The one that waits for its ruling."""
    waits = (kind.entity_id == hazard.entity_id, kind.hazard_id == hazard.id, kind.ruling == Ruling.PENDING)
    return await desk.session.scalar(sa.select(kind).where(*waits))


async def asked_by_another(desk: Desk, kind: type[R], hazard: Hazard, noun: Title) -> R:
    """The request to rule on; whoever asked is not the one to rule."""
    request = await pending(desk, kind, hazard)
    if request is None:
        raise NothingToRuleOn(noun_zh=noun.zh, noun_en=noun.en, path=("hazardId",))
    if request.submitted_by == desk.viewer.person_id:
        raise RulingOnOwnRequest(noun_zh=noun.zh, noun_en=noun.en)
    return request


def rule(desk: Desk, request: Request, ruling: Ruling, opinion: str) -> None:
    request.ruling, request.opinion = ruling, opinion
    request.ruled_by, request.ruled_at = desk.viewer.person_id, desk.now
