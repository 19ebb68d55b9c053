"""Reports that are late climb: steps of duties, and what was taken of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

CODE = sa.Text(collation="C")
BEFORE = ("opened", "submitted", "returned", "locked", "corrected", "issued")
SINCE = (*BEFORE, "reminded", "circulated", "interviewed")


def words(name: str, vocabulary: str, values: tuple[str, ...], *, nullable: bool = False) -> sa.Column[str]:
    type_ = sa.Enum(*values, name=vocabulary, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, type_, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "campaign_chase",
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("duty_code", CODE, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        words("does", "chasekind", ("reminder", "circular", "interview")),
        words("to_level", "regionlevel", ("province", "city", "county", "street", "village"), nullable=True),
        sa.PrimaryKeyConstraint("campaign_id", "position"),
    )
    op.add_column("report_move", sa.Column("step", sa.Integer(), nullable=True))
    op.add_column("report_move", sa.Column("region_code", CODE, sa.ForeignKey("region.code"), nullable=True))
    moves_may_be(SINCE)


def moves_may_be(kinds: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_report_move_reportmovekind"), "report_move", type_="check")
    op.create_check_constraint("reportmovekind", "report_move", sa.column("kind", sa.String(40)).in_(kinds))


def downgrade() -> None:
    op.execute("DELETE FROM report_move WHERE step IS NOT NULL")
    moves_may_be(BEFORE)
    op.drop_column("report_move", "region_code")
    op.drop_column("report_move", "step")
    op.drop_table("campaign_chase")
