"""What a figure counts rows of: a record, its day, and the columns a figure can be cut by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from anjian.actions.model import Action
from anjian.campaigns.model import Campaign, CampaignDuty, CampaignPhase, CampaignSector, CampaignTask
from anjian.database.record import Record
from anjian.hazards.model import Hazard
from anjian.inspections.model import Inspection
from anjian.people.model import Team, TeamMember
from anjian.reporting.model import Report

# A record's class, or ``aliased(…)`` of it: whoever asks joins the figure into a statement of their own.
Rows = Any
Column = Callable[[Rows], ColumnElement[Any]]


class Dimension(StrEnum):
    """地区、行业、行动、隐患级别、隐患状态: what a figure can be cut by."""

    REGION = "region"
    SECTOR = "sector"
    CAMPAIGN = "campaign"
    LEVEL = "level"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Noun:
    """A record that is counted. A dimension it lacks is not in ``columns``; ``on`` is empty where it has no day."""

    model: type[Record]
    columns: Mapping[Dimension, Column]
    on: str | None = None


def column(name: str) -> Column:
    return lambda rows: getattr(rows, name)


def of_team(attribute: InstrumentedAttribute[Any]) -> Column:
    """A column of the member's team."""
    return lambda rows: sa.select(attribute).where(Team.id == rows.team_id).correlate(rows).scalar_subquery()


def region_of_campaign(rows: Rows) -> ColumnElement[Any]:
    chosen = sa.select(Campaign.region_code).where(Campaign.id == rows.campaign_id)
    return chosen.correlate(rows).scalar_subquery()


CAMPAIGN = {Dimension.CAMPAIGN: column("campaign_id")}
PLACED = {Dimension.REGION: column("region_code"), **CAMPAIGN}
SECTORED = {**PLACED, Dimension.SECTOR: column("sector")}
PART = {Dimension.REGION: region_of_campaign, **CAMPAIGN}

VISIT = Noun(Inspection, SECTORED, "inspected_on")
HAZARD = Noun(Hazard, {**SECTORED, Dimension.LEVEL: column("level"), Dimension.STAGE: column("stage")}, "found_on")
ACTION = Noun(Action, SECTORED, "issued_on")
TEAM = Noun(Team, PLACED, "formed_on")
MEMBER = Noun(
    TeamMember,
    {Dimension.REGION: of_team(Team.region_code), Dimension.CAMPAIGN: of_team(Team.campaign_id)},
)
PHASE = Noun(CampaignPhase, PART)
SECTOR = Noun(CampaignSector, {**PART, Dimension.SECTOR: column("sector")})
TASK = Noun(CampaignTask, PART)
DUTY = Noun(CampaignDuty, PLACED)
REPORT = Noun(Report, PLACED, "window_until")
