"""People, entities and shortcuts for tests of commands; everything runs through the one runner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.commands.answer import Answer
from anjian.commands.command import Command, RecordKey
from anjian.commands.review import Rejected
from anjian.commands.runner import Done, Outcome, run
from anjian.database.ids import UUID, uuid7
from anjian.database.record import Record
from anjian.entities.model import Entity, EntityKind, Profile
from anjian.events.model import Event
from anjian.hazards.accept import AcceptRectification
from anjian.hazards.model import FoundBy, Hazard, HazardLevel
from anjian.hazards.order import OrderRectification
from anjian.hazards.rectify import SubmitRectification
from anjian.inspections import model
from anjian.people.model import Organization, OrganizationKind, Person, PersonKind
from anjian.plugin_host.rows import checklist_row, rule_row
from anjian.regions.model import Region, RegionLevel

from .depot import DEPOT
from .kiln import KILN, Installed

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
HENAN, ZHENGZHOU, GUANCHENG, SHANXI = "41", "4101", "410104", "14"

WITNESSES = (UUID(int=71), UUID(int=72))  # two officers who sign acceptances

R = TypeVar("R", bound=Record)


async def furnish(session: AsyncSession) -> None:
    """What every test needs to be there: regions, and the rules and checklist a start would have written."""
    regions = [(HENAN, None), (SHANXI, None), (ZHENGZHOU, HENAN), (GUANCHENG, ZHENGZHOU)]
    levels = {2: RegionLevel.PROVINCE, 4: RegionLevel.CITY, 6: RegionLevel.COUNTY}
    for code, parent in regions:
        await keep(session, Region, code=code, name=code, level=levels[len(code)], parent_code=parent)
    for person_id, name in zip(WITNESSES, ("李一", "赵二"), strict=True):
        officer = {"name": name, "kind": PersonKind.OFFICER, "region_code": HENAN, "certificate_no": "豫执法0002"}
        await keep(session, Person, id=person_id, **officer)
    for sector in (KILN, DEPOT):
        for checklist in sector.checklists:
            await keep(session, model.Checklist, **checklist_row(checklist, sector.name))
        for rule in sector.rules:
            await keep(session, model.Rule, **rule_row(rule, sector))


async def keep(session: AsyncSession, record: type[Record], **values: object) -> None:
    await session.execute(insert(record).values(**values).on_conflict_do_nothing())


class House:
    """One database, one set of plugins, one day."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self.sessions = sessions
        self.plugins = Installed()

    async def run(self, command: Command, viewer: Viewer, *, now: datetime = NOW) -> Outcome[Answer]:
        async def read(_: AsyncSession, answer: Answer) -> Answer:
            return answer

        return await run(self.sessions, command, viewer=viewer, now=now, plugins=self.plugins, read=read)

    async def do(self, command: Command, viewer: Viewer, *, now: datetime = NOW) -> Answer:
        outcome = await self.run(command, viewer, now=now)
        assert isinstance(outcome, Done), outcome
        return outcome.answer

    async def refused(self, command: Command, viewer: Viewer) -> dict[str, tuple[str | int, ...]]:
        """The code of every problem and the path it lies at; each can be said in both languages."""
        outcome = await self.run(command, viewer)
        assert isinstance(outcome, Rejected), outcome
        for problem in outcome.problems:
            assert problem.words.zh != problem.words.en
        return {problem.code: problem.path for problem in outcome.problems}

    async def person(self, kind: PersonKind = PersonKind.OFFICER, **more: Any) -> Person:
        given = {"region_code": HENAN, **more}
        person = Person(id=uuid7(), name=f"王{uuid7().hex[-6:]}", kind=kind, **given)
        return await self.add(person)

    async def inspector(self, region_code: str | None = HENAN, **more: Any) -> Viewer:
        office = await self.add(
            Organization(id=uuid7(), name="应急管理局", kind=OrganizationKind.DEPARTMENT, region_code=HENAN)
        )
        person = await self.person(organization_id=office.id)
        return Viewer(person_id=person.id, role=Role.INSPECTOR, region_code=region_code, **more)

    async def of_body(self, kind: OrganizationKind, role: Role = Role.DEPARTMENT, **body: Any) -> Viewer:
        """Somebody of a body of this kind, who sees the whole province."""
        made = Organization(id=uuid7(), name=f"{kind.value}", kind=kind, **{"region_code": HENAN, **body})
        person = await self.person(PersonKind.LEADER, organization_id=(await self.add(made)).id)
        return Viewer(person_id=person.id, role=role, region_code=HENAN)

    async def body_of(self, viewer: Viewer) -> UUID:
        body_id = (await self.get(Person, viewer.person_id)).organization_id
        assert body_id is not None
        return body_id

    async def officers(self, count: int = 2, **more: Any) -> tuple[UUID, ...]:
        """Officers who carry a certificate of the province."""
        given = {"certificate_no": "豫执法0001", **more}
        return tuple([(await self.person(**given)).id for _ in range(count)])

    async def enterprise(self, entity_id: UUID) -> Viewer:
        person = await self.person(PersonKind.ENTERPRISE_STAFF, entity_id=entity_id)
        return Viewer(person_id=person.id, role=Role.ENTERPRISE, entity_id=entity_id)

    async def entity(self, region_code: str = GUANCHENG) -> Entity:
        entity = await self.add(Entity(id=uuid7(), name="砖厂", kind=EntityKind.ENTERPRISE, region_code=region_code))
        await self.add(Profile(entity_id=entity.id, sector="kiln", region_code=region_code, data={}))
        return entity

    async def hazard(self, entity: Entity, level: HazardLevel = HazardLevel.MAJOR, **more: Any) -> RecordKey:
        given = {"sector": "kiln", "title": "窑内超员", "found_on": YESTERDAY, "found_by": FoundBy.DEPARTMENT, **more}
        hazard = Hazard(entity_id=entity.id, id=uuid7(), region_code=entity.region_code, level=level, **given)
        await self.add(hazard)
        return RecordKey(entity.id, hazard.id)

    async def rectified(
        self, entity: Entity, rectifier: Viewer, *, level: HazardLevel = HazardLevel.MAJOR
    ) -> RecordKey:
        """A hazard that was ordered mended and reported mended."""
        key = await self.hazard(entity, level)
        await self.do(order(key), await self.inspector())
        await self.do(rectify(key), rectifier)
        return key

    async def add(self, record: R) -> R:
        async with self.sessions.begin() as session:
            session.add(record)
        return record

    async def get(self, kind: type[R], *key: object) -> R:
        async with self.sessions() as session:
            return await session.get_one(kind, key)

    async def find(self, kind: type[R], *conditions: sa.ColumnElement[bool]) -> Sequence[R]:
        async with self.sessions() as session:
            return (await session.scalars(sa.select(kind).where(*conditions))).all()

    async def events(self, entity_id: UUID) -> list[str]:
        return sorted(event.kind.value for event in await self.find(Event, Event.entity_id == entity_id))


def order(key: RecordKey, **more: Any) -> OrderRectification:
    given = {"due_on": TOMORROW, "document_no": "应急责改〔2026〕1号", "basis": "安全生产法第六十五条", **more}
    return OrderRectification(hazard_id=key, **given)


def rectify(key: RecordKey, **more: Any) -> SubmitRectification:
    given = {"measures": "撤出多余人员", "rectified_on": TODAY, "evidence": ("照片0",), "evaluation": "已消除", **more}
    return SubmitRectification(hazard_id=key, **given)


def accept(key: RecordKey, **more: Any) -> AcceptRectification:
    given = {"opinion": "已整改", "signer_ids": WITNESSES, "decided_on": TODAY, "evidence": ("照片1",), **more}
    return AcceptRectification(hazard_id=key, **given)
