"""Reports of the public, and the identities of informants in a schema apart."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ATTRIBUTED = "hazard_attributed"
WORDS = {
    "reportchannel": ("channel", ("direct", "on_behalf"), False),
    "reportstage": ("stage", ("received", "accepted", "concluded", "refused"), False),
    "refusal": ("refusal", ("other_authority", "too_vague", "already_handled", "not_work_safety"), True),
    "reportfinding": ("finding", ("true", "partly_true", "unfounded"), True),
}
STEPS = (
    "received",
    "accepted",
    "refused",
    "transferred",
    "linked",
    "concluded",
    "reward_decided",
    "identity_read",
)
CHECKS = {
    "refused_for_a_reason": "(stage = 'refused') = (refusal IS NOT NULL)",
    "concluded_with_a_finding": "(stage = 'concluded') = (finding IS NOT NULL)",
    "rewarded_if_earned": "reward_fen IS NULL OR (named AND stage = 'concluded' AND finding <> 'unfounded')",
    "hazard_of_the_entity": "(entity_id IS NOT NULL) OR (hazard_id IS NULL)",
}


def at(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=False)


def optional(kind: sa.types.TypeEngine[object], *names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, kind, nullable=True) for name in names]


def upgrade() -> None:
    op.create_table(
        "public_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), sa.ForeignKey("region.code"), nullable=False),
        *optional(sa.Text(collation="C"), "sector"),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        at("received_at"),
        sa.Column("received_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=True),
        *(sa.Column(column, sa.String(40), nullable=empty) for column, _, empty in WORDS.values()),
        *optional(sa.Date(), "accepted_on", "due_on", "concluded_on", "reward_on"),
        *optional(sa.Uuid(), "entity_id", "hazard_id"),
        *optional(sa.Text(), "reply", "reward_basis"),
        *optional(sa.BigInteger(), "reward_fen"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("receipt"),
        *(sa.CheckConstraint(sa.column(column).in_(words), name=name) for name, (column, words, _) in WORDS.items()),
        *(sa.CheckConstraint(check, name=name) for name, check in CHECKS.items()),
    )
    for name, digits in (("city", 4), ("county", 6)):
        place = sa.text(f"left(region_code, {digits})")
        op.create_index(f"ix_public_report_{name}", "public_report", [place, "received_at", "id"])
    op.create_index("ix_public_report_received_at_id", "public_report", ["received_at", "id"])
    op.create_index("ix_public_report_hazard_id", "public_report", ["hazard_id"])
    op.create_table(
        "public_report_step",
        sa.Column("report_id", sa.Uuid(), sa.ForeignKey("public_report.id"), nullable=False),
        at("at"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("data", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("report_id", "at", "id"),
        sa.CheckConstraint(sa.column("kind").in_(STEPS), name="reportstepkind"),
    )
    seal()
    allow([*allowed(), ATTRIBUTED])


def seal() -> None:
    """Nobody but the owner may look in, until ``anjian db grant`` says who may do what."""
    op.execute("CREATE SCHEMA sealed")
    op.execute("REVOKE ALL ON SCHEMA sealed FROM PUBLIC")
    op.create_table(
        "informant",
        sa.Column("report_id", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        schema="sealed",
    )


def downgrade() -> None:
    op.execute("DROP SCHEMA sealed CASCADE")
    op.drop_table("public_report_step")
    op.drop_table("public_report")
    op.execute(sa.text("DELETE FROM event WHERE kind = :kind").bindparams(kind=ATTRIBUTED))
    allow([word for word in allowed() if word != ATTRIBUTED])


def allowed() -> list[str]:
    """The kinds of events there may be, as the check says them."""
    asked = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_event_eventkind'")
    return re.findall(r"'(\w+)'", op.get_bind().scalar(asked))


def allow(words: list[str]) -> None:
    op.drop_constraint(op.f("ck_event_eventkind"), "event")
    op.create_check_constraint("eventkind", "event", sa.column("kind", sa.String(40)).in_(words))
