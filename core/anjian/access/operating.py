"""What an operator does at a terminal: they hold the database, so nothing bounds them; the audit keeps each step."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import psutil
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian import china
from anjian.access.accounts import AccountTaken
from anjian.access.bearing import Held, bearer
from anjian.access.granting import EntityNeeded
from anjian.access.model import AccessToken, Account, Role, RoleAssignment
from anjian.access.tokens import new_token
from anjian.audit.model import AuditEntry, AuditKind
from anjian.commands.lookup import NotFound
from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Entity
from anjian.errors import AnjianError
from anjian.people.model import Person
from anjian.regions.codes import UnknownRegion, canonical
from anjian.regions.model import Region
from anjian.words import Title


class PersonAmbiguous(AnjianError):
    code = "PERSON_AMBIGUOUS"
    words = Title(
        "有 {count} 人叫“{name}”；请改用编号：{ids}",
        'there are {count} people named "{name}": use an id instead: {ids}',
    )


class Wanted(NamedTuple):
    """A token for somebody, found by id or name."""

    who: str
    role: Role
    region: str | None
    entity_id: UUID | None
    until: datetime
    label: str


async def issue(session: AsyncSession, wanted: Wanted) -> str:
    person = await person_of(session, wanted.who)
    region = await place_of(session, wanted)
    token = new_token()
    reach: Held = {"region_code": region, "entity_id": wanted.entity_id, "starts_on": today()}
    assignment, opens = bearer(token, wanted.label, person.id, wanted.role, expires_at=wanted.until, **reach)
    session.add(assignment)
    await session.flush()
    session.add(opens)
    note(session, AuditKind.GRANTED, "issueToken", f"accessToken:{opens.id}", f"roleAssignment:{assignment.id}")
    return token


async def place_of(session: AsyncSession, wanted: Wanted) -> str | None:
    if (wanted.role is Role.ENTERPRISE) != (wanted.entity_id is not None):
        raise EntityNeeded
    if wanted.entity_id is not None:
        place = await session.scalar(sa.select(Entity.region_code).where(Entity.id == wanted.entity_id))
        if place is None:
            raise NotFound(noun_zh="该监管对象", noun_en="entity")
        return place
    code = canonical(wanted.region) if wanted.region else None
    if code is not None and await session.get(Region, code) is None:
        raise UnknownRegion(region=code)
    return code


async def person_of(session: AsyncSession, who: str) -> Person:
    named = sa.select(Person).where(sa.or_(Person.name == who, sa.cast(Person.id, sa.Text) == who))
    found = (await session.scalars(named.order_by(Person.id).limit(10))).all()
    if not found:
        raise NotFound(noun_zh="此人", noun_en="person")
    if len(found) > 1:
        raise PersonAmbiguous(count=len(found), name=who, ids=", ".join(str(person.id) for person in found))
    return found[0]


async def tokens(session: AsyncSession) -> Sequence[Any]:
    opened = (AccessToken.id, AccessToken.label, AccessToken.last_used_on, AccessToken.expires_at)
    revoked = sa.func.coalesce(AccessToken.revoked_at, RoleAssignment.revoked_at).label("revoked_at")
    every = (
        sa.select(*opened, revoked, RoleAssignment.role, Person.name.label("person"))
        .join(RoleAssignment, RoleAssignment.id == AccessToken.assignment_id)
        .join(Person, Person.id == RoleAssignment.person_id)
        .order_by(AccessToken.created_at.desc(), AccessToken.id)
    )
    return (await session.execute(every)).all()


async def revoke(session: AsyncSession, token: UUID) -> None:
    mine = sa.update(AccessToken).where(AccessToken.id == token, AccessToken.revoked_at.is_(None))
    if await session.scalar(mine.values(revoked_at=datetime.now(UTC)).returning(AccessToken.id)) is None:
        raise NotFound(noun_zh="有效的该令牌", noun_en="valid token")
    note(session, AuditKind.REVOKED, "revokeToken", f"accessToken:{token}")


async def link(session: AsyncSession, issuer: str, subject: str, who: str) -> None:
    person = await person_of(session, who)
    if await session.get(Account, (issuer, subject)) is not None:
        raise AccountTaken
    account = Account(issuer=issuer, subject=subject, id=uuid7(), person_id=person.id, region_code=person.region_code)
    session.add(account)
    note(session, AuditKind.GRANTED, "linkAccount", f"account:{account.id}", f"person:{person.id}")


async def accounts(session: AsyncSession) -> Sequence[Any]:
    shown = (Account.id, Account.issuer, Account.subject, Account.last_used_on, Account.closed_at)
    every = sa.select(*shown, Person.name.label("person")).join(Person, Person.id == Account.person_id)
    return (await session.execute(every.order_by(Account.linked_at.desc(), Account.id))).all()


async def close(session: AsyncSession, account: UUID) -> None:
    open_one = sa.update(Account).where(Account.id == account, Account.closed_at.is_(None))
    if await session.scalar(open_one.values(closed_at=datetime.now(UTC)).returning(Account.id)) is None:
        raise NotFound(noun_zh="该账号", noun_en="open account")
    note(session, AuditKind.REVOKED, "closeAccount", f"account:{account}")


def note(session: AsyncSession, kind: AuditKind, name: str, *keys: str) -> None:
    """Who was at the terminal is known by the name of the machine's user."""
    terminal = {"terminal": f"{psutil.Process().username()}@{socket.gethostname()}"}
    session.add(AuditEntry(at=datetime.now(UTC), kind=kind, name=name, keys=list(keys), details=terminal))


def today() -> date:
    return china.today(datetime.now(UTC))
