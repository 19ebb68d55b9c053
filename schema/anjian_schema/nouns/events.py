"""经过：每次变化一行，与变化同时写下."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.events.model import Event, SubjectKind
from anjian.words import Title
from anjian_schema.compiler.catalog import Choice, Type, Union
from anjian_schema.declare import belongs_to, column, of_entity_scope, region_filter, table


def _entity(event: FromClause, entity: FromClause) -> ColumnElement[bool]:
    return entity.c.id == event.c.subject_id


def _record(event: FromClause, record: FromClause) -> ColumnElement[bool]:
    return sa.and_(record.c.entity_id == event.c.entity_id, record.c.id == event.c.subject_id)


SUBJECTS = {
    SubjectKind.ENTITY: ("Entity", _entity),
    SubjectKind.INSPECTION: ("Inspection", _record),
    SubjectKind.HAZARD: ("Hazard", _record),
    SubjectKind.ACTION: ("Action", _record),
    SubjectKind.PROPOSAL: ("Proposal", _record),
    SubjectKind.LISTING: ("Listing", _record),
    SubjectKind.ESCALATION: ("Escalation", _record),
}

UNIONS = [
    Union(
        "EventSubject",
        Title("一次变化所涉的记录。", "What an event speaks of."),
        [name for name, _ in SUBJECTS.values()],
    )
]

TYPES = [
    Type(
        "Event",
        Title("一次变化：何时、何事、何人。", "One change: when, what, who."),
        [
            column(Event.at, "何时。", "When.", filter=True, sort=True),
            column(Event.kind, "何事。", "What happened.", filter=True),
            column(Event.subject_kind, "所涉记录的种类。", "What kind of record it is about.", filter=True),
            column(Event.data, "详情（JSON）。", "Details."),
            belongs_to("actor", "Person", "何人；系统所为时为空。", "Who; empty when the system acted.", "actor_id"),
            belongs_to("entity", "Entity", "对象。", "At which entity.", "entity_id", nullable=False, filter=True),
            Choice(
                "subject",
                "EventSubject",
                Title("所涉的记录。", "The record it is about."),
                lambda row, _: row.c.subject_kind,
                {kind.value: (name, join) for kind, (name, join) in SUBJECTS.items()},
            ),
        ],
        table(Event),
        (),
        of_entity_scope(sector=False),
        order=[("at", True)],
        tie=("id",),
        filters=[region_filter()],
    )
]
