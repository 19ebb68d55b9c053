"""Registering entities and recording facts about them."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from anjian.codes.credit_code import check_character
from anjian.commands.review import Rejected
from anjian.database.ids import UUID
from anjian.entities.facts import RecordFacts
from anjian.entities.model import CoordinateSystem, Entity, EntityIdentifier, EntityKind, Observation, Profile
from anjian.entities.reading import read_facts
from anjian.entities.register import Coordinates, RegisterEntity
from anjian.words import Language

from .house import GUANCHENG, NOW, TODAY, TOMORROW, YESTERDAY, ZHENGZHOU, House
from .kiln import Kiln

HERE = Coordinates(longitude=Decimal("113.6"), latitude=Decimal("34.7"), system=CoordinateSystem.GCJ02)


def credit_code() -> str:
    body = "91410104" + "".join(random.choices("0123456789ABCDEFGH", k=9))  # noqa: S311 - any code will do
    return body + check_character(body)


def registration(**more: Any) -> RegisterEntity:
    return RegisterEntity(**{"name": "东风砖厂", "kind": EntityKind.ENTERPRISE, "region_code": GUANCHENG, **more})


def facts(entity_id: UUID, known: dict[str, object], **more: Any) -> RecordFacts:
    return RecordFacts(**{"entity_id": entity_id, "sector": "kiln", "facts": known, "true_on": TODAY, **more})


async def test_an_entity_comes_under_supervision(house: House) -> None:
    """Registered with its code, place and sectors, each sector with an empty profile: nothing was observed yet."""
    code = credit_code()
    command = registration(
        name=" 东风砖厂 ", credit_code=f" {code.lower()} ", coordinates=HERE, sectors=("kiln", "kiln")
    )
    entity_id = (await house.do(command, await house.inspector())).entity_id
    entity = await house.get(Entity, entity_id)
    assert (entity.name, entity.credit_code, entity.version) == ("东风砖厂", code, 1)
    assert (entity.longitude, entity.coordinate_system) == (Decimal("113.6"), CoordinateSystem.GCJ02)
    assert (await house.get(EntityIdentifier, "credit_code", code)).entity_id == entity_id
    assert [profile.data for profile in await house.find(Profile, Profile.entity_id == entity_id)] == [{}]
    assert await house.events(entity_id) == ["entity_registered"]


async def test_region_codes_are_kept_in_short_form(house: House) -> None:
    """410100 is Zhengzhou, as 4101 is."""
    answer = await house.do(registration(region_code="410100"), await house.inspector())
    assert (await house.get(Entity, answer.entity_id)).region_code == ZHENGZHOU


async def test_one_credit_code_is_one_entity(house: House) -> None:
    """A second registration is refused, also when both come at the same moment."""
    command, inspector = registration(credit_code=credit_code()), await house.inspector()
    outcomes = await asyncio.gather(*(house.run(command, inspector) for _ in range(3)))
    refused = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
    assert [problem.code for outcome in refused for problem in outcome.problems] == ["CREDIT_CODE_TAKEN"] * 2
    assert await house.refused(command, inspector) == {"CREDIT_CODE_TAKEN": ("input", "creditCode")}


async def test_everything_wrong_with_a_registration_is_told_at_once(house: House) -> None:
    """Region, code, place and sectors are looked at independently."""
    nowhere = Coordinates(longitude=Decimal("34.7"), latitude=Decimal("113.6"), system=CoordinateSystem.WGS84)
    wrong = registration(
        region_code="999999", credit_code="91410100000000019X", coordinates=nowhere, sectors=("kiln", "mine")
    )
    assert await house.refused(wrong, await house.inspector()) == {
        "UNKNOWN_REGION": ("input", "regionCode"),
        "BAD_CREDIT_CODE": ("input", "creditCode"),
        "BAD_COORDINATES": ("input", "coordinates"),
        "UNKNOWN_SECTOR": ("input", "sectors", 1),
    }


async def test_an_inspector_registers_in_their_own_region(house: House) -> None:
    """The region exists, but another department looks after it."""
    outsider = await house.inspector("14")
    assert await house.refused(registration(), outsider) == {"OUTSIDE_YOUR_REGION": ("input", "regionCode")}


async def test_an_enterprise_registers_nothing(house: House) -> None:
    """Whoever is supervised does not decide who is."""
    enterprise = await house.enterprise((await house.entity()).id)
    assert "NOT_ALLOWED" in await house.refused(registration(), enterprise)


async def test_facts_are_kept_as_profiles_spell_them(house: House) -> None:
    """Numbers exact, days as days, callers' spelling of names accepted; each fact is one observation."""
    entity = await house.entity()
    known = {"approvedPersons": 4, "load_tons": 12.50, "lit_on": "2026-11-01", "door_free": False}
    await house.do(facts(entity.id, known, expected_version=1), await house.enterprise(entity.id))
    profile = await house.get(Profile, entity.id, "kiln")
    assert profile.data == {"approved_persons": 4, "load_tons": "12.5", "lit_on": "2026-11-01", "door_free": False}
    assert profile.version == 2
    assert len(await house.find(Observation, Observation.entity_id == entity.id)) == 4
    assert await house.events(entity.id) == ["facts_recorded"]


async def test_an_older_observation_never_overwrites_a_newer_one(house: House) -> None:
    """The profile is the latest by the day it was so; of one day, the one learned last."""
    entity, inspector = await house.entity(), await house.inspector()
    told = [(TODAY, 5), (YESTERDAY, 9), (TODAY, 6), (YESTERDAY - timedelta(days=1), 1)]
    for minute, (day, persons) in enumerate(told):
        later = NOW + timedelta(minutes=minute)
        await house.do(facts(entity.id, {"persons": persons}, true_on=day), inspector, now=later)
    assert (await house.get(Profile, entity.id, "kiln")).data == {"persons": 6}
    assert len(await house.find(Observation, Observation.entity_id == entity.id)) == 4


async def test_facts_told_at_once_are_all_kept(house: House) -> None:
    """Two people record different facts at the same moment: neither is lost."""
    entity, inspector = await house.entity(), await house.inspector()
    await asyncio.gather(
        *(house.do(facts(entity.id, known), inspector) for known in ({"persons": 5}, {"approved_persons": 4}))
    )
    assert (await house.get(Profile, entity.id, "kiln")).data == {"persons": 5, "approved_persons": 4}


async def test_first_facts_put_an_entity_under_a_sector(house: House) -> None:
    """Facts of a sector the entity was not under make its profile."""
    entity = await house.entity()
    await house.do(facts(entity.id, {"persons": 1}, sector="pond"), await house.inspector())
    assert (await house.get(Profile, entity.id, "pond")).data == {"persons": 1}


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"horses": 1}, "FACT_UNKNOWN"),
        ({"persons": "6"}, "FACT_VALUE_WRONG"),
        ({"persons": 6.5}, "FACT_VALUE_WRONG"),
        ({"persons": True}, "FACT_VALUE_WRONG"),
        ({"persons": -1}, "FACT_VALUE_WRONG"),
        ({"persons": 2**63}, "FACT_VALUE_WRONG"),
        ({"persons": 10**400}, "FACT_VALUE_WRONG"),
        ({"persons": [1]}, "FACT_VALUE_WRONG"),
        ({"load_tons": float("inf")}, "FACT_VALUE_WRONG"),
        ({"load_tons": "NaN"}, "FACT_VALUE_WRONG"),
        ({"door_free": 1}, "FACT_VALUE_WRONG"),
        ({"lit_on": "2026-02-30"}, "FACT_VALUE_WRONG"),
        ({"remark": "长" * 21}, "FACT_VALUE_WRONG"),
        ({"remark": {"a": "b"}}, "FACT_VALUE_WRONG"),
        ({"remark": "空\0"}, "TEXT_UNSTORABLE"),
        ({"remark": "半\ud83d"}, "TEXT_UNSTORABLE"),
        ({"persons": None}, "FACT_EMPTY"),
        ({"judged_unsound": True}, "FACT_NEEDS_INSPECTION"),
    ],
    ids=str,
)
async def test_facts_that_cannot_be(house: House, known: dict[str, object], code: str) -> None:
    """Unknown, of the wrong kind, out of range, empty, or for a person to judge: each leads to its fact."""
    entity = await house.entity()
    name = next(iter(known))
    assert await house.refused(facts(entity.id, known), await house.inspector()) == {code: ("input", "facts", name)}


@pytest.mark.parametrize(
    ("known", "zh", "en"),
    [
        ({"persons": -1}, "“实有人数”应为不小于 0 的数，不能是 -1", "people inside has to be at least 0, not -1"),
        ({"persons": "6"}, '“实有人数”应为整数，不能是 "6"', 'people inside has to be a whole number, not "6"'),
        (
            {"lit_on": 1},
            "“点火日期”应为日期，如 2026-01-31，不能是 1",
            "day it was lit has to be a day such as 2026-01-31, not 1",
        ),
    ],
)
def test_a_wrong_value_is_told_what_it_should_be(known: dict[str, object], zh: str, en: str) -> None:
    """The sentence names the fact by its label, what was written, and what to write instead."""
    with pytest.raises(Rejected) as rejected:
        read_facts(Kiln, known)
    (problem,) = rejected.value.problems
    assert (problem.message(Language.ZH), problem.message(Language.EN)) == (zh, en)


async def test_every_wrong_fact_is_named(house: House) -> None:
    """Three mistakes are three problems, and the day is a fourth."""
    entity = await house.entity()
    wrong = facts(entity.id, {"horses": 1, "persons": "x", "doorFree": 3}, true_on=TOMORROW)
    outcome = await house.run(wrong, await house.inspector())
    assert [problem.path[1:] for problem in outcome.problems] == [
        ("trueOn",),
        ("facts", "horses"),
        ("facts", "persons"),
        ("facts", "doorFree"),
    ]


async def test_no_facts_are_no_record(house: House) -> None:
    """An empty list of facts is refused."""
    assert "NO_FACTS" in await house.refused(facts((await house.entity()).id, {}), await house.inspector())
