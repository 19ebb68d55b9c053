"""经过：每次变化一行，与变化同时写下."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.events.bookmarks import OLDEST_RUNNING
from anjian.events.model import Event, SubjectKind
from anjian.words import Title
from anjian_schema.compiler.catalog import Choice, Field, Stream, Type, Union
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


def _settled(event: FromClause) -> ColumnElement[bool]:
    """Nothing that is still being written can come before it: whoever reads on from here misses nothing."""
    return event.c.transaction_id < OLDEST_RUNNING


def _fields(*, sort: bool) -> list[Field]:
    return [
        column(Event.at, "何时。", "When.", filter=True, sort=sort),
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
    ]


TYPES = [
    Type(
        "Event",
        Title("一次变化：何时、何事、何人。", "One change: when, what, who."),
        _fields(sort=True),
        table(Event),
        (),
        of_entity_scope(sector=False),
        order=[("at", True)],
        tie=("id",),
        filters=[region_filter()],
    ),
    Type(
        "FeedEvent",
        Title(
            "一次变化，按送达次序：从一个游标读下去，不漏不重。",
            "One change in the order of delivery: read on from a cursor.",
        ),
        _fields(sort=False),
        table(Event),
        (),
        of_entity_scope(sector=False),
        tie=("transaction_id", "id"),
        filters=[region_filter()],
        where=_settled,
    ),
    Type(
        "Subscription",
        Title("订阅。", "All subscriptions."),
        [
            Stream(
                "feed",
                "FeedEvent",
                Title(
                    "变化一发生即送达，从 after 之后开始，缺省从现在开始；断开后以最后的游标续订，不漏不重。",
                    "Each change as it happens, from after on or from now; resumed by the last cursor, none is lost.",
                ),
            )
        ],
    ),
]
