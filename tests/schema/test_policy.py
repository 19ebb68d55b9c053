"""Who sees what: covert inspections and transfers, teams, bodies and those who only look after accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest_asyncio
import sqlalchemy as sa

from anjian.access.model import Role
from anjian.access.policy import LINKS
from anjian.access.viewer import Viewer
from anjian.actions.model import Action, ActionKind
from anjian.commands.desk import Desk
from anjian.database.ids import UUID, uuid7
from anjian.database.models import metadata
from anjian.entities.model import Profile
from anjian.entities.observing import open_to_all
from anjian.events.model import Event, EventKind, SubjectKind
from anjian.hazards.model import FoundBy, Hazard, HazardLevel, Rectification
from anjian.inspections.model import Inspection, InspectionKind
from anjian.listings.model import Listing, ListingGrade
from anjian.people.conflict import is_bound
from anjian.people.model import Organization, OrganizationKind, Person, PersonKind, Team, TeamKind, TeamMember
from anjian.plugin_host import PluginHost
from anjian_schema.handbook.access import page
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import (
    DECIDED,
    GUANCHENG,
    HENAN,
    TODAY,
    YESTERDAY,
    Scratch,
    done,
    entity,
    problems,
    refused,
    scratch,
    visit,
)

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
    assert {"周**", "专家"} <= {node["name"] for node in people}


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
PAGE = Path(__file__).parents[2] / "docs" / "access.md"


def test_no_record_of_a_case_is_forgotten() -> None:
    """Whatever refers to an inspection, a hazard or an action is hidden and reached with it."""
    for table in metadata.tables.values():
        above = {key.column.table.name for key in table.foreign_keys} & CASES - {table.name}
        linked = {link.to.name for link in LINKS.get(table.name, ())}
        assert above <= linked, f"{table.name} refers to {above}, and LINKS says {linked}"


async def test_names_of_an_enterprises_people_are_masked(works: Works) -> None:
    """In lists, filters, orders and cursors alike; officials act in their own name, and their own side reads them."""
    query = "{ people(filter: { kind: { eq: ENTERPRISE_STAFF } }) { nodes { name fullName } } }"
    leader = await works.made.official("领", Role.LEADER)
    masked = {"name": "周**", "fullName": "周**"}
    assert (await leader.ask(query))["people"]["nodes"] == [masked]
    assert (await works.officer.ask(query))["people"]["nodes"] == [masked | {"fullName": "周八"}]
    assert (await works.staff.ask(query))["people"]["nodes"] == [{"name": "周八", "fullName": "周八"}]
    for name, found in (("周八", 0), ("周**", 1), ("王五", 1)):
        counted = await leader.ask(f'{{ people(filter: {{ name: {{ eq: "{name}" }} }}) {{ totalCount }} }}')
        assert counted["people"]["totalCount"] == found
    ends = "{ people(orderBy: [{ field: NAME }]) { edges { cursor node { name } } } }"
    assert "周八" not in str(await works.officer.ask(ends))


async def test_what_was_published_is_for_everybody(works: Works) -> None:
    """The notice of a listing, not the listing: whoever does not see the hazard reads what was announced of it."""
    async with works.made.engine.database.sessions() as session:
        found = sa.select(Action).where(
            Action.inspection_id == works.covert.id, Action.entity_id == works.key["entity_id"]
        )
        fine = (await session.scalars(found)).one()
    of = {
        "hazard_id": fine.hazard_id,
        "action_id": fine.id,
        "issuer_id": works.body.id,
        "responsible_id": works.body.id,
    }
    said = {"unit": "花炮厂", "responsible_person": "某", "notice": "公告", "published_on": YESTERDAY}
    days = {"listed_on": YESTERDAY, "due_on": TODAY}
    await works.made.add(
        Listing(**works.key, id=uuid7(), sector="fireworks", grade=ListingGrade.FOUR, **of, **said, **days)
    )
    query = "{ publicNotices { nodes { notice } } listings { totalCount } }"
    for portal, listings in ((works.officer, 1), (works.of_expert, 0), (works.staff, 0)):
        answer = await portal.ask(query)
        assert answer["publicNotices"]["nodes"] == [{"notice": "公告"}]
        assert answer["listings"]["totalCount"] == listings


async def test_signers_of_a_self_inspection_are_masked(works: Works) -> None:
    """The enterprise signs it; what officials sign bears their names in full."""
    plant = await entity(works.officer, "fireworks", name="戊厂")
    staff = await works.made.enterprise("吴九", plant)
    await done(staff, "submitInspection", "inspection { id }", **visit(plant, signers=["吴九", "郑十一"]))
    signed = {"kind": "ENFORCEMENT", "signers": ["王五", "赵六"]}
    await done(works.officer, "submitInspection", "inspection { id }", **visit(plant, **signed))
    query = (
        f'{{ entity(id: "{plant}") {{ inspections(orderBy: [{{ field: SUBMITTED_AT }}]) {{ nodes {{ signers }} }} }} }}'
    )
    for portal, own in ((works.officer, ["吴**", "郑**"]), (staff, ["吴九", "郑十一"])):
        nodes = (await portal.ask(query))["entity"]["inspections"]["nodes"]
        assert [node["signers"] for node in nodes] == [own, ["王五", "赵六"]]


SAW = "{ auditEntries(filter: { kind: { eq: SAW_PERSONAL } }) { nodes { name details person { name } } } }"
IN_FULL = "query Everybody { people { nodes { named: fullName certificateNo name } } }"


async def test_who_reads_in_full_is_noted(works: Works) -> None:
    """Whoever may see personal data and asks for them in full leaves a line in the audit; who sees a mask does not."""
    auditor = await works.made.official("审", Role.AUDITOR, region_code="4201")
    for name, role in (("执", Role.INSPECTOR), ("领", Role.LEADER)):
        portal = await works.made.official(name, role, region_code="4201")
        await portal.ask(IN_FULL)
        await portal.ask("{ people { nodes { name } } }")
    [line] = (await auditor.ask(SAW))["auditEntries"]["nodes"]
    assert (line["name"], line["person"]["name"]) == ("Everybody", "执")
    assert line["details"] == {"fields": ["people.certificateNo", "people.named"]}


async def test_who_is_answered_in_full_is_noted_with_the_command(works: Works) -> None:
    """The payload of a command may show personal data as well."""
    officer = await works.made.official("答", region_code=GUANCHENG)
    given = {"entity_id": works.id, "sector": "fireworks", "facts": {"actualPersons": 1}, "true_on": YESTERDAY}
    events = "entity { timeline(first: 1) { nodes { actor { fullName } } } }"
    answer = await done(officer, "recordFacts", events, **given)
    assert answer["entity"]["timeline"]["nodes"] == [{"actor": {"fullName": "答"}}]
    auditor = await works.made.official("审", Role.AUDITOR, region_code=GUANCHENG)
    latest = (await auditor.ask(SAW))["auditEntries"]["nodes"][0]
    assert (latest["person"]["name"], latest["details"]) == ("答", {"fields": ["entity.timeline.actor.fullName"]})


async def test_an_expert_who_is_bound_stands_aside(works: Works) -> None:
    """Declared once, it keeps them from the entity's inspections and out of teams that go there; others may go."""
    expert = Person(id=uuid7(), name="许九", kind=PersonKind.EXPERT, region_code=HENAN)
    portal, other = await works.made.bearer(expert, Role.EXPERT), await entity(works.officer, "fireworks", name="别厂")
    given = {"entity_id": other, "reason": "曾任该厂安全顾问"}
    for _ in range(2):
        answer = await done(portal, "declareConflict", "conflict { id reason person { name } entity { id } }", **given)
        assert (answer["conflict"]["person"]["name"], answer["conflict"]["entity"]) == ("许九", None)
    assert (await portal.ask("{ conflicts { totalCount } }"))["conflicts"]["totalCount"] == 1
    group = Team(id=uuid7(), name="组", kind=TeamKind.EXPERT, region_code=HENAN, formed_on=YESTERDAY)
    await works.made.add(group)
    await works.made.add(TeamMember(team_id=group.id, person_id=expert.id))
    sent = visit(other, kind="EXPERT", team_id=f"Team:{group.id}")
    assert await refused(works.officer, "submitInspection", **sent) == {"CONFLICT_OF_INTEREST": ["input", "teamId"]}
    await done(works.officer, "submitInspection", "inspection { id }", **{**sent, "entity_id": works.id})


async def test_an_expert_who_is_bound_signs_for_nothing_there(works: Works) -> None:
    """Neither do they sign the acceptance of what was mended."""
    expert = Person(id=uuid7(), name="孔十一", kind=PersonKind.EXPERT, region_code=HENAN)
    portal = await works.made.bearer(expert, Role.EXPERT)
    await done(portal, "declareConflict", "conflict { id }", entity_id=works.id, reason="亲属任该厂负责人")
    [node] = (await works.officer.ask("{ hazards(first: 1) { nodes { id } } }"))["hazards"]["nodes"]
    signed = {**DECIDED, "signer_ids": [f"Person:{expert.id}"]}
    told = await refused(works.officer, "acceptRectification", hazard_id=node["id"], **signed)
    assert told["CONFLICT_OF_INTEREST"] == ["input", "signerIds"]


async def test_who_mended_there_is_evidently_bound(works: Works) -> None:
    """Nobody needs to declare what the records say."""
    expert = Person(id=uuid7(), name="何十", kind=PersonKind.EXPERT, region_code=HENAN)
    await works.made.bearer(expert, Role.EXPERT)
    async with works.made.engine.database.sessions() as session:
        hazard = await session.scalar(sa.select(Hazard).where(Hazard.title == "体检"))
        done_by = {"submitted_by": expert.id, "hazard_id": hazard.id if hazard else None}
    await works.made.add(Rectification(**works.key, id=uuid7(), measures="改", rectified_on=YESTERDAY, **done_by))
    async with works.made.engine.database.sessions() as session:
        bound = sa.select(Person.name).where(Person.kind == PersonKind.EXPERT, is_bound(works.key["entity_id"]))
        assert "何十" in list(await session.scalars(bound))


async def test_a_covert_inspection_changes_nothing_that_the_inspected_see(works: Works) -> None:
    """Not the profile, nor what their own check is judged by, until it is opened; then all of it is there."""
    plant = await entity(works.officer, "fireworks", name="丁厂")
    staff = await works.made.enterprise("钱一", plant)
    before = await staff.ask(STATE)
    answer = await done(
        works.officer,
        "submitInspection",
        "inspection { id hazards { nodes { level } } }",
        **visit(plant, CROWD, MAKER, kind="COVERT"),
    )
    assert [each["level"] for each in answer["inspection"]["hazards"]["nodes"]] == ["MAJOR"]
    assert await staff.ask(STATE) == before
    own = await done(
        staff, "submitInspection", "inspection { judgements(first: 100) { nodes { facts } } }", **visit(plant, MAKER)
    )
    assert not any("actual_persons" in each["facts"] for each in own["inspection"]["judgements"]["nodes"])
    await opened(works.made, answer["inspection"]["id"])
    after = await staff.ask(STATE)
    assert after["fireworks"]["profiles"]["nodes"] == [{"actualPersons": 6}]
    assert after["hazards"]["totalCount"] == 1


STATE = """{
    fireworks { profiles { nodes { actualPersons } } } entities { nodes { profiles { nodes { data version } } } }
    hazards { totalCount } inspections { totalCount } events { totalCount } standingVerdicts { totalCount }
}"""
CROWD = {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}}
MAKER = {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}}


async def opened(made: Scratch, id_: str) -> None:
    entity_id, inspection_id = map(UUID, id_.split(":")[1:])
    async with made.engine.database.sessions.begin() as session:
        inspection = await session.get_one(Inspection, (entity_id, inspection_id))
        inspection.opened_on = TODAY
        await session.flush()
        profile = await session.get_one(Profile, (entity_id, "fireworks"))
        desk = Desk(session, Viewer(uuid7(), Role.DEPARTMENT), datetime.now(UTC), made.engine.host)
        assert await open_to_all(desk, profile, inspection_id) == TODAY


def test_the_page_says_what_the_policy_says() -> None:
    """`python -m anjian_schema.handbook.access > docs/access.md` after each change of the policy or the catalogue."""
    assert page() == PAGE.read_text(encoding="utf-8")
