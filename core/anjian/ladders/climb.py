"""Climbing: takes every step that is due, entity by entity, each in a transaction of its own.

Repeated it does nothing; on two servers at once each step is taken by one of them. Whoever works at an entity at that
moment is not waited for: its steps are taken the next time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian import china
from anjian.actions.model import Proposal
from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Entity
from anjian.events.model import Event, EventKind, SubjectKind
from anjian.ladders.due import due
from anjian.ladders.model import Escalation
from anjian.ladders.reasons import why
from anjian.words import Title

Sessions = async_sessionmaker[AsyncSession]


async def climb(sessions: Sessions, now: datetime) -> int:
    """How many steps were taken."""
    today = china.today(now)
    async with sessions() as session:
        entities = await session.scalars(sa.select(due(today).subquery().c.entity_id).distinct())
        found = entities.all()
    return sum([await climb_at(sessions, entity_id, now) for entity_id in found])


async def climb_at(sessions: Sessions, entity_id: UUID, now: datetime) -> int:
    """What is due is asked again once the entity is held: a person may have acted meanwhile."""
    today = china.today(now)
    async with sessions.begin() as session:
        if not await held(session, entity_id):
            return 0
        steps = (await session.execute(due(today, entity_id))).all()
        await take(session, [Taking(step, today, now) for step in steps])
        return len(steps)


async def held(session: AsyncSession, entity_id: UUID) -> bool:
    free = sa.select(Entity.id).where(Entity.id == entity_id).with_for_update(key_share=True, skip_locked=True)
    return await session.scalar(free) is not None


@dataclass(frozen=True, slots=True)
class Taking:
    """One step that is being taken."""

    step: sa.Row[Any]
    today: date
    now: datetime

    @property
    def why(self) -> Title:
        return why(self.step.trigger, self.step.number, self.step.facts)

    @property
    def answer_by(self) -> date:
        return self.today + timedelta(days=self.step.term_days)

    @property
    def of_hazard(self) -> dict[str, Any]:
        return {name: getattr(self.step, name) for name in ("entity_id", "region_code", "sector", "hazard_id")}

    def proposal(self) -> Proposal | None:
        """For somebody of the authority to take or to decline; a reminder asks for none."""
        if self.step.action is None:
            return None
        return Proposal(
            **self.of_hazard,
            id=uuid7(),
            kind=self.step.action,
            reason=f"{self.step.title_zh}：{self.why.zh}",
            basis=self.step.basis,
            proposed_on=self.today,
            answer_by=self.answer_by,
        )

    def escalation(self, proposal: Proposal | None) -> Escalation:
        step = self.step
        return Escalation(
            **self.of_hazard,
            id=uuid7(),
            round=step.reopened,
            ladder_id=step.ladder_id,
            ladder_code=step.code,
            step=step.name,
            title_zh=step.title_zh,
            title_en=step.title_en,
            action=step.action,
            authority=step.authority,
            climbed_on=self.today,
            climbed_at=self.now,
            why_zh=self.why.zh,
            why_en=self.why.en,
            facts=step.facts,
            answer_by=self.answer_by,
            proposal_id=proposal and proposal.id,
        )

    def event(self, escalation: Escalation) -> Event:
        """Nobody did it: the ladder has no actor."""
        told = {"ladder": escalation.ladder_code, "step": escalation.step, "hazard_id": escalation.hazard_id}
        return Event(
            entity_id=escalation.entity_id,
            region_code=escalation.region_code,
            at=self.now,
            kind=EventKind.ESCALATED,
            subject_kind=SubjectKind.ESCALATION,
            subject_id=escalation.id,
            data=to_jsonable_python(told),
        )


async def take(session: AsyncSession, takings: Sequence[Taking]) -> None:
    """Proposals first, which escalations refer to."""
    proposals = [taking.proposal() for taking in takings]
    session.add_all([proposal for proposal in proposals if proposal])
    await session.flush()
    for taking, proposal in zip(takings, proposals, strict=True):
        escalation = taking.escalation(proposal)
        session.add_all([escalation, taking.event(escalation)])
