"""Uploads and the evidence they become."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from anjian.database.ids import UUID
from anjian.database.record import Code, Identified, OfEntity, Record, to_sibling
from anjian.words import Choice


class Shows(Choice):
    """What a file shows of the record it is attached to."""

    BEFORE = "before", "整改前", "before it was mended"
    AFTER = "after", "整改后", "after it was mended"
    DOCUMENT = "document", "文书材料", "a document"


class Kept:
    """What is known of a file from the moment it came in, and never changes."""

    name: Mapped[str]
    media_type: Mapped[Code]  # what its content says, never what its sender said
    size: Mapped[int]  # bytes
    sha256: Mapped[Code]  # of the content, so that a court can be shown it is the same
    uploaded_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]


class Upload(Kept, Identified, Record):
    """A file as it came in. Until it is attached only its uploader sees it, and after some days it goes."""

    __tablename__ = "upload"
    __table_args__ = (sa.Index(None, "uploaded_at"),)


# Attached to one inspection, one hazard or one action; with a hazard, perhaps to one step of its life.
TO_ONE_RECORD = "num_nonnulls(inspection_id, hazard_id, action_id) = 1"
TO_ONE_STEP = "num_nonnulls(rectification_id, acceptance_id) <= CASE WHEN hazard_id IS NULL THEN 0 ELSE 1 END"
SUBJECTS = ("inspection_id", "hazard_id", "rectification_id", "acceptance_id", "action_id")


class EvidenceFile(Kept, OfEntity, Record):
    """A file attached to a record. Never changed, never deleted: more is added, nothing replaced."""

    __tablename__ = "evidence_file"
    __table_args__ = (
        *(to_sibling(column.removesuffix("_id"), column) for column in SUBJECTS),
        sa.CheckConstraint(TO_ONE_RECORD, name="of_one_record"),
        sa.CheckConstraint(TO_ONE_STEP, name="of_one_step"),
        # The same file is attached to a record once, however often that is asked for.
        sa.Index(
            "uq_evidence_file_once",
            "entity_id",
            "upload_id",
            *SUBJECTS,
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        sa.Index(None, "upload_id"),
        *(
            sa.Index(
                f"ix_evidence_file_{column}", "entity_id", column, postgresql_where=sa.text(f"{column} IS NOT NULL")
            )
            for column in SUBJECTS
        ),
    )

    sector: Mapped[Code]  # that of the record
    upload_id: Mapped[UUID] = mapped_column(sa.ForeignKey("upload.id"))  # under this id its content is stored
    shows: Mapped[Shows]
    inspection_id: Mapped[UUID | None]
    hazard_id: Mapped[UUID | None]
    rectification_id: Mapped[UUID | None]  # of this hazard
    acceptance_id: Mapped[UUID | None]  # of this hazard
    action_id: Mapped[UUID | None]
    attached_by: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    attached_at: Mapped[datetime]
