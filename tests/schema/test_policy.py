"""Who sees what: covert inspections and transfers, teams, bodies and those who only look after accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest_asyncio

from anjian.access.model import Role
from anjian.access.policy import LINKS
from anjian.actions.model import Action, ActionKind
from anjian.database.ids import UUID, uuid7
from anjian.database.models import metadata
from anjian.events.model import Event, EventKind, SubjectKind
from anjian.hazards.model import FoundBy, Hazard, HazardLevel
from anjian.inspections.model import Inspection, InspectionKind
from anjian.people.model import Organization, OrganizationKind, Person, PersonKind, Team, TeamKind, TeamMember
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import GUANCHENG, HENAN, YESTERDAY, Scratch, entity, problems, refused, scratch

SEEN = """{
    entities { totalCount } inspections { totalCount nodes { kind } } hazards { totalCount nodes { title } }
    actions { totalCount nodes { kind } } events { totalCount } teams { nodes { name } }
    figures(names: [VISITS, HAZARDS_FOUND, FINES_YUAN]) { rows { values { value } } }
}"""


class Works:
    """A fireworks works that a covert team and an open team of experts inspected: a hazard, and what followed."""

    def __init__(self, made: Scratch) -> None:
        self.made = made

    async def furnish(self) -> None:
        self.officer = await self.made.official("王五")
        self.id = await entity(self.officer, "fireworks", name="花炮厂")
        self.key = {"entity_id": UUID(self.id.partition(":")[2]), "region_code": GUANCHENG}
        self.body = Organization(id=uuid7(), name="专业机构", kind=OrganizationKind.AGENCY, region_code=HENAN)
        await self.made.add(self.body)
        self.staff = await self.made.enterprise("周八", self.id)
        self.expert = Person(id=uuid7(), name="专家", kind=PersonKind.EXPERT, region_code=HENAN)
        self.of_expert = await self.made.bearer(self.expert, Role.EXPERT)
        self.covert = await self.visit("暗访", InspectionKind.COVERT, TeamKind.COVERT)
        self.checkup = await self.visit("体检", InspectionKind.EXPERT, TeamKind.EXPERT, self.expert)
        await self.made.add(self.action(ActionKind.CIRCULAR, issuer_id=self.body.id))
        await self.made.add(self.action(ActionKind.CRIMINAL_TRANSFER))

    async def visit(self, name: str, kind: InspectionKind, team: TeamKind, *members: Person) -> Inspection:
        group = Team(id=uuid7(), name=name, kind=team, region_code=HENAN, formed_on=YESTERDAY)
        await self.made.add(group)
        for member in members:
            await self.made.add(TeamMember(team_id=group.id, person_id=member.id))
        visit = Inspection(
            **self.key, id=uuid7(), kind=kind, sector="fireworks", inspected_on=YESTERDAY, team_id=group.id
        )
        await self.made.add(visit)
        found = {"level": HazardLevel.GENERAL, "found_on": YESTERDAY, "found_by": FoundBy.DEPARTMENT, "title": name}
        hazard = Hazard(**self.key, id=uuid7(), **found, sector="fireworks", inspection_id=visit.id)
        await self.made.add(hazard)
        await self.made.add(self.action(ActionKind.FINE, amount_fen=100, inspection_id=visit.id, hazard_id=hazard.id))
        await self.made.add(self.event(SubjectKind.HAZARD, hazard.id))
        await self.made.add(self.event(SubjectKind.ENTITY, self.key["entity_id"], inspection_id=visit.id))
        return visit

    def action(self, kind: ActionKind, **more: Any) -> Action:
        return Action(
            **self.key, id=uuid7(), kind=kind, sector="fireworks", issued_on=YESTERDAY, basis="第一百条", **more
        )

    def event(self, kind: SubjectKind, subject: Any, **more: Any) -> Event:
        told = {"kind": EventKind.FACTS_RECORDED, "subject_kind": kind, "subject_id": subject}
        return Event(**self.key, id=uuid7(), at=datetime.now(UTC), **told, **more)


@pytest_asyncio.fixture(scope="module")
async def works(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Works]:
    """Tests leave it as it is."""
    async with scratch(fresh_database(), host) as made:
        works = Works(made)
        await works.furnish()
        yield works


async def seen(portal: Portal) -> dict[str, Any]:
    """What each list shows, in short; counts and figures say the same as the lists."""
    answer = await portal.ask(SEEN)
    for noun in ("inspections", "hazards", "actions"):
        assert answer[noun]["totalCount"] == len(answer[noun]["nodes"])
    visits, hazards, yuan = (value["value"] for value in answer["figures"]["rows"][0]["values"])
    fines = [node for node in answer["actions"]["nodes"] if node["kind"] == "FINE"]
    assert (int(visits), int(hazards)) == (answer["inspections"]["totalCount"], answer["hazards"]["totalCount"])
    assert int(yuan) == len(fines)
    return {
        "hazards": "".join(sorted(node["title"] for node in answer["hazards"]["nodes"])),
        "actions": sorted(node["kind"] for node in answer["actions"]["nodes"]),
        "events": answer["events"]["totalCount"],
        "teams": "".join(sorted(node["name"] for node in answer["teams"]["nodes"])),
        "entities": answer["entities"]["totalCount"],
    }


async def test_officials_see_what_happens_in_their_region(works: Works) -> None:
    """Covert inspections and transfers included; another province sees nothing of it."""
    for role in (Role.INSPECTOR, Role.DEPARTMENT, Role.COMMITTEE_OFFICE, Role.LEADER, Role.AUDITOR, Role.EXCHANGE):
        here = await seen(await works.made.official("官", role, region_code=HENAN))
        assert (here["hazards"], len(here["actions"]), here["events"]) == ("体检暗访", 4, 5)
        elsewhere = await seen(await works.made.official("官", role, region_code="45"))
        assert (elsewhere["hazards"], elsewhere["actions"], elsewhere["events"]) == ("", [], 0)


async def test_an_unopened_covert_inspection_is_not_there_for_the_inspected(works: Works) -> None:
    """Nor is anything that came of it, nor its team, nor a transfer to others."""
    here = await seen(works.staff)
    assert (here["hazards"], here["actions"]) == ("体检", ["CIRCULAR", "FINE"])
    assert (here["events"], here["teams"]) == (3, "体检")  # registered, and two of the open visit


async def test_an_expert_sees_what_their_teams_inspected(works: Works) -> None:
    """And the entity where that was; another expert sees neither."""
    mine = await seen(works.of_expert)
    assert (mine["hazards"], mine["actions"], mine["entities"]) == ("体检", ["FINE"], 1)
    stranger = Person(id=uuid7(), name="生人", kind=PersonKind.EXPERT, region_code=HENAN)
    other = await seen(await works.made.bearer(stranger, Role.EXPERT))
    assert (other["hazards"], other["actions"], other["entities"], other["events"]) == ("", [], 0, 0)


async def test_an_administrator_sees_no_case(works: Works) -> None:
    """They look after accounts: people are there, entities and what happens at them are not."""
    portal = await works.made.official("管", Role.ADMINISTRATOR)
    here = await seen(portal)
    assert (here["hazards"], here["actions"], here["entities"], here["events"]) == ("", [], 0, 0)
    people = (await portal.ask("{ people { nodes { name } } }"))["people"]["nodes"]
    assert {"周八", "专家"} <= {node["name"] for node in people}


async def test_a_command_tells_no_more_than_a_list(works: Works) -> None:
    """What one does not see is, to a command, as if it were not there; the team of a covert visit as well."""
    hidden = (await works.officer.ask('{ hazards(filter: { title: { eq: "暗访" } }) { nodes { id } } }'))["hazards"]
    [node] = hidden["nodes"]
    told = await refused(
        works.staff, "submitRectification", hazard_id=node["id"], measures="改", rectified_on=YESTERDAY
    )
    assert list(told) == ["NOT_FOUND"]


async def test_those_who_only_look_send_no_command(works: Works) -> None:
    """Auditors, leaders and exchange systems read; the refusal names who could."""
    given = {"entity_id": works.id, "sector": "fireworks", "facts": {"actualPersons": 1}, "true_on": YESTERDAY}
    for role in (Role.AUDITOR, Role.LEADER, Role.EXCHANGE, Role.ADMINISTRATOR):
        [told] = await problems(await works.made.official("看", role), "recordFacts", **given)
        assert (told["code"], "监管部门" in told["message"]) == ("NOT_ALLOWED", True)


CASES = {"inspection", "hazard", "action"}


def test_no_record_of_a_case_is_forgotten() -> None:
    """Whatever refers to an inspection, a hazard or an action is hidden and reached with it."""
    for table in metadata.tables.values():
        above = {key.column.table.name for key in table.foreign_keys} & CASES - {table.name}
        linked = {link.to.name for link in LINKS.get(table.name, ())}
        assert above <= linked, f"{table.name} refers to {above}, and LINKS says {linked}"
