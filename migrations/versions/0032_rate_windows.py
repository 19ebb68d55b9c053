"""What was taken of each budget of requests, shared by all servers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate_window",
        sa.Column("key", sa.Text(collation="C"), primary_key=True),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False, index=True),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    op.drop_table("rate_window")
