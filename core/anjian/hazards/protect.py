"""防范措施: what keeps people safe until a hazard is mended (O16 art. 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.commands import lookup
from anjian.commands.command import Limit, OfHazard
from anjian.commands.dates import not_after, not_backdated
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import uuid7
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Hazard
from anjian.hazards.moving import begins, move
from anjian.hazards.papers import Protection
from anjian.hazards.rectify import not_before_found
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProtection(OfHazard):
    """记录治理期间的防范措施; with it the work on an approved plan begins."""

    measures: Annotated[str, Title("防范、监控措施", "what guards against the danger")]
    taken_on: Annotated[date, Title("采取日期", "the day it was taken")]
    evacuated: Annotated[bool, Title("已撤出危险区域人员", "people left the dangerous area")] = False
    stopped: Annotated[bool, Title("已停产停业或停止使用", "production or use was stopped")] = False
    evidence: Annotated[tuple[str, ...], Title("证明材料：文书号、照片名", "documents and pictures"), Limit(200)] = ()


async def record_protection(desk: Desk, command: RecordProtection) -> Hazard:
    hazard = await lookup.hazard(desk, command.hazard_id, command.expected_version)
    with Review() as review:
        with review.of():
            begins(desk, hazard, command)
        with review.of("takenOn"):
            not_after(desk.today, command.taken_on)
            not_backdated(desk.today, command.taken_on)
            not_before_found(hazard, command.taken_on)
    protection = protected(desk, hazard, command)
    move(desk, hazard, command)
    log(desk, EventKind.PROTECTION_RECORDED, hazard, protection_id=protection.id, on=command.taken_on)
    return hazard


def protected(desk: Desk, hazard: Hazard, command: RecordProtection) -> Protection:
    protection = Protection(
        entity_id=hazard.entity_id,
        id=uuid7(),
        region_code=hazard.region_code,
        hazard_id=hazard.id,
        measures=command.measures,
        evacuated=command.evacuated,
        stopped=command.stopped,
        taken_on=command.taken_on,
        evidence=list(command.evidence),
        submitted_by=desk.viewer.person_id,
        submitted_at=desk.now,
    )
    desk.session.add(protection)
    return protection
