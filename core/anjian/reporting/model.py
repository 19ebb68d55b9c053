"""Reports, their figures, and the rows that each figure counted."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.campaigns.model import Cadence
from anjian.database.ids import UUID
from anjian.database.record import Code, Identified, Record
from anjian.words import Choice


class ReportKind(Choice):
    """What a report is."""

    PUBLISHED = "published", "已公布的数字", "figures as they were published"
    DUTY = "duty", "按期报告", "a regular report"
    LIST = "list", "清单", "a numbered list"


class ReportState(Choice):
    """How far a report is."""

    OPEN = "open", "待报送", "open"
    SUBMITTED = "submitted", "已报送", "submitted"
    RETURNED = "returned", "已退回", "returned"
    LOCKED = "locked", "已锁定", "locked"


class ReportMoveKind(Choice):
    """What was done with a report; the last three while it is late."""

    OPENED = "opened", "建立", "opened"
    SUBMITTED = "submitted", "报送", "submitted"
    RETURNED = "returned", "退回", "returned"
    LOCKED = "locked", "锁定", "locked"
    CORRECTED = "corrected", "更正", "corrected"
    ISSUED = "issued", "出具", "issued"
    REMINDED = "reminded", "催报", "reminded"
    CIRCULATED = "circulated", "逾期通报", "named in a circular"
    INTERVIEWED = "interviewed", "逾期约谈", "interviewed"


class Report(Identified, Record):
    """A table of figures at a cut-off: as a place published it, as a duty asks for it, or as a list that was issued.

    A correction is a new edition; the one before stays as it was.
    """

    __tablename__ = "report"
    __table_args__ = (
        sa.UniqueConstraint("number"),
        sa.Index(
            "uq_report_period",
            "campaign_id",
            "code",
            "region_code",
            "window_from",
            "edition",
            unique=True,
            postgresql_where=sa.text("kind = 'duty'"),
        ),
        sa.Index(None, "state", "due_at"),
    )

    kind: Mapped[ReportKind] = mapped_column(server_default=ReportKind.PUBLISHED)
    state: Mapped[ReportState] = mapped_column(server_default=ReportState.LOCKED)
    code: Mapped[Code | None]  # of the duty or the list; empty for what was published elsewhere
    number: Mapped[str | None]  # 编号 of a list
    title_zh: Mapped[str | None]
    title_en: Mapped[str | None]
    campaign_id: Mapped[UUID] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"), index=True)
    cadence: Mapped[Cadence | None]
    window_from: Mapped[date]
    window_until: Mapped[date]
    published_on: Mapped[date | None]
    source: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())  # the cut-off of its figures
    edition: Mapped[int] = mapped_column(server_default="1")
    due_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    signer: Mapped[str | None]  # 签发人 of a list, 报送人 of a report


class ReportMove(Record):
    """Who did what with a report, when and why. Never changed."""

    __tablename__ = "report_move"

    report_id: Mapped[UUID] = mapped_column(sa.ForeignKey("report.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    kind: Mapped[ReportMoveKind]
    reason: Mapped[str | None]
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))  # empty: the timer
    step: Mapped[int | None]  # of the duty's chase, where it was late
    region_code: Mapped[Code | None] = mapped_column(sa.ForeignKey("region.code"))  # who is told of a late report


class ReportFigure(Record):
    """One number. Unreadable or masked numbers are null with a reason, never zero."""

    __tablename__ = "report_figure"
    __table_args__ = (sa.CheckConstraint("(value IS NULL) = (null_reason IS NOT NULL)", name="null_has_a_reason"),)

    report_id: Mapped[UUID] = mapped_column(sa.ForeignKey("report.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    figure: Mapped[Code]
    title_zh: Mapped[str]
    value: Mapped[Decimal | None]
    unit: Mapped[str]
    null_reason: Mapped[str | None]  # unreadable, masked
    explanation: Mapped[str | None]  # what a person has to say of it


class ReportedRows(Record):
    """The rows that a number counted, by their keys, some thousands in one row: 16 bytes for each half of a key."""

    __tablename__ = "reported_rows"
    __table_args__ = (
        sa.ForeignKeyConstraint(["report_id", "position"], ["report_figure.report_id", "report_figure.position"]),
    )

    report_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    chunk: Mapped[int] = mapped_column(primary_key=True)
    entity_ids: Mapped[list[UUID]]
    ids: Mapped[list[UUID]]
