"""Writes the demonstration into the tables, in the order their keys need."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa
from rich.progress import Progress, TaskID
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.campaigns.model import Campaign
from anjian.database.ids import UUID
from anjian.demo import campaigns, derived, rankings, reports, scenes, tokens
from anjian.demo.answering import AnswerRow
from anjian.demo.bearers import bearers
from anjian.demo.copying import Bulk
from anjian.demo.plans import WINDOWS
from anjian.demo.rows import (
    ActionRow,
    EntityRow,
    HazardRow,
    IdentifierRow,
    MemberRow,
    OrganizationRow,
    PersonRow,
    TeamRow,
    VisitRow,
)
from anjian.demo.scenes import City
from anjian.demo.sectors import Examination, Examiner, JudgementRow, ObservationRow, ProfileRow
from anjian.demo.set_aside import keys_set_aside
from anjian.demo.work import Day, Work
from anjian.words import Title

LOADING = Title("载入示范数据", "Loading the demonstration")
FINISHING = 10  # steps after the last day


@dataclass(slots=True)
class Writer:
    """One run of the loader. Actions wait for the hazards they refer to."""

    connection: AsyncConnection
    bulk: Bulk
    progress: Progress
    examiner: Examiner
    actions: list[ActionRow] = field(default_factory=list)
    task: TaskID = field(init=False)

    async def write(self) -> None:
        cities = [scenes.zhengzhou(self.examiner), scenes.lianhu(self.examiner)]
        works = [work for city in cities for work in city.works]
        days = sum(len(work.window.days) for work in works)
        self.task = self.progress.add_task(str(LOADING), total=days + len(cities) + FINISHING)
        await self._insert(Campaign, campaigns.campaigns())
        for model, values in [*campaigns.parts(), *reports.reports()]:
            await self._insert(model, values)
        for city in cities:
            await self._population(city)
        await self._bulk(derived.CREATE_STAGED)
        async with keys_set_aside(self.connection):
            for work in works:
                await self._work(work)
            await self._conclusion([unit.id for city in cities for unit in city.units])
        await self._bulk(f"ANALYZE {', '.join(derived.LOADED)}")
        await tokens.write(self.connection, await bearers(self.connection, cities))
        await rankings.write(self.connection, cities[0].leader.id)
        self.progress.advance(self.task)

    async def _insert(self, model: type[sa.orm.DeclarativeBase], values: campaigns.Values) -> None:
        await self.connection.execute(sa.insert(model), values)

    async def _bulk(self, statement: str, *values: object) -> None:
        await self.bulk.run(statement, *values)
        self.progress.advance(self.task)

    async def _population(self, city: City) -> None:
        copy, staff, units = self.bulk.copy, city.staff, city.units
        await copy("organization", OrganizationRow._fields, staff.organizations)
        identifiers = (unit.identifier for unit in units)
        await copy("entity_identifier", IdentifierRow._fields, (row for row in identifiers if row))
        await copy("entity", EntityRow._fields, (unit.row for unit in units))
        await copy("person", PersonRow._fields, [*staff.people, *(unit.principal for unit in units)])
        await copy("team", TeamRow._fields, (group.team for group in staff.groups))
        await copy("team_member", MemberRow._fields, (place for group in staff.groups for place in group.places))
        self.progress.advance(self.task)

    async def _work(self, work: Work) -> None:
        for day in work.days():
            await self._day(day)
            self.progress.advance(self.task)

    async def _day(self, day: Day) -> None:
        await self.bulk.copy("inspection", VisitRow._fields, day.visits)
        await self.bulk.copy(derived.STAGED, HazardRow._fields, day.hazards)
        self.actions += day.actions
        if day.examinations:
            await self._examinations(day.examinations)

    async def _examinations(self, examinations: list[Examination]) -> None:
        answers = [row for one in examinations for row in one.answers]
        observations = [row for one in examinations for row in one.observations]
        judgements = [row for one in examinations for row in one.judgements]
        await self.bulk.copy("profile", ProfileRow._fields, [one.profile for one in examinations])
        await self.bulk.copy("answer", AnswerRow._fields, answers)
        await self.bulk.copy("observation", ObservationRow._fields, observations)
        await self.bulk.copy("judgement", JudgementRow._fields, judgements)

    async def _conclusion(self, entities: list[UUID]) -> None:
        """What follows from the days: hazards with their documents, actions, and every event."""
        windows = [campaigns.campaign_id(window) for window in WINDOWS]
        await self._bulk(derived.HAZARDS)
        await self.bulk.copy("action", ActionRow._fields, self.actions)
        await self._bulk(derived.NUMBERS, windows)
        await self._bulk(derived.ENTITY_EVENTS, entities)
        await self._bulk(derived.FACT_EVENTS, entities)
        await self._bulk(derived.VISIT_EVENTS, windows)
        await self._bulk(derived.HAZARD_EVENTS)
        await self._bulk(derived.ACTION_EVENTS, windows)
