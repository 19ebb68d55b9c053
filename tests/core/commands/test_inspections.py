"""Inspections: answers become observations, rules judge, hazards appear."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

from anjian.campaigns.model import Campaign
from anjian.commands.command import RecordKey
from anjian.database.ids import UUID, uuid7
from anjian.entities.model import Entity, Observation, Profile
from anjian.events.model import Event
from anjian.hazards.close import CloseHazard
from anjian.hazards.model import FoundBy, Hazard, HazardLevel, Stage
from anjian.inspections.model import Answer, AnswerResult, Inspection, InspectionKind, Judgement, StoredVerdict
from anjian.inspections.submit import ChecklistUsed, GivenAnswer, SubmitInspection

from .house import HENAN, TODAY, TOMORROW, YESTERDAY, House, accept, order, rectify

PASS, FAIL = AnswerResult.PASS, AnswerResult.FAIL
USED = ChecklistUsed(code="KILN", version="1")
OVERCROWDED = GivenAnswer(item="K1", result=FAIL, values={"persons": 6, "approved_persons": 4})
BLOCKED = GivenAnswer(item="K2", result=FAIL)
FREE = GivenAnswer(item="K2", result=PASS)
NO_SIGNS = GivenAnswer(item="K3", result=FAIL)
CRACKED = GivenAnswer(item="K4", result=FAIL)


def inspection(entity_id: UUID, *answers: GivenAnswer, **more: Any) -> SubmitInspection:
    given = {"kind": InspectionKind.ENFORCEMENT, "inspected_on": TODAY, "signers": ("李一", "赵二"), **more}
    return SubmitInspection(
        **{"entity_id": entity_id, "sector": "kiln", "checklist": USED, "answers": answers, **given}
    )


async def hazards(house: House, entity: Entity) -> list[Hazard]:
    return sorted(await house.find(Hazard, Hazard.entity_id == entity.id), key=lambda hazard: hazard.id)


async def verdicts(house: House, entity: Entity) -> dict[str, StoredVerdict]:
    return {found.rule_code: found.verdict for found in await house.find(Judgement, Judgement.entity_id == entity.id)}


async def test_an_inspection_from_answer_to_hazard(house: House) -> None:
    """A failed item makes facts known, its rule judges them, and one major hazard appears with its reasons."""
    entity, inspector = await house.entity(), await house.inspector()
    answer = await house.do(inspection(entity.id, OVERCROWDED, conclusion="责令整改"), inspector)
    (hazard,) = await hazards(house, entity)
    judgement = await house.get(Judgement, entity.id, hazard.judgement_id)
    assert (hazard.level, hazard.stage, hazard.title) == (HazardLevel.MAJOR, Stage.REGISTERED, "窑内超员")
    assert (hazard.item_code, hazard.found_on, hazard.found_by) == ("K1", TODAY, FoundBy.DEPARTMENT)
    assert (judgement.verdict, judgement.clause, judgement.edition) == (StoredVerdict.MAJOR, "第一项", "2020")
    assert judgement.facts == {"persons": 6, "approved_persons": 4}
    source = {"inspection": str(answer.keys["inspection"][1]), "on": TODAY.isoformat()}
    assert {fact["source"]["on"] for fact in judgement.explanation["en"]["facts"]} == {TODAY.isoformat()}
    assert judgement.explanation["zh"]["facts"][0]["source"] == source
    assert judgement.explanation["zh"]["text"]
    assert (await house.get(Profile, entity.id, "kiln")).data == {"persons": 6, "approved_persons": 4}
    assert await house.events(entity.id) == ["facts_recorded", "hazard_found", "inspection_submitted"]


async def test_the_inspection_keeps_who_when_and_what(house: House) -> None:
    """Kind, day, checklist edition, inspector, signers and each answer stay as they were given."""
    entity, inspector = await house.entity(), await house.inspector()
    note = GivenAnswer(item="K3", result=AnswerResult.NOT_APPLICABLE, note="停产")
    answer = await house.do(inspection(entity.id, note, signers=("李一 ", "赵二")), inspector)
    kept = await house.get(Inspection, *answer.keys["inspection"])
    assert (kept.inspector_id, kept.signers, kept.checklist_version) == (inspector.person_id, ["李一", "赵二"], "1")
    assert (await house.get(Answer, *answer.keys["inspection"], "K3")).note == "停产"


async def test_an_unknown_fact_is_undecided_never_no(house: House) -> None:
    """What nobody recorded leaves its rules undecided and names what is missing."""
    entity = await house.entity()
    await house.do(inspection(entity.id, FREE), await house.inspector())
    found = await house.find(Judgement, Judgement.entity_id == entity.id, Judgement.rule_code == "KILN-2020-1")
    assert [(judgement.verdict, judgement.missing) for judgement in found] == [
        (StoredVerdict.UNDECIDED, ["persons", "approved_persons"])
    ]
    assert (await verdicts(house, entity))["KILN-2020-2"] is StoredVerdict.NOT_MAJOR


async def test_not_checked_never_counts_as_passed(house: House) -> None:
    """An item nobody looked at makes nothing known."""
    entity = await house.entity()
    skipped = GivenAnswer(item="K2", result=AnswerResult.NOT_CHECKED)
    await house.do(inspection(entity.id, skipped), await house.inspector())
    assert (await verdicts(house, entity))["KILN-2020-2"] is StoredVerdict.UNDECIDED
    assert not await house.find(Observation, Observation.entity_id == entity.id)


async def test_a_failed_item_without_rule_is_a_general_hazard(house: House) -> None:
    """Its words are those of the item: the problem as title, what to mend as description."""
    entity = await house.entity()
    await house.do(inspection(entity.id, NO_SIGNS, OVERCROWDED), await house.inspector())
    found = {hazard.level: hazard for hazard in await hazards(house, entity)}
    general = found[HazardLevel.GENERAL]
    assert (general.title, general.description, general.item_code) == ("警示标志缺失", "立即改正", "K3")
    assert (general.judgement_id, len(found)) == (None, 2)


async def test_to_whom_a_rule_applies_is_no_finding(house: House) -> None:
    """The major hazard is that of the item that found it, not of the one that told what kind of kiln it is."""
    entity = await house.entity()
    answers = (GivenAnswer(item="K0", result=FAIL), GivenAnswer(item="K6", result=FAIL))
    await house.do(inspection(entity.id, *answers), await house.inspector())
    found = {hazard.item_code: hazard.level for hazard in await hazards(house, entity)}
    assert found == {"K0": HazardLevel.GENERAL, "K6": HazardLevel.MAJOR}


async def test_a_recalled_rule_only_prompts(house: House) -> None:
    """A rule nobody compared with its text is judged and kept, but the failed item is a general hazard."""
    entity = await house.entity()
    await house.do(inspection(entity.id, CRACKED), await house.inspector())
    assert (await verdicts(house, entity))["KILN-2020-3"] is StoredVerdict.MAJOR
    assert [hazard.level for hazard in await hazards(house, entity)] == [HazardLevel.GENERAL]


async def test_an_open_hazard_stays_the_one_there_is(house: House) -> None:
    """Found again while open, a hazard is not doubled; its timeline notes the visit and the new judgement."""
    entity, inspector = await house.entity(), await house.inspector()
    for _ in range(2):
        await house.do(inspection(entity.id, OVERCROWDED, NO_SIGNS), inspector)
    found = await hazards(house, entity)
    noted = await house.find(Event, Event.subject_id.in_([hazard.id for hazard in found]))
    assert sorted(hazard.level.value for hazard in found) == ["general", "major"]
    assert sorted(event.kind.value for event in noted) == ["hazard_found"] * 2 + ["inspection_submitted"] * 2


async def test_two_inspections_at_once_find_one_hazard(house: House) -> None:
    """Two teams hand in the same finding at the same moment: one hazard."""
    entity, inspector = await house.entity(), await house.inspector()
    command = inspection(entity.id, OVERCROWDED)
    await asyncio.gather(house.do(command, inspector), house.do(command, await house.inspector()))
    assert len(await hazards(house, entity)) == 1


async def test_a_closed_hazard_comes_back_as_its_repeat(house: House) -> None:
    """重复出现: the new hazard points at the one that was closed."""
    entity, inspector = await house.entity(), await house.inspector()
    await house.do(inspection(entity.id, BLOCKED), inspector)
    (first,) = await hazards(house, entity)
    key = (await house.do(order_of(first), inspector)).key("hazard")
    await house.do(rectify(key), await house.enterprise(entity.id))
    await house.do(accept(key), inspector)
    await house.do(CloseHazard(hazard_id=key), inspector)
    await house.do(inspection(entity.id, BLOCKED), inspector)
    assert [hazard.repeat_of for hazard in await hazards(house, entity)] == [None, first.id]


def order_of(hazard: Hazard) -> Any:
    return order(RecordKey(hazard.entity_id, hazard.id))


async def test_the_edition_of_the_day_judges(house: House) -> None:
    """An inspection of 2019 is judged by the criteria of 2010, one of today by those of 2020."""
    entity = await house.entity()
    await house.do(inspection(entity.id, OVERCROWDED, inspected_on=date(2019, 12, 31)), await house.inspector())
    assert await verdicts(house, entity) == {"KILN-2010-1": StoredVerdict.NOT_MAJOR}


async def test_an_inspection_handed_in_late_is_judged_by_its_own_day(house: House) -> None:
    """What was seen after the visit neither acquits nor convicts; the profile keeps what is newer."""
    entity, inspector = await house.entity(), await house.inspector()
    await house.do(inspection(entity.id, FREE), inspector)
    await house.do(inspection(entity.id, BLOCKED, inspected_on=YESTERDAY), inspector)
    (hazard,) = await hazards(house, entity)
    assert hazard.found_on == YESTERDAY
    assert (await house.get(Profile, entity.id, "kiln")).data == {"door_free": True}


async def test_a_self_inspection_is_the_enterprises_own_finding(house: House) -> None:
    """An enterprise inspects itself, alone and without a second signer; other kinds are not its to submit."""
    entity = await house.entity()
    enterprise = await house.enterprise(entity.id)
    own = inspection(entity.id, BLOCKED, kind=InspectionKind.SELF_INSPECTION, signers=())
    await house.do(own, enterprise)
    assert [hazard.found_by for hazard in await hazards(house, entity)] == [FoundBy.ENTERPRISE]
    assert await house.refused(inspection(entity.id, BLOCKED), enterprise) == {"NOT_ALLOWED": ("input", "kind")}
    assert "NOT_FOUND" in await house.refused(inspection((await house.entity()).id), enterprise)


@pytest.mark.parametrize(
    ("answers", "code", "path"),
    [
        ((GivenAnswer(item="K9", result=PASS),), "ITEM_UNKNOWN", (0, "item")),
        ((NO_SIGNS, NO_SIGNS), "ITEM_ANSWERED_TWICE", (1, "item")),
        ((GivenAnswer(item="K3", result=AnswerResult.NOT_APPLICABLE),), "NOTE_MISSING", (0, "note")),
        ((FREE, GivenAnswer(item="K5", result=FAIL)), "ANSWERS_CONTRADICT", (1, "item")),
        (
            (GivenAnswer(item="K1", result=FAIL, values={"persons": "six"}),),
            "FACT_VALUE_WRONG",
            (0, "values", "persons"),
        ),
        ((GivenAnswer(item="K1", result=FAIL, values={"horses": 6}),), "FACT_UNKNOWN", (0, "values", "horses")),
        (
            (GivenAnswer(item="K3", result=FAIL, values={"persons": 6}),),
            "ANSWER_VALUE_NOT_ASKED",
            (0, "values", "persons"),
        ),
    ],
)
async def test_answers_that_cannot_be(
    house: House, answers: tuple[GivenAnswer, ...], code: str, path: tuple[str | int, ...]
) -> None:
    """Each wrong answer is named with its place in the list."""
    wrong = inspection((await house.entity()).id, *answers)
    assert await house.refused(wrong, await house.inspector()) == {code: ("input", "answers", *path)}


async def test_everything_wrong_with_a_visit_is_told_at_once(house: House) -> None:
    """Day, signers, campaign, team and checklist are looked at independently."""
    wrong = {
        "inspected_on": TOMORROW,
        "signers": ("李一",),
        "campaign_id": uuid7(),
        "checklist": ChecklistUsed(code="KILN", version="2"),
    }
    assert await house.refused(inspection((await house.entity()).id, **wrong), await house.inspector()) == {
        "DATE_IN_THE_FUTURE": ("input", "inspectedOn"),
        "TWO_SIGNERS_NEEDED": ("input", "signers"),
        "NOT_FOUND": ("input", "campaignId"),
        "CHECKLIST_UNKNOWN": ("input", "checklist"),
    }


async def test_answers_need_their_checklist(house: House) -> None:
    """Answers without a checklist say nothing; a visit without either is still a visit."""
    entity, inspector = await house.entity(), await house.inspector()
    wrong = inspection(entity.id, NO_SIGNS, checklist=None)
    assert await house.refused(wrong, inspector) == {"CHECKLIST_MISSING": ("input", "answers")}
    await house.do(inspection(entity.id, checklist=None), inspector)


async def test_a_sector_out_of_reach_is_unknown(house: House) -> None:
    """Whoever is confined to ponds is told of no kilns."""
    entity = await house.entity()
    fisher = await house.inspector(sectors=frozenset({"pond"}))
    outcome = await house.run(inspection(entity.id), fisher)
    assert [problem.code for problem in outcome.problems] == ["UNKNOWN_SECTOR"]
    assert str(outcome.problems[0]).endswith("there are: pond")


async def test_hazards_count_for_the_campaign_of_their_inspection(house: House) -> None:
    """A visit made in a campaign brings its findings into it."""
    entity = await house.entity()
    words = {"title_zh": "专项行动", "title_en": "campaign"}
    campaign = Campaign(id=uuid7(), code=uuid7().hex, region_code=HENAN, began_on=YESTERDAY, **words)
    await house.add(campaign)
    await house.do(inspection(entity.id, NO_SIGNS, campaign_id=campaign.id), await house.inspector())
    assert [hazard.campaign_id for hazard in await hazards(house, entity)] == [campaign.id]
