"""Nineteen places run on one machine: each is a file, loaded without any code, and reads back what it published."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from anjian.access.model import Role
from anjian.campaigns.model import Cadence
from anjian.campaigns.shipping import names, shipped
from anjian.china import CHINA
from anjian.ladders.shipping import ship
from anjian.plugin_host import PluginHost
from anjian.reporting.open import open_due
from anjian_schema.handbook.coverage import page
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import Scratch, done, entity, refused, scratch, visit

DOCS = Path(__file__).parents[2] / "docs"


@dataclass(frozen=True)
class Facts:
    """What the texts of a place name, typed from them once more. A number that is not readable is its reason."""

    county: str
    numbers: Mapping[str, int | float | str]
    cadences: Sequence[str] = ()
    lists: Sequence[str] = ()
    ladder: str | None = None
    mechanisms: Sequence[str] = ()
    added: Sequence[str] = ()
    bodies: Mapping[str, int] = field(default_factory=dict)
    phases: int = 4


PLACES: Mapping[str, Facts] = {
    "lianhu-2023": Facts(
        "610104",
        {
            "campaign_phases": 4,
            "campaign_sectors": 15,
            "campaign_task_levels": 3,
            "campaign_tasks": 22,
            "task_force_staff": 6,
            "experts": 35,
            "expert_categories": "unreadable",
            "general_hazards_found": 1446,
            "major_hazards_found": 2,
            "enterprises_guided": 47,
            "interviews": 4,
            "joint_punishments": 3,
        },
        ["WEEK", "MONTH"],
        ["企业名录清单", "工作任务清单", "问题隐患清单"],
        mechanisms=["体检式检查 / 把脉开方"],
    ),
    "zhengzhou-2019": Facts(
        "410104",
        {
            "visits": 122302,
            "general_hazards_found": 126113,
            "major_hazards_found": 160,
            "suspensions": 297,
            "orders_issued": 1919,
            "city_supervision_groups": 15,
            "bureau_supervision_groups": 13,
            "counties_reporting": 16,
        },
        ["DAY", "DAY"],
        ["风险隐患清单", "交办督办清单", "领导责任清单", "验收销号清单", "重大隐患台账"],
        "ZHENGZHOU-SEQUENCE",
        ["双督导 / 明察暗访"],
        phases=0,
    ),
    "district-2022": Facts(
        "130102",
        {"accidents": 1, "injured": 1, "special_leading_groups": 15, "hazards_found": "masked", "fines": "masked"},
        lists=["问题及整改清单"],
        mechanisms=["回头看", "交办单制度"],
        bodies={"专项领导小组": 15},
        phases=0,
    ),
    "city-plan-2023": Facts(
        "130202",
        {
            "leader_checks_per_month_min": 3,
            "field_time_share_min_pct": 50,
            "paired_departments": 14,
            "paired_plates": 14,
            "self_check_rate_pct": "damaged",
            "enforcement_coverage_pct": "damaged",
            "supervision_coverage_pct": "damaged",
        },
        ["CUMULATIVE", "MONTH"],
        mechanisms=["挂钩督导", "书面抄告"],
        phases=3,
    ),
    "shanxi-2023": Facts("140105", {"musts": 5, "mechanisms": 8}, [], mechanisms=["账单管理", "挂图作战"]),
    "hunan-2023": Facts("430102", {"mechanisms": 3, "measures": 3, "means": 3}),
    "shaanxi-2023": Facts(
        "610102",
        {
            "sectors": 16,
            "criteria_fields": 21,
            "training_days": 3,
            "enforcement_teams": 10,
            "enforcement_squads": 107,
            "experts_per_team_min": 10,
            "experts_per_team_max": 15,
            "discipline_aspects": 8,
            "works": 5,
        },
        mechanisms=["异地交叉"],
        bodies={"执法督查分队": 10, "执法督查小分队": 107},
    ),
    "shandong-2023": Facts(
        "370102",
        {"extensions": 7, "sectors": 21, "common_checklists": 5, "mechanisms": 4},
        added=["隧道工程", "醇基燃料", "海上风电", "高风险旅游项目"],
        mechanisms=["隐患督办"],
    ),
    "hainan-2023": Facts(
        "460105",
        {"tasks": 51, "task_forces": 11, "added_tasks": 3, "added_focuses": 5, "committees": 8},
        added=["渡船渡运", "旅游", "休闲渔业", "游艇观光", "电动自行车火灾"],
        bodies={"工作专班": 11, "专业委员会": 8},
    ),
    "jilin-2023": Facts(
        "220102",
        {"focuses": 17, "mechanisms": 22, "lists": 9},
        ["MONTH", "HALF_MONTH", "WEEK"],
        mechanisms=["重点约谈"],
    ),
    "chongqing-2023": Facts("500103", {"actions": 8}, ["MONTH", "QUARTER", "YEAR"], ["安全生产和自然灾害问题清单"]),
    "hubei-2023": Facts(
        "420102",
        {"tasks": 26, "tasks_first_part": 9, "tasks_second_part": 9, "tasks_third_part": 8, "mechanisms": 6},
        mechanisms=["联络员", "警示约谈"],
    ),
    "beijing-2023": Facts(
        "110105",
        {"standards": 84, "tasks": 49, "departments": 34, "groups": 7},
        ["DAY", "DAY", "WEEK", "WEEK", "WEEK"],
        ["安全生产和火灾隐患检查清单"],
        added=["医疗", "养老机构", "建筑施工", "城市运行"],
        bodies={"工作专班办公室": 1, "工作组": 7, "暗查暗访工作组": 1},
    ),
    "hebei-2023": Facts("130104", {"sectors": 22}, mechanisms=["企业内部举报奖励制度"]),
    "guizhou-2023": Facts(
        "520102", {"aspects": 3, "tasks": 15}, ["MONTH", "QUARTER", "QUARTER"], added=["特种设备", "文化旅游"]
    ),
    "ningxia-2023": Facts("640104", {"tasks": 60, "actions": 6, "task_force_staff": 22}, mechanisms=["一竿子插到底"]),
    "guangxi-2023": Facts(
        "450102", {"forms": 4}, ["WEEK", "MONTH", "MONTH", "QUARTER", "QUARTER"], ladder="GUANGXI-FOUR-FORMS"
    ),
    "anhui-2023": Facts("340102", {"sectors": 11}, ["QUARTER"], added=["有限空间作业"]),
    "shanghai-2023": Facts(
        "310101",
        {"vice_mayors": 4, "added_sectors": 4},
        ["DAY", "WEEK", "MONTH", "QUARTER"],
        ["重大事故隐患数据库"],
        added=["电力", "文化旅游", "特种设备", "医疗卫生"],
    ),
}
CROWD = {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}}
KIND = {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}}
READ = """query Place($code: String!, $seen: Date!) { campaign(code: $code) {
  phases { totalCount } tasks { totalCount nodes { code state overdue } }
  duties(first: 50) { nodes { code cadence region { code } } } sectors(first: 50) { nodes { title added } }
  bodies { nodes { title count least most } } ladders { nodes { ladderCode editions { totalCount } } }
  lists(first: 20) { nodes { title } } mechanisms(first: 50) { nodes { name feature carriedBy outside } }
  targets { nodes { code value nullReason registry { registry done excused toDo neverLookedAt } } }
  pairs(first: 50) { totalCount }
  published: reports(filter: { kind: { eq: PUBLISHED } }) {
    nodes { figures(first: 50) { nodes { figure value unit nullReason } } } }
  duty: reports(first: 50, filter: { kind: { eq: DUTY }, windowFrom: { lte: $seen }, windowUntil: { gte: $seen } }) {
    nodes { code figures { nodes { figure value } } } }
  issued: reports(first: 50, filter: { kind: { eq: LIST } }) {
    nodes { number title figures { nodes { figure value } } } } } }"""


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        await ship(made.engine.database.engine)
        yield made


@pytest_asyncio.fixture(scope="module")
async def nation(office: Scratch) -> Portal:
    return await office.official("司长", Role.COMMITTEE_OFFICE)


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


@pytest_asyncio.fixture(scope="module")
async def places(office: Scratch, nation: Portal, inspector: Portal) -> Mapping[str, Any]:
    """Every place loaded, its short campaign run, its reports opened, and all of it read back."""
    for code, facts in PLACES.items():
        await run(nation, inspector, code, facts)
    for year, month, day in ((2019, 8, 6), (2023, 8, 7)):
        moment = datetime.combine(date(year, month, day), time(1), CHINA)
        await open_due(office.engine.database.sessions, moment)
    return {code: (await nation.ask(READ, code=code, seen=str(seen_on(code))))["campaign"] for code in PLACES}


async def run(nation: Portal, inspector: Portal, code: str, facts: Facts) -> None:
    """One visit that finds a major hazard, and every list issued."""
    plan = shipped(code)
    document = plan.data | ({} if plan.form.region else {"region": facts.county[:4]})
    saved = await done(nation, "saveCampaign", "campaign { id region { code } }", document=document)
    campaign = saved["campaign"]
    plant = await entity(inspector, "fireworks", region_code=facts.county)
    given = visit(plant, KIND, CROWD, kind="GUIDANCE", campaign_id=campaign["id"], inspected_on=seen_on(code))
    await done(inspector, "submitInspection", "inspection { id }", **given)
    window = {"window_from": plan.form.began_on, "window_until": plan.form.ended_on}
    for listed in plan.form.lists:
        more = {"code": listed.code, "region_code": campaign["region"]["code"], "signer": "主任"}
        issued = {"campaign_id": campaign["id"], "number": f"{code}-{listed.code}", **window, **more}
        await done(nation, "issueList", "report { id }", **issued)


def seen_on(code: str) -> date:
    return {"2019": date(2019, 8, 5), "2022": date(2022, 7, 31)}.get(code[-4:], date(2023, 7, 31))


def test_there_are_nineteen() -> None:
    assert sorted(PLACES) == names()
    assert len(PLACES) == 19


@pytest.mark.parametrize("code", PLACES)
def test_a_place_reads_back_what_it_published(places: Mapping[str, Any], code: str) -> None:
    """Exact where a number is printed, empty with its reason where it is masked or damaged, never zero."""
    told = [each for report in places[code]["published"]["nodes"] for each in report["figures"]["nodes"]]
    shown = {each["figure"]: each for each in told}
    for name, number in PLACES[code].numbers.items():
        if isinstance(number, str):
            assert (shown[name]["value"], shown[name]["nullReason"]) == (None, number), name
        else:
            assert float(shown[name]["value"]) == number, name
    assert all((each["value"] is None) == (each["nullReason"] is not None) for each in told)


@pytest.mark.parametrize("code", PLACES)
def test_a_place_is_organised_as_its_text_says(places: Mapping[str, Any], code: str) -> None:
    told, facts = places[code], PLACES[code]
    assert told["phases"]["totalCount"] == facts.phases
    cadences = {each["code"]: each["cadence"] for each in told["duties"]["nodes"]}
    assert sorted(filter(None, cadences.values())) == sorted(facts.cadences)
    assert [each["title"] for each in told["sectors"]["nodes"] if each["added"]] == list(facts.added)
    assert {each["title"]: each["count"] for each in told["bodies"]["nodes"]}.items() >= facts.bodies.items()
    assert {each["name"] for each in told["mechanisms"]["nodes"]} >= set(facts.mechanisms)
    assert all((each["carriedBy"] is None) != (each["outside"] is None) for each in told["mechanisms"]["nodes"])
    ladders = {each["ladderCode"]: each["editions"]["totalCount"] for each in told["ladders"]["nodes"]}
    assert ladders == ({facts.ladder: 1} if facts.ladder else {})


@pytest.mark.parametrize("code", PLACES)
def test_its_lists_and_reports_hold_what_was_found(places: Mapping[str, Any], code: str) -> None:
    """The one major hazard of the short campaign is in each list of such, and once in the reports of each duty."""
    told, plan = places[code], shipped(code).form
    issued = {each["title"]: each["figures"]["nodes"] for each in told["issued"]["nodes"]}
    assert set(issued) == {one.title.zh for one in plan.lists} >= set(PLACES[code].lists)
    for numbers in issued.values():
        assert all(each["value"] == "1" for each in numbers if each["figure"] in OF_THE_VISIT)
    reported = [(report["code"], each) for report in told["duty"]["nodes"] for each in report["figures"]["nodes"]]
    for duty in plan.duties:
        if duty.cadence in OVER_BY_THEN and "major_hazards_found" in duty.figures:
            found = [each for of, each in reported if of == duty.code and each["figure"] == "major_hazards_found"]
            assert sum(int(each["value"]) for each in found) == 1, duty.code


OF_THE_VISIT = {"visits", "hazards_found", "major_hazards_found"}
OVER_BY_THEN = {Cadence.DAY, Cadence.WEEK, Cadence.HALF_MONTH, Cadence.MONTH}


def test_a_registry_of_a_damaged_goal_still_adds_up(places: Mapping[str, Any]) -> None:
    """The anonymous city's percentages are damaged; what was looked at is counted all the same."""
    targets = {each["code"]: each for each in places["city-plan-2023"]["targets"]["nodes"]}
    assert targets["leaders"]["value"] == "3"
    assert targets["leaders"]["registry"] is None
    for name in ("self-check", "enforcement", "supervision"):
        assert (targets[name]["value"], targets[name]["nullReason"]) == (None, "damaged")
        groups = targets[name]["registry"]
        assert groups["registry"] == sum(groups[each] for each in ("done", "excused", "toDo", "neverLookedAt")) == 1
    assert places["city-plan-2023"]["pairs"]["totalCount"] == 14
    assert all(each["overdue"] for each in places["city-plan-2023"]["tasks"]["nodes"] if each["code"] != "letter")


NAMED = {"code": "x", "title": {"zh": "名称", "en": "title"}}
WEEKLY = {**NAMED, "kind": "report", "cadence": "week"}
SCORE = {**NAMED, "figure": "visits", "best": 1, "worst": 0}
STEPS = [{"days": 3, "does": "reminder"}, {"days": 3, "does": "interview"}]
PHASE = {"title": NAMED["title"], "from": "2023-09-01"}
TASK = {**NAMED, "level": "department", "phase": 1, "due": "2023-08-01"}
WRONG: Mapping[str, Mapping[str, Any]] = {
    "targets.0": {"targets": [{**NAMED, "value": 100}]},  # without a denominator
    "scores": {"scores": [{**SCORE, "weight": 90}]},  # that do not add up
    "scores.0.best": {"scores": [{**SCORE, "weight": 100, "worst": 1}]},
    "tasks.0.due": {"phases": [PHASE], "tasks": [TASK]},  # before its phase
    "duties.0.day": {"duties": [{**WEEKLY, "day": 5}]},  # a week has no such day
    "duties.0.cadence": {"duties": [{**WEEKLY, "cadence": "year"}], "until": "2023-07-31"},  # never over
    "duties.0.late": {"duties": [{**WEEKLY, "late": STEPS[:1]}]},  # nothing to report
    "duties.0.late.1.days": {"duties": [{**WEEKLY, "figures": ["visits"], "late": STEPS}]},  # no later than before
}


@pytest.mark.usefixtures("places")
async def test_what_a_plan_may_not_say(nation: Portal) -> None:
    """A child outside its parent, a plan without a place, a wrong word: refused with the path, nothing kept."""
    plan = {
        "code": "twentieth",
        "title": {"zh": "第二十个", "en": "the twentieth"},
        "region": "4102",
        "from": "2023-07-01",
    }
    assert await refused(nation, "saveCampaign", document=plan | {"parent": "zhengzhou-2019"}) == {
        "CAMPAIGN_OUTSIDE_PARENT": ["input", "document", "parent"]
    }
    assert "CAMPAIGN_PARENT_UNKNOWN" in await refused(nation, "saveCampaign", document=plan | {"parent": "nowhere"})
    nowhere = {key: value for key, value in plan.items() if key != "region"}
    assert "CAMPAIGN_WITHOUT_PLACE" in await refused(nation, "saveCampaign", document=nowhere)
    unknown = [{"code": "x", "title": {"zh": "清", "en": "list"}, "figures": ["rumours"]}]
    assert await refused(nation, "saveCampaign", document=plan | {"lists": unknown}) == {
        "CAMPAIGN_WRONG": ["input", "document", "lists", "0", "figures"]
    }
    for path, wrong in WRONG.items():
        found = await refused(nation, "saveCampaign", document=plan | {"until": "2023-12-31"} | wrong)
        assert found == {"CAMPAIGN_WRONG": ["input", "document", *path.split(".")]}
    assert (await nation.ask('{ campaign(code: "twentieth") { id } }'))["campaign"] is None


def test_the_page_of_mechanisms_is_true() -> None:
    assert (DOCS / "coverage.md").read_text("utf-8") == page()


def test_monday_is_the_first_day_of_a_week() -> None:
    """The week of the visit on 31 July 2023 is over by 7 August, and so are its day, half-month and month."""
    assert seen_on("beijing-2023").isoweekday() == 1
    assert seen_on("beijing-2023") + timedelta(days=6) == date(2023, 8, 6)
