"""Random commands by random people at random moments: no hazard ever comes where it must not be."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from anjian import china
from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.commands.catalogue import CATALOGUE
from anjian.commands.command import Command, RecordKey
from anjian.commands.review import Rejected
from anjian.commands.runner import Done, Outcome
from anjian.database.ids import UUID
from anjian.entities.model import Entity
from anjian.hazards.accept import RejectRectification
from anjian.hazards.close import CloseHazard
from anjian.hazards.extend import ApproveExtension, RefuseExtension
from anjian.hazards.levels import AssessHazard, ConfirmLevel, RefuseLevel
from anjian.hazards.model import HazardLevel
from anjian.hazards.plan import ApprovePlan, ReturnPlan
from anjian.hazards.reopen import ReopenHazard
from anjian.hazards.spot import RectifyOnTheSpot

from .house import NOW, WITNESSES, House, accept, furnish, order, rectify
from .lives import EDGES, State, holds, level_changed_by_two, may_follow, state_of, term_ran_out_and_stays
from .papers import extension, plan, propose, protect, report, tell

SEQUENCES = int(os.environ.get("LIFE_SEQUENCES", "30"))
STEPS = int(os.environ.get("LIFE_STEPS", "20"))

T = TypeVar("T")


@dataclass(frozen=True)
class Luck:
    """What chance decides about one command."""

    pick: int
    person: int
    days: int  # how far the stated day lies from today
    term: int  # how many days a term has
    yes: bool
    signers: tuple[int, ...]
    way: str  # onward: what leads on from here; beside: what leaves it there; blind: without a look


LUCK = st.builds(
    Luck,
    pick=st.integers(0, 10**6),
    person=st.integers(0, 10**6),
    days=st.sampled_from((0, 0, 0, 0, 0, 0, -1, -3, 1, -40)),
    term=st.sampled_from((30, 7, 3, 2, 1, 0, -1)),
    yes=st.booleans(),
    signers=st.sampled_from(((0, 1), (0, 1), (0, 1), (0, 2), (0, 0), (0, 4), (1,), (2, 3), (0, 5))),
    way=st.sampled_from(("onward", "onward", "onward", "beside", "blind")),
)


class Lives(RuleBasedStateMachine):
    """One hazard from discovery on; its entity and its people are the same for all."""

    house: ClassVar[House]
    entity_id: ClassVar[UUID]
    people: ClassVar[list[Viewer]]
    runner: ClassVar[asyncio.Runner]
    done: ClassVar[dict[str, int]] = {}
    refused: ClassVar[dict[str, int]] = {}

    def go(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(doing)

    @initialize(kind=st.sampled_from(("reported", "suspected", "general", "major", "major")), finder=st.integers(0, 5))
    def found(self, kind: str, finder: int) -> None:
        self.now: datetime = NOW
        who = self.people[finder]
        if kind in ("reported", "suspected"):
            answer = self.go(self.house.do(report(self.entity_id, suspected_major=kind == "suspected"), who))
            self.key = answer.key("hazard")
        else:
            self.key = self.go(self.registered(HazardLevel(kind), who))
        self.before = self.go(state_of(self.house, self.key))

    async def registered(self, level: HazardLevel, finder: Viewer) -> RecordKey:
        entity = await self.house.get(Entity, self.entity_id)
        return await self.house.hazard(entity, level, finder_id=finder.person_id)

    @rule(days=st.sampled_from((1, 1, 2, 5, 31)))
    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(luck=LUCK)
    def somebody_acts(self, luck: Luck) -> None:
        command, who = self.chosen(luck)
        outcome = self.go(self.house.run(command, who, now=self.now))
        self.check([(command, outcome)])

    @rule(one=LUCK, other=LUCK)
    def two_act_at_once(self, one: Luck, other: Luck) -> None:
        both = [self.chosen(one), self.chosen(other)]

        async def together() -> list[Outcome[Any]]:
            return await asyncio.gather(*(self.house.run(command, who, now=self.now) for command, who in both))

        outcomes = self.go(together())
        self.check([(command, outcome) for (command, _), outcome in zip(both, outcomes, strict=True)])

    @rule(luck=LUCK)
    def the_clock_went_back(self, luck: Luck) -> None:
        """Nothing is done before what was done last."""
        if self.before["changed_at"] is None:
            return
        command, who = self.chosen(luck)
        outcome = self.go(self.house.run(command, who, now=self.now - timedelta(days=400)))
        assert isinstance(outcome, Rejected)
        self.check([(command, outcome)])

    def chosen(self, luck: Luck) -> tuple[Command, Viewer]:
        """Mostly what leads on from here, by somebody who may; sometimes anything by anybody."""
        names = list(COMMANDS)
        if luck.way != "blind":
            there = EDGES[self.before["level"]][self.before["stage"]] if luck.way == "onward" else set()
            names = [name for name in names if LEADS[name] & there or LEADS[name] == there]
        command = COMMANDS[names[luck.pick % len(names)]](self, luck)
        able = [who for who in self.people if luck.way == "blind" or who.role in CATALOGUE[type(command)].roles]
        return command, able[luck.person % len(able)]

    def check(self, outcomes: list[tuple[Command, Outcome[Any]]]) -> None:
        after = self.go(state_of(self.house, self.key))
        steps = sum(isinstance(outcome, Done) for _, outcome in outcomes)
        self.tally(outcomes)
        assert after["version"] - self.before["version"] == after["events"] - self.before["events"] == steps
        if not steps:
            assert after == self.before
        if steps == 1:
            assert may_follow(self.before, after), (self.before["stage"], after["stage"])
        holds(after)
        if after["level"] != self.before["level"]:
            level_changed_by_two(after, self.before)
        term_ran_out_and_stays(self.before, after, china.today(self.now))
        self.before: State = after

    def tally(self, outcomes: list[tuple[Command, Outcome[Any]]]) -> None:
        for command, outcome in outcomes:
            told = self.done if isinstance(outcome, Done) else self.refused
            names = [type(command).__name__] if isinstance(outcome, Done) else [p.code for p in outcome.problems]
            for name in names:
                told[name] = told.get(name, 0) + 1


def stated(lives: Lives, luck: Luck) -> Any:
    return china.today(lives.now) + timedelta(days=luck.days)


def term(lives: Lives, luck: Luck) -> Any:
    return china.today(lives.now) + timedelta(days=luck.term)


def signers(lives: Lives, luck: Luck) -> tuple[UUID, ...]:
    known = (*WITNESSES, *(who.person_id for who in lives.people))
    return tuple(known[n] for n in luck.signers)


def decided(lives: Lives, luck: Luck) -> dict[str, Any]:
    return {"signer_ids": signers(lives, luck), "decided_on": stated(lives, luck)}


NUMBERS = count(1)
Build = Callable[[Lives, Luck], Command]
COMMANDS: Mapping[str, Build] = {
    "assess": lambda s, x: AssessHazard(hazard_id=s.key, grounds="易整改", assessed_on=stated(s, x)),
    "propose": lambda s, x: propose(s.key, [*HazardLevel][x.yes], assessed_on=stated(s, x)),
    "confirm": lambda s, x: ConfirmLevel(hazard_id=s.key, opinion="同意"),
    "refuse level": lambda s, x: RefuseLevel(hazard_id=s.key, opinion="不同意"),
    "on the spot": lambda s, x: RectifyOnTheSpot(hazard_id=s.key, measures="当场清理"),
    "tell": lambda s, x: tell(s.key, reported_on=stated(s, x)),
    "plan": lambda s, x: plan(s.key, due_on=term(s, x)),
    "approve plan": lambda s, x: ApprovePlan(hazard_id=s.key, opinion="同意"),
    "return plan": lambda s, x: ReturnPlan(hazard_id=s.key, opinion="退回"),
    "protect": lambda s, x: protect(s.key, taken_on=stated(s, x)),
    "order": lambda s, x: order(s.key, due_on=term(s, x), document_no=f"应急责改〔2026〕{next(NUMBERS)}号"),
    "ask for time": lambda s, x: extension(s.key, due_on=term(s, x)),
    "give time": lambda s, x: ApproveExtension(hazard_id=s.key, opinion="同意"),
    "give no time": lambda s, x: RefuseExtension(hazard_id=s.key, opinion="不同意"),
    "rectify": lambda s, x: rectify(s.key, rectified_on=stated(s, x)),
    "accept": lambda s, x: accept(s.key, **decided(s, x)),
    "reject": lambda s, x: RejectRectification(
        hazard_id=s.key, opinion="未到位", due_on=term(s, x) if x.yes else None, **decided(s, x)
    ),
    "close": lambda s, x: CloseHazard(hazard_id=s.key),
    "reopen": lambda s, x: ReopenHazard(hazard_id=s.key, reason="未整改", due_on=term(s, x)),
}
# Where each leads, so that walks get far; those that lead nowhere are tried everywhere.
LEADS: Mapping[str, set[str]] = {name: set[str]() for name in COMMANDS} | {
    "assess": {"assessed"},
    "on the spot": {"closed"},
    "tell": {"reported"},
    "plan": {"planned"},
    "approve plan": {"plan_approved"},
    "return plan": {"reported"},
    "order": {"rectifying"},
    "rectify": {"awaiting_acceptance"},
    "accept": {"accepted"},
    "reject": {"rectifying"},
    "close": {"closed"},
    "reopen": {"rectifying"},
}


async def settle(url: str) -> tuple[House, list[Viewer], UUID]:
    """Two of the entity's staff, two officers, two of the department, an expert and an auditor."""
    house = House(async_sessionmaker(create_async_engine(url, pool_size=4), expire_on_commit=False))
    async with house.sessions.begin() as session:
        await furnish(session)
    entity = await house.entity()
    staff = [await house.enterprise(entity.id) for _ in range(2)]
    officers = [await house.inspector() for _ in range(2)]
    leaders = [replace(await house.inspector(), role=Role.DEPARTMENT) for _ in range(2)]
    others = [replace(await house.inspector(), role=role) for role in (Role.EXPERT, Role.AUDITOR)]
    return house, [officers[0], staff[0], leaders[0], officers[1], staff[1], leaders[1], *others], entity.id


@pytest.fixture
def lives(database_url: str) -> Iterator[type[Lives]]:
    with asyncio.Runner() as runner:
        Lives.runner = runner
        Lives.house, Lives.people, Lives.entity_id = runner.run(settle(database_url))
        yield Lives


def test_no_sequence_reaches_a_forbidden_state(lives: type[Lives]) -> None:
    """Thirty sequences at a time, which get somewhere; LIFE_SEQUENCES=5000 gets almost everywhere."""
    chosen = settings(
        max_examples=SEQUENCES,
        stateful_step_count=STEPS,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lives, settings=chosen)
    logging.getLogger(__name__).info("done %s, refused %s", lives.done, lives.refused)
    assert len(lives.done) >= (15 if SEQUENCES >= 1000 else 5)
