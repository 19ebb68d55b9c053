"""Ledgers, and the facts that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from anjian.access.viewer import Viewer
from anjian.commands.command import LineKey
from anjian.database.ids import uuid7
from anjian.entities.facts import RecordFacts
from anjian.entities.model import Entity, Observation, Profile
from anjian.events.model import Event, EventKind
from anjian.inspections.model import AnswerResult, InspectionKind, Judgement
from anjian.inspections.submit import ChecklistUsed, GivenAnswer, SubmitInspection
from anjian.ledgers.model import LedgerEntry, LedgerObservation
from anjian.ledgers.update import LedgerLine, UpdateLedger
from anjian.plugin import Change, Problem, Title

from .house import NOW, TODAY, TOMORROW, YESTERDAY, House

LONG_AGO = TODAY - timedelta(days=30)


class Depot:
    """One depot with an inspector before it. Each call happens a minute after the one before."""

    def __init__(self, house: House, entity: Entity, viewer: Viewer) -> None:
        self.house, self.entity, self.viewer, self.now = house, entity, viewer, NOW

    def update(self, put: Sequence[LedgerLine] = (), **more: Any) -> UpdateLedger:
        given = {"sector": "depot", "ledger": "goods", "true_on": TODAY, "put": tuple(put), **more}
        return UpdateLedger(entity_id=self.entity.id, **given)

    async def put(self, *put: LedgerLine, on: date = TODAY, remove: Sequence[LineKey] = ()) -> None:
        await self.house.do(self.update(put, remove=tuple(remove), true_on=on), self.viewer, now=self.later())

    async def record(self, on: date = TODAY, **facts: object) -> None:
        command = RecordFacts(entity_id=self.entity.id, sector="depot", facts=facts, true_on=on)
        await self.house.do(command, self.viewer, now=self.later())

    async def refused(self, *put: LedgerLine, **more: Any) -> dict[str, tuple[str | int, ...]]:
        return await self.house.refused(self.update(put, **more), self.viewer)

    def later(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    async def profile(self) -> Profile:
        return await self.house.get(Profile, self.entity.id, "depot")

    async def lines(self) -> dict[str, LedgerEntry]:
        found = await self.house.find(LedgerEntry, LedgerEntry.entity_id == self.entity.id)
        return {line.data["code"]: line for line in found}

    async def key(self, code: str) -> LineKey:
        return LineKey(self.entity.id, (await self.lines())[code].id)


@pytest.fixture
async def depot(house: House) -> Depot:
    return Depot(house, await house.entity(), await house.inspector())


def goods(code: str | None = "A1", tons: object = None, id: LineKey | None = None, **more: object) -> LedgerLine:  # noqa: A002 - the word of the API
    return LedgerLine(id=id, values={"code": code, "tons": tons, **more})


async def test_lines_are_kept_and_add_up(depot: Depot) -> None:
    """All of an update at once: its lines, what follows from them, one event; the first puts the entity under."""
    await depot.put(goods("A1", 1.50), goods("A2", "2", hall=3))
    assert {code: line.data for code, line in (await depot.lines()).items()} == {
        "A1": {"code": "A1", "tons": "1.5"},
        "A2": {"code": "A2", "tons": "2", "hall": 3},
    }
    assert (await depot.profile()).data == {"stored_tons": "3.5"}
    [event] = await depot.house.find(Event, Event.entity_id == depot.entity.id)
    assert (event.kind, event.data["derived"]) == (EventKind.LEDGER_UPDATED, {"stored_tons": "3.5"})


async def test_a_line_is_put_as_a_whole(depot: Depot) -> None:
    """What a changed line does not say is not known any more, and neither is the sum."""
    await depot.put(goods("A1", 1, hall=2), goods("A2", 2))
    await depot.put(goods("A1", id=await depot.key("A1")))
    assert (await depot.lines())["A1"].data == {"code": "A1"}
    assert (await depot.profile()).data == {}
    assert {(o.fact, o.value) for o in await observations(depot)} == {("stored_tons", "3"), ("stored_tons", None)}


async def test_an_empty_ledger_was_looked_at(depot: Depot) -> None:
    """Nobody ever kept it: unknown. Somebody found nothing, or removed the last line: nothing is there."""
    await depot.record(approved_tons=10)
    assert "stored_tons" not in (await depot.profile()).data
    await depot.put()
    assert (await depot.profile()).data["stored_tons"] == "0"
    await depot.put(goods("A1", 5))
    await depot.put(remove=[await depot.key("A1")])
    assert (await depot.profile()).data["stored_tons"] == "0"
    assert await depot.lines() == {}
    history = await depot.house.find(LedgerObservation, LedgerObservation.entity_id == depot.entity.id)
    assert [seen.data for seen in history if seen.line_id] == [{"code": "A1", "tons": "5"}, None]


async def test_derived_from_what_is_derived(depot: Depot) -> None:
    """A fact recorded by hand and a sum of the ledger meet in a ratio, whichever comes first."""
    await depot.put(goods("A1", 5))
    await depot.record(approved_tons=4)
    assert (await depot.profile()).data == {"approved_tons": "4", "stored_tons": "5", "load": "1.25"}


async def test_what_is_learned_late_changes_what_followed(depot: Depot) -> None:
    """A line of last month, told after today's: the month's sum and today's are both right."""
    await depot.put(goods("A1", 5), on=TODAY)
    await depot.put(goods("A2", 7), on=LONG_AGO)
    assert (await depot.profile()).data["stored_tons"] == "12"
    assert {(o.true_on, o.value) for o in await observations(depot)} == {(TODAY, "5"), (LONG_AGO, "7"), (TODAY, "12")}


async def test_an_older_sight_of_a_line_never_overwrites_a_newer_one(depot: Depot) -> None:
    """The ledger is the latest by the day it was so."""
    await depot.put(goods("A1", 5), on=TODAY)
    await depot.put(goods("A1", 9, id=await depot.key("A1")), on=YESTERDAY)
    await depot.put(remove=[await depot.key("A1")], on=YESTERDAY)
    assert (await depot.lines())["A1"].data["tons"] == "5"
    assert (await depot.profile()).data["stored_tons"] == "5"


async def test_a_day_is_judged_by_what_was_derived_of_it(depot: Depot) -> None:
    """An inspection handed in late is judged by the stock of its own day, and one without a ledger not at all."""
    await depot.put(goods("A1", 5), on=YESTERDAY)
    await depot.put(goods("A1", 1, id=await depot.key("A1")), on=TODAY)
    verdicts = [await judged(depot, day) for day in (LONG_AGO, YESTERDAY, TODAY)]
    assert [(one.verdict.value, one.missing) for one in verdicts] == [
        ("undecided", ["load"]),
        ("major", []),
        ("not_major", []),
    ]
    assert verdicts[1].facts == {"load": "1.25"}


async def judged(depot: Depot, day: date) -> Judgement:
    answer = GivenAnswer(item="D1", result=AnswerResult.PASS, values={"approved_tons": 4})
    visit = SubmitInspection(
        entity_id=depot.entity.id,
        kind=InspectionKind.SELF_INSPECTION,
        sector="depot",
        inspected_on=day,
        checklist=ChecklistUsed(code="DEPOT", version="1"),
        answers=(answer,),
    )
    done = await depot.house.do(visit, depot.viewer, now=depot.later())
    [judgement] = await depot.house.find(Judgement, Judgement.inspection_id == done.key("inspection").id)
    return judgement


async def observations(depot: Depot) -> Sequence[Observation]:
    derived = Observation.fact == "stored_tons"
    return await depot.house.find(Observation, Observation.entity_id == depot.entity.id, derived)


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        (goods("A1", "много"), "FACT_VALUE_WRONG", ("tons",)),
        (goods("A1", -1), "FACT_VALUE_WRONG", ("tons",)),
        (goods("长" * 11), "FACT_VALUE_WRONG", ("code",)),
        (goods("A1", hall=1.5), "FACT_VALUE_WRONG", ("hall",)),
        (goods("A1", colour="red"), "FACT_UNKNOWN", ("colour",)),
        (goods(None, 1), "FACT_REQUIRED", ("code",)),
        (goods(" "), "TEXT_BLANK", ("code",)),
        (goods("a\0"), "TEXT_UNSTORABLE", ("code",)),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
async def test_lines_that_cannot_be(depot: Depot, line: LedgerLine, code: str, path: tuple[str, ...]) -> None:
    """Each mistake leads to its line and its field, and nothing of the update is kept."""
    assert await depot.refused(goods("OK", 1), line) == {code: ("input", "put", 1, "values", *path)}
    assert await depot.lines() == {}


async def test_no_two_lines_of_one_key(depot: Depot) -> None:
    """The same goods in the same hall are one line; in another hall they are another. Two may exchange their keys."""
    await depot.put(goods("A1", 1, hall=1), goods("A1", 1, hall=2))
    assert await depot.refused(goods("A2", 1), goods("A1", 9, hall=2)) == {
        "LINE_DUPLICATE": ("input", "put", 1, "values", "hall")
    }
    assert await depot.refused(goods("A3", 1), goods("A3", 2)) == {
        "LINE_DUPLICATE": ("input", "put", 1, "values", "hall")
    }
    first, second = sorted(await depot.house.find(LedgerEntry, LedgerEntry.entity_id == depot.entity.id), key=hall)
    exchanged = [goods("A1", 1, hall=2, id=key_of(first)), goods("A1", 1, hall=1, id=key_of(second))]
    await depot.put(*exchanged)
    await depot.put(goods("A1", 3, hall=1), remove=[key_of(second)])
    assert (await depot.profile()).data["stored_tons"] == "4"


def hall(line: LedgerEntry) -> int:
    return int(line.data["hall"])


def key_of(line: LedgerEntry) -> LineKey:
    return LineKey(line.entity_id, line.id)


async def test_a_plugin_speaks_of_a_line(depot: Depot) -> None:
    """What a plugin finds wrong with a record leads to the line of the input that tells of it, new or changed."""

    async def forbid(change: Change) -> list[Problem]:
        stale = change.noun == "ledger_entry" and change.after["data"].get("tons") == "9"
        return [Problem("DEPOT_STALE", Title("货物过期", "the goods are stale"), ("tons",))] if stale else []

    await depot.put(goods("A1", 1))
    depot.house.plugins.hook = forbid
    changed, path = goods("A1", 9, id=await depot.key("A1")), ("input", "put", 1, "values", "tons")
    assert await depot.refused(goods("A2", 1), changed) == {"DEPOT_STALE": path}
    assert await depot.refused(goods("A2", 1), goods("A3", 9)) == {"DEPOT_STALE": path}
    assert (await depot.profile()).data["stored_tons"] == "1"


async def test_a_plugin_is_asked_before_a_line_goes(depot: Depot) -> None:
    """It sees the line as it was, and nothing after it; what it says leads to the place that removes the line."""

    async def forbid(change: Change) -> list[Problem]:
        sealed = change.after is None and change.before and change.before["data"]["tons"] == "2"
        return [Problem("DEPOT_SEALED", Title("已封存", "it is sealed"), ("tons",))] if sealed else []

    await depot.put(goods("A1", 1), goods("A2", 2))
    depot.house.plugins.hook = forbid
    gone = [await depot.key(name) for name in ("A1", "A2")]
    assert await depot.refused(remove=(gone[0], gone[1])) == {"DEPOT_SEALED": ("input", "remove", 1)}
    assert (await depot.profile()).data["stored_tons"] == "3"


async def test_only_lines_of_this_ledger(depot: Depot) -> None:
    """A line of another depot, one that never was, and one named twice."""
    await depot.put(goods("A1", 1))
    line, nothing = await depot.key("A1"), LineKey(depot.entity.id, uuid7())
    elsewhere = LineKey((await depot.house.entity()).id, line.id)
    assert await depot.refused(goods("A2", id=nothing)) == {"NOT_FOUND": ("input", "put", 0, "id")}
    assert await depot.refused(goods("A2", id=elsewhere)) == {"NOT_FOUND": ("input", "put", 0, "id")}
    assert await depot.refused(goods("A1", id=line), remove=(line,)) == {"LINE_NAMED_TWICE": ("input", "remove", 0)}


async def test_circumstances(depot: Depot) -> None:
    """No ledger of that name, a day that has not come, a version that has gone by, an entity out of reach."""
    assert await depot.refused(ledger="people", true_on=TOMORROW) == {
        "DATE_IN_THE_FUTURE": ("input", "trueOn"),
        "UNKNOWN_LEDGER": ("input", "ledger"),
    }
    await depot.put(goods("A1", 1))
    assert await depot.refused(goods("A2", 1), expected_version=1) == {"STALE_VERSION": ("input", "expectedVersion")}
    outsider = await depot.house.inspector("14")
    assert await depot.house.refused(depot.update(), outsider) == {"NOT_FOUND": ("input", "entityId")}
    confined = await depot.house.inspector(sectors=frozenset({"kiln"}))
    assert await depot.house.refused(depot.update(), confined) == {"UNKNOWN_SECTOR": ("input", "sector")}


async def test_an_enterprise_keeps_its_own_ledger(depot: Depot) -> None:
    """Who runs the depot knows its goods; sent twice, they are there once."""
    enterprise = await depot.house.enterprise(depot.entity.id)
    update = depot.update([goods("A1", 1)], idempotency_key=uuid7().hex)
    first = await depot.house.do(update, enterprise)
    assert await depot.house.do(update, enterprise) == first
    assert list(await depot.lines()) == ["A1"]


async def test_what_is_derived_is_not_recorded_by_hand(depot: Depot) -> None:
    """Neither as a fact nor with an answer."""
    by_hand = RecordFacts(entity_id=depot.entity.id, sector="depot", facts={"storedTons": 1}, true_on=TODAY)
    assert await depot.house.refused(by_hand, depot.viewer) == {"FACT_IS_DERIVED": ("input", "facts", "storedTons")}
    answer = GivenAnswer(item="D1", result=AnswerResult.PASS, values={"load": 1})
    visit = SubmitInspection(
        entity_id=depot.entity.id,
        kind=InspectionKind.GUIDANCE,
        sector="depot",
        inspected_on=TODAY,
        checklist=ChecklistUsed(code="DEPOT", version="1"),
        answers=(answer,),
    )
    path = ("input", "answers", 0, "values", "load")
    assert await depot.house.refused(visit, depot.viewer) == {"FACT_IS_DERIVED": path}
