"""Ledgers, and derived facts that are no longer known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

EVENTS = (
    "entity_registered",
    "facts_recorded",
    "inspection_submitted",
    "hazard_found",
    "rectification_ordered",
    "rectification_submitted",
    "rectification_accepted",
    "rectification_rejected",
    "hazard_closed",
    "action_issued",
)

INDEXES = (
    ("ledger_entry", "entity_id", "sector", "ledger", "id"),
    ("ledger_entry", "sector", "ledger", "id"),
    ("ledger_entry", "sector", "ledger", "region_code", "id"),
)


def upgrade() -> None:
    op.create_table(
        "ledger_entry",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("ledger", sa.Text(collation="C"), nullable=False),
        sa.Column("data", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("true_on", sa.Date(), nullable=False),
        sa.Column("kept_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_ledger_entry_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_ledger_entry_region_code")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_ledger_entry")),
    )
    op.create_table(
        "ledger_observation",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("ledger", sa.Text(collation="C"), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("data", postgresql.JSONB(), nullable=True),
        sa.Column("true_on", sa.Date(), nullable=False),
        sa.Column("learned_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("observed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_ledger_observation_entity_id")),
        sa.ForeignKeyConstraint(["observed_by"], ["person.id"], name=op.f("fk_ledger_observation_observed_by")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_ledger_observation_region_code")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_ledger_observation")),
    )
    for table, *columns in INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    op.create_index(
        "ix_ledger_observation_seen",
        "ledger_observation",
        ["entity_id", "sector", "ledger", "line_id", "true_on", "learned_at"],
    )
    op.alter_column("observation", "value", nullable=True)
    allow_events(*EVENTS[:2], "ledger_updated", *EVENTS[2:])


def downgrade() -> None:
    """Ledgers go with all that tells of them; what was derived stays as it was last known."""
    op.execute("DELETE FROM event WHERE kind = 'ledger_updated'")
    allow_events(*EVENTS)
    op.execute("DELETE FROM observation WHERE value IS NULL")
    op.alter_column("observation", "value", nullable=False)
    op.drop_table("ledger_observation")
    op.drop_table("ledger_entry")


def allow_events(*kinds: str) -> None:
    op.drop_constraint(op.f("ck_event_eventkind"), "event")
    words = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("ck_event_eventkind"), "event", f"kind IN ({words})")
