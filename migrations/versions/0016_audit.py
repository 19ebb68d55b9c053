"""The audit, and the seals that chain it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KINDS = (
    "signed_in",
    "sign_in_refused",
    "saw_personal",
    "changed",
    "refused",
    "granted",
    "revoked",
    "exported",
    "downloaded",
)
INDEXES = {
    "ix_audit_entry_city": [sa.text("left(region_code, 4)"), "at"],
    "ix_audit_entry_county": [sa.text("left(region_code, 6)"), "at"],
    "ix_audit_entry_at_id": ["at"],
    "ix_audit_entry_transaction_id_id": ["transaction_id"],
    "ix_audit_entry_person_id_at_id": ["person_id", "at"],
    "ix_audit_entry_entity_id_at_id": ["entity_id", "at"],
}


def texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=True) for name in names)


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        *texts("role"),
        sa.Column("region_code", sa.Text(collation="C"), nullable=True),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        *texts("name"),
        sa.Column("keys", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("details", postgresql.JSONB(), server_default="{}", nullable=False),
        *texts("address", "agent", "purpose", "trace_id"),
        sa.Column(
            "transaction_id",
            sa.BigInteger(),
            server_default=sa.text("pg_current_xact_id()::text::bigint"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_entry_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.CheckConstraint(sa.column("kind").in_(KINDS), name=op.f("ck_audit_entry_auditkind")),
    )
    for name, first in INDEXES.items():
        op.create_index(name, "audit_entry", [*first, "id"])
    op.create_table(
        "audit_seal",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_seal_entry_id")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_seal_entry_id")),
    )


def downgrade() -> None:
    op.drop_table("audit_seal")
    op.drop_table("audit_entry")
