"""One command, one transaction, one answer: versions, repeats, races and plugins."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from anjian.access.model import AnsweredCommand
from anjian.actions.model import Action
from anjian.commands import catalogue, lookup
from anjian.commands.answer import Answer
from anjian.commands.changes import ChangeWithoutEvent
from anjian.commands.command import OfHazard
from anjian.commands.review import Rejected
from anjian.commands.runner import Done, run
from anjian.hazards.close import CloseHazard
from anjian.hazards.model import Acceptance, Hazard, HazardLevel, Stage
from anjian.plugin import Change, Problem, Title

from .house import NOW, TOMORROW, House, accept, order, rectify


async def test_a_stale_version_names_the_current_one(house: House) -> None:
    """Whoever looked at version 1 does not change version 2."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    await house.do(order(key, expected_version=1), inspector)
    outcome = await house.run(rectify(key, expected_version=1), inspector)
    assert [problem.code for problem in outcome.problems] == ["STALE_VERSION"]
    assert "2" in str(outcome.problems[0])


async def test_of_two_writers_at_once_one_wins(house: House) -> None:
    """Two sessions accept the same version at the same moment: one does, the other hears the current version."""
    key = await house.rectified(await house.entity(), await house.inspector())
    one, two = await house.inspector(), await house.inspector()
    command = accept(key, expected_version=3)
    outcomes = await asyncio.gather(house.run(command, one), house.run(command, two))
    refused = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
    assert [problem.code for outcome in refused for problem in outcome.problems] == ["STALE_VERSION"]
    assert len(await house.find(Acceptance, Acceptance.hazard_id == key.id)) == 1


async def test_a_write_past_the_runner_is_noticed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who changes a row without taking its entity is not overwritten: the command starts again."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    real, meddled = lookup.hazard, []

    async def meddling(*arguments: object, **more: object) -> Hazard:
        found = await real(*arguments, **more)  # type: ignore[arg-type]
        if not meddled:
            meddled.append(True)
            async with house.sessions.begin() as other:
                (await other.get_one(Hazard, (key.entity_id, key.id))).description = "另有说明"
        return found

    monkeypatch.setattr(lookup, "hazard", meddling)
    assert (await house.do(order(key), inspector)).key("hazard") == key
    hazard = await house.get(Hazard, key.entity_id, key.id)
    assert (hazard.description, hazard.stage, hazard.version) == ("另有说明", Stage.RECTIFYING, 3)


async def test_a_record_under_constant_change_is_given_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few collisions the caller is told to read again."""

    async def colliding(*_: object) -> Hazard:
        raise StaleDataError

    step = dataclasses.replace(catalogue.CATALOGUE[CloseHazard], work=colliding)
    monkeypatch.setitem(catalogue.CATALOGUE, CloseHazard, step)  # type: ignore[arg-type] - a dict underneath
    key = await house.hazard(await house.entity())
    assert "STALE_VERSION" in await house.refused(CloseHazard(hazard_id=key), await house.inspector())


@pytest.mark.parametrize("sqlstate", ["40001", "40P01"], ids=["serialization failure", "deadlock"])
async def test_what_postgresql_breaks_off_is_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch, sqlstate: str
) -> None:
    """Two transactions that stood in each other's way are nobody's mistake: the command is simply run once more."""
    real, broken = lookup.hazard, []
    failure = sa.text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{sqlstate}'; END $$")

    async def breaking(desk: lookup.Desk, *arguments: object) -> Hazard:
        if not broken:
            broken.append(True)
            await desk.session.execute(failure)
        return await real(desk, *arguments)  # type: ignore[arg-type] - passed on as they came

    monkeypatch.setattr(lookup, "hazard", breaking)
    key = await house.hazard(await house.entity())
    assert (await house.do(order(key, idempotency_key="d"), await house.inspector())).key("hazard") == key
    assert broken


async def test_what_is_not_the_callers_fault_is_raised(house: House) -> None:
    """A statement the database cannot do is no problem of the input: it comes out as it is, and nothing is kept."""
    key = await house.hazard(await house.entity())

    async def impossible(session: AsyncSession, _: Answer) -> None:
        await session.execute(sa.text("SELECT 1 / 0"))

    given = {"viewer": await house.inspector(), "now": NOW, "plugins": house.plugins}
    with pytest.raises(DBAPIError):
        await run(house.sessions, order(key), read=impossible, **given)
    assert (await house.get(Hazard, key.entity_id, key.id)).stage is Stage.REGISTERED


async def test_a_repeated_request_is_done_once(house: House) -> None:
    """The same key with the same content gets the first answer; a second order is not written."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    command = order(key, idempotency_key="a-1", expected_version=1)
    first, second = await house.run(command, inspector), await house.run(command, inspector)
    assert (first.answer, first.repeated, second.repeated) == (second.answer, False, True)
    assert len(await house.find(Action, Action.hazard_id == key.id)) == 1


async def test_equal_requests_that_race_are_done_once(house: House) -> None:
    """Of four equal requests at one moment one works and three wait for its answer."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    command = order(key, idempotency_key="race")
    outcomes = await asyncio.gather(*(house.run(command, inspector) for _ in range(4)))
    assert sorted(outcome.repeated for outcome in outcomes) == [False, True, True, True]
    assert all(outcome.answer == outcomes[0].answer for outcome in outcomes)


async def test_a_key_serves_one_request(house: House) -> None:
    """The same key with other content is refused; somebody else's equal key is another key."""
    entity, inspector = await house.entity(), await house.inspector()
    key = await house.hazard(entity)
    await house.do(order(key, idempotency_key="k"), inspector)
    other = order(key, idempotency_key="k", document_no="另一文书")
    assert await house.refused(other, inspector) == {"IDEMPOTENCY_KEY_REUSED": ("input", "idempotencyKey")}
    await house.do(order(await house.hazard(entity), idempotency_key="k"), await house.inspector())


async def test_a_rejected_request_leaves_its_key_free(house: House) -> None:
    """What was refused was not answered: mended, it may be sent again under the same key."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    await house.refused(CloseHazard(hazard_id=key, idempotency_key="x"), inspector)
    assert not await house.find(AnsweredCommand, AnsweredCommand.person_id == inspector.person_id)
    await house.do(order(key, idempotency_key="x"), inspector)


async def test_the_answer_is_read_before_it_is_final(house: House) -> None:
    """The payload shows the change; if reading it breaks, the change is undone."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()

    async def stage(session: AsyncSession, answer: Answer) -> Stage:
        found = answer.key("hazard")
        return (await session.get_one(Hazard, (found.entity_id, found.id), populate_existing=True)).stage

    async def broken(_: AsyncSession, __: Answer) -> Stage:
        raise RuntimeError

    given = {"viewer": inspector, "now": NOW, "plugins": house.plugins}
    with pytest.raises(RuntimeError):
        await run(house.sessions, order(key), read=broken, **given)
    outcome = await run(house.sessions, order(key, expected_version=1), read=stage, **given)
    assert isinstance(outcome, Done)
    assert outcome.payload is Stage.RECTIFYING


async def test_a_plugin_may_forbid_a_change(house: House) -> None:
    """A sector's plugin sees what was and what will be, and its problem comes back in its own words."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    seen: list[Change] = []

    async def forbid(change: Change) -> list[Problem]:
        seen.append(change)
        return [Problem("KILN_BURNS", Title("窑未熄火 {", "the kiln still burns"), ("due_on",))]

    house.plugins.hook = forbid
    assert await house.refused(order(key), inspector) == {"KILN_BURNS": ("input", "dueOn")}
    hazard = next(change for change in seen if change.noun == "hazard")
    assert (hazard.sector, hazard.before["due_on"], hazard.after["due_on"]) == ("kiln", None, TOMORROW)
    assert next(change for change in seen if change.noun == "action").before is None
    assert (await house.get(Hazard, key.entity_id, key.id)).stage is Stage.REGISTERED


async def test_a_broken_plugin_is_named_and_nothing_is_written(house: House) -> None:
    """A hook that fails stops the change of its sector; the message names the plugin."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()

    async def broken(_: Change) -> list[Problem]:
        raise ZeroDivisionError

    house.plugins.hook = broken
    outcome = await house.run(order(key), inspector)
    assert [problem.code for problem in outcome.problems] == ["PLUGIN_FAILED"]
    assert "kiln" in str(outcome.problems[0])
    assert (await house.get(Hazard, key.entity_id, key.id)).stage is Stage.REGISTERED


async def test_no_change_goes_unlogged(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that forgets its event is a mistake of ours: nothing of it is kept."""

    async def silent(desk: lookup.Desk, command: OfHazard) -> Hazard:
        hazard = await lookup.hazard(desk, command.hazard_id)
        hazard.description = "悄悄修改"
        return hazard

    step = dataclasses.replace(catalogue.CATALOGUE[CloseHazard], work=silent)
    monkeypatch.setitem(catalogue.CATALOGUE, CloseHazard, step)  # type: ignore[arg-type] - a dict underneath
    key = await house.hazard(await house.entity(), HazardLevel.GENERAL)
    with pytest.raises(ChangeWithoutEvent):
        await house.run(CloseHazard(hazard_id=key), await house.inspector())
