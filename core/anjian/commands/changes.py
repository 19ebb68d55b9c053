"""What a transaction is about to change, seen at the one place that all of it passes: the flush."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from anjian.database.record import Record, Versioned
from anjian.entities.model import Entity
from anjian.events.model import Event
from anjian.plugin import Change


class ChangeWithoutEvent(RuntimeError):
    """A step wrote records and no line of the event log: a mistake in the step, never in its input."""


class Changes:
    """Every versioned record that a session writes, as it was and as it will be."""

    def __init__(self, session: AsyncSession) -> None:
        self.before: dict[Record, Mapping[str, object] | None] = {}
        self.gone: set[Record] = set()
        self.logged = False
        sa.event.listen(session.sync_session, "before_flush", self.note)

    def note(self, session: Session, *_: object) -> None:
        for record in (*session.new, *session.dirty, *session.deleted):
            self.logged |= isinstance(record, Event)
            gone = record in session.deleted
            if isinstance(record, Versioned) and isinstance(record, Record) and (gone or session.is_modified(record)):
                self.before.setdefault(record, None if record in session.new else as_it_was(record))
                self.gone |= {record} if gone else set()

    def made(self) -> Mapping[Record, Change]:
        if self.before and not self.logged:
            raise ChangeWithoutEvent(", ".join(record.__tablename__ for record in self.before))
        return {record: change(record, before, gone=record in self.gone) for record, before in self.before.items()}


def change(record: Record, before: Mapping[str, object] | None, *, gone: bool) -> Change:
    known = columns(record)
    return Change(
        noun=record.__tablename__,
        entity_id=known["id"] if isinstance(record, Entity) else known["entity_id"],
        sector=known.get("sector"),
        before=before,
        after=None if gone else known,
    )


def columns(record: Record) -> dict[str, Any]:
    state = sa.inspect(record)
    names = (column.key for column in state.mapper.column_attrs)
    return {name: state.dict[name] for name in names if name in state.dict}


def as_it_was(record: Record) -> dict[str, Any]:
    state = sa.inspect(record)
    old = {name: state.attrs[name].history.deleted for name in columns(record)}
    return columns(record) | {name: values[0] for name, values in old.items() if values}
