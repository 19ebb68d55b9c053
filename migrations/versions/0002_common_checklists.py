"""Checklists of no one sector."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("checklist", "sector", existing_type=sa.Text(collation="C"), nullable=True)
    op.execute("UPDATE checklist SET sector = NULL WHERE sector = ''")


def downgrade() -> None:
    """Inspections cite them, so they stay."""
    op.execute("UPDATE checklist SET sector = '' WHERE sector IS NULL")
    op.alter_column("checklist", "sector", existing_type=sa.Text(collation="C"), nullable=False)
