"""评估定级: whether a hazard is general or major, by rule items with clause and edition or by judgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import Limit, Of, OfHazard
from anjian.commands.dates import not_after, not_backdated
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.grounds import rules_in_force, took_part
from anjian.hazards.hats import may_approve
from anjian.hazards.model import Hazard, HazardLevel
from anjian.hazards.moving import begins, move
from anjian.hazards.papers import Assessment, Ruling
from anjian.hazards.ruling import Rule, asked_by_another, rule
from anjian.words import Title

PROPOSAL = Title("等级评定", "proposed level")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessing(OfHazard):
    """What every assessment says."""

    grounds: Annotated[str, Title("评定理由", "what it is judged by")]
    assessed_on: Annotated[date, Title("评定日期", "the day of the assessment")]
    rule_codes: Annotated[tuple[str, ...], Title("所依据的判定条款编码", "codes of the rule items"), Limit(200)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessHazard(Assessing):
    """评定为一般隐患; one person is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeLevel(Assessing):
    """提出定为重大隐患，或由重大改为一般; somebody else confirms it."""

    level: Annotated[HazardLevel, Title("拟定等级", "the level proposed")]
    participant_ids: Annotated[
        tuple[UUID, ...],
        Title("参加集体讨论的人员；消防领域至少三人", "who took part; three at least for fire"),
        Of("Person"),
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLevel(Rule):
    """同意所提出的等级."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseLevel(Rule):
    """不同意所提出的等级."""


class SameLevel(AnjianError):
    code = "SAME_LEVEL"
    words = Title("该隐患已是{level_zh}；请核对拟定等级", "the hazard is {level_en} already: check the level")


class LevelPending(AnjianError):
    code = "LEVEL_PENDING"
    words = Title(
        "已有待复核的等级评定；请先由他人同意或不同意",
        "a proposed level awaits its second person: have it confirmed or refused first",
    )


async def assess_hazard(desk: Desk, command: AssessHazard) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        await check_assessing(desk, review, hazard, command)
    made = written(desk, hazard, command, HazardLevel.GENERAL)
    made.ruling, made.ruled_at = Ruling.GRANTED, desk.now
    move(desk, hazard, command)
    log(desk, EventKind.HAZARD_ASSESSED, hazard, assessment_id=made.id, level=hazard.level, on=command.assessed_on)
    return hazard


async def propose_level(desk: Desk, command: ProposeLevel) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        await check_assessing(desk, review, hazard, command)
        with review.of("level"):
            another_level(hazard, command.level)
        with review.of("participantIds"):
            await took_part(desk, hazard.sector, command.level, command.participant_ids)
    made = written(desk, hazard, command, command.level, command.participant_ids)
    move(desk, hazard, command)
    hazard.proposed_level = command.level
    log(desk, EventKind.LEVEL_PROPOSED, hazard, assessment_id=made.id, level=command.level, on=command.assessed_on)
    return hazard


async def confirm_level(desk: Desk, command: ConfirmLevel) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    begins(desk, hazard, command)
    await may_approve(desk, hazard)
    assessment = await asked_by_another(desk, Assessment, hazard, PROPOSAL)
    rule(desk, assessment, Ruling.GRANTED, command.opinion)
    move(desk, hazard, command)
    hazard.level, hazard.proposed_level = assessment.level, None
    log(desk, EventKind.LEVEL_CONFIRMED, hazard, assessment_id=assessment.id, level=hazard.level)
    return hazard


async def refuse_level(desk: Desk, command: RefuseLevel) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    begins(desk, hazard, command)
    assessment = await asked_by_another(desk, Assessment, hazard, PROPOSAL)
    rule(desk, assessment, Ruling.REFUSED, command.opinion)
    move(desk, hazard, command)
    hazard.proposed_level = None
    log(desk, EventKind.LEVEL_REFUSED, hazard, assessment_id=assessment.id, level=assessment.level)
    return hazard


async def check_assessing(desk: Desk, review: Review, hazard: Hazard, command: Assessing) -> None:
    with review.of():
        begins(desk, hazard, command)
        if hazard.proposed_level is not None:
            raise LevelPending
    with review.of("assessedOn"):
        not_after(desk.today, command.assessed_on)
        not_backdated(desk.today, command.assessed_on)
    with review.of("ruleCodes"):
        await rules_in_force(desk, hazard.sector, command.rule_codes, command.assessed_on)


def another_level(hazard: Hazard, level: HazardLevel) -> None:
    if level is hazard.level:
        raise SameLevel(level_zh=level.words.zh, level_en=level.words.en)


def written(
    desk: Desk, hazard: Hazard, command: Assessing, level: HazardLevel, participants: tuple[UUID, ...] = ()
) -> Assessment:
    assessment = Assessment(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        level_before=hazard.level,
        level=level,
        grounds=command.grounds,
        rule_codes=list(command.rule_codes),
        participants=list(participants),
        assessed_on=command.assessed_on,
        submitted_by=desk.viewer.person_id,
        submitted_at=desk.now,
    )
    desk.session.add(assessment)
    return assessment
