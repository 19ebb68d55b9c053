"""What is written about a hazard on its way: assessments, reports, plans, protections, extensions. Each is kept."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

from anjian.database.ids import UUID
from anjian.database.record import OfEntity, Record, to_sibling
from anjian.hazards.model import LEVEL_BESIDE, HazardLevel
from anjian.words import Choice


class Ruling(Choice):
    """What was decided of what somebody asked for."""

    PENDING = "pending", "待决", "not decided"
    GRANTED = "granted", "同意", "granted"
    REFUSED = "refused", "不同意", "refused"


class Paper(OfEntity):
    """Something that one person wrote about one hazard; ``submitted_at`` is the server's time."""

    hazard_id: Mapped[UUID]
    submitted_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    submitted_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())


class Request(Paper):
    """A paper that somebody else rules on."""

    ruling: Mapped[Ruling] = mapped_column(default=Ruling.PENDING)
    ruled_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    ruled_at: Mapped[datetime | None]
    opinion: Mapped[str | None]  # of whoever ruled


def of_hazard(table: str) -> tuple[SchemaItem, ...]:
    return to_sibling("hazard", "hazard_id"), sa.Index(f"ix_{table}_hazard", "entity_id", "hazard_id", "submitted_at")


def ruled(table: str) -> tuple[SchemaItem, ...]:
    """One request at a time waits for its ruling, and nobody rules on their own."""
    pending = sa.text("ruling = 'pending'")
    return (
        *of_hazard(table),
        sa.CheckConstraint("(ruling = 'pending') = (ruled_at IS NULL)", name="ruled_at_a_time"),
        sa.CheckConstraint("ruled_by IS DISTINCT FROM submitted_by", name="ruled_by_another"),
        sa.Index(f"uq_{table}_pending", "entity_id", "hazard_id", unique=True, postgresql_where=pending),
    )


class Assessment(Request, Record):
    """评估定级: which level a hazard has, by rule items or by judgement, and who went over it.

    To major and back takes two people; that a general hazard is one, a single person may say.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        *ruled("assessment"),
        sa.CheckConstraint(
            "ruling = 'pending' OR ruled_by IS NOT NULL OR (level = 'general' AND level_before = 'general')",
            name="second_person",
        ),
    )

    level_before: Mapped[HazardLevel] = mapped_column(LEVEL_BESIDE)
    level: Mapped[HazardLevel]
    grounds: Mapped[str]
    rule_codes: Mapped[list[str]] = mapped_column(server_default="{}")  # 判定条款; empty: by judgement alone
    participants: Mapped[list[UUID]] = mapped_column(server_default="{}")  # 集体讨论: who took part
    assessed_on: Mapped[date]


class MajorReport(Paper, Record):
    """重大隐患报告: the three parts that O16 art. 14 asks for."""

    __tablename__ = "major_report"
    __table_args__ = of_hazard("major_report")

    state_and_cause: Mapped[str]  # 现状及产生原因
    danger_and_difficulty: Mapped[str]  # 危害程度和整改难易程度
    proposal: Mapped[str]  # 治理方案
    reported_on: Mapped[date]


class RectificationPlan(Request, Record):
    """治理方案 with its five elements (五落实): responsibility, measures, money, time limit, emergency plan."""

    __tablename__ = "rectification_plan"
    __table_args__ = (*ruled("rectification_plan"), sa.CheckConstraint("funds_fen >= 0", name="funds"))

    goal: Mapped[str]  # 治理目标
    responsible: Mapped[str]  # 责任: body and people
    measures: Mapped[str]  # 措施
    funds_fen: Mapped[int] = mapped_column(sa.BigInteger)  # 资金
    due_on: Mapped[date]  # 时限
    emergency_plan: Mapped[str]  # 预案, with the safety measures meanwhile


class Protection(Paper, Record):
    """防范措施 while a hazard is being mended (O16 art. 16): watched, people out, or production stopped."""

    __tablename__ = "protection"
    __table_args__ = of_hazard("protection")

    measures: Mapped[str]
    evacuated: Mapped[bool]  # 撤出人员
    stopped: Mapped[bool]  # 停产停业或停止使用
    taken_on: Mapped[date]
    evidence: Mapped[list[str]] = mapped_column(server_default="{}")


class Extension(Request, Record):
    """延期: asked for and granted before the term ends, never after."""

    __tablename__ = "extension"
    __table_args__ = (*ruled("extension"), sa.CheckConstraint("due_on > due_before", name="later"))

    reason: Mapped[str]
    due_before: Mapped[date]
    due_on: Mapped[date]
