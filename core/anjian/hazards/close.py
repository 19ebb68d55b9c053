"""销号: a hazard is done with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.access.model import Role
from anjian.access.policy import ENFORCERS
from anjian.commands import lookup
from anjian.commands.command import Limit, OfHazard
from anjian.commands.desk import Desk
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.listing import check_listing, listers
from anjian.hazards.model import FoundBy, Hazard, HazardLevel, Stage
from anjian.hazards.moving import begins, move
from anjian.hazards.stages import WrongStage
from anjian.hazards.stops import check_stops
from anjian.people.issuer import issuer_of
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseHazard(OfHazard):
    """隐患销号."""

    publication: Annotated[
        str | None,
        Title("结果公布处；挂牌督办的隐患必填", "where the result is published; a must for a listed hazard"),
        Limit(1000),
    ] = None


class HazardAlreadyClosed(AnjianError):
    code = "HAZARD_ALREADY_CLOSED"
    words = Title("该隐患已于 {closed_on} 销号", "the hazard was closed on {closed_on}: nothing is left to do")


class HazardNotAccepted(WrongStage):
    code = "HAZARD_NOT_ACCEPTED"
    words = Title(
        "重大隐患须经他人验收通过后才能销号，现阶段为 {stage_zh}；现在可办理：{next_zh}",
        "a major hazard is closed after somebody else accepted its rectification; it is {stage_en}; "
        "what may come next: {next_en}",
    )


class HazardNotRectified(WrongStage):
    code = "HAZARD_NOT_RECTIFIED"
    words = Title(
        "该隐患尚未整改（阶段为 {stage_zh}），不能销号；现在可办理：{next_zh}",
        "the hazard is {stage_en} and not rectified; what may come next: {next_en}",
    )


class NotYoursToClose(AnjianError):
    code = "NOT_YOURS_TO_CLOSE"
    words = Title(
        "企业只能销号本单位自查发现的一般隐患，安委办、政府领导只能销号本机构挂牌督办的隐患；请由执法人员或监管部门办理",
        "an enterprise closes general hazards that it found itself, a committee office or a leader what their own body "
        "listed: let an inspector or the supervising department close this one",
    )


async def close_hazard(desk: Desk, command: CloseHazard) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    await check_closer(desk, hazard)
    check_closable(desk, hazard, command)
    await check_stops(desk, hazard)
    await check_listing(desk, hazard, command.publication)
    move(desk, hazard, command)
    hazard.closed_on, hazard.acceptance_due_on = desk.today, None
    log(
        desk,
        EventKind.HAZARD_CLOSED,
        hazard,
        level=hazard.level,
        acceptance_id=hazard.acceptance_id,
        publication=command.publication,
    )
    return hazard


async def check_closer(desk: Desk, hazard: Hazard) -> None:
    """自验: a small thing that the entity found itself needs nobody else; whoever listed a hazard also ends that."""
    if desk.viewer.role is Role.ENTERPRISE:
        theirs = hazard.level is HazardLevel.GENERAL and hazard.found_by is FoundBy.ENTERPRISE
    else:
        theirs = desk.viewer.role in ENFORCERS or await issuer_of(desk) in await listers(desk, hazard)
    if not theirs:
        raise NotYoursToClose(path=("hazardId",))


def check_closable(desk: Desk, hazard: Hazard, command: CloseHazard) -> None:
    if hazard.stage is Stage.CLOSED:
        raise HazardAlreadyClosed(closed_on=hazard.closed_on, path=("hazardId",))
    begins(desk, hazard, command, HazardNotAccepted if hazard.level is HazardLevel.MAJOR else HazardNotRectified)
