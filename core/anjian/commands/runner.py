"""Runs a command: one transaction holds the step, its events, the plugins' consent and the reading."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from anjian.access.viewer import Viewer
from anjian.audit.origin import NOWHERE, Acting, Origin
from anjian.audit.writing import Touched, changed, key_text, refused
from anjian.commands.access import allow_here
from anjian.commands.answer import Answer
from anjian.commands.catalogue import CATALOGUE
from anjian.commands.changes import Changes
from anjian.commands.command import Command
from anjian.commands.consent import ask_plugins
from anjian.commands.desk import Desk, Plugins
from anjian.commands.idempotency import first_answer, remember
from anjian.commands.lookup import StaleVersion
from anjian.commands.review import Rejected, placed
from anjian.commands.texts import check_texts
from anjian.database.record import Record
from anjian.errors import AnjianError
from anjian.words import Title

T = TypeVar("T")
Read: TypeAlias = Callable[[AsyncSession, Answer], Awaitable[T]]

ATTEMPTS = 3
COLLISIONS = frozenset({"40001", "40P01"})  # serialization_failure, deadlock_detected: nobody's fault, try again


class ChangedMeanwhile(StaleVersion):
    words = Title(
        "该记录正被他人同时修改，未作任何更改；请重新读取后再提交",
        "others are changing this record at this moment and nothing was changed: read it again, then repeat",
    )


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """It was done, now or by an equal request before (``repeated``); ``payload`` is what ``read`` made of it."""

    answer: Answer
    payload: T
    repeated: bool = False


Outcome: TypeAlias = Done[T] | Rejected


async def run(
    sessions: async_sessionmaker[AsyncSession],
    command: Command,
    *,
    viewer: Viewer,
    now: datetime,
    plugins: Plugins,
    read: Read[T],
    trace_id: str | None = None,
    origin: Origin = NOWHERE,
) -> Outcome[T]:
    """Done, or rejected with every reason and nothing written but a line of the audit. What is not the caller's to mend
    is raised.
    """
    outcome = Rejected((ChangedMeanwhile(),))
    for _ in range(ATTEMPTS):
        try:
            async with sessions.begin() as session:
                return await done(Desk(session, viewer, now, plugins, trace_id, origin), command, read)
        except (Rejected, AnjianError) as refusal:
            outcome = rejected(refusal)
            break
        except (StaleDataError, DBAPIError) as error:
            if not is_collision(error):
                raise
    await refused(sessions, Acting(viewer, now, origin, trace_id), command, outcome.problems)
    return outcome


async def done(desk: Desk, command: Command, read: Read[T]) -> Done[T]:
    step = CATALOGUE[type(command)]
    await allow_here(desk, step.roles)
    check_texts(command)
    if (answer := await first_answer(desk, command)) is not None:
        return Done(answer, await read(desk.session, answer), repeated=True)
    changes = Changes(desk.session)
    records = await step.work(desk, command)
    await desk.session.flush()
    await ask_plugins(desk, changes.made())
    records = [records] if isinstance(records, Record) else records
    answer = Answer.of(records, desk.told)
    audit(desk, command, answer, records)
    await remember(desk, command, answer)
    return Done(answer, await read(desk.session, answer))


def audit(desk: Desk, command: Command, answer: Answer, records: Sequence[Record]) -> None:
    """A line in the transaction of the change."""
    keys = [key_text(noun, key) for noun, key in answer.keys.items()]
    region = next((code for record in records if (code := getattr(record, "region_code", None))), None)
    touched = Touched(keys, answer.entity_id, region)
    changed(desk.session, desk.acting, command, touched, CATALOGUE[type(command)].audited)


def rejected(refusal: Rejected | AnjianError) -> Rejected:
    """Paths that steps give lie inside the input; the caller sees them from the outside."""
    problems = refusal.problems if isinstance(refusal, Rejected) else (refusal,)
    return Rejected([placed(problem, ("input",)) if problem.path else problem for problem in problems])


def is_collision(error: StaleDataError | DBAPIError) -> bool:
    return isinstance(error, StaleDataError) or getattr(error.orig, "sqlstate", None) in COLLISIONS
