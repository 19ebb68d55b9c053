"""Draws of inspections by lot, and look-backs at closed hazards."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

EVENTS = ("inspection_opened", "look_back_planned", "look_back_done")


def code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(collation="C"), nullable=False)


def region() -> sa.Column[str]:
    return sa.Column("region_code", sa.Text(collation="C"), sa.ForeignKey("region.code"), nullable=False)


def uuid(name: str, *to: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), *map(sa.ForeignKey, to), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "inspection_draw",
        uuid("id"),
        region(),
        code("sector"),
        uuid("campaign_id", "campaign.id", nullable=True),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("seed_source", sa.Text(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("candidates_digest", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.TIMESTAMP(timezone=True), nullable=False),
        uuid("drawn_by", "person.id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_inspection_draw_drawn_at_id", "inspection_draw", ["drawn_at", "id"])
    op.create_table(
        "drawn_entity",
        uuid("draw_id", "inspection_draw.id"),
        sa.Column("position", sa.Integer(), nullable=False),
        uuid("entity_id"),
        uuid("team_id", "team.id", nullable=True),
        sa.PrimaryKeyConstraint("draw_id", "position"),
    )
    look_backs()
    allow([*allowed(), *EVENTS])


def look_backs() -> None:
    op.create_table(
        "look_back",
        uuid("entity_id", "entity.id"),
        uuid("id"),
        region(),
        uuid("hazard_id"),
        code("sector"),
        sa.Column("due_on", sa.Date(), nullable=False),
        uuid("planned_by", "person.id"),
        sa.Column("planned_at", sa.TIMESTAMP(timezone=True), nullable=False),
        uuid("inspection_id", nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "id"),
        *(
            sa.ForeignKeyConstraint(["entity_id", f"{table}_id"], [f"{table}.entity_id", f"{table}.id"])
            for table in ("hazard", "inspection")
        ),
        sa.CheckConstraint(sa.column("outcome").in_(("stayed_mended", "came_back")), name="lookbackoutcome"),
        sa.CheckConstraint("(outcome IS NULL) = (inspection_id IS NULL)", name="settled_by_an_inspection"),
    )
    still_open = sa.text("outcome IS NULL")
    of_hazard = ["entity_id", "hazard_id"]
    op.create_index("uq_look_back_open", "look_back", of_hazard, unique=True, postgresql_where=still_open)
    op.create_index("ix_look_back_entity_id_hazard_id", "look_back", of_hazard)
    op.create_index("ix_look_back_due_on_id", "look_back", ["due_on", "id"])
    for name, digits in (("city", 4), ("county", 6)):
        place = sa.text(f"left(region_code, {digits})")
        op.create_index(f"ix_look_back_{name}", "look_back", [place, "due_on", "id"])


def downgrade() -> None:
    for table in ("look_back", "drawn_entity", "inspection_draw"):
        op.drop_table(table)
    gone = sa.text("DELETE FROM event WHERE kind IN :kinds").bindparams(sa.bindparam("kinds", EVENTS, expanding=True))
    op.execute(gone)
    allow([word for word in allowed() if word not in EVENTS])


def allowed() -> list[str]:
    """The kinds of events there may be, as the check says them."""
    asked = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_event_eventkind'")
    return re.findall(r"'(\w+)'", op.get_bind().scalar(asked))


def allow(words: list[str]) -> None:
    op.drop_constraint(op.f("ck_event_eventkind"), "event")
    op.create_check_constraint("eventkind", "event", sa.column("kind", sa.String(40)).in_(words))
