"""Links a person to their account at an identity provider, and closes that account here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from anjian.access.granting import known_person
from anjian.access.model import Account
from anjian.access.revoke import AlreadyRevoked, administers
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAccount(Command):
    """关联统一身份认证账号."""

    person_id: Annotated[UUID, Title("人员", "whose account it is")]
    issuer: Annotated[str, Title("身份提供方（iss）", "the identity provider (iss)"), Limit(500)]
    subject: Annotated[str, Title("在其处的账号（sub）", "its name for them (sub)"), Limit(255)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAccount(Command):
    """停用账号."""

    account_id: Annotated[UUID, Title("账号", "the account")]


class AccountTaken(AnjianError):
    code = "ACCOUNT_TAKEN"
    words = Title(
        "该账号已关联到人员；一个账号只属于一人，请核对 issuer 与 subject",
        "this account is linked to somebody already, and belongs to one person: check issuer and subject",
    )


async def link_account(desk: Desk, command: LinkAccount) -> Account:
    with Review() as review, review.of("personId"):
        person = await known_person(desk, command.person_id)
        if not administers(desk, person.region_code):
            raise NotFound(noun_zh="此人", noun_en="person")
    return await linked(desk, command, person.region_code)


async def linked(desk: Desk, command: LinkAccount, region_code: str) -> Account:
    """Of two who link it at this moment one is the first."""
    key = {"issuer": command.issuer, "subject": command.subject}
    row = {**key, "id": uuid7(), "person_id": command.person_id, "region_code": region_code, "linked_at": desk.now}
    new = insert(Account).values(row).on_conflict_do_nothing().returning(Account)
    made = await desk.session.scalar(new)
    if made is None:
        raise AccountTaken(path=("subject",))
    return made


async def close_account(desk: Desk, command: CloseAccount) -> Account:
    """It stays on record, so that nobody links it to somebody else."""
    found = await desk.session.scalar(sa.select(Account).where(Account.id == command.account_id).with_for_update())
    if found is None or not administers(desk, found.region_code):
        raise NotFound(noun_zh="该账号", noun_en="account", path=("accountId",))
    if found.closed_at is not None:
        raise AlreadyRevoked(revoked_at=found.closed_at.isoformat(timespec="minutes"), path=("accountId",))
    found.closed_at = desk.now
    return found
