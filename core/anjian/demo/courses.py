"""The course of a hazard from discovery to close-out, as far as it had come by the day of the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from anjian.demo.chance import at_work
from anjian.demo.plans import Fate
from anjian.hazards.model import Stage

TERMS = (3, 5, 7, 10, 15, 30)  # days that an inspection's record or an order gives
MAJOR_TERMS = (15, 30, 45)
WRITTEN = frozenset({Fate.MENDED_ON_ORDER, Fate.OPEN_ON_ORDER})
HOUR = timedelta(hours=1)


class Course(NamedTuple):
    """The moments of its steps; a step not taken has none."""

    stage: Stage
    found: datetime
    due_on: date | None = None
    ordered: datetime | None = None
    submitted: datetime | None = None
    accepted: datetime | None = None
    closed: datetime | None = None
    on_the_spot: bool = False
    written_order: bool = False

    @property
    def rectified_on(self) -> date | None:
        mended = self.found if self.on_the_spot else self.submitted
        return mended.date() if mended else None


def course(rng: Random, fate: Fate, found: datetime, cut_off: date) -> Course:
    return COURSES[fate](rng, fate, found, cut_off)


def _on_the_spot(rng: Random, fate: Fate, found: datetime, cut_off: date) -> Course:
    """Mended before the inspectors left: their record is its proof."""
    return Course(Stage.CLOSED, found, closed=found + timedelta(minutes=rng.randrange(5, 90)), on_the_spot=True)


def _open(rng: Random, fate: Fate, found: datetime, cut_off: date) -> Course:
    """Under way; one in four that no written order speaks of is only registered so far."""
    if fate is Fate.OPEN and rng.random() < 0.25:
        return Course(Stage.REGISTERED, found)
    return _ordered(rng, fate, found)


def _ordered(rng: Random, fate: Fate, found: datetime) -> Course:
    term = found.date() + timedelta(days=rng.choice(TERMS))
    return Course(Stage.RECTIFYING, found, term, found + HOUR, written_order=fate in WRITTEN)


def _mended(rng: Random, fate: Fate, found: datetime, cut_off: date) -> Course:
    """Usually within its term, sometimes late; closed within days unless the report came first."""
    opened = _ordered(rng, fate, found)
    assert opened.due_on is not None  # noqa: S101 - it has just been ordered
    latest = (cut_off - found.date()).days
    days = min(max(1, round((opened.due_on - found.date()).days * rng.uniform(0.2, 1.15))), latest)
    submitted = _later(rng, found, days, (13, 15))
    closed = _later(rng, found, days + rng.choice((0, 0, 1, 2)), (15, 18))
    stage = Stage.CLOSED if closed.date() <= cut_off else Stage.AWAITING_ACCEPTANCE
    return opened._replace(
        stage=stage,
        submitted=max(submitted, found + 2 * HOUR),
        closed=max(closed, found + 3 * HOUR) if stage is Stage.CLOSED else None,
    )


def _major(rng: Random, fate: Fate, found: datetime, cut_off: date) -> Course:
    """Ordered and listed the same day, mended, accepted on the spot by others, closed: as far as its fate goes."""
    left = min((cut_off - found.date()).days, 40)
    mended = max(1, round(left * rng.uniform(0.3, 0.55)))
    accepted = mended + max(1, round(left * rng.uniform(0.1, 0.2)))
    closed = accepted + rng.choice((0, 1)) if accepted < left else accepted
    steps = STEPS[fate]
    return Course(
        stage=MAJOR_STAGES[fate],
        found=found,
        due_on=found.date() + timedelta(days=rng.choice(MAJOR_TERMS)),
        ordered=found + HOUR,
        submitted=_later(rng, found, mended, (9, 11)) if steps > 0 else None,
        accepted=_later(rng, found, accepted, (11, 14)) if steps > 1 else None,
        closed=_later(rng, found, closed, (15, 17)) if steps > 2 else None,
        written_order=True,
    )


def _later(rng: Random, found: datetime, days: int, hours: tuple[int, int]) -> datetime:
    return at_work(rng, found.date() + timedelta(days=days), hours)


STEPS = {Fate.RECTIFYING: 0, Fate.AWAITING: 1, Fate.ACCEPTED: 2, Fate.CLOSED: 3}
MAJOR_STAGES = {
    Fate.RECTIFYING: Stage.RECTIFYING,
    Fate.AWAITING: Stage.AWAITING_ACCEPTANCE,
    Fate.ACCEPTED: Stage.ACCEPTED,
    Fate.CLOSED: Stage.CLOSED,
}
COURSES: dict[Fate, Callable[[Random, Fate, datetime, date], Course]] = {
    Fate.ON_THE_SPOT: _on_the_spot,
    Fate.MENDED: _mended,
    Fate.MENDED_ON_ORDER: _mended,
    Fate.OPEN: _open,
    Fate.OPEN_ON_ORDER: _open,
    **dict.fromkeys(STEPS, _major),
}
