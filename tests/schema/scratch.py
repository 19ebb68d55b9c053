"""A database of one's own with regions, people and tokens, and an engine over it: what tests write stays there."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from anjian import china
from anjian.access.bearing import bearer
from anjian.access.model import Role
from anjian.commands.command import camel
from anjian.database.ids import UUID, uuid7
from anjian.database.record import Record
from anjian.people.model import Organization, OrganizationKind, Person, PersonKind
from anjian.plugin_host import PluginHost, sync
from anjian.regions.loading import load_regions
from anjian.settings import Settings
from anjian.words import Language
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from tests.portal import Portal

HENAN, GUANCHENG = "41", "410104"
TODAY: date = china.today(datetime.now(UTC))
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

PLANT = {"name": "花炮厂", "kind": "ENTERPRISE", "region_code": GUANCHENG}
ORDER = {"due_on": TOMORROW, "document_no": "应急责改〔2026〕1号", "basis": "安全生产法第六十五条"}
MENDED = {"measures": "撤出多余人员", "rectified_on": TODAY, "evidence": ["照片0"], "evaluation": "隐患已消除"}
WITNESSES = (UUID(int=71), UUID(int=72))  # two officers who sign acceptances
SIGNERS = [f"Person:{person_id}" for person_id in WITNESSES]
DECIDED = {"opinion": "已整改", "signer_ids": SIGNERS, "decided_on": TODAY, "evidence": ["照片1"]}
FOUND = {
    "sector": "fireworks",
    "title": "通道堵塞",
    "description": "安全出口被货物堵塞",
    "place": "一号工房",
    "found_on": TODAY,
    "evidence": ["照片"],
    "rule_codes": ["FIREWORKS-2017-04"],
}
ASSESSED = {"grounds": "按判定标准", "assessed_on": TODAY, "rule_codes": ["FIREWORKS-2017-04"]}
RULED = {"opinion": "同意"}
REPORTED = {
    "state_and_cause": "工房超员",
    "danger_and_difficulty": "易群死群伤，可立即整改",
    "proposal": "减员并加装门禁",
    "reported_on": TODAY,
}
PLANNED = {
    "goal": "不超过核定人数",
    "responsible": "厂长周某",
    "measures": "减员并加装门禁",
    "funds": "20000.00",
    "due_on": TOMORROW,
    "emergency_plan": "工房停用，专人值守",
}
PROTECTED = {"measures": "工房停用", "taken_on": TODAY, "evacuated": True, "evidence": ["照片"]}
CHECKLIST = {"code": "FIREWORKS-2017", "version": "1"}
FINE = {"kind": "FINE", "basis": "安全生产法第一百条", "issued_on": TODAY, "sector": "fireworks"}


@dataclass(frozen=True)
class Scratch:
    """An engine over a scratch database, and the people who ask it."""

    engine: Engine

    async def official(self, name: str, role: Role = Role.INSPECTOR, **reach: Any) -> Portal:
        """Somebody of a department; ``reach`` is what the token says: region, sectors."""
        office = Organization(id=uuid7(), name="应急管理局", kind=OrganizationKind.DEPARTMENT, region_code=HENAN)
        person = Person(id=uuid7(), name=name, kind=PersonKind.OFFICER, region_code=HENAN, organization_id=office.id)
        await self.add(office)
        return await self.bearer(person, role, **reach)

    async def officers(self, count: int = 2) -> list[str]:
        """The global ids of officers who carry a certificate."""
        made = [
            Person(id=uuid7(), name=f"持证{n}", kind=PersonKind.OFFICER, region_code=HENAN, certificate_no="豫1")
            for n in range(count)
        ]
        for person in made:
            await self.add(person)
        return [f"Person:{person.id}" for person in made]

    async def enterprise(self, name: str, entity: str) -> Portal:
        """Somebody of the enterprise with this global id."""
        entity_id = UUID(entity.partition(":")[2])
        person = Person(id=uuid7(), name=name, kind=PersonKind.ENTERPRISE_STAFF, region_code=HENAN, entity_id=entity_id)
        return await self.bearer(person, Role.ENTERPRISE, entity_id=entity_id)

    async def bearer(self, person: Person, role: Role, **reach: Any) -> Portal:
        token = f"token-{person.id}"
        await self.add(person)
        for record in bearer(token, person.name, person.id, role, **reach):
            await self.add(record)
        return Portal(self.engine, token)

    async def add(self, record: Record) -> None:
        async with self.engine.database.sessions.begin() as session:
            session.add(record)


@asynccontextmanager
async def scratch(url: str, host: PluginHost, *, statement_timeout: float = 5) -> AsyncIterator[Scratch]:
    """As a start of the server would have it: regions there, plugins composed and brought into the database."""
    settings = Settings(statement_timeout=statement_timeout)
    async with Engine.open(settings, url, host, compose_serving(host)) as engine:
        async with engine.database.engine.begin() as connection:
            await load_regions(connection)
        await sync(engine.database.engine, host)
        made = Scratch(engine)
        for person_id, name in zip(WITNESSES, ("孙八", "李九"), strict=True):
            officer = {"kind": PersonKind.OFFICER, "region_code": HENAN, "certificate_no": "豫2"}
            await made.add(Person(id=person_id, name=name, **officer))
        yield made


async def payload(portal: Portal, command: str, selection: str, **given: Any) -> Any:
    """What a command answers, its ``userErrors`` among it; arguments are spelled as in Python."""
    name = f"{command[0].upper()}{command[1:]}"
    query = (
        f"mutation {name}($input: {name}Input!) "
        f"{{ {command}(input: $input) {{ {selection} userErrors {{ path code message }} }} }}"
    )
    answer = await portal.ask(query, input={camel(key): spelled(value) for key, value in given.items()})
    return answer[command]


async def done(portal: Portal, command: str, selection: str, **given: Any) -> Any:
    """What a command answers that has to be accepted."""
    answer = await payload(portal, command, selection, **given)
    errors = answer.pop("userErrors")
    assert errors == [], errors
    return answer


async def refused(portal: Portal, command: str, **given: Any) -> dict[str, list[str]]:
    """The code and the path of each problem of a command that has to be refused; each is said in both languages."""
    chinese, english = [await problems(one, command, **given) for one in (portal, in_english(portal))]
    for zh, en in zip(chinese, english, strict=True):
        assert (zh["code"], zh["path"]) == (en["code"], en["path"])
        assert any("\u4e00" <= sign <= "\u9fff" for sign in zh["message"])
        assert zh["message"] != en["message"]
        assert re.search("[a-z]{2} [a-z]{2}", en["message"])
    return {problem["code"]: problem["path"] for problem in chinese}


async def problems(portal: Portal, command: str, **given: Any) -> list[dict[str, Any]]:
    answer = await payload(portal, command, "__typename", **given)
    found: list[dict[str, Any]] = answer["userErrors"]
    assert found
    return found


def in_english(portal: Portal) -> Portal:
    return portal.of(portal.token, Language.EN)


def spelled(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


async def entity(portal: Portal, *sectors: str, **more: Any) -> str:
    """A registered entity's global id."""
    given = {"name": "管城花炮厂", "kind": "ENTERPRISE", "region_code": GUANCHENG, "sectors": list(sectors), **more}
    answer = await done(portal, "registerEntity", "entity { id }", **given)
    return str(answer["entity"]["id"])


async def major(inspector: Portal, plant: str) -> str:
    crowd = {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}}
    kind = {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}}
    answer = await done(
        inspector, "submitInspection", "inspection { hazards { nodes { id } } }", **visit(plant, crowd, kind)
    )
    (found,) = answer["inspection"]["hazards"]["nodes"]
    return str(found["id"])


def visit(plant: str, *answers: Any, **more: Any) -> dict[str, Any]:
    given = {"entity_id": plant, "kind": "SELF_INSPECTION", "sector": "fireworks", "inspected_on": TODAY}
    return given | ({"checklist": CHECKLIST, "answers": list(answers)} if answers else {}) | more
