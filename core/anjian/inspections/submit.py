"""提交检查结果: answers become observations, rules judge what is known, and hazards appear."""

from __future__ import annotations

from collections.abc import Sequence

from anjian.access.model import Role
from anjian.access.policy import VISITORS
from anjian.commands import lookup
from anjian.commands.access import NotAllowed
from anjian.commands.dates import not_after
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.commands.signers import two_signers
from anjian.database.ids import uuid7
from anjian.entities.facts import observe, profile_of
from anjian.entities.model import Entity
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.evidence.attach import attach
from anjian.evidence.model import Shows
from anjian.hazards.appear import appear
from anjian.inspections import model
from anjian.inspections.answers import Answered, checklist_of, read_answers
from anjian.inspections.judging import judge_entity
from anjian.inspections.model import Inspection, InspectionKind
from anjian.inspections.posting import posting_due
from anjian.inspections.request import ChecklistUsed, GivenAnswer, SubmitInspection
from anjian.inspections.withheld import is_withheld
from anjian.look_backs.settle import settle
from anjian.people.conflict import none_bound, team_of
from anjian.plugin import Checklist, Sector

__all__ = ["ChecklistUsed", "GivenAnswer", "SubmitInspection", "submit_inspection"]

BINDING = frozenset({InspectionKind.ENFORCEMENT, InspectionKind.SUPERVISION})  # 执法检查、督查: two people sign


async def submit_inspection(desk: Desk, command: SubmitInspection) -> Inspection:
    entity = await lookup.entity(desk, command.entity_id)
    with Review() as review:
        await check_circumstances(desk, review, command)
        with review.of("sector"):
            sector = lookup.sector(desk, command.sector)
            with review.of():
                answers = answers_of(review, sector, command)
    inspection = await visit(desk, entity, command, answers)
    await attach(desk, command.evidence_ids, inspection, Shows.BEFORE)
    withheld = is_withheld(inspection)
    profile = await profile_of(desk, entity, sector, withheld=withheld)
    there = seen(answers), command.inspected_on
    await observe(desk, profile, *there, inspection_id=inspection.id, withheld=withheld)
    judged = await judge_entity(desk, inspection, profile)
    await appear(desk, inspection, answers, judged)
    await settle(desk, inspection, answers, judged)
    return inspection


async def check_circumstances(desk: Desk, review: Review, command: SubmitInspection) -> None:
    with review.of("kind"):
        if desk.viewer.role is Role.ENTERPRISE and command.kind is not InspectionKind.SELF_INSPECTION:
            raise NotAllowed(desk.viewer.role, VISITORS)
    with review.of("inspectedOn"):
        not_after(desk.today, command.inspected_on)
    with review.of("signers"):
        if command.kind in BINDING:
            two_signers(command.signers)
    with review.of("campaignId"):
        await lookup.campaign(desk, command.campaign_id)
    with review.of("teamId"):
        await lookup.team(desk, command.team_id)
        if command.kind is not InspectionKind.SELF_INSPECTION:
            goes = await team_of(desk, command.team_id) | {desk.viewer.person_id}
            await none_bound(desk, goes, command.entity_id)


def answers_of(review: Review, sector: Sector, command: SubmitInspection) -> list[Answered]:
    checklist: Checklist | None = None
    with review.of("checklist"):
        checklist = checklist_of(sector, command.checklist)
        with review.of("answers"):
            return read_answers(sector, checklist, command.answers)
    return []


def seen(answers: Sequence[Answered]) -> dict[str, object]:
    return {name: value for answered in answers for name, value in answered.observed.items()}


async def visit(desk: Desk, entity: Entity, command: SubmitInspection, answers: Sequence[Answered]) -> Inspection:
    inspection = Inspection(
        entity_id=entity.id,
        id=uuid7(),
        region_code=entity.region_code,
        kind=command.kind,
        sector=command.sector,
        inspected_on=command.inspected_on,
        campaign_id=command.campaign_id,
        team_id=command.team_id,
        inspector_id=desk.viewer.person_id,
        checklist_code=command.checklist and command.checklist.code,
        checklist_version=command.checklist and command.checklist.version,
        document_no=command.document_no,
        signers=[name.strip() for name in command.signers],
        conclusion=command.conclusion,
        submitted_at=desk.now,
        posting_due_on=posting_due(command.inspected_on) if command.kind is InspectionKind.SELF_INSPECTION else None,
    )
    desk.session.add(inspection)
    await desk.session.flush()
    desk.session.add_all(kept(inspection, answered) for answered in answers)
    log(desk, EventKind.INSPECTION_SUBMITTED, inspection, inspection_kind=inspection.kind, on=inspection.inspected_on)
    return inspection


def kept(inspection: Inspection, answered: Answered) -> model.Answer:
    return model.Answer(
        entity_id=inspection.entity_id,
        inspection_id=inspection.id,
        region_code=inspection.region_code,
        item_code=answered.item.code,
        result=answered.given.result,
        values=dict(answered.values),
        note=answered.given.note,
    )
