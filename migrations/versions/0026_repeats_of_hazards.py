"""Hazards that come back are numbered, and linked through renaming and new owners."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KINDS, AFTER, KIND = "ck_event_eventkind", "entity_registered", "entity_changed"
CHECKS = {
    "whole_repeat": "(repeat_of IS NULL) = (repeat_entity_id IS NULL)",
    "numbered_repeat": "(repeat_of IS NULL) = (repeat_no = 1)",
}
EARLIER = """
WITH RECURSIVE line AS (
  SELECT entity_id, id, 1 AS number FROM hazard WHERE repeat_of IS NULL AND (entity_id, id) IN
    (SELECT entity_id, repeat_of FROM hazard WHERE repeat_of IS NOT NULL)
  UNION ALL
  SELECT later.entity_id, later.id, line.number + 1 FROM line
  JOIN hazard AS later ON later.entity_id = line.entity_id AND later.repeat_of = line.id
)
UPDATE hazard SET repeat_entity_id = hazard.entity_id, repeat_no = line.number
FROM line WHERE line.entity_id = hazard.entity_id AND line.id = hazard.id AND hazard.repeat_of IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("campaign", sa.Column("repeat_days", sa.Integer(), nullable=True))
    op.add_column("entity", sa.Column("predecessor_id", sa.Uuid(), nullable=True))
    op.create_check_constraint(op.f("ck_entity_no_heir_of_itself"), "entity", "predecessor_id <> id")
    op.create_index(op.f("ix_entity_predecessor_id"), "entity", ["predecessor_id"])
    op.add_column("hazard", sa.Column("equipment", sa.Text(), nullable=True))
    op.add_column("hazard", sa.Column("repeat_entity_id", sa.Uuid(), nullable=True))
    op.add_column("hazard", sa.Column("repeat_no", sa.Integer(), server_default="1", nullable=False))
    op.drop_constraint(op.f("fk_hazard_entity_id_repeat_of"), "hazard")
    op.execute(EARLIER)
    for name, condition in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_hazard_{name}"), "hazard", condition)
    where = sa.text("repeat_of IS NOT NULL")
    op.create_index("ix_hazard_repeat", "hazard", ["repeat_entity_id", "repeat_of"], postgresql_where=where)
    kinds = allowed()
    place = kinds.index(AFTER) + 1
    allow(*kinds[:place], KIND, *kinds[place:])


def downgrade() -> None:
    """A repeat of what another owner had is no repeat any more."""
    op.execute(sa.text("DELETE FROM event WHERE kind = 'entity_changed'"))
    allow(*(kind for kind in allowed() if kind != KIND))
    op.drop_index("ix_hazard_repeat", "hazard")
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_hazard_{name}"), "hazard")
    op.execute(sa.text("UPDATE hazard SET repeat_of = NULL WHERE repeat_entity_id <> entity_id"))
    op.create_foreign_key(
        op.f("fk_hazard_entity_id_repeat_of"), "hazard", "hazard", ["entity_id", "repeat_of"], ["entity_id", "id"]
    )
    for name in ("repeat_no", "repeat_entity_id", "equipment"):
        op.drop_column("hazard", name)
    op.drop_index(op.f("ix_entity_predecessor_id"), "entity")
    op.drop_constraint(op.f("ck_entity_no_heir_of_itself"), "entity")
    op.drop_column("entity", "predecessor_id")
    op.drop_column("campaign", "repeat_days")


def allowed() -> list[str]:
    definition = sa.select(sa.func.pg_get_constraintdef(sa.column("oid"))).select_from(sa.table("pg_constraint"))
    found = op.get_bind().scalar(definition.where(sa.column("conname") == KINDS))
    return re.findall(r"'(\w+)'", str(found))


def allow(*kinds: str) -> None:
    op.drop_constraint(op.f(KINDS), "event")
    words = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f(KINDS), "event", f"kind IN ({words})")
