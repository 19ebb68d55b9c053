"""Administrators see and give authorisations of their region; everybody sees their own, and delegates them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest_asyncio

from anjian.access.model import Role
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import GUANCHENG, HENAN, TODAY, TOMORROW, Scratch, done, refused, scratch

MINE = """{ roleAssignments { nodes {
  id role acting person { id name } region { code } delegatedFrom { person { name } }
} } }"""
AN_HOUR_ON = (datetime.now(UTC) + timedelta(hours=1)).isoformat()


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


async def mine(portal: Portal) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await portal.ask(MINE))["roleAssignments"]["nodes"]
    return found


async def acting(portal: Portal) -> dict[str, Any]:
    (found,) = [one for one in await mine(portal) if one["acting"]]
    return found


async def test_an_administrator_lets_somebody_in(office: Scratch) -> None:
    """From the authorisation to the token; with it the newcomer asks, until it is taken back."""
    admin = await office.official("管理员", Role.ADMINISTRATOR, region_code=HENAN)
    officer = (await acting(await office.official("赵一")))["person"]["id"]
    given = {"person_id": officer, "role": "INSPECTOR", "starts_on": TODAY, "reason": "调入", "region_code": GUANCHENG}
    granted = await done(admin, "assignRole", "roleAssignment { id endsOn grantedBy { name } }", **given)
    assert granted["roleAssignment"]["grantedBy"] == {"name": "管理员"}
    wanted = {"role_assignment_id": granted["roleAssignment"]["id"], "label": "手机", "expires_at": AN_HOUR_ON}
    issued = await done(
        admin, "issueToken", "token accessToken { id label } roleAssignment { tokens { totalCount } }", **wanted
    )
    assert issued["roleAssignment"] == {"tokens": {"totalCount": 1}}
    newcomer = Portal(office.engine, issued["token"])
    assert (await newcomer.ask("{ viewer { role region } }"))["viewer"] == {"role": "INSPECTOR", "region": GUANCHENG}
    await done(admin, "revokeToken", "accessToken { revokedAt }", access_token_id=issued["accessToken"]["id"])
    office.engine.viewers.clear()  # as five seconds later
    assert await refused(admin, "revokeToken", access_token_id=issued["accessToken"]["id"]) == {
        "ALREADY_REVOKED": ["input", "accessTokenId"]
    }


async def test_a_holder_delegates_and_takes_back(office: Scratch) -> None:
    """Both see it, with from whom it came; a stranger does not."""
    holder, deputy, stranger = [await office.official(name, region_code=HENAN) for name in ("钱二", "孙三", "李四")]
    to = (await acting(deputy))["person"]["id"]
    given = {"person_id": to, "starts_on": TODAY, "ends_on": TOMORROW, "reason": "培训", "region_code": GUANCHENG}
    lent = await done(holder, "delegate", "roleAssignment { id }", **given)
    known = lent["roleAssignment"]["id"]
    for portal in (holder, deputy):
        (seen,) = [one for one in await mine(portal) if one["id"] == known]
        assert (seen["region"]["code"], seen["acting"]) == (GUANCHENG, False)
    assert [one["person"]["name"] for one in await mine(stranger)] == ["李四"]
    back = {"role_assignment_id": known, "reason": "返岗"}
    assert await refused(stranger, "revokeAssignment", **back) == {"NOT_FOUND": ["input", "roleAssignmentId"]}
    await done(holder, "revokeAssignment", "roleAssignment { revokedAt }", **back)


async def test_an_administrator_sees_no_other_region(office: Scratch) -> None:
    """Neither authorisations nor tokens nor accounts; of the whole nation only the nation's sees them."""
    admin = await office.official("邻省管理员", Role.ADMINISTRATOR, region_code="14")
    counted = await admin.ask("{ roleAssignments { totalCount } accessTokens { totalCount } accounts { totalCount } }")
    assert counted == {
        "roleAssignments": {"totalCount": 1},
        "accessTokens": {"totalCount": 1},
        "accounts": {"totalCount": 0},
    }
    officer = await office.official("周五", region_code="14")
    tokens = await officer.ask("{ accessTokens { totalCount } accounts { totalCount } }")
    assert tokens == {"accessTokens": {"totalCount": 0}, "accounts": {"totalCount": 0}}


async def test_an_account_is_linked_once(office: Scratch) -> None:
    """And stays linked when it was closed, so that it never becomes somebody else's."""
    admin = await office.official("管理员乙", Role.ADMINISTRATOR, region_code=HENAN)
    person = (await acting(await office.official("吴六")))["person"]["id"]
    account = {"person_id": person, "issuer": "https://id.example.cn", "subject": "wu"}
    linked = await done(admin, "linkAccount", "account { id subject person { name } }", **account)
    assert linked["account"]["person"] == {"name": "吴六"}
    assert await refused(admin, "linkAccount", **account) == {"ACCOUNT_TAKEN": ["input", "subject"]}
    await done(admin, "closeAccount", "account { closedAt }", account_id=linked["account"]["id"])
    assert await refused(admin, "linkAccount", **account) == {"ACCOUNT_TAKEN": ["input", "subject"]}
