"""Hazards, rectifications and acceptances."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, OfEntity, Record, Versioned, to_sibling, within_places
from anjian.words import Choice


class HazardLevel(Choice):
    """General: small and easy to mend. Major: by the judgement standards of its sector."""

    GENERAL = "general", "一般隐患", "general"
    MAJOR = "major", "重大隐患", "major"


class Stage(Choice):
    """How far a hazard is; only a major one is reported and planned."""

    REGISTERED = "registered", "已登记", "registered"
    ASSESSED = "assessed", "已定级", "assessed"
    REPORTED = "reported", "已上报", "reported"
    PLANNED = "planned", "方案待审批", "awaiting approval of its plan"
    PLAN_APPROVED = "plan_approved", "方案已批准", "planned"
    RECTIFYING = "rectifying", "整改中", "being rectified"
    AWAITING_ACCEPTANCE = "awaiting_acceptance", "待验收", "awaiting acceptance"
    ACCEPTED = "accepted", "待销号", "accepted"
    CLOSED = "closed", "已销号", "closed"


class FoundBy(Choice):
    """Who found it: decides on leniency, never on counting."""

    ENTERPRISE = "enterprise", "企业自查", "the enterprise itself"
    DEPARTMENT = "department", "部门检查", "a department"
    EXPERT = "expert", "专家检查", "an expert"
    PUBLIC_REPORT = "public_report", "群众举报", "a report of the public"


class AcceptanceOutcome(Choice):
    """What those who accept found."""

    ACCEPTED = "accepted", "验收通过", "accepted"
    REJECTED = "rejected", "验收不通过", "rejected"


# A second column of the same words, whose check needs a name of its own.
LEVEL_BESIDE = sa.Enum(
    HazardLevel,
    name="level_beside",
    native_enum=False,
    create_constraint=True,
    length=40,
    values_callable=lambda words: [word.value for word in words],
)

# 安全生产法 (2021) 第六十五条: a major hazard is closed only on an acceptance by somebody other than its rectifier.
CLOSED_BY_ANOTHER = (
    "level <> 'major' OR stage <> 'closed' OR (acceptance_id IS NOT NULL"
    " AND accepted_by IS NOT NULL AND rectified_by IS NOT NULL AND accepted_by <> rectified_by)"
)


class Hazard(OfEntity, Versioned, Record):
    """One hidden danger (隐患) at one entity, from discovery to close-out. Never deleted."""

    __tablename__ = "hazard"
    __table_args__ = (
        to_sibling("inspection", "inspection_id"),
        to_sibling("judgement", "judgement_id"),
        sa.CheckConstraint("(repeat_of IS NULL) = (repeat_entity_id IS NULL)", name="whole_repeat"),
        sa.CheckConstraint("(repeat_of IS NULL) = (repeat_no = 1)", name="numbered_repeat"),
        sa.Index(
            "ix_hazard_repeat", "repeat_entity_id", "repeat_of", postgresql_where=sa.text("repeat_of IS NOT NULL")
        ),
        # Who rectified and who accepted are those of the very records: the check below cannot be talked round.
        sa.ForeignKeyConstraint(
            ["entity_id", "rectification_id", "rectified_by"],
            ["rectification.entity_id", "rectification.id", "rectification.submitted_by"],
            use_alter=True,
            name="fk_hazard_rectification",
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "acceptance_id", "accepted_by"],
            ["acceptance.entity_id", "acceptance.id", "acceptance.accepted_by"],
            use_alter=True,
            name="fk_hazard_acceptance",
        ),
        sa.CheckConstraint(
            "level = 'major' OR stage NOT IN ('reported', 'planned', 'plan_approved')", name="major_is_planned"
        ),
        sa.CheckConstraint("NOT (fixed_on_the_spot AND level = 'major')", name="major_is_not_fixed_at_once"),
        sa.CheckConstraint("stage <> 'closed' OR proposed_level IS NULL", name="closed_with_its_level"),
        sa.CheckConstraint(CLOSED_BY_ANOTHER, name="major_closed_by_another"),
        sa.CheckConstraint("(stage = 'closed') = (closed_on IS NOT NULL)", name="closed_on_a_day"),
        sa.Index("ix_hazard_desk", "level", "stage", "due_on", "id", "region_code"),
        sa.Index("ix_hazard_county_desk", sa.text("left(region_code, 6)"), "level", "stage", "due_on", "id"),
        *within_places("hazard", "found_on", "id"),
        sa.Index(None, "found_on", "id"),
        sa.Index(None, "due_on", "id"),
        sa.Index("ix_hazard_campaign", "campaign_id", "found_on", "level", "stage", "region_code", "entity_id"),
        sa.Index(None, "entity_id", "inspection_id"),
        sa.Index(None, "entity_id", "found_on", "id"),
    )

    sector: Mapped[Code]
    level: Mapped[HazardLevel]
    proposed_level: Mapped[HazardLevel | None] = mapped_column(
        LEVEL_BESIDE
    )  # 待复核; empty unless an assessment awaits its second person
    stage: Mapped[Stage] = mapped_column(default=Stage.REGISTERED)
    title: Mapped[str]
    description: Mapped[str | None]
    found_on: Mapped[date]
    found_by: Mapped[FoundBy]
    finder_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # empty: loaded from elsewhere
    place: Mapped[str | None]  # 所在部位
    equipment: Mapped[str | None]  # 所涉设备
    evidence: Mapped[list[str]] = mapped_column(server_default="{}")  # of whoever reported it
    fixed_on_the_spot: Mapped[bool] = mapped_column(server_default=sa.false())  # 当即整改
    campaign_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("campaign.id"))
    inspection_id: Mapped[UUID | None]  # empty: reported outside an inspection
    judgement_id: Mapped[UUID | None]  # empty: found by a person, not by a rule
    item_code: Mapped[Code | None]  # the checklist item that failed
    repeat_of: Mapped[
        UUID | None
    ]  # 重复出现: the earlier hazard of the same rule or item, or of the same words and spot
    repeat_entity_id: Mapped[UUID | None]  # whose that one is: this entity's, or a predecessor's
    repeat_no: Mapped[int] = mapped_column(server_default="1", default=1)  # 第几次出现
    due_on: Mapped[date | None]  # 整改期限; empty until a rectification is ordered
    acceptance_due_on: Mapped[date | None]  # 应于此日前验收; empty unless it awaits its acceptance
    rectified_on: Mapped[date | None]
    rectification_id: Mapped[UUID | None]  # the latest 整改
    rectified_by: Mapped[UUID | None]
    acceptance_id: Mapped[UUID | None]  # the 验收 that passed
    accepted_by: Mapped[UUID | None]
    closed_on: Mapped[date | None]  # 销号日期
    reopened: Mapped[int] = mapped_column(server_default="0")  # 重新打开次数
    changed_at: Mapped[datetime | None]  # server time of the latest step; empty until the first


class Rectification(OfEntity, Record):
    """What the entity says it did about a hazard. Each attempt is kept."""

    __tablename__ = "rectification"
    __table_args__ = (
        to_sibling("hazard", "hazard_id"),
        sa.UniqueConstraint("entity_id", "id", "submitted_by"),
        sa.Index(None, "entity_id", "hazard_id", "rectified_on"),
    )

    hazard_id: Mapped[UUID]
    measures: Mapped[str]
    rectified_on: Mapped[date]
    submitted_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    submitted_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
    evidence: Mapped[list[str]] = mapped_column(server_default="{}")  # what shows it: document numbers, picture names
    evaluation: Mapped[str | None]  # 治理后评估; empty for general hazards


class Acceptance(OfEntity, Record):
    """The decision on one rectification, signed by at least two people, none of them its rectifier."""

    __tablename__ = "acceptance"
    __table_args__ = (
        to_sibling("hazard", "hazard_id"),
        to_sibling("rectification", "rectification_id"),
        sa.UniqueConstraint("entity_id", "id", "accepted_by"),
        sa.CheckConstraint("cardinality(signers) >= 2", name="two_signers"),
        sa.Index(None, "entity_id", "hazard_id", "decided_on"),
    )

    hazard_id: Mapped[UUID]
    rectification_id: Mapped[UUID]
    outcome: Mapped[AcceptanceOutcome]
    opinion: Mapped[str]
    signers: Mapped[list[str]]
    signer_ids: Mapped[list[UUID]] = mapped_column(server_default="{}")  # empty: signed by name only
    decided_on: Mapped[date]
    accepted_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    evidence: Mapped[list[str]] = mapped_column(server_default="{}")
    decided_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())
