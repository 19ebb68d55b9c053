"""A checklist names the laws and standards behind it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COLUMNS = ("basis_zh", "basis_en")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("checklist", sa.Column(name, sa.Text(), nullable=True))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("checklist", name)
