"""Hands an authorisation, or a part of it, to somebody else for a while (委托)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from anjian.access.granting import grantee, region_within, require_forwards, sectors_within
from anjian.access.model import RoleAssignment
from anjian.access.validity import chain_of, require_holds
from anjian.commands.command import Command, Limit
from anjian.commands.dates import not_over
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.database.ids import UUID, uuid7
from anjian.errors import AnjianError
from anjian.words import Title

DEEPEST = 3  # assignments in one chain: whoever answers for it must still be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate(Command):
    """委托."""

    person_id: Annotated[UUID, Title("受托人", "to whom")]
    starts_on: Annotated[date, Title("起始日期", "the first day")]
    ends_on: Annotated[date, Title("截止日期（当日仍有效）", "the last day")]
    reason: Annotated[str, Title("委托理由", "why"), Limit(500)]
    region_code: Annotated[str | None, Title("区划；缺省为全部", "the region; all of it if absent"), Limit(40)] = None
    sectors: Annotated[tuple[str, ...], Title("限于这些行业", "confined to these sectors"), Limit(200)] = ()


class DelegationTooLong(AnjianError):
    code = "DELEGATION_TOO_LONG"
    words = Title(
        "委托期（{starts_on} 至 {ends_on}）不得超出授权期（{first} 至 {last}）；请调整日期",
        "a delegation from {starts_on} to {ends_on} must lie within the authorisation's own term, {first} to {last}",
    )


class DelegationTooDeep(AnjianError):
    code = "DELEGATION_TOO_DEEP"
    words = Title(
        "已是转委托，不能再往下委托；请由原授权人直接委托",
        "this was delegated onwards already and cannot be again: let the original holder delegate it",
    )


class NothingToDelegate(AnjianError):
    code = "NOTHING_TO_DELEGATE"
    words = Title(
        "当前登录不是依据授权，无可委托；请先由管理员授权",
        "you act under no authorisation that could be delegated: ask an administrator for one",
    )


async def delegate(desk: Desk, command: Delegate) -> RoleAssignment:
    chain = await own_chain(desk)
    own = chain[0]
    with Review() as review:
        with review.of("personId"):
            await grantee(desk, command.person_id, own.role, own.entity_id)
        with review.of("endsOn"):
            not_over(desk.today, command.ends_on)
            require_forwards(command.starts_on, command.ends_on)
            for above in chain:
                require_within(above, command)
        with review.of("regionCode"):
            region_code = own.region_code if own.entity_id else await region_within(desk, command.region_code)
        sectors = sectors_within(desk, review, command.sectors)
    given = RoleAssignment(
        id=uuid7(),
        person_id=command.person_id,
        role=own.role,
        region_code=region_code,
        sectors=sectors,
        entity_id=own.entity_id,
        organization_id=own.organization_id,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        delegated_from=own.id,
        granted_by=desk.viewer.person_id,
        granted_at=desk.now,
        reason=command.reason,
    )
    desk.session.add(given)
    return given


async def own_chain(desk: Desk) -> list[RoleAssignment]:
    """Under which the viewer acts now; a sign-in remembered for some seconds may have lost it meanwhile."""
    assignment_id = desk.viewer.assignment_id
    chain = list(await chain_of(desk.session, assignment_id)) if assignment_id else []
    if not chain:
        raise NothingToDelegate
    require_holds(chain, desk.today)
    if len(chain) >= DEEPEST:
        raise DelegationTooDeep
    return chain


def require_within(above: RoleAssignment, command: Delegate) -> None:
    if command.starts_on < above.starts_on or (above.ends_on is not None and command.ends_on > above.ends_on):
        raise DelegationTooLong(
            starts_on=command.starts_on, ends_on=command.ends_on, first=above.starts_on, last=above.ends_on or "…"
        )
