"""From what a provider claims to a person, and to the authorisation they act under."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from anjian.access.model import Account, RoleAssignment
from anjian.access.oidc.claims import Claims
from anjian.access.validity import SignInRefused, chain_of, require_holds
from anjian.database.ids import UUID
from anjian.words import Title


class AccountUnknown(SignInRefused):
    code = "ACCOUNT_UNKNOWN"
    words = Title(
        "登录成功，但该账号尚未关联到本系统的人员；请将 iss“{issuer}”和 sub“{subject}”告知系统管理员",
        'you are signed in, but nobody here is linked to this account: tell your administrator the issuer "{issuer}" '
        'and the subject "{subject}"',
    )


class AccountClosed(SignInRefused):
    code = "ACCOUNT_CLOSED"
    words = Title("该账号已停用；请联系系统管理员", "this account was closed: ask your administrator")


class NoAssignment(SignInRefused):
    code = "NO_ASSIGNMENT"
    words = Title(
        "您目前没有有效的授权；请联系系统管理员授权，或等待授权生效",
        "no authorisation of yours holds today: ask an administrator for one, or wait until yours begins",
    )


class AssignmentNotYours(SignInRefused):
    code = "ASSIGNMENT_NOT_YOURS"
    words = Title(
        "请求头 Anjian-Assignment 所选的授权不是您的，或今天不生效；请改选，或去掉该请求头",
        "the authorisation chosen by the header Anjian-Assignment is not yours, or does not hold today: choose another "
        "one, or leave the header out",
    )


async def account_of(session: AsyncSession, claims: Claims) -> Account:
    found = await session.get(Account, (claims.issuer, claims.subject))
    if found is None:
        raise AccountUnknown(issuer=claims.issuer[:200], subject=claims.subject[:200])
    if found.closed_at is not None:
        raise AccountClosed
    return found


async def assignment_of(session: AsyncSession, person_id: UUID, chosen: UUID | None, today: date) -> RoleAssignment:
    """The chosen one; else the first of their own, and after those what others delegated to them."""
    held = await held_by(session, person_id, today)
    if chosen is not None:
        held = [one for one in held if one.id == chosen]
        if not held:
            raise AssignmentNotYours
    if not held:
        raise NoAssignment
    return held[0]


async def held_by(session: AsyncSession, person_id: UUID, today: date) -> Sequence[RoleAssignment]:
    of_person = sa.select(RoleAssignment).where(
        RoleAssignment.person_id == person_id,
        RoleAssignment.revoked_at.is_(None),
        RoleAssignment.starts_on <= today,
        sa.or_(RoleAssignment.ends_on.is_(None), RoleAssignment.ends_on >= today),
    )
    own_first = (RoleAssignment.delegated_from.is_not(None), RoleAssignment.starts_on, RoleAssignment.id)
    found = (await session.scalars(of_person.order_by(*own_first))).all()
    return [one for one in found if one.delegated_from is None or await holds(session, one, today)]


async def holds(session: AsyncSession, assignment: RoleAssignment, today: date) -> bool:
    """Whether everything it was delegated from still holds."""
    try:
        require_holds(await chain_of(session, assignment.id), today)
    except SignInRefused:
        return False
    return True
