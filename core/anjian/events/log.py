"""Writes the event log: the audit log, the timeline and the feeds read these lines."""

from __future__ import annotations

from pydantic_core import to_jsonable_python

from anjian.actions.model import Action, Proposal
from anjian.commands.desk import Desk
from anjian.database.ids import UUID
from anjian.entities.model import Entity, Profile
from anjian.events.model import Event, EventKind, SubjectKind
from anjian.hazards.model import Hazard
from anjian.inspections.model import Inspection
from anjian.ladders.model import Escalation
from anjian.listings.model import Listing

Subject = Entity | Profile | Inspection | Hazard | Action | Proposal | Listing | Escalation


def log(desk: Desk, kind: EventKind, subject: Subject, **data: object) -> None:
    """One line, in the transaction of the change it tells of. ``data`` is what the change itself does not keep.

    ``inspection_id`` among it is the inspection that the change came of.
    """
    noun, subject_id = named(subject)
    came_of = data.get("inspection_id")
    event = Event(
        entity_id=subject_id if isinstance(subject, Entity) else subject.entity_id,
        region_code=subject.region_code,
        at=desk.now,
        kind=kind,
        subject_kind=noun,
        subject_id=subject_id,
        inspection_id=came_of if isinstance(came_of, UUID) else None,
        actor_id=desk.viewer.person_id,
        data=to_jsonable_python(data),
        trace_id=desk.trace_id,
    )
    desk.session.add(event)


def named(subject: Subject) -> tuple[SubjectKind, UUID]:
    """A profile is spoken of as its entity: it has no id of its own."""
    if isinstance(subject, Profile):
        return SubjectKind.ENTITY, subject.entity_id
    return SubjectKind(subject.__tablename__), subject.id
