"""Writes lines of the audit: a change in its own transaction, all else in one of the line's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian.access.viewer import Viewer
from anjian.audit.model import AuditEntry, AuditKind
from anjian.audit.origin import Acting, Origin
from anjian.commands.command import Command, RecordKey, camel
from anjian.commands.form import form_of
from anjian.database.ids import UUID
from anjian.database.record import CODE
from anjian.entities.model import Entity
from anjian.errors import AnjianError

LONGEST = 300  # characters of what a caller sends along

Sessions = async_sessionmaker[AsyncSession]


@dataclass(frozen=True, slots=True)
class Touched:
    """What is spoken of: keys as ``noun:id`` or ``noun:entity:id``, and where that entity lies."""

    keys: Sequence[str] = ()
    entity_id: UUID | None = None
    region_code: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def entry(acting: Acting, kind: AuditKind, name: str | None, touched: Touched = Touched()) -> AuditEntry:
    viewer, origin = acting.viewer, acting.origin
    return AuditEntry(
        at=acting.at,
        kind=kind,
        person_id=viewer.person_id,
        assignment_id=viewer.assignment_id,
        role=viewer.role.value,
        region_code=touched.region_code or place_of(touched.entity_id or viewer.entity_id, viewer),
        entity_id=touched.entity_id or viewer.entity_id,
        name=storable(name),
        keys=list(touched.keys),
        details=dict(touched.details),
        address=storable(origin.address),
        agent=storable(origin.agent),
        purpose=storable(origin.purpose),
        trace_id=acting.trace_id,
    )


def stranger(at: datetime, origin: Origin, refusal: AnjianError) -> AuditEntry:
    """Somebody was not let in; who they are nobody knows."""
    return AuditEntry(
        at=at,
        kind=AuditKind.SIGN_IN_REFUSED,
        keys=[],
        details={"codes": [refusal.code]},
        address=storable(origin.address),
        agent=storable(origin.agent),
        purpose=storable(origin.purpose),
    )


def place_of(entity_id: UUID | None, viewer: Viewer) -> ColumnElement[str | None]:
    """Where the entity lies, where there is one; else what the viewer sees."""
    lies = sa.select(Entity.region_code).where(Entity.id == entity_id).scalar_subquery()
    return sa.func.coalesce(lies, sa.literal(viewer.region_code, CODE))


async def write(sessions: Sessions, line: AuditEntry) -> None:
    async with sessions.begin() as session:
        session.add(line)


async def saw(sessions: Sessions, acting: Acting, name: str | None, touched: Touched) -> None:
    """Somebody was shown personal data unmasked. Written before the answer leaves: what is not logged is not shown."""
    await write(sessions, entry(acting, AuditKind.SAW_PERSONAL, name, touched))


async def refused(sessions: Sessions, acting: Acting, command: Command, problems: Sequence[AnjianError]) -> None:
    """A command that was not done, and why not."""
    codes = {"codes": sorted({problem.code for problem in problems})}
    touched = Touched([*keys_in(command)], entity_in(command), details=codes)
    await write(sessions, entry(acting, AuditKind.REFUSED, name_of(command), touched))


def changed(
    session: AsyncSession, acting: Acting, command: Command, touched: Touched, kind: AuditKind = AuditKind.CHANGED
) -> None:
    """In the transaction of the change: both are written, or neither."""
    session.add(entry(acting, kind, name_of(command), touched))


def name_of(command: Command) -> str:
    """``acceptRectification``, as callers spell it."""
    name = type(command).__name__
    return name[0].lower() + name[1:]


def keys_in(command: Command) -> Iterator[str]:
    """The records a command names."""
    for name, value in given(command):
        noun = camel(name.removesuffix("_id"))
        match value:
            case RecordKey(entity_id=entity_id, id=id_):
                yield key_text(noun, (entity_id, id_))
            case UUID() as id_:
                yield key_text(noun, (id_,))


def entity_in(command: Command) -> UUID | None:
    """At which entity something was to be done."""
    named = (value for name, value in given(command) if name == "entity_id")
    return next(chain(named, (value.entity_id for _, value in given(command) if isinstance(value, RecordKey))), None)


def given(command: Any) -> Iterator[tuple[str, Any]]:
    return ((field_.name, getattr(command, field_.name)) for field_ in form_of(command.__class__))


def key_text(noun: str, key: Sequence[UUID]) -> str:
    return ":".join([noun, *map(str, key)])


def storable(text: str | None) -> str | None:
    """Callers write what they like into headers; it is kept short, and as text that can be kept at all."""
    return None if text is None else text[:LONGEST].encode(errors="replace").decode().replace("\0", "\ufffd")
