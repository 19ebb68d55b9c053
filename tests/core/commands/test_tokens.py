"""Bearer tokens."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest

from anjian.access.bearing import bearer
from anjian.access.model import AccessToken, Role, RoleAssignment
from anjian.access.tokens import TokenExpired, TokenRevoked, WrongToken, viewer_of
from anjian.access.validity import AssignmentEnded, AssignmentNotYet, AssignmentRevoked
from anjian.access.viewer import Viewer

from .house import HENAN, NOW, TODAY, TOMORROW, YESTERDAY, ZHENGZHOU, House


async def issued(house: House, **more: Any) -> tuple[str, RoleAssignment, AccessToken]:
    text = secrets.token_urlsafe()
    person = await house.person()
    assignment, token = bearer(text, "试", person.id, Role.INSPECTOR, **{"region_code": HENAN, **more})
    return text, await house.add(assignment), await house.add(token)


async def viewer(house: House, text: str, **later: float) -> Viewer:
    async with house.sessions() as session:
        return await viewer_of(session, text, now=NOW + timedelta(**later))


async def test_a_token_names_its_viewer(house: House) -> None:
    """Role, person, region and sectors come from the authorisation; only the digest of the token is kept."""
    text, assignment, _ = await issued(house, sectors=["kiln"])
    found = await viewer(house, text)
    assert (found.role, found.region_code, found.sectors) == (Role.INSPECTOR, HENAN, frozenset({"kiln"}))
    assert found.assignment_id == assignment.id


async def test_a_token_may_open_a_part(house: House) -> None:
    """Narrower in region and sectors than the authorisation; never wider, whatever its row says."""
    text, _, token = await issued(house, sectors=["kiln", "depot"])
    async with house.sessions.begin() as session:
        session.add(token)
        token.region_code, token.sectors = ZHENGZHOU, ["depot", "fire"]
    found = await viewer(house, text)
    assert (found.region_code, found.sectors) == (ZHENGZHOU, frozenset({"depot"}))


@pytest.mark.parametrize("text", ["", "nobody's", "\0", "\ud800", "x" * 100_000])
async def test_a_wrong_token_opens_nothing(house: House, text: str) -> None:
    """Whatever is sent, it is either a token or it is wrong."""
    with pytest.raises(WrongToken):
        await viewer(house, text)


async def test_a_token_ends_at_its_hour(house: House) -> None:
    """Valid until the moment it expires, and no longer."""
    text, *_ = await issued(house, expires_at=NOW)
    assert await viewer(house, text, seconds=-1)
    with pytest.raises(TokenExpired):
        await viewer(house, text)


@pytest.mark.parametrize(
    ("term", "refusal"),
    [
        ({"starts_on": TODAY, "ends_on": TODAY}, None),
        ({"starts_on": TOMORROW}, AssignmentNotYet),
        ({"ends_on": YESTERDAY}, AssignmentEnded),
    ],
    ids=["of one day, today", "from tomorrow", "until yesterday"],
)
async def test_an_authorisation_holds_from_day_to_day(house: House, term: Any, refusal: type[Exception] | None) -> None:
    """The first and the last day are part of it."""
    text, *_ = await issued(house, **term)
    if refusal is None:
        assert await viewer(house, text)
        return
    with pytest.raises(refusal):
        await viewer(house, text)


async def test_what_was_revoked_opens_nothing(house: House) -> None:
    """The token itself, or the authorisation with every token of it."""
    text, assignment, token = await issued(house)
    other, *_ = await issued(house)
    async with house.sessions.begin() as session:
        session.add(token)
        token.revoked_at = NOW
    with pytest.raises(TokenRevoked, match='"试"'):
        await viewer(house, text)
    async with house.sessions.begin() as session:
        session.add_all([token, assignment])
        token.revoked_at, assignment.revoked_at = None, NOW
    with pytest.raises(AssignmentRevoked):
        await viewer(house, text)
    assert await viewer(house, other)
