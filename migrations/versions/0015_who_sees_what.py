"""When a covert inspection was opened to the inspected side; of which inspection an event came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

inspection = sa.table("inspection", sa.column("kind"), sa.column("inspected_on"), sa.column("opened_on"))


def upgrade() -> None:
    """Covert inspections were shown to everybody until now: they have been open since their day."""
    op.add_column("inspection", sa.Column("opened_on", sa.Date(), nullable=True))
    op.execute(inspection.update().where(inspection.c.kind == "covert").values(opened_on=inspection.c.inspected_on))
    op.create_check_constraint(
        op.f("ck_inspection_only_covert_ones_are_opened"), "inspection", "opened_on IS NULL OR kind = 'covert'"
    )
    op.add_column("event", sa.Column("inspection_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("event", "inspection_id")
    op.drop_constraint(op.f("ck_inspection_only_covert_ones_are_opened"), "inspection")
    op.drop_column("inspection", "opened_on")
