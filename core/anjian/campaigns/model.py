"""Campaigns and what they consist of; reports and their figures."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.actions.model import ActionKind
from anjian.database.ids import UUID
from anjian.database.record import Code, Identified, Record, Versioned


class TaskLevel(StrEnum):
    """企业、部门、党委政府三个层面."""

    ENTERPRISE = "enterprise"
    DEPARTMENT = "department"
    GOVERNMENT = "government"


class Cadence(StrEnum):
    """日、周、半月、月、季、年、节假日、累计."""

    DAY = "day"
    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    HOLIDAY = "holiday"
    CUMULATIVE = "cumulative"


class Campaign(Identified, Versioned, Record):
    """A campaign (专项行动) or a window inside one, such as a holiday. Sub-windows are never added to their parent."""

    __tablename__ = "campaign"

    code: Mapped[Code] = mapped_column(unique=True)
    title_zh: Mapped[str]
    title_en: Mapped[str]
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"), index=True)
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    source: Mapped[str | None]  # where its figures were published
    repeat_days: Mapped[int | None]  # within which a closed hazard counts as back; empty: as everywhere


class OfCampaign:
    """A part of one campaign, in order."""

    campaign_id: Mapped[UUID] = mapped_column(sa.ForeignKey("campaign.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


class CampaignPhase(OfCampaign, Record):
    """阶段, e.g. 动员部署、自查自改、精准执法、总结提高."""

    __tablename__ = "campaign_phase"

    title_zh: Mapped[str]
    title_en: Mapped[str]
    began_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class CampaignSector(OfCampaign, Record):
    """行业领域: a trade the campaign covers; ``sector`` names a plugin's where one is installed."""

    __tablename__ = "campaign_sector"

    sector: Mapped[Code]
    title_zh: Mapped[str]
    title_en: Mapped[str]


class CampaignTask(OfCampaign, Record):
    """整治任务, laid on enterprises, departments or governments."""

    __tablename__ = "campaign_task"

    level: Mapped[TaskLevel]
    title_zh: Mapped[str]
    title_en: Mapped[str]


class CampaignTarget(OfCampaign, Record):
    """目标: what a figure is meant to reach."""

    __tablename__ = "campaign_target"

    figure: Mapped[Code]
    value: Mapped[Decimal]
    due_on: Mapped[date | None]


class CampaignDuty(OfCampaign, Record):
    """报送: which region reports at which cadence."""

    __tablename__ = "campaign_duty"

    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    cadence: Mapped[Cadence]
    title_zh: Mapped[str]
    title_en: Mapped[str]


class CampaignLadderStep(OfCampaign, Record):
    """递进措施: what follows when a hazard stays open so many days past its term."""

    __tablename__ = "campaign_ladder_step"

    overdue_days: Mapped[int]
    action: Mapped[ActionKind]


class CampaignScore(OfCampaign, Record):
    """评分: how many points a figure brings in the ranking."""

    __tablename__ = "campaign_score"

    figure: Mapped[Code]
    points: Mapped[Decimal]


class Report(Identified, Record):
    """A table of figures at a cut-off, as it was published."""

    __tablename__ = "report"

    campaign_id: Mapped[UUID] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    cadence: Mapped[Cadence]
    window_from: Mapped[date]
    window_until: Mapped[date]
    published_on: Mapped[date | None]
    source: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())


class ReportFigure(Record):
    """One published number. Unreadable or masked numbers are null with a reason, never zero."""

    __tablename__ = "report_figure"
    __table_args__ = (sa.CheckConstraint("(value IS NULL) = (null_reason IS NOT NULL)", name="null_has_a_reason"),)

    report_id: Mapped[UUID] = mapped_column(sa.ForeignKey("report.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[Code]
    title_zh: Mapped[str]
    value: Mapped[Decimal | None]
    unit: Mapped[str]
    null_reason: Mapped[str | None]  # unreadable, masked
