"""Nobody is finder, approver and acceptor of the same hazard (enforcement: two of the three at most)."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.hazards.model import Acceptance, AcceptanceOutcome, Hazard
from anjian.hazards.papers import Assessment, Extension, RectificationPlan, Ruling
from anjian.people.model import Person
from anjian.words import Title


class ThreeHats(AnjianError):
    code = "FINDER_APPROVER_ACCEPTOR"
    words = Title(
        "{name}已是该隐患的发现人和审批人（或验收人），不得再办理此事；请由他人办理",
        "{name} found this hazard and has ruled on it or accepted it: this third step is for somebody else",
    )


async def may_approve(desk: Desk, hazard: Hazard) -> None:
    """Whoever found it and accepted it once does not approve anything of it afterwards."""
    person = desk.viewer.person_id
    if person == hazard.finder_id and person in await acceptors(desk, hazard):
        raise ThreeHats(name=await name_of(desk, person))


async def may_accept(desk: Desk, hazard: Hazard, people: Iterable[UUID]) -> None:
    """Whoever found it and approved anything of it does not accept it, nor sign for that."""
    if hazard.finder_id in set(people) and hazard.finder_id in await approvers(desk, hazard):
        raise ThreeHats(name=await name_of(desk, hazard.finder_id))


async def approvers(desk: Desk, hazard: Hazard) -> set[UUID]:
    granted = [
        sa.select(kind.ruled_by).where(
            kind.entity_id == hazard.entity_id, kind.hazard_id == hazard.id, kind.ruling == Ruling.GRANTED
        )
        for kind in (Assessment, RectificationPlan, Extension)
    ]
    return {person for person in await desk.session.scalars(sa.union(*granted)) if person is not None}


async def acceptors(desk: Desk, hazard: Hazard) -> set[UUID]:
    passed = sa.select(Acceptance).where(
        Acceptance.entity_id == hazard.entity_id,
        Acceptance.hazard_id == hazard.id,
        Acceptance.outcome == AcceptanceOutcome.ACCEPTED,
    )
    return {person for one in await desk.session.scalars(passed) for person in (one.accepted_by, *one.signer_ids)}


async def name_of(desk: Desk, person_id: UUID | None) -> str | None:
    return await desk.session.scalar(sa.select(Person.name).where(Person.id == person_id))
