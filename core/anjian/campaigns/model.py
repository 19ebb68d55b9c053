"""Campaigns and what they consist of."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.campaigns.features import Feature
from anjian.database.ids import UUID
from anjian.database.record import Code, Identified, OfEntity, Record
from anjian.people.model import TeamKind
from anjian.regions.model import RegionLevel
from anjian.words import Choice


class TaskLevel(Choice):
    """On which of the three levels a task is."""

    ENTERPRISE = "enterprise", "企业层面", "of enterprises"
    DEPARTMENT = "department", "部门层面", "of departments"
    GOVERNMENT = "government", "党委政府层面", "of party committees and governments"


class Cadence(Choice):
    """How often something is due."""

    DAY = "day", "日", "daily"
    WEEK = "week", "周", "weekly"
    HALF_MONTH = "half_month", "半月", "twice a month"
    MONTH = "month", "月", "monthly"
    QUARTER = "quarter", "季", "quarterly"
    YEAR = "year", "年", "yearly"
    HOLIDAY = "holiday", "节假日", "on holidays"
    CUMULATIVE = "cumulative", "累计", "since the beginning"


class DutyKind(Choice):
    """What somebody owes regularly."""

    REPORT = "report", "报告", "a report"
    STATISTICS = "statistics", "统计", "statistics"
    DISPATCH = "dispatch", "调度", "a dispatch"
    NOTICE = "notice", "通报", "a circular"
    MEETING = "meeting", "会议", "a meeting"
    INSPECTION = "inspection", "检查", "an inspection"
    APPRAISAL = "appraisal", "分析评议", "an appraisal"


class ChaseKind(Choice):
    """What follows while a report is not submitted."""

    REMINDER = "reminder", "催报", "a reminder"
    CIRCULAR = "circular", "通报", "a circular"
    INTERVIEW = "interview", "约谈", "an interview"


class TaskState(Choice):
    """How far a task is."""

    NOT_STARTED = "not_started", "未开始", "not begun"
    UNDER_WAY = "under_way", "进行中", "under way"
    BLOCKED = "blocked", "受阻", "blocked"
    DONE = "done", "已完成", "done"
    CONFIRMED = "confirmed", "已核查", "done, and confirmed by somebody who looked"


class Campaign(Identified, Record):
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
    document: Mapped[dict[str, Any] | None]  # as somebody wrote it; empty for a window, whose campaign has it
    edition: Mapped[int] = mapped_column(server_default="1")  # how often the document changed


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
    added: Mapped[bool] = mapped_column(server_default=sa.false())  # by this place, beyond what is set above


class CampaignTask(OfCampaign, Record):
    """整治任务, of enterprises, departments or governments. What became of it stays when the plan is loaded anew."""

    __tablename__ = "campaign_task"
    __table_args__ = (sa.UniqueConstraint("campaign_id", "code"), sa.Index(None, "state", "due_on"))

    code: Mapped[Code]
    level: Mapped[TaskLevel]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    body: Mapped[str | None]  # 责任单位
    phase: Mapped[int | None]  # its position among the phases
    due_on: Mapped[date | None]
    proof_zh: Mapped[str | None]
    proof_en: Mapped[str | None]
    added: Mapped[bool] = mapped_column(server_default=sa.false())
    state: Mapped[TaskState] = mapped_column(server_default=TaskState.NOT_STARTED)
    percent: Mapped[int] = mapped_column(server_default="0")


class TaskProgress(Record):
    """What somebody told of a task, one line each time. Never changed."""

    __tablename__ = "task_progress"

    campaign_id: Mapped[UUID] = mapped_column(sa.ForeignKey("campaign.id"), primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    state: Mapped[TaskState]
    percent: Mapped[int]
    note: Mapped[str]
    told_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))


class CampaignBody(OfCampaign, Record):
    """专班、分队、工作组: how many the plan forms, and of how many people."""

    __tablename__ = "campaign_body"

    title_zh: Mapped[str]
    title_en: Mapped[str]
    count: Mapped[int]
    kind: Mapped[TeamKind | None]
    least: Mapped[int | None]  # people in each
    most: Mapped[int | None]


class CampaignTarget(OfCampaign, Record):
    """目标: what a figure is meant to reach, or which share of a registry is meant to be inspected.

    A share has its denominator: the entities of the campaign's region (and sector). Each of them is done, excused with
    a reason, inspected before but not yet for this, or was never looked at; the four always add up to the registry.
    """

    __tablename__ = "campaign_target"
    __table_args__ = (
        sa.UniqueConstraint("campaign_id", "code"),
        sa.CheckConstraint("(figure IS NULL) <> (coverage IS NULL)", name="a_figure_or_a_share"),
        sa.CheckConstraint("(value IS NULL) = (null_reason IS NOT NULL)", name="null_has_a_reason"),
    )

    code: Mapped[Code]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    figure: Mapped[Code | None]
    coverage: Mapped[list[str] | None]  # the kinds of inspections that count
    sector: Mapped[Code | None]  # of the registry; empty: every entity
    value: Mapped[Decimal | None]  # percent for a share
    null_reason: Mapped[str | None]
    due_on: Mapped[date | None]


class TargetExcuse(OfEntity, Record):
    """不具备检查条件的: an entity that cannot be inspected for a target, and why."""

    __tablename__ = "target_excuse"
    __table_args__ = (sa.UniqueConstraint("entity_id", "campaign_id", "target"),)

    campaign_id: Mapped[UUID] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    target: Mapped[Code]
    reason: Mapped[str]
    excused_on: Mapped[date]
    excused_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))


class CampaignPair(OfCampaign, Record):
    """挂钩督导: who supervises whom."""

    __tablename__ = "campaign_pair"

    supervisor: Mapped[str]
    supervised: Mapped[str]


class CampaignDuty(OfCampaign, Record):
    """报送、调度、通报: what one region does again and again, and by when."""

    __tablename__ = "campaign_duty"

    code: Mapped[Code]
    kind: Mapped[DutyKind]
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    cadence: Mapped[Cadence | None]  # empty: no source says how often
    title_zh: Mapped[str]
    title_en: Mapped[str]
    figures: Mapped[list[str]] = mapped_column(server_default="{}")
    due_weekday: Mapped[int | None]  # the first such day after the period; 1 is Monday
    due_day: Mapped[int | None]  # of the month after the period, or its last day where that month is shorter
    due_after: Mapped[int] = mapped_column(server_default="1")  # days after the period, where neither is said
    due_hour: Mapped[int] = mapped_column(server_default="18")  # in China


class CampaignChase(OfCampaign, Record):
    """逾期未报的递进措施: one step of what follows while a duty's report is not submitted."""

    __tablename__ = "campaign_chase"

    duty_code: Mapped[Code]
    step: Mapped[int]  # from 1, in the order of its days
    days: Mapped[int]  # since it was due, or since it came back
    does: Mapped[ChaseKind]
    to_level: Mapped[RegionLevel | None]  # who is told; empty: the region that reports


class CampaignLadder(OfCampaign, Record):
    """递进措施: a ladder that belongs to the campaign, by its code."""

    __tablename__ = "campaign_ladder"

    ladder_code: Mapped[Code]


class CampaignIndicator(OfCampaign, Record):
    """评分指标: so many points of a hundred for one figure, or for one divided by another."""

    __tablename__ = "campaign_indicator"

    code: Mapped[Code]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    weight: Mapped[Decimal]
    figure: Mapped[Code]
    per: Mapped[Code | None]
    best: Mapped[Decimal]  # the value that earns all points
    worst: Mapped[Decimal]  # the value that earns none


class CampaignList(OfCampaign, Record):
    """清单: a list that can be issued: numbered, for a period, signed."""

    __tablename__ = "campaign_list"

    code: Mapped[Code]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    figures: Mapped[list[str]]
    set_name: Mapped[str | None]  # 三清单、四张清单、九张清单


class CampaignMechanism(OfCampaign, Record):
    """工作机制: which feature carries it, or why it lies outside software."""

    __tablename__ = "campaign_mechanism"
    __table_args__ = (sa.CheckConstraint("(feature IS NULL) <> (outside_zh IS NULL)", name="carried_or_outside"),)

    name: Mapped[str]
    meaning: Mapped[str]
    feature: Mapped[Feature | None]
    outside_zh: Mapped[str | None]
    outside_en: Mapped[str | None]
