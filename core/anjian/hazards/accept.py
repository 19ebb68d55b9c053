"""验收: others than its rectifier decide whether a hazard is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian import china
from anjian.commands import lookup
from anjian.commands.command import Limit, Of, OfHazard
from anjian.commands.dates import not_after, not_over
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.evidence.attach import attach
from anjian.evidence.model import Shows
from anjian.hazards.hats import may_accept, name_of
from anjian.hazards.model import Acceptance, AcceptanceOutcome, Hazard, HazardLevel, Rectification
from anjian.hazards.moving import begins, move
from anjian.hazards.rectify import EvidenceMissing
from anjian.hazards.signing import check_signers
from anjian.hazards.stages import WrongStage
from anjian.hazards.terms import not_run_out
from anjian.people.conflict import none_bound
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(OfHazard):
    """What every decision on a rectification says."""

    opinion: Annotated[str, Title("验收意见", "what was found on site")]
    decided_on: Annotated[date, Title("现场验收日期", "the day of the decision on site")]
    signers: Annotated[tuple[str, ...], Title("验收人姓名", "names of who signed"), Limit(200)] = ()
    signer_ids: Annotated[
        tuple[UUID, ...],
        Title("验收人，至少两名；重大隐患必填", "who signed, two at least; a must if it is major"),
        Of("Person"),
    ] = ()
    evidence: Annotated[tuple[str, ...], Title("证明材料：文书号、照片名", "documents and pictures"), Limit(200)] = ()
    evidence_ids: Annotated[
        tuple[UUID, ...],
        Title("证据文件：POST /files 所得的编号", "files, by the ids that POST /files gave"),
        Of("Upload"),
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptRectification(Decision):
    """整改验收通过."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectRectification(Decision):
    """整改验收不通过; ``due_on`` sets a new term, otherwise the old one goes on."""

    due_on: Annotated[date | None, Title("新的整改期限；为空则沿用原期限", "a new term; empty: the old one stays")] = (
        None
    )


class HazardNotAwaitingAcceptance(WrongStage):
    code = "HAZARD_NOT_AWAITING_ACCEPTANCE"
    words = Title(
        "该隐患的阶段为 {stage_zh}，没有待验收的整改；现在可办理：{next_zh}",
        "the hazard is {stage_en}: no rectification awaits a decision; what may come next: {next_en}",
    )


class AcceptorIsRectifier(AnjianError):
    code = "ACCEPTOR_IS_RECTIFIER"
    words = Title(
        "验收人不得是提交整改的人（{name}）；请由他人验收，同名者请在姓名后注明证号",
        "{name} submitted the rectification and cannot decide on it: somebody else has to; "
        "a namesake adds the certificate number to the name",
    )


class DecidedBeforeRectified(AnjianError):
    code = "DECIDED_BEFORE_RECTIFIED"
    words = Title(
        "验收日期 {day} 早于整改完成或提交之日 {rectified_on}；请核对",
        "decided on {day}, rectified or submitted on {rectified_on}: one is wrong",
    )


async def accept_rectification(desk: Desk, command: AcceptRectification) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        await check_decision(desk, review, hazard, command)
        with review.of("evidence"):
            if hazard.level is HazardLevel.MAJOR and not (command.evidence or command.evidence_ids):
                raise EvidenceMissing
        signers = await check_signers(desk, review, hazard, command)
        with review.of():
            await may_accept(desk, hazard, {desk.viewer.person_id, *command.signer_ids})
    acceptance = await decide(desk, hazard, command, AcceptanceOutcome.ACCEPTED, signers)
    move(desk, hazard, command)
    hazard.acceptance_due_on = None
    hazard.acceptance_id, hazard.accepted_by = acceptance.id, acceptance.accepted_by
    log(desk, EventKind.RECTIFICATION_ACCEPTED, hazard, acceptance_id=acceptance.id, on=command.decided_on)
    return hazard


async def reject_rectification(desk: Desk, command: RejectRectification) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        await check_decision(desk, review, hazard, command)
        with review.of("dueOn"):
            not_over(desk.today, command.due_on)
            if command.due_on is not None:
                not_run_out(desk.today, hazard.due_on)
        signers = await check_signers(desk, review, hazard, command)
    acceptance = await decide(desk, hazard, command, AcceptanceOutcome.REJECTED, signers)
    move(desk, hazard, command)
    hazard.rectified_on = hazard.acceptance_due_on = None
    hazard.due_on = command.due_on or hazard.due_on
    log(desk, EventKind.RECTIFICATION_REJECTED, hazard, acceptance_id=acceptance.id, due_on=hazard.due_on)
    return hazard


async def check_decision(desk: Desk, review: Review, hazard: Hazard, command: Decision) -> None:
    with review.of():
        begins(desk, hazard, command, HazardNotAwaitingAcceptance)
    with review.of("decidedOn"):
        not_after(desk.today, command.decided_on)
        await not_before_rectified(desk, hazard, command.decided_on)
    await check_acceptors(desk, review, hazard, command)


async def check_acceptors(desk: Desk, review: Review, hazard: Hazard, command: Decision) -> None:
    """安全生产法: neither who decides nor who signs is the one that rectified."""
    rectifier = await name_of(desk, hazard.rectified_by)
    with review.of():
        if desk.viewer.person_id == hazard.rectified_by:
            raise AcceptorIsRectifier(name=rectifier)
    with review.of("signers"):
        if rectifier in {name.strip() for name in command.signers}:
            raise AcceptorIsRectifier(name=rectifier)
    with review.of("signerIds"):
        if hazard.rectified_by in command.signer_ids:
            raise AcceptorIsRectifier(name=rectifier)
        await none_bound(desk, command.signer_ids, hazard.entity_id)


async def not_before_rectified(desk: Desk, hazard: Hazard, day: date) -> None:
    """Nor before the server was told of it, whatever day it is said to have been."""
    key = (hazard.entity_id, hazard.rectification_id)
    submitted = await desk.session.get(Rectification, key) if hazard.rectification_id else None
    told_on = china.today(submitted.submitted_at) if submitted else day
    latest = max(hazard.rectified_on or told_on, told_on)
    if day < latest:
        raise DecidedBeforeRectified(day=day, rectified_on=latest)


async def decide(
    desk: Desk, hazard: Hazard, command: Decision, outcome: AcceptanceOutcome, signers: Sequence[str]
) -> Acceptance:
    acceptance = Acceptance(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        rectification_id=hazard.rectification_id,
        outcome=outcome,
        opinion=command.opinion,
        signers=list(signers),
        signer_ids=list(dict.fromkeys(command.signer_ids)),
        decided_on=command.decided_on,
        accepted_by=desk.viewer.person_id,
        evidence=list(command.evidence),
        decided_at=desk.now,
    )
    desk.session.add(acceptance)
    await desk.session.flush()
    await attach(desk, command.evidence_ids, hazard, Shows.AFTER, step={"acceptance_id": acceptance.id})
    return acceptance
