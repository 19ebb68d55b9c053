"""Sectors, ledgers and facts as rows; what an item asks for and observes; rules in words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KINDS = ("boolean", "integer", "decimal", "text", "date", "enum", "enums")
OF_ITEMS = ("sector", "asks", "observes")
OF_RULES = ("region_code", "text", "facts", "wording_zh", "wording_en")


def code(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(collation="C"), nullable=nullable)


def said(name: str, *, nullable: bool = False) -> tuple[sa.Column[str], sa.Column[str]]:
    return sa.Column(f"{name}_zh", sa.Text(), nullable=nullable), sa.Column(f"{name}_en", sa.Text(), nullable=nullable)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def retired() -> sa.Column[bool]:
    return sa.Column("retired", sa.Boolean(), server_default=sa.text("false"), nullable=False)


def upgrade() -> None:
    """The rows themselves are written at the next start, when the plugins are known."""
    op.create_table("sector", code("name"), code("plugin"), *said("title"), retired(), sa.PrimaryKeyConstraint("name"))
    op.create_table(
        "ledger",
        code("sector"),
        code("name"),
        sa.Column("position", sa.Integer(), nullable=False),
        *said("title"),
        sa.Column("key", postgresql.ARRAY(sa.Text()), nullable=False),
        retired(),
        sa.PrimaryKeyConstraint("sector", "name"),
    )
    op.create_table(
        "fact",
        *map(code, ("sector", "ledger", "name", "field")),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        *said("title"),
        *said("unit", nullable=True),
        *said("meaning", nullable=True),
        *map(flag, ("manual", "derived", "required")),
        sa.Column("form_zh", postgresql.JSONB(), nullable=False),
        sa.Column("form_en", postgresql.JSONB(), nullable=False),
        retired(),
        sa.PrimaryKeyConstraint("sector", "ledger", "name"),
        sa.CheckConstraint(sa.column("kind").in_(KINDS), name="kind"),
    )
    op.add_column("checklist_item", code("sector", nullable=True))
    op.add_column("checklist_item", sa.Column("asks", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False))
    op.add_column("checklist_item", sa.Column("observes", postgresql.JSONB(), server_default="{}", nullable=False))
    op.add_column("rule", code("region_code", nullable=True))
    op.add_column("rule", sa.Column("text", sa.Text(), nullable=True))
    op.add_column("rule", sa.Column("facts", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False))
    for language in ("zh", "en"):
        op.add_column("rule", sa.Column(f"wording_{language}", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    for column in OF_RULES:
        op.drop_column("rule", column)
    for column in OF_ITEMS:
        op.drop_column("checklist_item", column)
    for table in ("fact", "ledger", "sector"):
        op.drop_table(table)
