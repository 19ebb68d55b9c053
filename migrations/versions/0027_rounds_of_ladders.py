"""A hazard that is reopened climbs its ladders anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

OLD = "uq_escalation_entity_id_hazard_id_ladder_code_step"
NEW = f"{OLD}_round"
KEY = ["entity_id", "hazard_id", "ladder_code", "step"]


def upgrade() -> None:
    op.add_column("escalation", sa.Column("round", sa.Integer(), server_default="0", nullable=False))
    op.drop_constraint(op.f(OLD), "escalation")
    op.create_unique_constraint(op.f(NEW), "escalation", [*KEY, "round"])


def downgrade() -> None:
    """Of several rounds the first is kept."""
    op.drop_constraint(op.f(NEW), "escalation")
    op.execute(sa.text("DELETE FROM escalation WHERE round > 0"))
    op.create_unique_constraint(op.f(OLD), "escalation", KEY)
    op.drop_column("escalation", "round")
