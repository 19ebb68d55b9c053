"""回避: an expert who is bound to an entity neither inspects there nor signs for what was mended there.

What 行政处罚法第四十三条 asks of officers (recalled) is asked here of the experts they bring along. It is declared by
the expert, or evident from the records.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa

from anjian.access.model import RoleAssignment
from anjian.commands import lookup
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.events.log import log
from anjian.events.model import EventKind
from anjian.hazards.model import Rectification
from anjian.people.model import Conflict, Person, PersonKind, TeamMember
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareConflict(Command):
    """声明利害关系."""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    reason: Annotated[str, Title("利害关系", "what binds the expert to it"), Limit(1000)]


class ConflictOfInterest(AnjianError):
    code = "CONFLICT_OF_INTEREST"
    words = Title(
        "{name}与该单位有利害关系，应当回避；请换其他专家",
        "{name} is bound to this entity and has to stand aside: send another expert",
    )


async def declare_conflict(desk: Desk, command: DeclareConflict) -> Conflict:
    """Once is enough; who says it again is answered with what was said first."""
    entity = await lookup.entity_in_place(desk, command.entity_id)
    own = (Conflict.entity_id == entity.id, Conflict.person_id == desk.viewer.person_id)
    if (earlier := await desk.session.scalar(sa.select(Conflict).where(*own))) is not None:
        return earlier
    conflict = Conflict(
        entity_id=entity.id,
        region_code=entity.region_code,
        person_id=desk.viewer.person_id,
        reason=command.reason.strip(),
        declared_at=desk.now,
    )
    desk.session.add(conflict)
    await desk.session.flush()
    log(desk, EventKind.CONFLICT_DECLARED, entity, person_id=conflict.person_id)
    return conflict


async def none_bound(desk: Desk, ids: Collection[UUID], entity_id: UUID) -> None:
    """Refuses the first of these people who is an expert and bound to the entity."""
    bound = sa.select(Person.name).where(Person.id.in_(ids), Person.kind == PersonKind.EXPERT, is_bound(entity_id))
    if (name := await desk.session.scalar(bound.order_by(Person.id).limit(1))) is not None:
        raise ConflictOfInterest(name=name)


def is_bound(entity_id: UUID) -> sa.ColumnElement[bool]:
    """It was declared; or they mended there, or they act, or acted, for that very entity."""
    mended = sa.exists().where(Rectification.entity_id == entity_id, Rectification.submitted_by == Person.id)
    acts_for = sa.exists().where(RoleAssignment.entity_id == entity_id, RoleAssignment.person_id == Person.id)
    declared = sa.exists().where(Conflict.entity_id == entity_id, Conflict.person_id == Person.id)
    return sa.or_(declared, mended, acts_for)


async def team_of(desk: Desk, team_id: UUID | None) -> set[UUID]:
    if team_id is None:
        return set()
    return set(await desk.session.scalars(sa.select(TeamMember.person_id).where(TeamMember.team_id == team_id)))
