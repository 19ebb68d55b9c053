"""Reports that fill themselves, lists that are numbered, rankings whose scores add up: through GraphQL alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from anjian.access.model import Role
from anjian.campaigns.model import Cadence, CampaignDuty
from anjian.china import CHINA
from anjian.plugin_host import PluginHost
from anjian.reporting.cadence import HOLDING, due_at, last_before
from anjian.reporting.open import open_due
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import GUANCHENG, TODAY, Scratch, done, entity, refused, scratch, visit

ERQI = "410103"
START = TODAY - timedelta(days=20)
PLAN: dict[str, Any] = {
    "code": "reports-2026",
    "title": {"zh": "专项行动", "en": "special action"},
    "region": "4101",
    "from": START.isoformat(),
    "phases": [{"title": {"zh": "自查", "en": "self-inspection"}}],
    "tasks": [{"code": "t1", "level": "department", "title": {"zh": "宣讲", "en": "explain"}, "phase": 1}],
    "targets": [
        {"code": "all", "title": {"zh": "全覆盖", "en": "coverage"}, "coverage": ["guidance"], "value": 100},
        {
            "code": "rate",
            "title": {"zh": "自查率", "en": "self-inspected"},
            "coverage": ["self_inspection"],
            "null_reason": "damaged",
        },
    ],
    "duties": [
        {
            "code": "daily",
            "kind": "report",
            "title": {"zh": "日报告", "en": "daily report"},
            "cadence": "day",
            "regions": [GUANCHENG],
            "figures": ["visits", "hazards_found"],
        }
    ],
    "scores": [
        {
            "code": "found",
            "title": {"zh": "隐患", "en": "hazards"},
            "weight": 60,
            "figure": "hazards_found",
            "best": 2,
            "worst": 0,
        },
        {
            "code": "rate",
            "title": {"zh": "每次检查查出", "en": "per visit"},
            "weight": 40,
            "figure": "hazards_found",
            "per": "visits",
            "best": 1,
            "worst": 0,
        },
    ],
    "lists": [{"code": "problems", "title": {"zh": "问题清单", "en": "problems"}, "figures": ["hazards_found"]}],
    "mechanisms": [{"name": "通报", "meaning": "circulars", "carried_by": "report"}],
}
CROWD = {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}}
KIND = {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}}
REPORTS = """query Q { reports(first: 50, filter: { kind: { eq: DUTY } }) { nodes {
  id state late edition windowFrom signer figures { nodes { position figure value explanation } }
  moves { nodes { kind reason person { name } } } } } }"""


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def city(office: Scratch) -> Portal:
    return await office.official("王主任", Role.COMMITTEE_OFFICE, region_code="4101")


@pytest_asyncio.fixture(scope="module")
async def county(office: Scratch) -> Portal:
    return await office.official("李科长", Role.DEPARTMENT, region_code=GUANCHENG)


@pytest_asyncio.fixture(scope="module")
async def campaign(city: Portal) -> str:
    saved = await done(city, "saveCampaign", "campaign { id edition }", document=PLAN)
    again = await done(city, "saveCampaign", "campaign { id edition }", document=PLAN)
    assert saved == again
    return str(saved["campaign"]["id"])


async def found(portal: Portal, campaign: str, region: str, day: date = TODAY) -> str:
    plant = await entity(portal, "fireworks", region_code=region)
    given = visit(plant, KIND, CROWD, kind="GUIDANCE", campaign_id=campaign, inspected_on=day)
    await done(portal, "submitInspection", "inspection { id }", **given)
    return plant


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), CHINA)


async def test_a_report_fills_itself_and_is_answered_for(
    office: Scratch, city: Portal, county: Portal, campaign: str
) -> None:
    """Opened when its day is over, late if silent, submitted by one, returned and locked by whoever stands above."""
    inspector = await office.official("王五")
    yesterday = TODAY - timedelta(days=1)
    await found(inspector, campaign, GUANCHENG, yesterday)
    opened = await open_due(office.engine.database.sessions, midnight(TODAY))
    assert opened == 12  # the days that were missed, and yesterday
    assert await open_due(office.engine.database.sessions, midnight(TODAY)) == 0
    told = (await county.ask(REPORTS))["reports"]["nodes"]
    (last,) = [each for each in told if each["windowFrom"] == yesterday.isoformat()]
    assert [(each["figure"], each["value"]) for each in last["figures"]["nodes"]] == [
        ("visits", "1"),
        ("hazards_found", "1"),
    ]
    assert min(told, key=lambda each: each["windowFrom"])["late"] is True
    late = await city.ask(
        "{ figures(names: [REPORTS_DUE, REPORTS_LATE]) { rows { values { value } } } "
        "reports(filter: { figure: { name: REPORTS_LATE } }) { totalCount } }"
    )
    due, behind = (each["value"] for each in late["figures"]["rows"][0]["values"])
    assert (due, behind) == ("12", str(late["reports"]["totalCount"]))
    assert int(behind) >= 10
    given = {"report_id": last["id"]}
    assert await refused(city, "lockReport", **given) == {"REPORT_STATE_WRONG": ["input", "reportId"]}
    nothing = [{"position": 3, "text": "？"}]
    assert "NO_SUCH_NUMBER" in await refused(county, "submitReport", **given, explanations=nothing)
    said = [{"position": 2, "text": "首次检查烟花企业"}]
    await done(county, "submitReport", "report { id }", **given, explanations=said)
    assert await refused(county, "lockReport", **given) == {"NOT_YOUR_REPORT": ["input", "reportId"]}
    await done(city, "returnReport", "report { id }", **given, reason="漏报一家")
    await found(inspector, campaign, GUANCHENG, yesterday)
    assert "REPORT_STATE_WRONG" in await refused(county, "submitReport", **given)
    corrected = await done(county, "correctReport", "report { id edition }", **given, reason="补录一家")
    assert corrected["report"]["edition"] == 2
    second = {"report_id": corrected["report"]["id"]}
    await done(county, "submitReport", "report { id }", **second)
    await done(city, "lockReport", "report { id }", **second)
    assert "REPORT_LOCKED" in await refused(county, "submitReport", **second)
    assert "REPORT_LOCKED" in await refused(county, "correctReport", **given, reason="再补")
    told = {each["id"]: each for each in (await county.ask(REPORTS))["reports"]["nodes"]}
    values = {
        edition: [each["value"] for each in told[id_]["figures"]["nodes"]]
        for edition, id_ in ((1, last["id"]), (2, second["report_id"]))
    }
    assert values == {1: ["1", "1"], 2: ["2", "2"]}
    first = told[last["id"]]
    assert [each["kind"] for each in first["moves"]["nodes"]] == ["RETURNED", "SUBMITTED", "OPENED"]
    assert first["moves"]["nodes"][0]["reason"] == "漏报一家"


async def test_a_number_opens_into_the_rows_of_its_day(office: Scratch, city: Portal, campaign: str) -> None:
    """A list keeps what it counted; what came since is found by asking for what it counts now and did not then."""
    inspector = await office.official("王五")
    await found(inspector, campaign, ERQI)
    given = {
        "campaign_id": campaign,
        "code": "problems",
        "region_code": ERQI,
        "window_from": TODAY,
        "window_until": TODAY,
    }
    issued = await done(
        city,
        "issueList",
        "report { id number signer figures { nodes { value } } }",
        **given,
        number="郑安办〔2026〕1号",
        signer="王主任",
    )
    assert [each["value"] for each in issued["report"]["figures"]["nodes"]] == ["1"]
    await found(inspector, campaign, ERQI)
    figure = {
        "name": "HAZARDS_FOUND",
        "filter": {"campaign": "reports-2026", "region": {"under": ERQI}, "on": {"eq": TODAY.isoformat()}},
    }
    told = await city.ask(
        """query Q($then: ReportedFigure!, $now: OpenedFigure!) {
          then: hazards(filter: { reported: $then }) { totalCount }
          now: hazards(filter: { figure: $now }) { totalCount }
          came: hazards(filter: { figure: $now, NOT: { reported: $then } }) { totalCount }
          went: hazards(filter: { reported: $then, NOT: { figure: $now } }) { totalCount } }""",
        then={"report": issued["report"]["id"], "position": 1},
        now=figure,
    )
    assert {name: each["totalCount"] for name, each in told.items()} == {"then": 1, "now": 2, "came": 1, "went": 0}
    again = given | {"number": "郑安办〔2026〕1号", "signer": "王主任"}
    assert await refused(city, "issueList", **again) == {"NUMBER_TAKEN": ["input", "number"]}
    assert "LIST_UNKNOWN" in await refused(city, "issueList", **again | {"number": "2", "code": "rumours"})
    backwards = again | {"number": "3", "window_until": TODAY - timedelta(days=1)}
    assert "WINDOW_BACKWARDS" in await refused(city, "issueList", **backwards)
    assert "NO_DUTY_REPORT" in await refused(city, "correctReport", report_id=issued["report"]["id"], reason="错")


async def test_parties_do_not_read_what_is_counted_over_them(
    office: Scratch, city: Portal, county: Portal, campaign: str
) -> None:
    """Enterprises see neither reports nor lists; a county sees no report of elsewhere that is not locked."""
    plant = await entity(await office.official("王五"), "fireworks")
    staff = await office.enterprise("周厂长", plant)
    asked = "{ reports(filter: { kind: { in: [DUTY, LIST] } }) { totalCount } }"
    assert (await staff.ask(asked))["reports"]["totalCount"] == 0
    elsewhere = await office.official("赵科长", Role.DEPARTMENT, region_code=ERQI)
    unlocked = "{ reports(filter: { kind: { eq: DUTY }, state: { eq: OPEN } }) { totalCount } }"
    assert (await elsewhere.ask(unlocked))["reports"]["totalCount"] == 0
    assert (await city.ask(unlocked))["reports"]["totalCount"] > 0


RANKED = """ranking { id rows(first: 50) { nodes { rank score nullReason region { code }
  parts { nodes { indicator weight counted per value points } } } } }"""


async def test_each_score_adds_up_from_its_parts(city: Portal, campaign: str) -> None:
    """Points run from the worst value to the best; equal scores share a rank; a county without data has none."""
    given = {"campaign_id": campaign, "level": "COUNTY", "cadence": "MONTH", "on": TODAY}
    assert "RANKING_CADENCE_WRONG" in await refused(city, "publishRanking", **given | {"cadence": "DAY"})
    assert "NOBODY_TO_RANK" in await refused(city, "publishRanking", **given | {"level": "PROVINCE"})
    ranking = (await done(city, "publishRanking", RANKED, **given))["ranking"]
    rows = {each["region"]["code"]: each for each in ranking["rows"]["nodes"]}
    for row in rows.values():
        parts = [Decimal(part["points"]) for part in row["parts"]["nodes"]]
        assert row["score"] is None or Decimal(row["score"]) == sum(parts)
    assert rows[ERQI]["score"] == "100"
    assert rows[ERQI]["rank"] == 1
    assert [part["value"] for part in rows["410185"]["parts"]["nodes"]] == ["0", None]
    assert rows["410185"]["score"] == "0"
    assert "RANKED_ALREADY" in await refused(city, "publishRanking", **given)
    withdrawn = {"ranking_id": ranking["id"], "reason": "漏了一个县"}
    await done(city, "withdrawRanking", "ranking { id }", **withdrawn)
    assert "WITHDRAWN_ALREADY" in await refused(city, "withdrawRanking", **withdrawn)
    await done(city, "publishRanking", RANKED, **given)


COVERAGE = """query Q { campaign(code: "reports-2026") { targets { nodes { code value nullReason
  registry { registry done excused toDo neverLookedAt percent } } } } }"""


async def test_a_registry_always_adds_up(office: Scratch, city: Portal, county: Portal, campaign: str) -> None:
    """Each entity is done, excused, seen before or never looked at; an unreadable goal is no zero."""
    plant = await entity(await office.official("王五"), "fireworks")
    excuse = {"campaign_id": campaign, "target": "all", "entity_id": plant, "reason": "已停产搬迁"}
    await done(city, "excuseEntity", "targetExcuse { reason }", **excuse)
    assert await refused(city, "excuseEntity", **excuse) == {"EXCUSED_ALREADY": ["input", "entityId"]}
    assert "TARGET_UNKNOWN" in await refused(city, "excuseEntity", **excuse | {"target": "most"})
    for viewer in (city, county):
        all_, rate = (await viewer.ask(COVERAGE))["campaign"]["targets"]["nodes"]
        groups = all_["registry"]
        assert groups["registry"] == sum(groups[name] for name in ("done", "excused", "toDo", "neverLookedAt"))
        assert groups["done"] > 0 < groups["excused"]
        assert (rate["value"], rate["nullReason"], rate["registry"]["done"]) == (None, "damaged", 0)


async def test_who_did_a_task_does_not_confirm_it(city: Portal, county: Portal, campaign: str) -> None:
    told = {"campaign_id": campaign, "code": "t1", "note": "已宣讲三场"}
    assert "NOT_DONE_YET" in await refused(city, "reportTaskProgress", **told, state="CONFIRMED", percent=100)
    assert "PERCENT_WRONG" in await refused(county, "reportTaskProgress", **told, state="DONE", percent=90)
    await done(county, "reportTaskProgress", "campaign { id }", **told, state="DONE", percent=100)
    assert "CONFIRMED_BY_WHO_DID_IT" in await refused(
        county, "reportTaskProgress", **told, state="CONFIRMED", percent=100
    )
    await done(city, "reportTaskProgress", "campaign { id }", **told, state="CONFIRMED", percent=100)
    again = PLAN | {"tasks": []}
    assert "TASK_IN_USE" in await refused(city, "saveCampaign", document=again)
    renamed = PLAN | {"source": "新的出处"}
    saved = await done(city, "saveCampaign", "campaign { edition tasks { nodes { state } } }", document=renamed)
    assert saved["campaign"] == {"edition": 2, "tasks": {"nodes": [{"state": "CONFIRMED"}]}}


@given(st.sampled_from(sorted(HOLDING)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_periods_follow_one_another_without_gap(cadence: Cadence, day: date) -> None:
    """Each day lies in one period of each cadence, and the one before ends the day before it begins."""
    period = HOLDING[cadence](day)
    assert period.began_on <= day <= period.ended_on
    before = last_before(cadence, day)
    assert before.ended_on + timedelta(days=1) == period.began_on
    assert HOLDING[cadence](before.began_on) == before


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 7), st.integers(1, 31))
def test_a_report_is_due_after_its_period(ended: date, weekday: int, day: int) -> None:
    """On the first such weekday, or on that day of the month that follows or its last."""
    weekly = due_at(CampaignDuty(due_weekday=weekday, due_hour=9), ended)
    assert weekly.date().isoweekday() == weekday
    assert 1 <= (weekly.date() - ended).days <= 7
    monthly = due_at(CampaignDuty(due_day=day, due_hour=9), ended).date()
    assert monthly > ended
    assert monthly.day == day or (monthly + timedelta(days=1)).day == 1
    assert (monthly.year * 12 + monthly.month) - (ended.year * 12 + ended.month) == 1
