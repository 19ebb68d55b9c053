"""The verdicts that stand, and those that stood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


CODE = sa.Text(collation="C")


def verdict(column: str, name: str, *, nullable: bool = False) -> sa.Column[str]:
    words = ("major", "not_major", "undecided")
    return sa.Column(
        column, sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40), nullable=nullable
    )


def upgrade() -> None:
    op.create_table(
        "standing_verdict",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", CODE, nullable=False),
        sa.Column("sector", CODE, nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        verdict("verdict", "storedverdict"),
        sa.Column("missing", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("judged_at", sa.TIMESTAMP(timezone=True), nullable=False),
        verdict("was", "verdict_beside", nullable=True),
        sa.Column("was_since", sa.Date(), nullable=True),
        sa.Column("was_judged_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("profile_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "rule_code", name=op.f("pk_standing_verdict")),
    )
    op.create_index(
        op.f("ix_standing_verdict_rule_code_verdict_since_entity_id"),
        "standing_verdict",
        ["rule_code", "verdict", "since", "entity_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_standing_verdict_since_entity_id_rule_code"),
        "standing_verdict",
        ["since", "entity_id", "rule_code"],
        unique=False,
    )
    op.create_table(
        "past_verdict",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", CODE, nullable=False),
        sa.Column("judged_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("sector", CODE, nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        verdict("verdict", "storedverdict"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        verdict("followed_by", "verdict_beside", nullable=True),
        sa.PrimaryKeyConstraint("entity_id", "rule_code", "judged_at", name=op.f("pk_past_verdict")),
    )
    op.create_index(
        op.f("ix_past_verdict_until_entity_id_rule_code"),
        "past_verdict",
        ["until", "entity_id", "rule_code"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("past_verdict")
    op.drop_table("standing_verdict")
