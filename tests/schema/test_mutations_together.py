"""Several commands in one request, the same command twice, and a database that goes away meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest_asyncio

from anjian.database.ids import UUID
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import GUANCHENG, TODAY, Scratch, done, entity, refused, scratch

PLANT = {"name": "花炮厂", "kind": "ENTERPRISE", "regionCode": GUANCHENG, "sectors": ["fireworks"]}
FACTS = {"sector": "fireworks", "trueOn": TODAY.isoformat()}
TWO = """
mutation Two($first: RegisterEntityInput!, $second: RegisterEntityInput!) {
  one: registerEntity(input: $first) { ...done }
  two: registerEntity(input: $second) { ...done }
}
fragment done on RegisterEntityPayload { __typename plant: entity { name version } userErrors { code path } }
"""
HERE = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
WAITING = f"SELECT count(*) {HERE} AND wait_event_type = 'Lock'"
CUT = f"SELECT pg_terminate_backend(pid) {HERE}"
HOLD = "SELECT 1 FROM entity WHERE id = $1 FOR UPDATE"
COUNT = "{ entities { totalCount } events { totalCount } }"


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host, statement_timeout=2) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def inspector(office: Scratch) -> Portal:
    return await office.official("王五")


async def test_what_an_earlier_command_did_stays_done(inspector: Portal) -> None:
    """They run in their order; one that is refused says so and takes nothing along."""
    wrong = PLANT | {"name": "乙", "regionCode": "419999"}
    answer = await inspector.ask(TWO, first=PLANT | {"name": "甲"}, second=wrong)
    assert answer == {
        "one": {"__typename": "RegisterEntityPayload", "plant": {"name": "甲", "version": 1}, "userErrors": []},
        "two": {
            "__typename": "RegisterEntityPayload",
            "plant": None,
            "userErrors": [{"code": "UNKNOWN_REGION", "path": ["input", "regionCode"]}],
        },
    }
    found = await inspector.ask('{ entities(filter: { name: { in: ["甲", "乙"] } }) { nodes { name } } }')
    assert found["entities"]["nodes"] == [{"name": "甲"}]


async def test_a_later_command_sees_what_an_earlier_one_did(inspector: Portal) -> None:
    """The payload is read inside the transaction: the version is the new one, the facts are those just recorded."""
    plant = await entity(inspector, "fireworks")
    asked = """mutation Facts($a: RecordFactsInput!, $b: RecordFactsInput!) {
      a: recordFacts(input: $a) { ...now } b: recordFacts(input: $b) { ...now } }
      fragment now on RecordFactsPayload { userErrors { code } entity { fireworks { actualPersons }
        profiles { nodes { version } } observations { totalCount } timeline(first: 1) { nodes { kind } } } }"""
    given = FACTS | {"entityId": plant}
    answer = await inspector.ask(
        asked, a=given | {"facts": {"actualPersons": 3}}, b=given | {"facts": {"actualPersons": 4}}
    )
    for key, persons, version, seen in (("a", 3, 2, 1), ("b", 4, 3, 2)):
        assert answer[key] == {
            "userErrors": [],
            "entity": {
                "fireworks": {"actualPersons": persons},
                "profiles": {"nodes": [{"version": version}]},
                "observations": {"totalCount": seen},
                "timeline": {"nodes": [{"kind": "FACTS_RECORDED"}]},
            },
        }


async def test_a_payload_that_cannot_be_read_undoes_its_command(inspector: Portal) -> None:
    """A page too large is the caller's mistake: that command is not done, the one before it is."""
    before = await inspector.ask(COUNT)
    answer = await inspector.response(
        """mutation Large($input: RegisterEntityInput!) { one: registerEntity(input: $input) { entity { name } }
        two: registerEntity(input: $input) { entity { timeline(first: 101) { totalCount } } userErrors { code } } }""",
        input=PLANT,
    )
    assert answer["data"] == {"one": {"entity": {"name": "花炮厂"}}, "two": None}
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["path"]) == ("PAGE_SIZE", ["two"])
    after = await inspector.ask(COUNT)
    assert after["entities"]["totalCount"] == before["entities"]["totalCount"] + 1


async def test_a_request_sent_twice_is_done_once(inspector: Portal) -> None:
    """The first answer again, with the version of now; other content under the key is refused, in either language."""
    plant, before = {"name": "丙", "kind": "ENTERPRISE", "region_code": GUANCHENG}, await inspector.ask(COUNT)
    first = await done(inspector, "registerEntity", "entity { id }", **plant, idempotency_key="k-1")
    again = await done(inspector, "registerEntity", "entity { id }", **plant, idempotency_key="k-1")
    assert again == first
    after = await inspector.ask(COUNT)
    assert after["entities"]["totalCount"] == before["entities"]["totalCount"] + 1
    other = plant | {"name": "丁", "idempotency_key": "k-1"}
    at = {"IDEMPOTENCY_KEY_REUSED": ["input", "idempotencyKey"]}
    assert await refused(inspector, "registerEntity", **other) == at
    assert await inspector.ask(COUNT) == after


async def test_a_refused_request_leaves_its_key_free(inspector: Portal) -> None:
    """Whoever mends the input sends it again under the same key."""
    plant = {"name": "戊", "kind": "ENTERPRISE", "idempotency_key": "k-2"}
    await refused(inspector, "registerEntity", **plant, region_code="419999")
    await done(inspector, "registerEntity", "entity { id }", **plant, region_code=GUANCHENG)


async def test_equal_requests_at_once_are_done_once(inspector: Portal) -> None:
    """Five impatient clicks: one entity, five equal answers."""
    plant = {"name": "己", "kind": "ENTERPRISE", "region_code": GUANCHENG, "idempotency_key": "k-3"}
    clicks = [done(inspector, "registerEntity", "entity { id }", **plant) for _ in range(5)]
    answers = await asyncio.gather(*clicks)
    assert all(answer == answers[0] for answer in answers)


async def test_the_database_goes_away_during_a_command(office: Scratch, inspector: Portal) -> None:
    """What was done before stays; what broke off is not half-written and says what to do; the next request works."""
    plant = await entity(inspector, "fireworks")
    before = await inspector.ask(COUNT)
    asked = """mutation Lost($one: RegisterEntityInput!, $two: RecordFactsInput!) {
      one: registerEntity(input: $one) { entity { name } } two: recordFacts(input: $two) { entity { id } } }"""
    facts = FACTS | {"entityId": plant, "facts": {"actualPersons": 3}}
    answer = await broken_off(office, plant, inspector.response(asked, one=PLANT, two=facts))
    assert answer["data"] == {"one": {"entity": {"name": "花炮厂"}}, "two": None}
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["path"]) == ("DATABASE_UNAVAILABLE", ["two"])
    assert "幂等键" in error["message"]
    assert error["extensions"]["traceId"]
    after = await inspector.ask(COUNT)
    assert after["entities"]["totalCount"] == before["entities"]["totalCount"] + 1
    assert after["events"]["totalCount"] == before["events"]["totalCount"] + 1
    await done(
        inspector,
        "recordFacts",
        "entity { id }",
        entity_id=plant,
        sector="fireworks",
        true_on=TODAY,
        facts={"actualPersons": 3},
    )


async def broken_off(office: Scratch, plant: str, request: Any) -> Any:
    """The answer to a request that waits for this entity when every connection of its server is cut."""
    url = office.engine.database.engine.url
    holder = await asyncpg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        async with holder.transaction():
            await holder.execute(HOLD, UUID(plant.partition(":")[2]))
            running = asyncio.create_task(request)
            while not await holder.fetchval(WAITING):  # noqa: ASYNC110 - PostgreSQL has no event for it
                await asyncio.sleep(0.02)
            await holder.execute(CUT)
            return await running
    finally:
        await holder.close()


async def test_a_command_that_waits_too_long(office: Scratch, inspector: Portal) -> None:
    """Somebody holds the entity beyond the time a statement may take: nothing is written, and the caller is told."""
    plant = await entity(inspector, "fireworks")
    facts = FACTS | {"entityId": plant, "facts": {"actualPersons": 3}}
    asked = "mutation Wait($input: RecordFactsInput!) { recordFacts(input: $input) { entity { id } } }"
    async with office.engine.database.sessions.begin() as session:
        connection = await session.connection()
        await connection.exec_driver_sql(
            "SELECT 1 FROM entity WHERE id = $1 FOR UPDATE", (UUID(plant.partition(":")[2]),)
        )
        answer = await inspector.response(asked, input=facts)
    assert answer["data"] == {"recordFacts": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["TOO_SLOW"]
