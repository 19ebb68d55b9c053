"""Reads that wait are asked together: who comes while a plan's statement is under way waits for its end, and those who
wait then are asked for in one statement.

Nobody waits for others to come: a read that is alone is sent at once. Gathered is what is small, and no more of it than
a moment's work, so that nobody is held up; what takes longer goes its own way. When the common statement fails,
everybody is asked for alone: the mistake of one is theirs only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import perf_counter
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import asyncpg

from anjian_schema.compiler.joint import Joint, joint
from anjian_schema.compiler.plan import Plan
from anjian_schema.metrics import TIMED, statements
from anjian_schema.pool import Pool
from anjian_schema.tracing import span

Values = Sequence[Any]
ONE, COMMON = {"of": "one"}, {"of": "many"}  # askers
MOMENT = 0.004  # seconds of work in one statement for many
LAST = 0.2  # the weight of the last common statement in what is known of a plan


class Asker(NamedTuple):
    values: Values
    answer: asyncio.Future[bytes]


class Gathering:
    """The reads of one server, over its connections."""

    def __init__(self, pool: Pool) -> None:
        self.pool, self.sent = pool, 0
        self._waiting: dict[Plan, list[Asker]] = {}  # for each plan of which a statement is under way
        self._joints: WeakKeyDictionary[Plan, Joint | None] = WeakKeyDictionary()
        self._running: set[asyncio.Task[None]] = set()

    async def answer(self, plan: Plan, values: Values) -> bytes:
        """One asker's answer."""
        waiting = self._waiting.get(plan)
        if waiting is None:
            self._waiting[plan] = []
            try:
                return await self._alone(plan, values)
            finally:
                self._next(plan)
        if most(plan) < 2 or not self._gathers(plan):
            return await self._alone(plan, values)
        asker = Asker(values, asyncio.get_running_loop().create_future())
        waiting.append(asker)
        return await asker.answer

    async def answers(self, plan: Plan, each: Sequence[Values]) -> Sequence[bytes | BaseException]:
        """Many askers' answers, in their order. Who asks the same is told the same; a failure is theirs alone."""
        if not self._gathers(plan):
            return await self._one_by_one(plan, each)
        own = [tuple([values[place] for place in plan.places]) for values in each]
        different = dict(zip(own, each, strict=True))
        found = dict(zip(different, await self._different(plan, different), strict=True))
        return [found[values] for values in own]

    def _next(self, plan: Plan) -> None:
        """A statement has ended: those who waited for it are asked for now."""
        waiting = self._waiting.pop(plan)
        if waiting:
            self._waiting[plan] = waiting[most(plan) :]
            task = asyncio.create_task(self._together(plan, waiting[: most(plan)]))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _together(self, plan: Plan, askers: Sequence[Asker]) -> None:
        try:
            found = await self.answers(plan, [asker.values for asker in askers])
        finally:
            self._next(plan)
        for asker, answer in zip(askers, found, strict=True):
            if asker.answer.done():  # broken off meanwhile
                continue
            if isinstance(answer, BaseException):
                asker.answer.set_exception(answer)
            else:
                asker.answer.set_result(answer)

    async def _different(self, plan: Plan, askers: dict[tuple[Any, ...], Values]) -> Sequence[bytes | BaseException]:
        common = self._joints[plan]
        if common is None or len(askers) == 1:
            return await self._one_by_one(plan, list(askers.values()))
        began = perf_counter()
        try:
            rows = await self.pool.fetch(common.sql, *common.values(list(askers)))
            statements.record(perf_counter() - began, COMMON)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
            found = await self._one_by_one(plan, list(askers.values()))
            if not any(isinstance(answer, BaseException) for answer in found):
                self._joints[plan] = None  # it is the common statement that this database does not take
            return found
        by_place: dict[int, bytes] = {row[0]: row[1] for row in rows}
        plan.seconds += (max(row[2] for row in rows) / len(rows) - plan.seconds) * LAST
        return [by_place[place] for place in range(1, len(askers) + 1)]

    async def _one_by_one(self, plan: Plan, each: Sequence[Values]) -> Sequence[bytes | BaseException]:
        return await asyncio.gather(*[self._alone(plan, values) for values in each], return_exceptions=True)

    async def _alone(self, plan: Plan, values: Values) -> bytes:
        began = perf_counter()
        with span("statement"):
            ((answer,),) = await self.pool.fetch(plan.sql, *values)
        # Never more than it was: what made it longer may be a busy server; a common statement tells its own time.
        plan.seconds = min(plan.seconds, seconds := perf_counter() - began)
        self.sent += 1
        if self.sent % TIMED == 1:
            statements.record(seconds, ONE)
        return answer  # type: ignore[no-any-return]  # a plan's one value, as bytes

    def _gathers(self, plan: Plan) -> bool:
        """Whether many can be answered at once: by a common statement, or because all of them ask the same."""
        if plan not in self._joints:
            self._joints[plan] = joint(plan)
        return self._joints[plan] is not None or not plan.places


def most(plan: Plan) -> int:
    """How many askers of this plan are a moment's work: one at least."""
    return max(1, int(MOMENT / plan.seconds))
