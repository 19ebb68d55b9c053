"""People in the order of their names as they are shown; what binds experts to entities."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

CONFLICT = "conflict_declared"
SHOWN_NAME = "CASE WHEN kind = 'enterprise_staff' THEN left(name, 1) || '**' ELSE name END"


def upgrade() -> None:
    op.drop_index(op.f("ix_person_name_id"), table_name="person")
    op.create_index("ix_person_shown_name", "person", [sa.text(f"({SHOWN_NAME})"), "id"])
    op.create_table(
        "conflict",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("entity_id", "id", "person_id")),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "id"),
        sa.UniqueConstraint("entity_id", "person_id"),
        *(
            sa.ForeignKeyConstraint([here], [there], name=op.f(f"fk_conflict_{here}"))
            for here, there in (("entity_id", "entity.id"), ("person_id", "person.id"), ("region_code", "region.code"))
        ),
    )
    op.create_index(op.f("ix_conflict_person_id"), "conflict", ["person_id"])
    hold_kinds([*kinds(), CONFLICT])


def kinds() -> list[str]:
    """The words that the check on the kinds of events lets pass."""
    found = sa.text(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = 'event'::regclass AND conname = 'ck_event_eventkind'"
    )
    return re.findall(r"'(\w+)'", op.get_bind().execute(found).scalar_one())


def hold_kinds(every: Sequence[str]) -> None:
    op.drop_constraint(op.f("ck_event_eventkind"), "event")
    op.create_check_constraint(op.f("ck_event_eventkind"), "event", sa.column("kind").in_(every))


def downgrade() -> None:
    op.execute(sa.delete(sa.table("event", sa.column("kind"))).where(sa.column("kind") == CONFLICT))
    hold_kinds([kind for kind in kinds() if kind != CONFLICT])
    op.drop_table("conflict")
    op.drop_index("ix_person_shown_name", table_name="person")
    op.create_index(op.f("ix_person_name_id"), "person", ["name", "id"])
