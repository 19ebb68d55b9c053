"""What becomes of actions: numbers in parts, signers, service, compliance, lifting, revocation; and proposals."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

EVENTS = (
    "action_served",
    "action_complied",
    "action_extended",
    "action_lifted",
    "action_revoked",
    "action_proposed",
    "proposal_declined",
)
SERVICE = ("direct", "left", "post", "entrusted", "electronic", "announced")
KINDS = (
    "order_immediate",
    "order_timed",
    "supervision_order",
    "warning_letter",
    "interview",
    "circular",
    "exposure",
    "evacuation",
    "temporary_suspension",
    "sealing",
    "detention",
    "power_cut",
    "fine",
    "daily_fine",
    "suspension",
    "license_suspension",
    "license_revocation",
    "closure",
    "criminal_transfer",
    "discipline_transfer",
    "listed_supervision",
    "joint_punishment",
)
PERSONS = ("approved_by",)
ORGANIZATIONS = ("lifted_by", "revoked_by")
TEXTS = ("document_word", "emergency", "extension", "received_by", "refusal", "compliance", "lifting", "revocation")
DATES = ("extended_from", "complied_on", "lifted_on", "revoked_on")
TIMES = ("told_at", "takes_effect_at")
NUMBERS = ("document_year", "document_sequence")
MANY = ("signer_ids", "checked_by")

# The parts of numbers written before: 应急罚〔2026〕12号, whatever its brackets.
NUMBER = "'^(.+?)[〔\\[【(（](\\d{4})[〕\\]】)）](第)?0*(\\d{1,9})号?$'"
PARTS = f"""
UPDATE action SET document_word = found[1], document_year = found[2]::int, document_sequence = found[4]::int
FROM (SELECT entity_id, id, regexp_match(document_no, {NUMBER}) AS found FROM action) AS of
WHERE found IS NOT NULL AND of.entity_id = action.entity_id AND of.id = action.id
"""  # noqa: S608 - put together from the constants above
TAKEN = """
INSERT INTO document_number (issuer_id, number, entity_id, kind, issued_on)
SELECT issuer_id, coalesce(normalize(document_word, NFKC) || '〔' || document_year || '〕' || document_sequence || '号',
                           normalize(regexp_replace(document_no, '\\s', '', 'g'), NFKC)),
       entity_id, kind, issued_on
FROM action WHERE issuer_id IS NOT NULL AND document_no IS NOT NULL ORDER BY issued_at, id ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    add_columns()
    numbers()
    proposals()
    allow("event", "kind", "eventkind", *EVENTS)
    allow("event", "subject_kind", "subjectkind", "proposal")
    op.add_column("person", sa.Column("certified_sectors", postgresql.ARRAY(sa.Text(collation="C")), nullable=True))
    op.execute(PARTS)
    op.execute(TAKEN)


def add_columns() -> None:
    for names, kind in ((TEXTS, sa.Text()), (DATES, sa.Date()), (NUMBERS, sa.Integer())):
        for name in names:
            op.add_column("action", sa.Column(name, kind, nullable=True))
    for name in TIMES:
        op.add_column("action", sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=True))
    for name in MANY:
        op.add_column("action", sa.Column(name, postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False))
    op.add_column("action", sa.Column("article", postgresql.JSONB(), nullable=True))
    op.add_column("action", sa.Column("served_how", sa.String(40), nullable=True))
    op.create_check_constraint("servicemethod", "action", sa.column("served_how").in_(SERVICE))
    for table, names in (("person", PERSONS), ("organization", ORGANIZATIONS)):
        for name in names:
            op.add_column("action", sa.Column(name, sa.Uuid(), nullable=True))
            op.create_foreign_key(op.f(f"fk_action_{name}"), "action", table, [name], ["id"])
    op.create_check_constraint("served_after_issue", "action", "(served_on IS NULL) OR (served_on >= issued_on)")
    op.create_check_constraint("revoked_for_a_reason", "action", "(revoked_on IS NULL) = (revocation IS NULL)")


def code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(collation="C"), nullable=False)


def kind() -> sa.Column[str]:
    return sa.Column("kind", sa.String(40), nullable=False)


def numbers() -> None:
    op.create_table(
        "document_number",
        sa.Column("issuer_id", sa.Uuid(), nullable=False),
        code("number"),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        kind(),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("issuer_id", "number"),
        sa.ForeignKeyConstraint(["issuer_id"], ["organization.id"], name=op.f("fk_document_number_issuer_id")),
        sa.CheckConstraint(sa.column("kind").in_(KINDS), name="actionkind"),
    )


def proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        code("region_code"),
        kind(),
        code("sector"),
        sa.Column("hazard_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposer_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("action_id", sa.Uuid(), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "id"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_proposal_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_proposal_region_code")),
        sa.ForeignKeyConstraint(["proposer_id"], ["organization.id"], name=op.f("fk_proposal_proposer_id")),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_proposal_proposed_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_proposal_decided_by")),
        sa.ForeignKeyConstraint(
            ["entity_id", "hazard_id"], ["hazard.entity_id", "hazard.id"], name=op.f("fk_proposal_entity_id_hazard_id")
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "action_id"], ["action.entity_id", "action.id"], name=op.f("fk_proposal_action")
        ),
        sa.CheckConstraint(sa.column("kind").in_(KINDS), name="actionkind"),
        sa.CheckConstraint("(declined_on IS NULL) = (refusal IS NULL)", name="declined_for_a_reason"),
        sa.CheckConstraint("action_id IS NULL OR declined_on IS NULL", name="one_answer"),
    )
    op.create_index("ix_proposal_city", "proposal", [sa.text("left(region_code, 4)"), "proposed_on", "id"])
    op.create_index("ix_proposal_county", "proposal", [sa.text("left(region_code, 6)"), "proposed_on", "id"])
    op.create_index(op.f("ix_proposal_proposed_on_id"), "proposal", ["proposed_on", "id"])
    op.create_index(op.f("ix_proposal_entity_id_hazard_id"), "proposal", ["entity_id", "hazard_id"])


def allow(table: str, column: str, check: str, *more: str) -> None:
    """Let a column hold more words, beside whatever it may hold now."""
    may_hold(table, column, check, [*words(table, check), *more])


def forbid(table: str, column: str, check: str, *less: str) -> None:
    op.execute(sa.delete(sa.table(table, sa.column(column))).where(sa.column(column).in_(less)))
    may_hold(table, column, check, [word for word in words(table, check) if word not in less])


def words(table: str, check: str) -> list[str]:
    named = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name").bindparams(
        name=f"ck_{table}_{check}"
    )
    return re.findall(r"'(\w+)'", str(op.get_bind().scalar(named)))


def may_hold(table: str, column: str, check: str, every: Sequence[str]) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{check}"), table)
    op.create_check_constraint(op.f(f"ck_{table}_{check}"), table, sa.column(column).in_(every))


def downgrade() -> None:
    """Proposals go, and with them what tells of them; actions keep what an earlier version knew of them."""
    forbid("event", "subject_kind", "subjectkind", "proposal")
    forbid("event", "kind", "eventkind", *EVENTS)
    op.drop_table("proposal")
    op.drop_table("document_number")
    for column in (*TEXTS, *DATES, *NUMBERS, *TIMES, *MANY, *PERSONS, *ORGANIZATIONS, "article", "served_how"):
        op.drop_column("action", column)
    op.drop_constraint(op.f("ck_action_served_after_issue"), "action")
    op.drop_column("person", "certified_sectors")
