"""从宽: proposed and explained, never in anybody's way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from anjian.actions.fines import FINE_RANGES
from anjian.actions.issue import IssueAction
from anjian.actions.leniency import LENIENCY, spoken
from anjian.actions.model import ActionKind
from anjian.events.model import Event, EventKind
from anjian.hazards.model import FoundBy, Hazard, HazardLevel, Stage

from .house import TODAY, House

SELF, LATE = "ZHENGZHOU-2019-SELF-FOUND", "ZHENGZHOU-2019-OVERDUE"
MENDED = {
    "stage": Stage.CLOSED,
    "closed_on": date(2019, 9, 9),
    "rectified_on": date(2019, 9, 8),
    "due_on": date(2019, 9, 8),
}


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (MENDED | {"found_by": FoundBy.ENTERPRISE}, SELF),
        (MENDED | {"found_by": FoundBy.EXPERT}, SELF),
        (MENDED | {"found_by": FoundBy.DEPARTMENT}, None),
        (MENDED | {"found_by": FoundBy.ENTERPRISE, "rectified_on": date(2019, 9, 9)}, LATE),
        (MENDED | {"found_by": FoundBy.ENTERPRISE, "due_on": None}, SELF),
        (MENDED | {"found_by": FoundBy.ENTERPRISE, "rectified_on": date(2019, 11, 1), "due_on": None}, None),
        (MENDED | {"found_by": FoundBy.ENTERPRISE, "found_on": date(2019, 8, 5)}, None),
        ({"stage": Stage.RECTIFYING, "due_on": date(2019, 9, 30), "found_by": FoundBy.ENTERPRISE}, LATE),
        ({"stage": Stage.RECTIFYING, "due_on": TODAY, "found_by": FoundBy.ENTERPRISE}, None),
        (MENDED | {"stage": Stage.AWAITING_ACCEPTANCE, "closed_on": None, "found_by": FoundBy.ENTERPRISE}, None),
    ],
    ids=[
        "found by itself, mended on the last day",
        "found by experts",
        "found by a department",
        "mended a day late",
        "mended without a term",
        "mended after the action",
        "found before the action",
        "open past its term",
        "due today",
        "mended in time and not accepted yet",
    ],
)
async def test_what_zhengzhou_said_in_2019(house: House, more: dict[str, Any], line: str | None) -> None:
    """自查或会诊发现并彻底整改的不予处罚，逾期未改的处罚: in that place, in those days."""
    entity = await house.entity()
    key = await house.hazard(entity, HazardLevel.GENERAL, **{"found_on": date(2019, 8, 20), **more})
    hazard = Hazard.__table__
    async with house.sessions() as session:
        asked = sa.select(spoken(hazard, sa.literal(TODAY))).where(hazard.c.id == key.id)
        assert await session.scalar(asked) == line


async def test_a_fine_is_possible_all_the_same(house: House) -> None:
    """What the table said is kept with the fine; nothing was deleted or forbidden."""
    entity = await house.entity()
    given = MENDED | {"found_by": FoundBy.ENTERPRISE, "found_on": date(2019, 8, 20)}
    key = await house.hazard(entity, HazardLevel.GENERAL, **given)
    fine = IssueAction(
        entity_id=entity.id,
        kind=ActionKind.FINE,
        hazard_id=key,
        issued_on=TODAY,
        article="AQF-102",
        amount=Decimal(100),
        document_no="应急罚〔2026〕99号",
        signer_ids=await house.officers(),
    )
    await house.do(fine, await house.inspector())
    (event,) = await house.find(Event, Event.entity_id == entity.id, Event.kind == EventKind.ACTION_ISSUED)
    assert event.data["leniency"] == SELF


def test_the_tables_are_sound() -> None:
    """Each line has its own code and its words; no range of a fine is upside down."""
    assert len({line.code for line in LENIENCY}) == len(LENIENCY)
    assert all(line.zh and line.en and line.basis for line in LENIENCY)
    assert all(0 <= fine.least_fen < fine.most_fen for fine in FINE_RANGES)
