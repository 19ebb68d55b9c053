"""Opinions with three signatures, self-inspections posted, minimums of leaders, seats in teams."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

EVENTS = ("self_inspection_posted", "opinion_issued")
POSTED = {"posting_due_on": sa.Date(), "posted_on": sa.Date(), "posted_at": sa.Text(), "principal": sa.Text()}
CHECKS = {
    "only_self_inspections_are_posted": "posted_on IS NULL OR kind = 'self_inspection'",
    "posted_with_a_signature": "(posted_on IS NULL) = (principal IS NULL)",
}


def upgrade() -> None:
    for name, type_ in POSTED.items():
        op.add_column("inspection", sa.Column(name, type_, nullable=True))
    for name, condition in CHECKS.items():
        op.create_check_constraint(name, "inspection", condition)
    unposted = sa.text("posted_on IS NULL")
    op.create_index("ix_inspection_unposted", "inspection", ["posting_due_on"], postgresql_where=unposted)
    op.add_column("team", sa.Column("seed", sa.Text(), nullable=True))
    op.add_column("team_member", sa.Column("seat", sa.Text(), nullable=True))
    opinions()
    minimums()
    allow([*allowed(), *EVENTS])


def opinions() -> None:
    op.create_table(
        "opinion",
        sa.Column("entity_id", sa.Uuid(), sa.ForeignKey("entity.id"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), sa.ForeignKey("region.code"), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("organization_id", sa.Uuid(), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("signed_leading", sa.Text(), nullable=False),
        sa.Column("signed_inspecting", sa.Text(), nullable=False),
        sa.Column("signed_inspected", sa.Text(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("entity_id", "id"),
        sa.ForeignKeyConstraint(["entity_id", "inspection_id"], ["inspection.entity_id", "inspection.id"]),
        sa.UniqueConstraint("entity_id", "inspection_id"),
        sa.CheckConstraint("(signed_inspected IS NULL) = (refusal IS NOT NULL)", name="signed_or_refused"),
    )
    op.create_index("ix_opinion_issued_on_id", "opinion", ["issued_on", "id"])
    for name, digits in (("city", 4), ("county", 6)):
        place = sa.text(f"left(region_code, {digits})")
        op.create_index(f"ix_opinion_{name}", "opinion", [place, "issued_on", "id"])
    op.create_table(
        "opinion_count",
        sa.Column("organization_id", sa.Uuid(), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "year"),
    )


def minimums() -> None:
    op.create_table(
        "visit_minimum",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), sa.ForeignKey("organization.id"), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), sa.ForeignKey("region.code"), nullable=False),
        sa.Column("per_month", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("ended", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.CheckConstraint("per_month > 0", name="asks_for_some"),
    )
    op.create_index("ix_visit_minimum_region_code", "visit_minimum", ["region_code"])
    in_force = sa.text("NOT ended")
    op.create_index(
        "uq_visit_minimum_in_force", "visit_minimum", ["organization_id"], unique=True, postgresql_where=in_force
    )


def downgrade() -> None:
    for table in ("visit_minimum", "opinion_count", "opinion"):
        op.drop_table(table)
    op.drop_column("team_member", "seat")
    op.drop_column("team", "seed")
    op.drop_index("ix_inspection_unposted", "inspection")
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_inspection_{name}"), "inspection")
    for name in POSTED:
        op.drop_column("inspection", name)
    gone = sa.text("DELETE FROM event WHERE kind IN :kinds").bindparams(sa.bindparam("kinds", EVENTS, expanding=True))
    op.execute(gone)
    allow([word for word in allowed() if word not in EVENTS])


def allowed() -> list[str]:
    """The kinds of events there may be, as the check says them."""
    asked = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_event_eventkind'")
    return re.findall(r"'(\w+)'", op.get_bind().scalar(asked))


def allow(words: list[str]) -> None:
    op.drop_constraint(op.f("ck_event_eventkind"), "event")
    op.create_check_constraint("eventkind", "event", sa.column("kind", sa.String(40)).in_(words))
