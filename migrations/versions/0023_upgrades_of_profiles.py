"""Profiles are brought from version to version, what was seen of them is told again; plugins write to their tables."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

SEEN = ("observation", "ledger_observation")
INDEX, COLUMNS = "ix_profile_sector_schema_version_entity_id", ["sector", "schema_version", "entity_id"]
CHECK, AFTER = "ck_event_eventkind", "ledger_updated"
KINDS = ("profile_upgraded", "rows_written")


def upgrade() -> None:
    for table in SEEN:
        op.add_column(table, sa.Column("upgraded_to", sa.Integer(), nullable=True))
    op.create_index(op.f(INDEX), "profile", COLUMNS)
    kinds = allowed()
    place = kinds.index(AFTER) + 1
    allow(*kinds[:place], *KINDS, *kinds[place:])


def downgrade() -> None:
    """What an upgrade told again goes; what somebody saw stays, and so do the profiles."""
    op.execute(sa.delete(sa.table("event", sa.column("kind"))).where(sa.column("kind").in_(KINDS)))
    allow(*(kind for kind in allowed() if kind not in KINDS))
    op.drop_index(op.f(INDEX), "profile")
    for table in SEEN:
        op.execute(sa.delete(sa.table(table)).where(sa.column("upgraded_to").is_not(None)))
        op.drop_column(table, "upgraded_to")


def allowed() -> list[str]:
    """The kinds of events there are, whoever has added some."""
    definition = sa.select(sa.func.pg_get_constraintdef(sa.column("oid"))).select_from(sa.table("pg_constraint"))
    found = op.get_bind().scalar(definition.where(sa.column("conname") == CHECK))
    return re.findall(r"'(\w+)'", str(found))


def allow(*kinds: str) -> None:
    op.drop_constraint(op.f(CHECK), "event")
    words = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f(CHECK), "event", f"kind IN ({words})")
