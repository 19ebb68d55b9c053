"""A hazard that a visit found, with the course it took."""

from __future__ import annotations

from random import Random

from anjian.demo.chance import record_id
from anjian.demo.courses import Course
from anjian.demo.rows import HazardRow
from anjian.demo.visits import Visit
from anjian.hazards.model import FoundBy, HazardLevel
from anjian.inspections.model import InspectionKind

FINDERS = {InspectionKind.SELF_INSPECTION: FoundBy.ENTERPRISE, InspectionKind.EXPERT: FoundBy.EXPERT}


def hazard_row(rng: Random, visit: Visit, level: HazardLevel, steps: Course, title: str) -> HazardRow:
    mended, accepted = steps.submitted, steps.accepted
    return HazardRow(
        entity_id=visit.unit.id,
        id=record_id(rng, steps.found),
        region_code=visit.unit.region_code,
        sector=visit.unit.trade.code,
        level=level,
        stage=steps.stage,
        title=title,
        description=None,
        found_on=steps.found.date(),
        found_by=FINDERS.get(visit.kind, FoundBy.DEPARTMENT),
        fixed_on_the_spot=steps.on_the_spot,
        campaign_id=visit.campaign_id,
        inspection_id=visit.id,
        judgement_id=None,
        item_code=None,
        due_on=steps.due_on,
        rectified_on=steps.rectified_on,
        rectification_id=record_id(rng, mended) if mended else None,
        rectified_by=visit.unit.principal.id if mended else None,
        acceptance_id=record_id(rng, accepted) if accepted else None,
        accepted_by=visit.second.id if accepted else None,
        closed_on=steps.closed.date() if steps.closed else None,
        officer_id=visit.inspector.id,
        signers=(visit.second.name, visit.county.leaders[0].name),
        found_at=steps.found,
        ordered_at=steps.ordered,
        submitted_at=mended,
        accepted_at=accepted,
        closed_at=steps.closed,
    )
