"""A hazard moves along the table of its life, and never back in time."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm.attributes import flag_modified

from anjian.commands.command import OfHazard
from anjian.commands.desk import Desk
from anjian.errors import AnjianError
from anjian.hazards import needs
from anjian.hazards.life import Transition, found
from anjian.hazards.model import Hazard
from anjian.hazards.stages import WrongStage
from anjian.words import Title

SKEW = timedelta(minutes=1)  # by so much the clocks of two servers may differ


class ClockMovedBack(AnjianError):
    """Otherwise a step could be dated before the one it follows."""

    code = "CLOCK_MOVED_BACK"
    words = Title(
        "服务器时间 {now} 早于该隐患上一次办理的时间 {last}，未作任何更改；请联系系统管理员校准时钟",
        "the server's clock says {now}, the step before this one was at {last}; nothing was changed, "
        "have your operator set the clock right",
    )


class LevelUnsettled(AnjianError):
    code = "LEVEL_UNSETTLED"
    words = Title(
        "该隐患的等级待复核；请先由他人同意或不同意所提出的等级",
        "the level of this hazard awaits its second person: have it confirmed or refused first",
    )

    def __init__(self) -> None:
        super().__init__(path=("hazardId",))


def begins(desk: Desk, hazard: Hazard, command: OfHazard, wrong: type[WrongStage] = WrongStage) -> None:
    """Whether the step may be taken from where the hazard is."""
    check_clock(desk, hazard)
    taken = transition(hazard, command)
    if taken is None:
        raise wrong(hazard)
    if needs.LEVEL_SETTLED in taken.needs and hazard.proposed_level is not None:
        raise LevelUnsettled


def check_clock(desk: Desk, hazard: Hazard) -> None:
    """Also of what is done about a hazard without moving it: an action, a listing, a document."""
    if hazard.changed_at is not None and desk.now < hazard.changed_at - SKEW:
        raise ClockMovedBack(now=desk.now.isoformat(), last=hazard.changed_at.isoformat())


def move(desk: Desk, hazard: Hazard, command: OfHazard) -> None:
    """Take the step; the table says where it leads."""
    taken = transition(hazard, command)
    if taken is None:
        raise RuntimeError(f"{type(command).__name__} was not checked before it was done")
    hazard.stage = taken.to or hazard.stage
    hazard.changed_at = desk.now
    flag_modified(hazard, "changed_at")  # a step that leaves all as it is raises the version too


def transition(hazard: Hazard, command: OfHazard) -> Transition | None:
    name = type(command).__name__
    return found(name[0].lower() + name[1:], hazard.level, hazard.stage)
