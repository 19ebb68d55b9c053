"""Counts of hazards, kept by triggers in the transaction of the change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

GROUP = "region_code, sector, campaign_id, level, stage, found_on, rectified, fixed_on_the_spot, repeated"
OF_A_HAZARD = (
    "region_code, sector, campaign_id, level, stage, date_trunc('month', found_on)::date AS found_on,"
    " rectified_on IS NOT NULL AS rectified, fixed_on_the_spot, repeat_of IS NOT NULL AS repeated"
)
LINES = f"INSERT INTO hazard_count ({GROUP}, number) SELECT {GROUP}, sum(number) FROM"
CAME = f"SELECT {OF_A_HAZARD}, 1 AS number FROM came"  # noqa: S608 - our own words, here and below
WENT = f"SELECT {OF_A_HAZARD}, -1 AS number FROM went"  # noqa: S608
SUMMED = f"AS lines GROUP BY {GROUP} HAVING sum(number) <> 0"
COUNTING = f"""
CREATE FUNCTION count_hazards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    {LINES} ({CAME}) {SUMMED};
  ELSIF TG_OP = 'DELETE' THEN
    {LINES} ({WENT}) {SUMMED};
  ELSIF TG_OP = 'UPDATE' THEN
    {LINES} ({CAME} UNION ALL {WENT}) {SUMMED};
  ELSE
    DELETE FROM hazard_count;
  END IF;
  RETURN NULL;
END $$
"""  # noqa: S608
SEEN = {"insert": "NEW TABLE AS came", "delete": "OLD TABLE AS went", "update": "OLD TABLE AS went NEW TABLE AS came"}


def upgrade() -> None:
    op.create_table(
        "hazard_count",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("rectified", sa.Boolean(), nullable=False),
        sa.Column("fixed_on_the_spot", sa.Boolean(), nullable=False),
        sa.Column("repeated", sa.Boolean(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name, digits in (("city", 4), ("county", 6)):
        op.create_index(f"ix_hazard_count_{name}", "hazard_count", [sa.text(f"left(region_code, {digits})")])
    op.execute(COUNTING)
    for event, rows in SEEN.items():
        made(event, f"AFTER {event} ON hazard REFERENCING {rows} FOR EACH STATEMENT")
    made("truncate", "AFTER TRUNCATE ON hazard FOR EACH STATEMENT")
    op.execute(f"{LINES} (SELECT {OF_A_HAZARD}, 1 AS number FROM hazard) {SUMMED}")  # noqa: S608


def made(event: str, when: str) -> None:
    """Always: rows that are copied in by a replication role are counted too."""
    op.execute(f"CREATE TRIGGER count_hazards_{event} {when} EXECUTE FUNCTION count_hazards()")
    op.execute(f"ALTER TABLE hazard ENABLE ALWAYS TRIGGER count_hazards_{event}")


def downgrade() -> None:
    for event in (*SEEN, "truncate"):
        op.execute(f"DROP TRIGGER count_hazards_{event} ON hazard")
    op.execute("DROP FUNCTION count_hazards()")
    op.drop_table("hazard_count")
