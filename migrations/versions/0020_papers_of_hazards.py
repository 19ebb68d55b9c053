"""What is written about a hazard on its way: assessments, reports, plans, protections, extensions; its new stages."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

STAGES = ("registered", "rectifying", "awaiting_acceptance", "accepted", "closed")
WAY = ("assessed", "reported", "planned", "plan_approved")
LEVELS = ("general", "major")
STEPS = (
    "hazard_assessed",
    "level_proposed",
    "level_confirmed",
    "level_refused",
    "fixed_on_the_spot",
    "major_hazard_reported",
    "plan_submitted",
    "plan_approved",
    "plan_returned",
    "protection_recorded",
    "extension_requested",
    "extension_approved",
    "extension_refused",
    "hazard_reopened",
)
CHECKS = {
    "major_is_planned": "level = 'major' OR stage NOT IN ('reported', 'planned', 'plan_approved')",
    "major_is_not_fixed_at_once": "NOT (fixed_on_the_spot AND level = 'major')",
    "closed_with_its_level": "stage <> 'closed' OR proposed_level IS NULL",
}
RULED = {
    "ruled_at_a_time": "(ruling = 'pending') = (ruled_at IS NULL)",
    "ruled_by_another": "ruled_by IS DISTINCT FROM submitted_by",
}
SECOND = "ruling = 'pending' OR ruled_by IS NOT NULL OR (level = 'general' AND level_before = 'general')"
PAPERS = ("extension", "protection", "rectification_plan", "major_report", "assessment")

hazard = sa.table("hazard", sa.column("stage"), sa.column("level"), sa.column("due_on"))
event = sa.table("event", sa.column("kind"))


def said(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def days(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Date(), nullable=False) for name in names]


def word(name: str, *, nullable: bool = False, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=nullable, server_default=default)


def several(name: str, kind: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, postgresql.ARRAY(kind), server_default="{}", nullable=False)


def person(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def one_of(column: str, values: tuple[str, ...], name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(sa.column(column).in_(values), name=name)


def paper(table: str, *columns: sa.Column[object], checks: dict[str, str], ruled: bool) -> None:
    """A table of papers; those that are ruled on keep by whom, when and why."""
    ruling = [word("ruling"), person("ruled_by", nullable=True)]
    ruling += [sa.Column("ruled_at", sa.TIMESTAMP(timezone=True)), *said("opinion", nullable=True)]
    people = ["submitted_by", *(["ruled_by"] if ruled else [])]
    op.create_table(
        table,
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("hazard_id", sa.Uuid(), nullable=False),
        person("submitted_by"),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        *(ruling if ruled else []),
        *columns,
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f(f"fk_{table}_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f(f"fk_{table}_region_code")),
        sa.ForeignKeyConstraint(
            ["entity_id", "hazard_id"], ["hazard.entity_id", "hazard.id"], name=op.f(f"fk_{table}_entity_id_hazard_id")
        ),
        *(sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_{table}_{name}")) for name in people),
        *([one_of("ruling", ("pending", "granted", "refused"), op.f(f"ck_{table}_ruling"))] if ruled else []),
        *(
            sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}"))
            for name, text in (checks | (RULED if ruled else {})).items()
        ),
    )
    op.create_index(f"ix_{table}_hazard", table, ["entity_id", "hazard_id", "submitted_at"])
    if ruled:
        pending = sa.text("ruling = 'pending'")
        op.create_index(f"uq_{table}_pending", table, ["entity_id", "hazard_id"], unique=True, postgresql_where=pending)


# Whoever awaits an acceptance when this runs is due within the same ten days.
DUE = """
UPDATE hazard SET acceptance_due_on = (mended.submitted_at AT TIME ZONE 'Asia/Shanghai')::date + 10
FROM rectification AS mended
WHERE stage = 'awaiting_acceptance'
  AND (mended.entity_id, mended.id) = (hazard.entity_id, hazard.rectification_id)
"""


def upgrade() -> None:
    allow("hazard", "stage", "ck_hazard_stage", STAGES + WAY)
    allow("event", "kind", "ck_event_eventkind", (*events(), *STEPS))
    op.add_column("hazard", word("proposed_level", nullable=True))
    op.create_check_constraint(op.f("ck_hazard_level_beside"), "hazard", sa.column("proposed_level").in_(LEVELS))
    op.add_column("hazard", person("finder_id", nullable=True))
    op.create_foreign_key(op.f("fk_hazard_finder_id"), "hazard", "person", ["finder_id"], ["id"])
    for column in (*said("place", nullable=True), several("evidence", sa.Text())):
        op.add_column("hazard", column)
    op.add_column("hazard", sa.Column("acceptance_due_on", sa.Date()))
    op.add_column("hazard", sa.Column("reopened", sa.Integer(), server_default="0", nullable=False))
    for name, text in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_hazard_{name}"), "hazard", text)
    op.add_column("rectification", said("evaluation", nullable=True)[0])
    op.add_column("acceptance", several("signer_ids", sa.Uuid()))
    op.execute(DUE)
    assessments()
    paper(
        "major_report",
        *said("state_and_cause", "danger_and_difficulty", "proposal"),
        *days("reported_on"),
        checks={},
        ruled=False,
    )
    paper(
        "rectification_plan",
        *said("goal", "responsible", "measures"),
        sa.Column("funds_fen", sa.BigInteger(), nullable=False),
        *days("due_on"),
        *said("emergency_plan"),
        checks={"funds": "funds_fen >= 0"},
        ruled=True,
    )
    paper(
        "protection",
        *said("measures"),
        sa.Column("evacuated", sa.Boolean(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        *days("taken_on"),
        several("evidence", sa.Text()),
        checks={},
        ruled=False,
    )
    paper(
        "extension",
        *said("reason"),
        *days("due_before", "due_on"),
        checks={"later": "due_on > due_before"},
        ruled=True,
    )


def assessments() -> None:
    paper(
        "assessment",
        word("level_before"),
        word("level"),
        *said("grounds"),
        several("rule_codes", sa.Text()),
        several("participants", sa.Uuid()),
        *days("assessed_on"),
        checks={"second_person": SECOND},
        ruled=True,
    )
    op.create_check_constraint(op.f("ck_assessment_level_beside"), "assessment", sa.column("level_before").in_(LEVELS))
    op.create_check_constraint(op.f("ck_assessment_hazardlevel"), "assessment", sa.column("level").in_(LEVELS))


def events() -> list[str]:
    """The kinds of events there may be, as the check says them."""
    asked = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_event_eventkind'")
    return re.findall(r"'([a-z_]+)'", op.get_bind().execute(asked).scalar_one())


def allow(table: str, column: str, constraint: str, values: tuple[str, ...]) -> None:
    op.drop_constraint(op.f(constraint), table)
    op.create_check_constraint(op.f(constraint), table, sa.column(column).in_(values))


def downgrade() -> None:
    """What the earlier version cannot say goes: a hazard on its way to a plan is registered there, or being mended."""
    for table in PAPERS:
        op.drop_table(table)
    op.drop_column("acceptance", "signer_ids")
    op.drop_column("rectification", "evaluation")
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_hazard_{name}"), "hazard")
    for column in ("proposed_level", "finder_id", "place", "evidence", "acceptance_due_on", "reopened"):
        op.drop_column("hazard", column)
    op.execute(event.delete().where(event.c.kind.in_(STEPS)))
    allow("event", "kind", "ck_event_eventkind", tuple(word for word in events() if word not in STEPS))
    op.execute(hazard.update().where(hazard.c.stage.in_(WAY)).values(stage="registered"))
    allow("hazard", "stage", "ck_hazard_stage", STAGES)
