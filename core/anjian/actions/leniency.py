"""从宽: what a place says of hazards found by the enterprise itself or by experts. Proposed, never decided.

The table is ``leniency.yaml``. An order or a fine is possible all the same; what the table said that day is kept in the
event of the action.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources

import sqlalchemy as sa
import yaml
from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import ColumnElement, FromClause

from anjian.actions.articles import Confidence
from anjian.hazards.model import FoundBy, HazardLevel, Stage
from anjian.words import Choice

STRICT = ConfigDict(extra="forbid")


class LeniencyOutcome(Choice):
    """What is proposed; a person decides."""

    NOT_PUNISHED = "not_punished", "建议不予处罚", "not to be punished"
    MUST_BE_PUNISHED = "must_be_punished", "应予处罚", "to be punished"


class Course(StrEnum):
    """按期整改并销号、逾期."""

    MENDED = "mended"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From one day to another, the last included; empty: still."""

    __pydantic_config__ = STRICT

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leniency:
    """One line of the table."""

    __pydantic_config__ = STRICT

    code: str
    outcome: LeniencyOutcome
    found: Days
    when: Course
    zh: str
    en: str
    basis: str
    confidence: Confidence
    region: str | None = None
    found_by: tuple[FoundBy, ...] = tuple(FoundBy)
    level: HazardLevel | None = None

    def holds(self, hazard: FromClause, today: ColumnElement[date]) -> ColumnElement[bool]:
        """Whether it speaks of this hazard today."""
        of = [hazard.c.found_on >= self.found.since, hazard.c.found_by.in_([one.value for one in self.found_by])]
        if self.region is not None:
            of.append(sa.func.starts_with(hazard.c.region_code, self.region))
        if self.level is not None:
            of.append(hazard.c.level == self.level.value)
        if self.found.until is not None:
            of.append(hazard.c.found_on <= self.found.until)
        return sa.and_(*of, mended(hazard, self.found.until) if self.when is Course.MENDED else overdue(hazard, today))


def mended(hazard: FromClause, until: date | None) -> ColumnElement[bool]:
    """Fully, in its term, and within the days the place gave."""
    in_term = sa.or_(hazard.c.due_on.is_(None), hazard.c.rectified_on <= hazard.c.due_on)
    in_days = hazard.c.rectified_on <= until if until else hazard.c.rectified_on.is_not(None)
    return sa.and_(hazard.c.stage == Stage.CLOSED.value, in_term, in_days)


def overdue(hazard: FromClause, today: ColumnElement[date]) -> ColumnElement[bool]:
    """Not mended by the end of its term; who mended in time does not answer for a slow acceptance."""
    unmended = sa.and_(hazard.c.rectified_on.is_(None), hazard.c.due_on < today)
    return sa.or_(unmended, hazard.c.rectified_on > hazard.c.due_on)


LENIENCY: Sequence[Leniency] = TypeAdapter(tuple[Leniency, ...]).validate_python(
    yaml.safe_load(resources.files(__package__).joinpath("leniency.yaml").read_text("utf-8"))
)


def spoken(hazard: FromClause, today: ColumnElement[date]) -> ColumnElement[str | None]:
    """The code of the line that speaks of the hazard; none mostly."""
    return sa.case(*[(line.holds(hazard, today), sa.literal(line.code, sa.Text())) for line in LENIENCY], else_=None)
