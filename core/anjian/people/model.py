"""Organisations, people and teams."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import CODE, Code, Identified, OfEntity, Record, Versioned
from anjian.words import Choice


class OrganizationKind(Choice):
    """What kind of body it is."""

    GOVERNMENT = "government", "县级以上人民政府", "a people's government"
    DEPARTMENT = "department", "监管部门", "a supervising department"
    COMMITTEE_OFFICE = "committee_office", "安委会办公室", "the office of the work-safety committee"
    WORK_TEAM = "work_team", "专班", "a work team"
    AGENCY = "agency", "专业机构", "an agency"


class PersonKind(Choice):
    """In what capacity somebody works; staff have no certificate of enforcement."""

    OFFICER = "officer", "执法人员", "a law-enforcement officer"
    LEADER = "leader", "领导", "a leader"
    EXPERT = "expert", "专家", "an expert"
    ENTERPRISE_STAFF = "enterprise_staff", "企业人员", "somebody of an enterprise"
    STAFF = "staff", "工作人员（无执法证）", "staff without a certificate"


class TeamKind(Choice):
    """What a team was formed for."""

    SUPERVISION = "supervision", "督查组", "to supervise"
    COVERT = "covert", "明察暗访组", "to look openly and covertly"
    EXPERT = "expert", "专家组", "to advise, as experts"
    TASK_FORCE = "task_force", "专班", "a task force"


class Organization(Identified, Versioned, Record):
    """A body that supervises: a department, a work-safety committee office (安委办), a work team (专班)."""

    __tablename__ = "organization"

    name: Mapped[str]
    kind: Mapped[OrganizationKind]
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"), index=True)
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"))


# Lists are ordered by the name as it is shown: an order by the hidden one would tell it.
SHOWN_NAME = "CASE WHEN kind = 'enterprise_staff' THEN left(name, 1) || '**' ELSE name END"


class Person(Identified, Versioned, Record):
    """Somebody who inspects, decides, advises or answers for an enterprise."""

    __tablename__ = "person"
    __table_args__ = (
        sa.CheckConstraint("(kind = 'enterprise_staff') = (entity_id IS NOT NULL)", name="staff_of_an_entity"),
        sa.Index("ix_person_shown_name", sa.text(f"({SHOWN_NAME})"), "id"),
    )

    name: Mapped[str]
    kind: Mapped[PersonKind] = mapped_column(index=True)
    organization_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"), index=True)
    # Entities are sharded and people are not, so no foreign key may lead there.
    entity_id: Mapped[UUID | None] = mapped_column(index=True)
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    position: Mapped[str | None]  # 职务
    specialties: Mapped[list[str]] = mapped_column(server_default="{}")  # 专业类别; empty except for experts
    certificate_no: Mapped[str | None]  # 执法证号; empty except for officers
    certified_sectors: Mapped[list[str] | None] = mapped_column(ARRAY(CODE))  # 执法领域; empty: every sector


class Team(Identified, Record):
    """A group sent out to inspect during one campaign."""

    __tablename__ = "team"

    name: Mapped[str]
    kind: Mapped[TeamKind]
    campaign_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organization.id"))
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    formed_on: Mapped[date]
    seed: Mapped[str | None]  # by which its experts were drawn; empty where all were named


class TeamMember(Record):
    """One person's place in one team."""

    __tablename__ = "team_member"

    team_id: Mapped[UUID] = mapped_column(sa.ForeignKey("team.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    seat: Mapped[str | None]  # 专业类别 an expert was chosen for


class Conflict(OfEntity, Record):
    """利害关系: an expert declares that they are bound to an entity. Never taken back: what was so stays on record."""

    __tablename__ = "conflict"
    __table_args__ = (sa.UniqueConstraint("entity_id", "person_id"), sa.Index(None, "person_id"))

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    reason: Mapped[str]
    declared_at: Mapped[datetime]
