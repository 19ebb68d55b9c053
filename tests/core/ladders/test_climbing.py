"""Ladders climb by themselves: once, for a reason that is shown, until a person stops them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest_asyncio
import sqlalchemy as sa

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.actions.issue import IssueAction
from anjian.actions.model import Action, ActionKind, Proposal
from anjian.commands.command import RecordKey
from anjian.entities.model import Entity
from anjian.hazards.model import Hazard, HazardLevel, Stage
from anjian.ladders.answer import AnswerEscalation, ResumeEscalation, StopEscalation
from anjian.ladders.climb import climb
from anjian.ladders.model import Escalation, Ladder, LadderStatus
from anjian.ladders.save import ActivateLadder, RetireLadder, SaveLadder
from anjian.people.model import OrganizationKind
from tests.core.commands.house import GUANCHENG, HENAN, NOW, TODAY, ZHENGZHOU, House

from .test_documents import SECOND, STEP, ladder

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Climbs:
    """A house where one ladder is in force."""

    house: House
    office: Viewer
    ladder: Ladder
    entity: Entity

    async def hazard(self, **more: Any) -> RecordKey:
        given = {"level": HazardLevel.MAJOR, "stage": Stage.RECTIFYING, "due_on": TODAY, "found_on": TODAY - 9 * DAY}
        return await self.house.hazard(self.entity, **given | more)

    def again(self, earlier: RecordKey, number: int) -> dict[str, Any]:
        return {"repeat_of": earlier.id, "repeat_entity_id": self.entity.id, "repeat_no": number}

    async def on(self, days: int) -> list[str]:
        """The timer's work so many days from today; the steps taken so far over this entity's hazards."""
        await climb(self.house.sessions, NOW + days * DAY)
        return await self.steps()

    async def steps(self) -> list[str]:
        return [taken.step for taken in await self.taken()]

    async def taken(self) -> Sequence[Escalation]:
        found = await self.house.find(Escalation, Escalation.entity_id == self.entity.id)
        return sorted(found, key=lambda taken: (taken.climbed_on, taken.step))

    async def key(self, step: str) -> RecordKey:
        (found,) = [taken for taken in await self.taken() if taken.step == step]
        return RecordKey(found.entity_id, found.id)


@pytest_asyncio.fixture
async def house_empty(house: House) -> House:
    """No other test's ladder is in force."""
    async with house.sessions.begin() as session:
        await session.execute(sa.update(Ladder).values(status=LadderStatus.RETIRED))
    return house


async def in_force(house: House, *steps: dict[str, Any], **more: Any) -> Climbs:
    office = await house.of_body(OrganizationKind.COMMITTEE_OFFICE, Role.COMMITTEE_OFFICE)
    saved = await house.do(SaveLadder(document=ladder(*steps, **{"region": HENAN, **more})), office)
    await house.do(ActivateLadder(ladder_id=saved.keys["ladder"][0]), office)
    return Climbs(house, office, await house.get(Ladder, *saved.keys["ladder"]), await house.entity())


async def test_a_step_is_taken_on_its_day_and_says_why(house_empty: House) -> None:
    """Three days past the term, not two; it makes a proposal for the authority, and one line of the log."""
    climbs = await in_force(house_empty, STEP, SECOND)
    await climbs.hazard()
    assert await climbs.on(2) == []
    assert await climbs.on(3) == ["circular"]
    (taken,) = await climbs.taken()
    assert f"{TODAY}" in taken.why_zh
    assert (taken.facts["days_overdue"], taken.answer_by) == (3, TODAY + 8 * DAY)
    proposal = await house_empty.get(Proposal, climbs.entity.id, taken.proposal_id)
    assert (proposal.kind, proposal.proposer_id, proposal.proposed_on) == (ActionKind.CIRCULAR, None, TODAY + 3 * DAY)
    assert await house_empty.events(climbs.entity.id) == ["escalated"]


async def test_the_next_step_waits_for_the_term_of_the_one_before(house_empty: House) -> None:
    """Five days for the circular, then the interview; a clock that jumps takes one step, not all of them."""
    climbs = await in_force(house_empty, STEP, SECOND)
    await climbs.hazard()
    assert await climbs.on(20) == ["circular"]
    assert await climbs.on(25) == ["circular"]
    assert await climbs.on(26) == ["circular", "interview"]


async def test_a_clock_moved_back_does_nothing(house_empty: House) -> None:
    """No step is taken again, none is taken early, none is undone."""
    climbs = await in_force(house_empty, STEP, SECOND)
    await climbs.hazard()
    assert await climbs.on(10) == ["circular"]
    for days in (9, 0, -100, 10):
        assert await climbs.on(days) == ["circular"]
    assert await climbs.on(16) == ["circular", "interview"]


async def test_several_servers_at_once_take_each_step_once(house_empty: House) -> None:
    """Ten timers over five hazards: five steps, five proposals."""
    climbs = await in_force(house_empty, STEP)
    for _ in range(5):
        await climbs.hazard()
    counts = await asyncio.gather(*(climb(house_empty.sessions, NOW + 4 * DAY) for _ in range(10)))
    await climb(house_empty.sessions, NOW + 4 * DAY)
    assert sum(counts) <= 5
    assert len(await climbs.taken()) == 5
    assert len(await house_empty.find(Proposal, Proposal.entity_id == climbs.entity.id)) == 5


async def test_whoever_holds_the_entity_is_not_waited_for(house_empty: House) -> None:
    """A command works there: the timer goes on, and comes back."""
    climbs = await in_force(house_empty, STEP)
    await climbs.hazard()
    async with house_empty.sessions.begin() as session:
        await session.execute(sa.select(Entity.id).where(Entity.id == climbs.entity.id).with_for_update())
        assert await asyncio.wait_for(climbs.on(4), 20) == []
    assert await climbs.on(4) == ["circular"]


async def test_what_is_closed_climbs_no_further(house_empty: House) -> None:
    """A mended hazard needs no circular; nor does one elsewhere, of another level or sector."""
    climbs = await in_force(house_empty, STEP, region=ZHENGZHOU, level="major", sector="kiln")
    await climbs.hazard(stage=Stage.CLOSED, level=HazardLevel.GENERAL, closed_on=TODAY)
    await climbs.hazard(level=HazardLevel.GENERAL)
    await climbs.hazard(sector="depot")
    await climbs.hazard(due_on=None)
    assert await climbs.on(30) == []
    assert climbs.entity.region_code == GUANCHENG
    await climbs.hazard()
    assert await climbs.on(30) == ["circular"]


async def test_a_person_stops_a_ladder_with_a_reason(house_empty: House) -> None:
    """It rests over this hazard until somebody resumes it; the reason stays on record."""
    climbs = await in_force(house_empty, STEP, SECOND)
    await climbs.hazard()
    await climbs.on(3)
    key = await climbs.key("circular")
    assert await climbs.house.refused(ResumeEscalation(escalation_id=key), climbs.office) == {
        "ESCALATION_NOT_STOPPED": ("input", "escalationId")
    }
    await climbs.house.do(StopEscalation(escalation_id=key, reason="涉诉，暂缓"), climbs.office)
    assert await climbs.house.refused(StopEscalation(escalation_id=key, reason="再停"), climbs.office) == {
        "ESCALATION_STOPPED": ("input", "escalationId")
    }
    assert await climbs.on(40) == ["circular"]
    await climbs.house.do(ResumeEscalation(escalation_id=key), climbs.office)
    assert await climbs.on(41) == ["circular", "interview"]
    assert (await climbs.house.get(Escalation, key.entity_id, key.id)).stop_reason == "涉诉，暂缓"


async def test_silence_is_answered_by_the_next_step(house_empty: House) -> None:
    """Who answers in time is not interviewed; who stays silent is."""
    silent = SECOND | {"when": {"kind": "silent"}}
    climbs = await in_force(house_empty, STEP, silent)
    one, _ = await climbs.hazard(), await climbs.hazard()
    assert await climbs.on(3) == ["circular", "circular"]
    (key,) = [RecordKey(t.entity_id, t.id) for t in await climbs.taken() if t.hazard_id == one.id]
    staff = await house_empty.enterprise(climbs.entity.id)
    await house_empty.do(AnswerEscalation(escalation_id=key, answer="设备已到货"), staff)
    assert await house_empty.refused(AnswerEscalation(escalation_id=key, answer="再答"), staff) == {
        "ESCALATION_ANSWERED": ("input", "escalationId")
    }
    assert await climbs.on(8) == ["circular", "circular"]
    assert await climbs.on(9) == ["circular", "circular", "interview"]


async def test_the_other_triggers(house_empty: House) -> None:
    """A refused document, a third time of the same item, a major hazard on no board."""
    refused = STEP | {"name": "refused", "when": {"kind": "refused"}}
    third = STEP | {"name": "third", "when": {"kind": "repeated", "number": 3}}
    unlisted = STEP | {"name": "unlisted", "when": {"kind": "unlisted", "number": 2}, "does": "reminder"}
    climbs = await in_force(house_empty, refused, third, unlisted)
    given = {"due_on": None, "item_code": "K-01"}
    first = await climbs.hazard(**given, found_on=TODAY - 3 * DAY)
    second = await climbs.hazard(**given, found_on=TODAY - 2 * DAY, **climbs.again(first, 2))
    assert await climbs.on(-2) == []
    assert await climbs.on(-1) == ["unlisted"]
    await climbs.hazard(**given, found_on=TODAY - DAY, **climbs.again(second, 3))
    assert await climbs.on(0) == ["unlisted", "third", "unlisted"]
    inspector = await house_empty.inspector()
    talk = IssueAction(
        entity_id=climbs.entity.id, kind=ActionKind.INTERVIEW, issued_on=TODAY, basis="制度", hazard_id=first
    )
    done = await house_empty.do(talk, inspector)
    async with house_empty.sessions.begin() as session:
        (await session.get_one(Action, done.keys["action"])).refusal = "拒收，见证人李一"
    assert sorted(await climbs.on(0)) == ["refused", "third", "unlisted", "unlisted"]


async def test_a_hazard_that_is_reopened_climbs_anew(house_empty: House) -> None:
    """From the first step, with the new term; what was taken before stays on record."""
    late = STEP | {"name": "late", "when": {"kind": "overdue", "number": 1}}
    climbs = await in_force(house_empty, late)
    key = await climbs.hazard(due_on=TODAY - DAY)
    assert await climbs.on(0) == ["late"]
    async with house_empty.sessions.begin() as session:
        hazard = await session.get_one(Hazard, (key.entity_id, key.id))
        hazard.reopened, hazard.due_on = 1, TODAY + DAY
    assert await climbs.on(1) == ["late"]
    assert await climbs.on(2) == ["late", "late"]
    assert [taken.round for taken in await climbs.taken()] == [0, 1]
    assert await climbs.on(3) == ["late", "late"]


async def test_a_listed_hazard_is_not_unlisted(house_empty: House) -> None:
    """Whoever is on a board needs no proposal to be put there, until that is revoked."""
    climbs = await in_force(house_empty, STEP | {"when": {"kind": "unlisted", "number": 1}})
    key = await climbs.hazard(due_on=None)
    body = await house_empty.body_of(climbs.office)
    action = Action(
        entity_id=key.entity_id, region_code=GUANCHENG, kind=ActionKind.LISTED_SUPERVISION, sector="kiln",
        hazard_id=key.id, issued_on=TODAY, basis="O16", issuer_id=body,
    )  # fmt: skip
    await house_empty.add(action)
    assert await climbs.on(9) == []
    async with house_empty.sessions.begin() as session:
        kept = await session.get_one(Action, (action.entity_id, action.id))
        kept.revoked_on, kept.revocation = TODAY, "对象有误"
    assert await climbs.on(9) == ["circular"]


async def test_a_new_edition_goes_on_where_the_last_one_stood(house_empty: House) -> None:
    """One edition is in force at a time, and a step taken under the last one is not taken again."""
    climbs = await in_force(house_empty, STEP)
    await climbs.hazard()
    assert await climbs.on(3) == ["circular"]
    saved = await house_empty.do(SaveLadder(document=ladder(STEP, SECOND, region=HENAN)), climbs.office)
    (ladder_id,) = saved.keys["ladder"]
    assert (await house_empty.get(Ladder, ladder_id)).edition == climbs.ladder.edition + 1
    await house_empty.do(ActivateLadder(ladder_id=ladder_id), climbs.office)
    assert (await house_empty.get(Ladder, climbs.ladder.id)).status is LadderStatus.RETIRED
    assert await climbs.on(9) == ["circular", "interview"]
    assert await house_empty.refused(ActivateLadder(ladder_id=ladder_id), climbs.office) == {
        "LADDER_NOT_DRAFT": ("input", "ladderId")
    }
    await house_empty.do(RetireLadder(ladder_id=ladder_id), climbs.office)
    assert await house_empty.refused(RetireLadder(ladder_id=ladder_id), climbs.office) == {
        "LADDER_NOT_ACTIVE": ("input", "ladderId")
    }


async def test_ladders_of_ones_own_place_only(house_empty: House) -> None:
    """A county's office lays down no ladder for the province; an unknown region is no region."""
    climbs = await in_force(house_empty, STEP)
    county = Viewer(person_id=climbs.office.person_id, role=Role.COMMITTEE_OFFICE, region_code=GUANCHENG)
    document = ladder(STEP, region=HENAN)
    assert "LADDER_OUT_OF_PLACE" in await house_empty.refused(SaveLadder(document=document), county)
    assert "LADDER_OUT_OF_PLACE" in await house_empty.refused(RetireLadder(ladder_id=climbs.ladder.id), county)
    unknown = SaveLadder(document=ladder(STEP, region="419999"))
    assert await house_empty.refused(unknown, climbs.office) == {"UNKNOWN_REGION": ("input", "document", "region")}


async def test_a_hazard_is_read_again_once_its_entity_is_held(house_empty: House) -> None:
    """Closed between the look and the step: nothing is taken."""
    climbs = await in_force(house_empty, STEP)
    key = await climbs.hazard()
    async with house_empty.sessions.begin() as session:
        hazard = await session.get_one(Hazard, (key.entity_id, key.id))
        hazard.due_on = TODAY + 9 * DAY
    assert await climbs.on(4) == []
