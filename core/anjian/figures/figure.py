"""The form of a figure's definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from anjian.campaigns.model import Campaign
from anjian.database.ids import UUID
from anjian.database.record import Record
from anjian.figures.noun import Column, Dimension, Noun, Rows
from anjian.words import Title


class FigureName(StrEnum):
    """Every figure anjian can count. A name never changes its meaning; a new meaning is a new name."""

    VISITS = "visits"
    UNITS_INSPECTED = "units_inspected"
    TEAM_VISITS = "team_visits"
    COVERT_VISITS = "covert_visits"
    LEADER_SITE_CHECKS = "leader_site_checks"
    ENTERPRISES_GUIDED = "enterprises_guided"
    SELF_INSPECTIONS_POSTED = "self_inspections_posted"
    SELF_INSPECTIONS_UNPOSTED = "self_inspections_unposted"
    HAZARDS_FOUND = "hazards_found"
    GENERAL_HAZARDS_FOUND = "general_hazards_found"
    MAJOR_HAZARDS_FOUND = "major_hazards_found"
    HAZARDS_FIXED_ON_THE_SPOT = "hazards_fixed_on_the_spot"
    HAZARDS_RECTIFIED = "hazards_rectified"
    GENERAL_HAZARDS_RECTIFIED = "general_hazards_rectified"
    MAJOR_HAZARDS_RECTIFIED = "major_hazards_rectified"
    HAZARDS_CLOSED = "hazards_closed"
    MAJOR_HAZARDS_CLOSED = "major_hazards_closed"
    REPEATED_HAZARDS = "repeated_hazards"
    HAZARDS_OVERDUE = "hazards_overdue"
    MAJOR_HAZARDS_OVERDUE = "major_hazards_overdue"
    ORDERS_ISSUED = "orders_issued"
    SUSPENSIONS = "suspensions"
    INTERVIEWS = "interviews"
    FINES_YUAN = "fines_yuan"
    JOINT_PUNISHMENTS = "joint_punishments"
    LISTED_SUPERVISIONS = "listed_supervisions"
    TEAMS = "teams"
    CITY_SUPERVISION_GROUPS = "city_supervision_groups"
    BUREAU_SUPERVISION_GROUPS = "bureau_supervision_groups"
    TEAM_PEOPLE = "team_people"
    EXPERTS = "experts"
    TASK_FORCE_STAFF = "task_force_staff"
    CAMPAIGN_PHASES = "campaign_phases"
    CAMPAIGN_SECTORS = "campaign_sectors"
    CAMPAIGN_TASKS = "campaign_tasks"
    CAMPAIGN_TASK_LEVELS = "campaign_task_levels"
    COUNTIES_REPORTING = "counties_reporting"
    REPORTS_DUE = "reports_due"
    REPORTS_LATE = "reports_late"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number and what it means.

    ``where`` chooses the rows of ``noun`` it counts; the same predicate filters the list the number opens into.
    ``measure`` adds them up: rows, different units, or money. Both take the noun's class or an alias of it;
    ``where`` also takes the day of asking, because "overdue" is a matter of today.
    """

    name: FigureName
    title: Title
    unit: Title
    doc: Title
    noun: Noun
    where: Callable[[Rows, date], ColumnElement[bool]]
    measure: Column

    @property
    def model(self) -> type[Record]:
        return self.noun.model

    @property
    def on(self) -> str | None:
        """The column of the day a row belongs to; empty where the noun has no day."""
        return self.noun.on

    @property
    def dimensions(self) -> Mapping[Dimension, Column]:
        return self.noun.columns

    def dimension(self, dimension: Dimension, rows: Rows) -> ColumnElement[Any] | None:
        """The column of ``rows`` for this dimension; empty where the noun has no such dimension."""
        column = self.dimensions.get(dimension)
        return None if column is None else column(rows)


def within_campaign(figure: Figure, rows: Rows, campaign_id: UUID) -> ColumnElement[bool]:
    """Rows of the campaign and of the windows inside it: a window's numbers lie inside its parent's, never beside."""
    campaigns = sa.select(Campaign.id).where((Campaign.id == campaign_id) | (Campaign.parent_id == campaign_id))
    return figure.dimensions[Dimension.CAMPAIGN](rows).in_(campaigns)
