"""整改: the entity tells what it did about a hazard."""

from __future__ import annotations

from collections.abc import Sequence
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
from anjian.evidence.attach import attach
from anjian.evidence.model import Shows
from anjian.hazards.model import Hazard, HazardLevel, Rectification
from anjian.hazards.moving import begins, move
from anjian.hazards.stages import WrongStage
from anjian.hazards.terms import ACCEPTANCE_WITHIN
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitRectification(OfHazard):
    """提交整改情况."""

    measures: Annotated[str, Title("整改措施", "what was done")]
    rectified_on: Annotated[date, Title("整改完成日期", "the day it was done")]
    evidence: Annotated[
        tuple[str, ...],
        Title("证明材料：文书号、照片名；重大隐患必填", "documents and pictures; a must if it is major"),
        Limit(200),
    ] = ()
    evidence_ids: Annotated[
        tuple[UUID, ...],
        Title("证据文件：POST /files 所得的编号", "files, by the ids that POST /files gave"),
        Of("Upload"),
    ] = ()
    evaluation: Annotated[
        str | None, Title("治理后的评估结论；重大隐患必填", "the entity's own evaluation; a must if it is major")
    ] = None


class HazardNotRectifying(WrongStage):
    code = "HAZARD_NOT_RECTIFYING"
    words = Title(
        "{level_zh}的阶段为 {stage_zh}，不能提交整改情况；现在可办理：{next_zh}",
        "the {level_en} hazard is {stage_en}: no rectification can be submitted; what may come next: {next_en}",
    )


class RectifiedBeforeFound(AnjianError):
    code = "RECTIFIED_BEFORE_FOUND"
    words = Title(
        "整改日期 {day} 早于发现日期 {found_on}；请核对",
        "rectified on {day}, found on {found_on}: one of them is wrong",
    )


class EvidenceMissing(AnjianError):
    code = "EVIDENCE_MISSING"
    words = Title(
        "重大隐患的整改和验收须附证明材料；请至少上传一个文件，或列出一项文书号或照片名",
        "a major hazard is mended and accepted on evidence only: upload a file, or name one document or picture",
    )


class EvaluationMissing(AnjianError):
    code = "EVALUATION_MISSING"
    words = Title(
        "重大隐患治理后须由本单位或专业机构评估；请填写评估结论",
        "after a major hazard was mended its entity or an agency evaluates the result: say what they concluded",
    )


async def submit_rectification(desk: Desk, command: SubmitRectification) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of():
            begins(desk, hazard, command, HazardNotRectifying)
        with review.of("rectifiedOn"):
            not_after(desk.today, command.rectified_on)
            not_before_found(hazard, command.rectified_on)
            not_backdated(desk.today, command.rectified_on)
        check_major(review, hazard, command)
    rectification = await rectified(
        desk, hazard, command.measures, command.rectified_on, command.evidence, command.evaluation
    )
    move(desk, hazard, command)
    hazard.acceptance_due_on = desk.today + ACCEPTANCE_WITHIN
    await attach(desk, command.evidence_ids, hazard, Shows.AFTER, step={"rectification_id": rectification.id})
    log(desk, EventKind.RECTIFICATION_SUBMITTED, hazard, rectification_id=rectification.id, on=command.rectified_on)
    return hazard


def check_major(review: Review, hazard: Hazard, command: SubmitRectification) -> None:
    if hazard.level is not HazardLevel.MAJOR:
        return
    with review.of("evidence"):
        if not (command.evidence or command.evidence_ids):
            raise EvidenceMissing
    with review.of("evaluation"):
        if command.evaluation is None:
            raise EvaluationMissing


def not_before_found(hazard: Hazard, day: date) -> None:
    if day < hazard.found_on:
        raise RectifiedBeforeFound(day=day, found_on=hazard.found_on)


async def rectified(
    desk: Desk,
    hazard: Hazard,
    measures: str,
    day: date,
    evidence: Sequence[str],
    evaluation: str | None = None,
) -> Rectification:
    """The record first, then the hazard that points at it: the database holds the two together."""
    rectification = Rectification(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        measures=measures,
        rectified_on=day,
        submitted_by=desk.viewer.person_id,
        submitted_at=desk.now,
        evidence=list(evidence),
        evaluation=evaluation,
    )
    desk.session.add(rectification)
    await desk.session.flush()
    hazard.rectified_on = day
    hazard.rectification_id, hazard.rectified_by = rectification.id, desk.viewer.person_id
    return rectification
