"""Reports of the public and each step taken about them. Who told it is not here: see :mod:`sealing`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID, uuid7
from anjian.database.record import Code, Identified, Record, within_places
from anjian.words import Choice


class ReportStage(Choice):
    """How far a report of the public is."""

    RECEIVED = "received", "已接收", "received"
    ACCEPTED = "accepted", "已受理", "accepted"
    CONCLUDED = "concluded", "已办结", "concluded"
    REFUSED = "refused", "不予受理", "not accepted"


class ReportChannel(Choice):
    """Who entered it."""

    DIRECT = "direct", "群众自行提交", "the person who reports"
    ON_BEHALF = "on_behalf", "工作人员代为登记", "staff on their behalf"


class Refusal(Choice):
    """Why a report was not accepted."""

    OTHER_AUTHORITY = "other_authority", "不属于本部门", "another authority's matter"
    TOO_VAGUE = "too_vague", "线索不明", "too vague to follow"
    ALREADY_HANDLED = "already_handled", "已在办理", "being dealt with already"
    NOT_WORK_SAFETY = "not_work_safety", "不属于安全生产", "not about work safety"


class ReportFinding(Choice):
    """What came out of it; the reward follows from it."""

    TRUE = "true", "属实", "true"
    PARTLY_TRUE = "partly_true", "部分属实", "partly true"
    UNFOUNDED = "unfounded", "不属实", "unfounded"


class ReportStepKind(Choice):
    """What was done about a report, in the past tense."""

    RECEIVED = "received", "已接收", "received"
    ACCEPTED = "accepted", "已受理", "accepted"
    REFUSED = "refused", "不予受理", "not accepted"
    TRANSFERRED = "transferred", "已转办", "handed to another body"
    LINKED = "linked", "已关联隐患", "linked with a hazard"
    CONCLUDED = "concluded", "已办结", "concluded"
    REWARD_DECIDED = "reward_decided", "已定奖励", "a reward was decided"
    IDENTITY_READ = "identity_read", "已查阅举报人身份", "the reporter's identity was read"


class PublicReport(Identified, Record):
    """One case. It belongs to the authority of a place, and to no entity: the party concerned must not meet it.

    It has a version of its own and is no :class:`Versioned`, for plugins are not asked about reports.
    """

    __tablename__ = "public_report"
    __table_args__ = (
        sa.CheckConstraint("(stage = 'refused') = (refusal IS NOT NULL)", name="refused_for_a_reason"),
        sa.CheckConstraint("(stage = 'concluded') = (finding IS NOT NULL)", name="concluded_with_a_finding"),
        sa.CheckConstraint(
            "reward_fen IS NULL OR (named AND stage = 'concluded' AND finding <> 'unfounded')",
            name="rewarded_if_earned",
        ),
        sa.CheckConstraint("(entity_id IS NOT NULL) OR (hazard_id IS NULL)", name="hazard_of_the_entity"),
        *within_places("public_report", "received_at", "id"),
        sa.Index(None, "received_at", "id"),
        sa.Index(None, "hazard_id"),
    )

    receipt: Mapped[bytes] = mapped_column(sa.LargeBinary, unique=True)  # SHA-256 of the code; the code is nowhere
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))
    sector: Mapped[Code | None]  # empty until somebody says
    place: Mapped[str]  # where it is, as told: the name of an enterprise, an address
    content: Mapped[str]
    named: Mapped[bool]  # an identity is sealed under this id
    channel: Mapped[ReportChannel]
    received_at: Mapped[datetime]
    received_by: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # on behalf; else empty
    stage: Mapped[ReportStage] = mapped_column(default=ReportStage.RECEIVED)
    accepted_on: Mapped[date | None]
    due_on: Mapped[date | None]  # by when it is to be concluded
    refusal: Mapped[Refusal | None]
    # Entities are sharded and reports are not, so no foreign key may lead there.
    entity_id: Mapped[UUID | None]
    hazard_id: Mapped[UUID | None]
    finding: Mapped[ReportFinding | None]
    reply: Mapped[str | None]  # what the informant is told
    concluded_on: Mapped[date | None]
    reward_fen: Mapped[int | None] = mapped_column(sa.BigInteger)
    reward_basis: Mapped[str | None]
    reward_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy


class ReportStep(Record):
    """One line for each change of a report, never changed: the log of cases that are of no entity."""

    __tablename__ = "public_report_step"

    report_id: Mapped[UUID] = mapped_column(sa.ForeignKey("public_report.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    kind: Mapped[ReportStepKind]
    actor_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # empty: the informant
    data: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
