"""Bearer tokens."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest

from anjian.access.model import AccessToken, Role
from anjian.access.tokens import TokenExpired, WrongToken, digest, viewer_of
from anjian.people.model import PersonKind

from .house import HENAN, NOW, House


async def token(house: House, **more: object) -> str:
    text = secrets.token_urlsafe()
    person = await house.person(PersonKind.OFFICER)
    given = {"label": "试", "role": Role.INSPECTOR, "person_id": person.id, "region_code": HENAN, **more}
    await house.add(AccessToken(digest=digest(text), **given))
    return text


async def test_a_token_names_its_viewer(house: House) -> None:
    """Role, person, region and sectors come from the table; only the digest lies there."""
    text = await token(house, sectors=["kiln"])
    async with house.sessions() as session:
        viewer = await viewer_of(session, text, now=NOW)
    assert (viewer.role, viewer.region_code, viewer.sectors) == (Role.INSPECTOR, HENAN, frozenset({"kiln"}))


@pytest.mark.parametrize("text", ["", "nobody's", "\0", "\ud800", "x" * 100_000])
async def test_a_wrong_token_opens_nothing(house: House, text: str) -> None:
    """Whatever is sent, it is either a token or it is wrong."""
    async with house.sessions() as session:
        with pytest.raises(WrongToken):
            await viewer_of(session, text, now=NOW)


async def test_a_token_ends_at_its_hour(house: House) -> None:
    """Valid until the moment it expires, and no longer."""
    text = await token(house, expires_at=NOW)
    async with house.sessions() as session:
        assert await viewer_of(session, text, now=NOW - timedelta(seconds=1))
        with pytest.raises(TokenExpired):
            await viewer_of(session, text, now=NOW)
