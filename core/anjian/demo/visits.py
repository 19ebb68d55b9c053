"""A visit: who looked at whom, when, in which campaign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from anjian.database.ids import UUID
from anjian.demo.entities import Unit
from anjian.demo.people import County
from anjian.demo.rows import HazardRow, PersonRow, VisitRow
from anjian.inspections.model import InspectionKind


class Visit(NamedTuple):
    """Two people look; the second accepts what is mended later."""

    unit: Unit
    kind: InspectionKind
    at: datetime
    id: UUID
    campaign_id: UUID
    team_id: UUID | None
    inspector: PersonRow
    second: PersonRow
    county: County


def visit_row(visit: Visit, number: str, hazards: Sequence[HazardRow]) -> VisitRow:
    on_the_spot = sum(hazard.fixed_on_the_spot for hazard in hazards)
    return VisitRow(
        entity_id=visit.unit.id,
        id=visit.id,
        region_code=visit.unit.region_code,
        kind=visit.kind,
        sector=visit.unit.trade.code,
        inspected_on=visit.at.date(),
        campaign_id=visit.campaign_id,
        team_id=visit.team_id,
        inspector_id=visit.inspector.id,
        document_no=f"现场检查记录〔{visit.at.year}〕{number}",
        signers=(visit.inspector.name, visit.second.name),
        conclusion=f"发现隐患{len(hazards)}处，当即整改{on_the_spot}处" if hazards else "未发现隐患",
        submitted_at=visit.at,
        opened_on=visit.at.date() if visit.kind is InspectionKind.COVERT else None,
    )
