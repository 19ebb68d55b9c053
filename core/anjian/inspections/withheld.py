"""暗查暗访: until a covert inspection is opened to the inspected side, nothing that is shown there may rest on it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.database.ids import UUID
from anjian.inspections.model import Inspection, InspectionKind

COVERT = sa.literal_column(f"'{InspectionKind.COVERT.value}'", sa.Text())


def is_withheld(inspection: Inspection) -> bool:
    return inspection.kind is InspectionKind.COVERT and inspection.opened_on is None


def unopened(inspection: FromClause) -> ColumnElement[bool]:
    """A row of the table of inspections is withheld."""
    return sa.and_(inspection.c.kind == COVERT, inspection.c.opened_on.is_(None))


def rests_on_none(record: Any, but: UUID | None = None) -> ColumnElement[bool]:
    """A record with an ``inspection_id`` came of no withheld inspection, or of the one that is named."""
    visit = sa.alias(Inspection.__table__)
    same = (visit.c.entity_id == record.entity_id, visit.c.id == record.inspection_id)
    other = () if but is None else (visit.c.id != but,)
    return ~sa.exists().select_from(visit).where(*same, unopened(visit), *other).correlate_except(visit)
