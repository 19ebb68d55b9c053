"""What a sector's plugin adds to the demonstration: facts that were observed and the verdicts of its rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from anjian.database.ids import UUID
from anjian.demo.answering import AnswerRow
from anjian.demo.courses import Course
from anjian.demo.visits import Visit


class ObservationRow(NamedTuple):
    entity_id: UUID
    id: UUID
    region_code: str
    sector: str
    fact: str
    value: str
    true_on: date
    learned_at: datetime
    inspection_id: UUID | None
    observed_by: UUID


class JudgementRow(NamedTuple):
    entity_id: UUID
    id: UUID
    region_code: str
    rule_code: str
    sector: str
    standard: str
    edition: str
    clause: str
    verdict: str
    judged_on: date
    judged_at: datetime
    facts: str
    missing: list[str]
    explanation: str
    inspection_id: UUID


class ProfileRow(NamedTuple):
    entity_id: UUID
    sector: str
    region_code: str
    data: str
    updated_at: datetime


class Examination(NamedTuple):
    """What an inspection established by a sector's checklist.

    ``visit`` and ``hazard`` are the columns that the visit and its major hazard take from it.
    """

    profile: ProfileRow
    answers: list[AnswerRow]
    observations: list[ObservationRow]
    judgements: list[JudgementRow]
    visit: Mapping[str, Any]
    hazard: Mapping[str, Any]


class Examiner(Protocol):
    """Applies a sector's rules at visits to its entities. Without an installed plugin there is nothing to apply."""

    def violation(self, visit: Visit, course: Course) -> Examination | None:
        """The visit finds a major hazard, whose course is known."""

    def routine(self, visit: Visit) -> Examination | None:
        """The visit finds none; each entity is examined so once."""
