"""公开暗查暗访: from now on the inspected side sees what was found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import RecordKey, Revision
from anjian.commands.desk import Desk
from anjian.entities.deriving import derive
from anjian.entities.facts import profile_of
from anjian.entities.model import Entity
from anjian.entities.observing import open_to_all
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.inspections.model import Inspection, InspectionKind
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInspection(Revision):
    """公开暗查暗访."""

    inspection_id: Annotated[RecordKey, Title("暗查暗访", "the covert inspection")]


class NothingToOpen(AnjianError):
    code = "NOTHING_TO_OPEN"
    words = Title(
        "只有尚未公开的暗查暗访需要公开；该检查被查单位本来就能看到",
        "only a covert inspection that was not opened yet is opened; this one its entity sees already",
    )


async def open_inspection(desk: Desk, command: OpenInspection) -> Inspection:
    entity = await lookup.entity(desk, command.inspection_id.entity_id)
    inspection = await lookup.inspection(desk, command.inspection_id)
    lookup.expect(inspection, command.expected_version)
    if inspection.kind is not InspectionKind.COVERT or inspection.opened_on is not None:
        raise NothingToOpen(path=("inspectionId",))
    inspection.opened_on = desk.today
    await desk.session.flush()
    log(desk, EventKind.INSPECTION_OPENED, inspection, on=desk.today)
    await show_facts(desk, entity, inspection)
    return inspection


async def show_facts(desk: Desk, entity: Entity, inspection: Inspection) -> None:
    """What it saw joins what is known of the entity, and so does what follows from it."""
    sector = lookup.sector(desk, inspection.sector)
    profile = await profile_of(desk, entity, sector)
    since = await open_to_all(desk, profile, inspection.id)
    if since is not None:
        derived = await derive(desk, profile, since)
        log(desk, EventKind.FACTS_RECORDED, profile, sector=sector.name, derived=derived, inspection_id=inspection.id)
