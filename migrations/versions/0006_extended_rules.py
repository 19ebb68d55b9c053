"""Local rules name the wider rule that they add to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rule", sa.Column("extends", sa.Text(collation="C")))


def downgrade() -> None:
    op.drop_column("rule", "extends")
