"""补充证据: files are attached to a record that is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.actions.model import Action
from anjian.commands import lookup
from anjian.commands.command import Command, Of, RecordKey
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.evidence.attach import attach
from anjian.evidence.model import Shows
from anjian.hazards.model import Hazard
from anjian.hazards.moving import check_clock
from anjian.inspections.model import Inspection
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachEvidence(Command):
    """补充证据."""

    evidence_ids: Annotated[
        tuple[UUID, ...], Title("POST /files 所得的文件编号", "ids that POST /files gave"), Of("Upload")
    ]
    shows: Annotated[Shows, Title("所示：整改前、整改后或文书", "what they show")]
    hazard_id: Annotated[RecordKey | None, Title("隐患；三者取一", "the hazard; one of the three")] = None
    inspection_id: Annotated[RecordKey | None, Title("检查；三者取一", "the inspection; one of the three")] = None
    action_id: Annotated[RecordKey | None, Title("监管措施；三者取一", "the action; one of the three")] = None


class NoFileGiven(AnjianError):
    code = "NO_FILE_GIVEN"
    words = Title("请至少给出一个已上传的文件", "give one uploaded file at least")


class OneRecordNeeded(AnjianError):
    code = "ONE_RECORD_NEEDED"
    words = Title(
        "证据须附于一条记录；请在隐患、检查、监管措施中填写且只填写一项",
        "evidence is attached to one record: give a hazard, an inspection or an action, one of them",
    )


async def attach_evidence(desk: Desk, command: AttachEvidence) -> Hazard | Inspection | Action:
    if not command.evidence_ids:
        raise NoFileGiven(path=("evidenceIds",))
    record = await record_of(desk, command)
    await attach(desk, command.evidence_ids, record, command.shows)
    log(desk, EventKind.EVIDENCE_ATTACHED, record, shows=command.shows, files=len(command.evidence_ids))
    return record


async def record_of(desk: Desk, command: AttachEvidence) -> Hazard | Inspection | Action:
    given = [key for key in (command.hazard_id, command.inspection_id, command.action_id) if key is not None]
    if len(given) != 1:
        raise OneRecordNeeded
    if command.hazard_id is not None:
        hazard = await lookup.hazard(desk, command.hazard_id)
        check_clock(desk, hazard)
        return hazard
    if command.inspection_id is not None:
        return await lookup.inspection(desk, command.inspection_id)
    return await lookup.action(desk, given[0])
