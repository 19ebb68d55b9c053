"""The hazards of one county by level, stage and term, as its officers list them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    county = sa.text("left(region_code, 6)")
    op.create_index("ix_hazard_county_desk", "hazard", [county, "level", "stage", "due_on", "id"])


def downgrade() -> None:
    op.drop_index("ix_hazard_county_desk", table_name="hazard")
