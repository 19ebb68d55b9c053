"""A report of the public from its telling to its reward, and who never learns what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import asyncpg
import httpx2
import pytest
import pytest_asyncio
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.access.model import Role
from anjian.database.grants import grant
from anjian.database.ids import UUID
from anjian.plugin_host import PluginHost
from anjian.public_reports.informant import informant
from anjian.public_reports.sealing import INFORMANT, Seal, SealBroken
from anjian.settings import Settings
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import (
    FINE,
    GUANCHENG,
    MENDED,
    Scratch,
    done,
    entity,
    major,
    refused,
    scratch,
)

from .conftest import driver_url

WHO = {"name": "赵吹哨", "contact": "13800000000", "note": "该厂工人"}
TOLD = {"regionCode": GUANCHENG, "place": "管城花炮厂", "content": "工房里有六个人在装药"}
MANY = 10_000
ROLE = "anjian_reports"
MOMENT = datetime(2026, 12, 1, tzinfo=UTC)
REPORT = "publicReport { id stage version }"
STORY = """query Story($id: ID!) { publicReport(id: $id) {
  place content named channel stage dueOn finding rewardYuan rewardBasis hazard { title foundBy } entity { name }
  steps { nodes { kind actor { name } data } } } }"""


@dataclass(frozen=True)
class Desk:
    """The application over a scratch database."""

    office: Scratch
    client: httpx2.AsyncClient
    settings: Settings
    url: str

    async def tell(self, **more: Any) -> httpx2.Response:
        return await self.client.post("/reports", json=TOLD | more, headers={"accept-language": "en"})

    async def told(self, **more: Any) -> str:
        response = await self.tell(**more)
        assert response.status_code == 201, response.text
        return str(response.json()["receipt"])

    async def progress(self, receipt: str) -> Any:
        response = await self.client.get(f"/reports/{receipt}")
        assert response.status_code == 200, response.text
        return response.json()

    async def latest(self, who: Portal) -> str:
        found = await who.ask("{ publicReports(first: 1) { nodes { id } } }")
        return str(found["publicReports"]["nodes"][0]["id"])


def codes(response: httpx2.Response) -> list[str]:
    return [error["extensions"]["code"] for error in response.json()["errors"]]


@pytest_asyncio.fixture(scope="module")
async def desk(
    fresh_database: FreshDatabase, host: PluginHost, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Desk]:
    url = fresh_database()
    settings = Settings(home=tmp_path_factory.mktemp("home"), reports_per_hour=MANY)
    async with scratch(url, host) as office:
        transport = httpx2.ASGITransport(create_app(office.engine, settings, url), raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
            yield Desk(office, client, settings, url)


@pytest_asyncio.fixture(scope="module")
async def inspector(desk: Desk) -> Portal:
    return await desk.office.official("王五")


async def test_a_report_that_was_true(desk: Desk, inspector: Portal) -> None:
    """Told with a name, taken on, linked to the hazard it led to, concluded and rewarded: 15 % of the fine."""
    receipt = await desk.told(informant=WHO)
    assert (await desk.progress(receipt))["stage"] == "received"
    report = await desk.latest(inspector)
    plant = await entity(inspector, "fireworks")
    accepted = await done(inspector, "acceptReport", REPORT, report_id=report, expected_version=1, entity_id=plant)
    assert (accepted["publicReport"]["stage"], accepted["publicReport"]["version"]) == ("ACCEPTED", 2)
    hazard = await inspected(inspector, plant)
    linked = await done(inspector, "linkReport", "hazard { foundBy }", report_id=report, hazard_id=hazard)
    assert linked["hazard"]["foundBy"] == "PUBLIC_REPORT"
    fine = FINED | {"entity_id": plant, "hazard_id": hazard, "signer_ids": await desk.office.officers()}
    await done(inspector, "issueAction", "action { id }", amount="50000.00", **fine)
    assert "WRONG_REPORT_STAGE" in await refused(inspector, "decideReward", report_id=report)
    concluded = {"report_id": report, "finding": "TRUE", "reply": "经核查属实，已责令整改"}
    await done(inspector, "concludeReport", REPORT, **concluded)
    await done(inspector, "decideReward", REPORT, report_id=report)
    told = (await inspector.ask(STORY, id=report))["publicReport"]
    assert (told["rewardYuan"], told["hazard"]["foundBy"], told["entity"]["name"]) == (
        "7500",
        "PUBLIC_REPORT",
        "管城花炮厂",
    )
    assert [step["kind"] for step in told["steps"]["nodes"]][::-1] == [
        "RECEIVED",
        "ACCEPTED",
        "LINKED",
        "CONCLUDED",
        "REWARD_DECIDED",
    ]
    seen = await desk.progress(receipt.lower().replace("-", " "))
    assert (seen["finding"], seen["reply"], seen["rewardYuan"]) == ("true", concluded["reply"], "7500.00")
    assert "REWARD_DECIDED" in await refused(inspector, "decideReward", report_id=report)
    await is_not_told_to_the_party(desk, plant, report, hazard)


FINED = FINE | {"document_no": "应急罚〔2026〕1号"}


async def inspected(inspector: Portal, plant: str) -> str:
    """Found by an enforcement after the report, so not the enterprise's own finding."""
    answers = [
        {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}},
        {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}},
    ]
    given = {"kind": "ENFORCEMENT", "sector": "fireworks", "inspected_on": MENDED["rectified_on"], "answers": answers}
    checklist = {"checklist": {"code": "FIREWORKS-2017", "version": "1"}, "signers": ["王五", "赵六"]}
    selection = "inspection { hazards { nodes { id } } }"
    answer = await done(inspector, "submitInspection", selection, entity_id=plant, **given, **checklist)
    return str(answer["inspection"]["hazards"]["nodes"][0]["id"])


async def is_not_told_to_the_party(desk: Desk, plant: str, report: str, hazard: str) -> None:
    """Neither lists, nor counts, nor ids, nor the hazard's own timeline tell the enterprise who or what told on it."""
    staff = await desk.office.enterprise("周厂长", plant)
    asked = "query Q($id: ID!, $hazard: ID!) { publicReports { totalCount nodes { id } } publicReport(id: $id) { id }"
    told = await staff.ask(
        asked + " node(id: $id) { id } hazard(id: $hazard) { timeline { nodes { data } } } }", id=report, hazard=hazard
    )
    assert told["publicReports"] == {"totalCount": 0, "nodes": []}
    assert told["publicReport"] is None
    assert told["node"] is None
    assert report.partition(":")[2] not in str(told["hazard"])
    assert "NOT_ALLOWED" in await refused(staff, "acceptReport", report_id=report)
    refused_ = await desk.client.post("/reports", json=TOLD, headers={"authorization": f"Bearer {staff.token}"})
    assert (refused_.status_code, codes(refused_)) == (403, ["NOT_ALLOWED"])


async def test_only_the_authority_of_the_place_sees_it(desk: Desk, inspector: Portal) -> None:
    """Another county does not, until the report is handed over to it; then the first one does no more."""
    receipt = await desk.told(content="夜间违规装卸")
    here = await desk.office.official("李一", region_code=GUANCHENG)
    there = await desk.office.official("李二", region_code="410105")
    expert = await desk.office.official("孙专家", Role.EXPERT)
    report = await desk.latest(here)
    for blind in (there, expert):
        assert (await blind.ask("query Q($id: ID!) { publicReport(id: $id) { id } }", id=report))[
            "publicReport"
        ] is None
    assert await refused(there, "acceptReport", report_id=report) == {"NOT_FOUND": ["input", "reportId"]}
    moved = {"report_id": report, "region_code": "410105", "reason": "属地在邻区"}
    assert "UNKNOWN_REGION" in await refused(here, "transferReport", **moved | {"region_code": "410199"})
    assert "BAD_REGION_CODE" in await refused(here, "transferReport", **moved | {"region_code": "4"})
    await done(here, "transferReport", "publicReport { id }", **moved)
    assert await refused(here, "acceptReport", report_id=report) == {"NOT_FOUND": ["input", "reportId"]}
    assert "STALE_VERSION" in await refused(there, "acceptReport", report_id=report, expected_version=1)
    vague = {"report_id": report, "refusal": "TOO_VAGUE", "reply": "请补充地点"}
    await done(there, "refuseReport", REPORT, **vague)
    seen = await desk.progress(receipt)
    assert (seen["stage"], seen["refusal"], seen["reply"]) == ("refused", "too_vague", "请补充地点")
    assert "WRONG_REPORT_STAGE" in await refused(there, "refuseReport", **vague)


async def concluded(
    desk: Desk, inspector: Portal, finding: str = "TRUE", hazard: str | None = None, **told: Any
) -> str:
    await desk.told(**told)
    report = await desk.latest(inspector)
    await done(inspector, "acceptReport", REPORT, report_id=report)
    if hazard is not None:
        await done(inspector, "linkReport", REPORT, report_id=report, hazard_id=hazard)
    await done(inspector, "concludeReport", REPORT, report_id=report, finding=finding, reply="已核查")
    return report


async def test_what_earns_nothing(desk: Desk, inspector: Portal) -> None:
    """Nobody can be rewarded whom nobody knows, nor for what was not so, nor for what another told before."""
    hazard = await major(inspector, await entity(inspector, "fireworks"))
    first = await concluded(desk, inspector, hazard=hazard, informant=WHO)
    later = await concluded(desk, inspector, hazard=hazard, informant=WHO)
    unnamed = await concluded(desk, inspector, hazard=hazard)
    untrue = await concluded(desk, inspector, "UNFOUNDED", informant=WHO)
    for report in (later, unnamed, untrue):
        assert await refused(inspector, "decideReward", report_id=report) == {"NO_REWARD_DUE": ["input", "reportId"]}
    await done(inspector, "decideReward", "publicReport { rewardYuan }", report_id=first)
    assert (await inspector.ask(STORY, id=first))["publicReport"]["rewardYuan"] == "3000"
    assert (await inspector.ask(STORY, id=first))["publicReport"]["hazard"]["foundBy"] == "ENTERPRISE"


async def test_what_no_rule_computes(desk: Desk, inspector: Portal) -> None:
    """A person decides, and says what it rests on."""
    report = await concluded(desk, inspector, "PARTLY_TRUE", informant=WHO)
    given = {"report_id": report}
    assert await refused(inspector, "decideReward", **given) == {"REWARD_NOT_COMPUTED": ["input", "amount"]}
    for wrong in ("0", "-1", "0.001", "99999999999"):
        assert "REWARD_WRONG" in await refused(inspector, "decideReward", **given, amount=wrong, basis="市办法")
    assert await refused(inspector, "decideReward", **given, amount="200") == {
        "REWARD_BASIS_MISSING": ["input", "basis"]
    }
    await done(inspector, "decideReward", REPORT, **given, amount="200", basis="市奖励办法第五条")
    told = (await inspector.ask(STORY, id=report))["publicReport"]
    assert (told["rewardYuan"], told["rewardBasis"]) == ("200", "市奖励办法第五条")


async def test_who_told_it_is_nowhere(desk: Desk, inspector: Portal) -> None:
    """Not in the interface, not in clear text in any table; with the key it is opened, and that is written down."""
    await desk.told(informant=WHO)
    report = await desk.latest(inspector)
    assert WHO["name"] not in str(await inspector.ask(STORY, id=report))
    connection = await asyncpg.connect(driver_url(desk.url))
    tables = await connection.fetch(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'sealed')"
    )
    rows = [str(await connection.fetch(f"SELECT t::text FROM {table['name']} t")) for table in tables]  # noqa: S608
    sealed = await connection.fetch("SELECT identity FROM sealed.informant")
    await connection.close()
    assert not any(WHO["name"] in text or WHO["contact"] in text for text in rows)
    assert not any(value.encode() in row["identity"] for row in sealed for value in WHO.values())
    sessions, seal, id_ = desk.office.engine.database.sessions, Seal.of(desk.settings), UUID(report.partition(":")[2])
    assert dict(await informant(sessions, seal, id_, "发放奖励", MOMENT)) == WHO
    (read, _) = (await inspector.ask(STORY, id=report))["publicReport"]["steps"]["nodes"]
    assert (read["kind"], read["data"]) == ("IDENTITY_READ", {"reason": "发放奖励"})
    with pytest.raises(SealBroken):
        await informant(sessions, Seal({}), id_, "无钥匙", MOMENT)


async def test_an_identity_belongs_to_its_report(desk: Desk, inspector: Portal) -> None:
    """Moved to another report by hand, it does not open."""
    seal, sessions = Seal.of(desk.settings), desk.office.engine.database.sessions
    await desk.told(informant=WHO)
    mine = UUID((await desk.latest(inspector)).partition(":")[2])
    await desk.told()
    other = UUID((await desk.latest(inspector)).partition(":")[2])
    async with sessions.begin() as session:
        of = sa.update(INFORMANT).where(INFORMANT.c.report_id == mine)
        await session.execute(of.values(report_id=other))
    with pytest.raises(SealBroken):
        await informant(sessions, seal, other, "核对", MOMENT)


@pytest_asyncio.fixture
async def of_the_server(desk: Desk) -> AsyncIterator[str]:
    """The database, as the role sees it that a server should run under."""
    owner = create_async_engine(desk.url, poolclass=sa.NullPool)
    async with owner.begin() as connection:
        await connection.execute(sa.text(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}'"))
    await grant(desk.url, ROLE)
    yield make_url(desk.url).set(username=ROLE, password=ROLE).render_as_string(hide_password=False)
    async with owner.begin() as connection:
        await connection.execute(sa.text(f"DROP OWNED BY {ROLE}"))
        await connection.execute(sa.text(f"DROP ROLE {ROLE}"))


async def test_a_portals_role_cannot_join_a_case_with_a_person(desk: Desk, of_the_server: str) -> None:
    """It puts identities under seal and never sees one, and what was done about a report it cannot rewrite."""
    connection = await asyncpg.connect(driver_url(of_the_server))
    await connection.fetch("TABLE public_report")
    for statement in (
        "SELECT * FROM public_report JOIN sealed.informant ON report_id = id",
        "SELECT count(*) FROM sealed.informant",
        "DELETE FROM sealed.informant",
        "UPDATE public_report_step SET data = '{}'",
        "DELETE FROM public_report_step",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch(statement)
    await connection.close()


async def test_a_server_under_its_own_role(desk: Desk, of_the_server: str, host: PluginHost) -> None:
    """It serves, does commands and takes names; only whoever owns the database and has the key opens one."""
    async with Engine.open(desk.settings, of_the_server, host, compose_serving(host)) as engine:
        transport = httpx2.ASGITransport(create_app(engine, desk.settings, desk.url), raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
            told = await client.post("/reports", json=TOLD | {"informant": WHO})
        assert told.status_code == 201, told.text
        official = await Scratch(engine).official("吴九")
        report = await desk.latest(official)
        await done(official, "acceptReport", REPORT, report_id=report)
        id_ = UUID(report.partition(":")[2])
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            await informant(engine.database.sessions, Seal.of(desk.settings), id_, "好奇", MOMENT)
    assert (
        dict(await informant(desk.office.engine.database.sessions, Seal.of(desk.settings), id_, "奖励", MOMENT)) == WHO
    )


async def test_told_twice_is_one_report(desk: Desk, inspector: Portal) -> None:
    """The answer was lost and it is sent again, two at once even: the same receipt, one case."""
    again = {"secret": "a-random-text-of-the-client", "content": "只此一件"}
    both = await asyncio.gather(*(desk.told(**again) for _ in range(3)))
    assert len(set(both)) == 1
    found = await inspector.ask("{ publicReports(first: 100) { nodes { content } } }")
    assert [each["content"] for each in found["publicReports"]["nodes"]].count("只此一件") == 1
    assert codes(await desk.tell(**again | {"content": "另一件"})) == ["SECRET_REUSED"]


async def test_an_official_writes_it_down(desk: Desk, inspector: Portal) -> None:
    """For somebody on the telephone; who did is known, who told it is sealed all the same."""
    given = TOLD | {"informant": {"name": "钱来电", "contact": "12350"}}
    response = await desk.client.post("/reports", json=given, headers={"authorization": f"Bearer {inspector.token}"})
    assert response.status_code == 201
    told = (await inspector.ask(STORY, id=await desk.latest(inspector)))["publicReport"]
    assert (told["channel"], told["named"], told["steps"]["nodes"][0]["actor"]["name"]) == ("ON_BEHALF", True, "王五")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"content": None}, "PARAMETER_WRONG"),
        ({"content": 7}, "PARAMETER_WRONG"),
        ({"content": " "}, "TEXT_BLANK"),
        ({"content": "x" * 10_001}, "TEXT_TOO_LONG"),
        ({"content": "一\0二"}, "TEXT_UNSTORABLE"),
        ({"regionCode": "4"}, "BAD_REGION_CODE"),
        ({"regionCode": "999999"}, "UNKNOWN_REGION"),
        ({"secret": "short"}, "PARAMETER_WRONG"),
        ({"informant": "赵"}, "PARAMETER_WRONG"),
        ({"informant": {"name": "赵"}}, "PARAMETER_WRONG"),
        ({"informant": {"name": "赵", "contact": ""}}, "TEXT_BLANK"),
    ],
)
async def test_what_is_wrong_with_a_report(desk: Desk, given: dict[str, Any], code: str) -> None:
    """Said with its code and its member; nothing is written."""
    response = await desk.tell(**given)
    assert codes(response) == [code], response.text


async def test_a_receipt_that_nobody_was_given(desk: Desk) -> None:
    """404, however it is spelled."""
    for wrong in ("AAAAA-AAAAA-AAAAA-AAAAA", "%00", "%F0%9F%98%80", "x" * 3000):
        response = await desk.client.get(f"/reports/{wrong}")
        assert (response.status_code, codes(response)) == (404, ["RECEIPT_UNKNOWN"])


async def test_one_address_comes_so_often_and_no_more(desk: Desk) -> None:
    """429 with the time to come again; officials who write down for others are not counted."""
    settings = desk.settings.model_copy(update={"reports_per_hour": 2})
    transport = httpx2.ASGITransport(create_app(desk.office.engine, settings, desk.url), raise_app_exceptions=False)
    official = await desk.office.official("郑十")
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
        came = [(await client.post("/reports", json=TOLD)).status_code for _ in range(3)]
        on_behalf = await client.post("/reports", json=TOLD, headers={"authorization": f"Bearer {official.token}"})
        refused_ = await client.post("/reports", json=TOLD)
    assert (came, on_behalf.status_code) == ([201, 201, 429], 201)
    assert (refused_.headers["retry-after"], codes(refused_)) == ("3600", ["TOO_MANY_REQUESTS"])


async def test_without_a_key_names_are_not_taken(desk: Desk) -> None:
    """A server on a database of others has no place for a key of its own: it says so, and takes unnamed reports."""
    settings = Settings(database_url="postgresql://db.example.cn/anjian", reports_per_hour=MANY)
    transport = httpx2.ASGITransport(create_app(desk.office.engine, settings, desk.url), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
        named, unnamed = [await client.post("/reports", json=TOLD | more) for more in ({"informant": WHO}, {})]
    assert (named.status_code, codes(named), unnamed.status_code) == (503, ["SEAL_KEY_MISSING"], 201)
