"""A report that nobody submits climbs: reminder, circular, interview, each told one level further up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from typing import Any

import pytest_asyncio

from anjian.access.model import Role
from anjian.china import CHINA
from anjian.plugin_host import PluginHost
from anjian.reporting.chase import chase
from anjian.reporting.open import open_due
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import GUANCHENG, TODAY, Scratch, done, scratch

DAY = TODAY - timedelta(days=18)  # the report of the day before is due on it
PLAN: dict[str, Any] = {
    "code": "late-2026",
    "title": {"zh": "专项行动", "en": "special action"},
    "region": "4101",
    "from": (DAY - timedelta(days=1)).isoformat(),
    "duties": [
        {
            "code": "daily",
            "kind": "report",
            "title": {"zh": "日报告", "en": "daily report"},
            "cadence": "day",
            "regions": [GUANCHENG],
            "figures": ["visits"],
            "late": [
                {"days": 1, "does": "reminder"},
                {"days": 3, "does": "circular", "to": "city"},
                {"days": 5, "does": "interview", "to": "city"},
            ],
        }
    ],
}
READ = """{ reports(filter: { kind: { eq: DUTY } }) { nodes {
  id late sentUpTo moves { nodes { kind step reason region { code } person { name } } } } } }"""
DUE = datetime.combine(DAY, time(18), CHINA)


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def city(office: Scratch) -> Portal:
    portal = await office.official("王主任", Role.COMMITTEE_OFFICE, region_code="4101")
    await done(portal, "saveCampaign", "campaign { id }", document=PLAN)
    await open_due(office.engine.database.sessions, datetime.combine(DAY, time(0), CHINA))
    return portal


async def only(portal: Portal) -> Any:
    (report,) = (await portal.ask(READ))["reports"]["nodes"]
    return report


async def test_a_silent_report_climbs_one_step_at_a_time(office: Scratch, city: Portal) -> None:
    """Not before its days are over, once each, on however many servers; a clock that jumped takes one step."""
    sessions = office.engine.database.sessions
    taken = [await chase(sessions, DUE + timedelta(days=days)) for days in (0.9, 1, 1.1, 2.9)]
    assert taken == [0, 1, 0, 0]
    assert (await only(city))["sentUpTo"] == GUANCHENG
    assert sum(await asyncio.gather(*(chase(sessions, DUE + timedelta(days=9, minutes=i)) for i in range(4)))) == 2
    report = await only(city)
    told = [(each["kind"], each["step"], each["region"]) for each in report["moves"]["nodes"]]
    assert told[:-1] == [
        ("INTERVIEWED", 3, {"code": "4101"}),
        ("CIRCULATED", 2, {"code": "4101"}),
        ("REMINDED", 1, {"code": GUANCHENG}),
    ]
    why = report["moves"]["nodes"][0]["reason"]
    assert (f"{DAY} 18:00" in why, "9 日" in why, "9 days" in why) == (True, True, True)
    assert await chase(sessions, DUE + timedelta(days=99)) == 0


async def test_whoever_submits_is_chased_no_further(office: Scratch, city: Portal) -> None:
    """A report that comes back begins at the bottom again, its days counted from then."""
    sessions, report = office.engine.database.sessions, {"report_id": (await only(city))["id"]}
    county = await office.official("李科长", Role.DEPARTMENT, region_code=GUANCHENG)
    found = await city.ask('{ reports(filter: { sentUpTo: { eq: "4101" } }) { totalCount } }')
    assert found["reports"]["totalCount"] == 1
    await done(county, "submitReport", "report { id }", **report)
    assert (await only(city))["sentUpTo"] is None
    assert await chase(sessions, DUE + timedelta(days=99)) == 0
    await done(city, "returnReport", "report { id }", **report, reason="漏报一家")
    assert await chase(sessions, datetime.now(CHINA)) == 0
    assert await chase(sessions, datetime.now(CHINA) + timedelta(days=1, minutes=1)) == 1
    assert (await only(city))["sentUpTo"] == GUANCHENG
