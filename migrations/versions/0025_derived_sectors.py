"""Which package derived the facts of a sector last: another one derives them anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "derived_sector",
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sector", name=op.f("pk_derived_sector")),
    )


def downgrade() -> None:
    op.drop_table("derived_sector")
