"""Uploads, and the evidence they become."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ATTACHED = "evidence_attached"
SUBJECTS = ("inspection_id", "hazard_id", "rectification_id", "acceptance_id", "action_id")
ONE_RECORD = "num_nonnulls(inspection_id, hazard_id, action_id) = 1"
ONE_STEP = "num_nonnulls(rectification_id, acceptance_id) <= CASE WHEN hazard_id IS NULL THEN 0 ELSE 1 END"


def code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(collation="C"), nullable=False)


def kept() -> list[sa.SchemaItem]:
    return [
        sa.Column("name", sa.Text(), nullable=False),
        code("media_type"),
        sa.Column("size", sa.Integer(), nullable=False),
        code("sha256"),
        sa.Column("uploaded_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("uploaded_at", sa.TIMESTAMP(timezone=True), nullable=False),
    ]


def upgrade() -> None:
    op.create_table("upload", *kept(), sa.Column("id", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("id"))
    op.create_index("ix_upload_uploaded_at", "upload", ["uploaded_at"])
    op.create_table(
        "evidence_file",
        *kept(),
        sa.Column("entity_id", sa.Uuid(), sa.ForeignKey("entity.id"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), sa.ForeignKey("region.code"), nullable=False),
        code("sector"),
        sa.Column("upload_id", sa.Uuid(), sa.ForeignKey("upload.id"), nullable=False),
        sa.Column("shows", sa.String(40), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=True) for column in SUBJECTS),
        sa.Column("attached_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("attached_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "id"),
        *(to_sibling(column) for column in SUBJECTS),
        sa.CheckConstraint(sa.column("shows").in_(("before", "after", "document")), name="shows"),
        sa.CheckConstraint(ONE_RECORD, name="of_one_record"),
        sa.CheckConstraint(ONE_STEP, name="of_one_step"),
    )
    once = ["entity_id", "upload_id", *SUBJECTS]
    op.create_index("uq_evidence_file_once", "evidence_file", once, unique=True, postgresql_nulls_not_distinct=True)
    op.create_index("ix_evidence_file_upload_id", "evidence_file", ["upload_id"])
    for column in SUBJECTS:
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_evidence_file_{column}", "evidence_file", ["entity_id", column], postgresql_where=given)
    allow([*allowed(), ATTACHED])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM event WHERE kind = :kind").bindparams(kind=ATTACHED))
    allow([word for word in allowed() if word != ATTACHED])
    op.drop_table("evidence_file")
    op.drop_table("upload")


def to_sibling(column: str) -> sa.ForeignKeyConstraint:
    table = column.removesuffix("_id")
    return sa.ForeignKeyConstraint(["entity_id", column], [f"{table}.entity_id", f"{table}.id"])


def allowed() -> list[str]:
    """The kinds of events there may be, as the check says them."""
    asked = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_event_eventkind'")
    return re.findall(r"'(\w+)'", op.get_bind().scalar(asked))


def allow(words: list[str]) -> None:
    op.drop_constraint(op.f("ck_event_eventkind"), "event")
    op.create_check_constraint("eventkind", "event", sa.column("kind", sa.String(40)).in_(words))
