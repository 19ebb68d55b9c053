"""Ladders, the steps they took, and the queue that holds the timer."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

EVENTS = ("escalated", "escalation_answered", "escalation_stopped", "escalation_resumed")
TRIGGERS = ("overdue", "repeated", "refused", "silent", "unlisted")
BODIES = ("government", "department", "committee_office", "work_team", "agency")
PERSONS = ("answered_by", "stopped_by", "resumed_by")


def upgrade() -> None:
    ladders()
    steps()
    escalations()
    may_hold("kind", "eventkind", [*words("event", "eventkind"), *EVENTS])
    may_hold("subject_kind", "subjectkind", [*words("event", "subjectkind"), "escalation"])
    for statement in QUEUE:
        op.execute(statement)


def code(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(collation="C"), nullable=nullable)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def word(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=nullable)


def uuid(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def moment(name: str, **more: object) -> sa.Column[object]:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), **{"nullable": True, **more})  # type: ignore[arg-type]  # a column's own


def refers(table: str, here: str, there: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([here], [there], name=op.f(f"fk_{table}_{here}"))


def among(column: str, every: Sequence[str], name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(sa.column(column).in_(every), name=name)


def ladders() -> None:
    op.create_table(
        "ladder",
        uuid("id"),
        code("code"),
        sa.Column("edition", sa.Integer(), nullable=False),
        word("status"),
        *map(text, ("title_zh", "title_en", "source")),
        *(code(name, nullable=True) for name in ("region_code", "sector")),
        word("level", nullable=True),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        *(uuid(name, nullable=True) for name in ("saved_by", "activated_by")),
        moment("saved_at", server_default=sa.text("now()"), nullable=False),
        *map(moment, ("activated_at", "retired_at")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", "edition", name=op.f("uq_ladder_code_edition")),
        refers("ladder", "region_code", "region.code"),
        *(refers("ladder", name, "person.id") for name in ("saved_by", "activated_by")),
        among("status", ("draft", "active", "retired"), "ladderstatus"),
        among("level", ("general", "major"), "hazardlevel"),
    )
    active = sa.text("status = 'active'")
    op.create_index("ix_ladder_active", "ladder", ["code"], unique=True, postgresql_where=active)


def steps() -> None:
    op.create_table(
        "ladder_step",
        uuid("ladder_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        code("name"),
        *map(text, ("title_zh", "title_en", "basis")),
        *map(word, ("trigger", "authority")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "term_days")),
        code("after", nullable=True),
        word("action", nullable=True),
        *(text(name, nullable=True) for name in ("answer_zh", "answer_en")),
        sa.PrimaryKeyConstraint("ladder_id", "position"),
        refers("ladder_step", "ladder_id", "ladder.id"),
        among("trigger", TRIGGERS, "trigger"),
        among("action", words("action", "actionkind"), "actionkind"),
        among("authority", BODIES, "organizationkind"),
    )


def escalations() -> None:
    op.create_table(
        "escalation",
        *map(uuid, ("entity_id", "id")),
        *map(code, ("region_code", "sector", "ladder_code", "step")),
        *map(uuid, ("hazard_id", "ladder_id")),
        *map(text, ("title_zh", "title_en", "why_zh", "why_en")),
        word("action", nullable=True),
        word("authority"),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("climbed_on", "answer_by")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("answered_on", "stopped_on", "resumed_on")),
        moment("climbed_at", server_default=sa.text("now()"), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        *(uuid(name, nullable=True) for name in ("proposal_id", *PERSONS)),
        *(text(name, nullable=True) for name in ("answer", "stop_reason")),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "id"),
        sa.UniqueConstraint(
            "entity_id",
            "hazard_id",
            "ladder_code",
            "step",
            name=op.f("uq_escalation_entity_id_hazard_id_ladder_code_step"),
        ),
        *keys_of_escalations(),
        sa.CheckConstraint("(stopped_on IS NULL) = (stop_reason IS NULL)", name="stopped_for_a_reason"),
        among("action", words("action", "actionkind"), "actionkind"),
        among("authority", BODIES, "organizationkind"),
    )
    op.create_index("ix_escalation_city", "escalation", [sa.text("left(region_code, 4)"), "climbed_on", "id"])
    op.create_index("ix_escalation_county", "escalation", [sa.text("left(region_code, 6)"), "climbed_on", "id"])
    op.create_index(op.f("ix_escalation_climbed_on_id"), "escalation", ["climbed_on", "id"])


def keys_of_escalations() -> list[sa.ForeignKeyConstraint]:
    plain = (("entity_id", "entity.id"), ("region_code", "region.code"), ("ladder_id", "ladder.id"))
    people = tuple((name, "person.id") for name in PERSONS)
    siblings = [
        sa.ForeignKeyConstraint(
            ["entity_id", f"{noun}_id"],
            [f"{noun}.entity_id", f"{noun}.id"],
            name=op.f(f"fk_escalation_entity_id_{noun}_id"),
        )
        for noun in ("hazard", "proposal")
    ]
    return [*(refers("escalation", here, there) for here, there in (*plain, *people)), *siblings]


def words(table: str, check: str) -> list[str]:
    named = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
    return re.findall(r"'(\w+)'", str(op.get_bind().scalar(named.bindparams(name=f"ck_{table}_{check}"))))


def may_hold(column: str, check: str, every: Sequence[str]) -> None:
    op.drop_constraint(op.f(f"ck_event_{check}"), "event")
    op.create_check_constraint(op.f(f"ck_event_{check}"), "event", sa.column(column).in_(every))


def downgrade() -> None:
    """What ladders proposed stays as proposals; the steps themselves and their events go."""
    op.execute("DELETE FROM event WHERE subject_kind = 'escalation'")
    may_hold("kind", "eventkind", [each for each in words("event", "eventkind") if each not in EVENTS])
    may_hold("subject_kind", "subjectkind", [each for each in words("event", "subjectkind") if each != "escalation"])
    for table in ("escalation", "ladder_step", "ladder"):
        op.drop_table(table)
    op.execute("DROP SCHEMA queue CASCADE")


# PgQueuer 1.6 as it installs itself into a schema of its own; another minor version brings a migration of its own.
QUEUE = (
    "CREATE SCHEMA IF NOT EXISTS queue",
    "CREATE TYPE queue.pgqueuer_status AS ENUM ('queued', 'picked', 'successful', 'exception', 'canceled', "
    "'deleted', 'failed')",
    """CREATE TABLE queue.pgqueuer (
    id bigserial NOT NULL PRIMARY KEY,
    priority integer NOT NULL,
    queue_manager_id uuid,
    created timestamp with time zone NOT NULL DEFAULT now(),
    updated timestamp with time zone NOT NULL DEFAULT now(),
    heartbeat timestamp with time zone NOT NULL DEFAULT now(),
    execute_after timestamp with time zone NOT NULL DEFAULT now(),
    status queue.pgqueuer_status NOT NULL,
    entrypoint text NOT NULL,
    dedupe_key text,
    payload bytea,
    headers jsonb,
    attempts integer NOT NULL DEFAULT 0,
    slot bigint
)""",
    """CREATE TABLE queue.pgqueuer_log (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL PRIMARY KEY,
    created timestamp with time zone NOT NULL DEFAULT now(),
    job_id bigint NOT NULL,
    status queue.pgqueuer_status NOT NULL,
    priority integer NOT NULL,
    entrypoint text NOT NULL,
    traceback jsonb,
    aggregated boolean DEFAULT false
)""",
    """CREATE TABLE queue.pgqueuer_schedules (
    id bigserial NOT NULL PRIMARY KEY,
    expression text NOT NULL,
    entrypoint text NOT NULL,
    heartbeat timestamp with time zone NOT NULL DEFAULT now(),
    created timestamp with time zone NOT NULL DEFAULT now(),
    updated timestamp with time zone NOT NULL DEFAULT now(),
    next_run timestamp with time zone NOT NULL DEFAULT now(),
    last_run timestamp with time zone,
    status queue.pgqueuer_status DEFAULT 'queued'::queue.pgqueuer_status,
    UNIQUE (expression, entrypoint)
)""",
    """CREATE TABLE queue.pgqueuer_statistics (
    id bigserial NOT NULL PRIMARY KEY,
    created timestamp with time zone NOT NULL DEFAULT date_trunc('sec'::text, now()),
    count bigint NOT NULL,
    priority integer NOT NULL,
    status queue.pgqueuer_status NOT NULL,
    entrypoint text NOT NULL
)""",
    "CREATE INDEX pgqueuer_ep_ea_idx ON queue.pgqueuer USING btree (entrypoint, execute_after) WHERE (status "
    "= 'queued'::queue.pgqueuer_status)",
    "CREATE INDEX pgqueuer_ep_prio_id_idx ON queue.pgqueuer USING btree (entrypoint, priority DESC, id) WHERE "
    "(status = 'queued'::queue.pgqueuer_status)",
    "CREATE INDEX pgqueuer_log_created ON queue.pgqueuer_log USING btree (created)",
    "CREATE INDEX pgqueuer_log_job_id_status ON queue.pgqueuer_log USING btree (job_id, created DESC)",
    "CREATE INDEX pgqueuer_log_not_aggregated ON queue.pgqueuer_log USING btree ((1)) WHERE (NOT aggregated)",
    "CREATE INDEX pgqueuer_log_status ON queue.pgqueuer_log USING btree (status)",
    "CREATE INDEX pgqueuer_picked_heartbeat_idx ON queue.pgqueuer USING btree (heartbeat) WHERE (status = "
    "'picked'::queue.pgqueuer_status)",
    "CREATE UNIQUE INDEX pgqueuer_picked_slot_idx ON queue.pgqueuer USING btree (entrypoint, slot) WHERE "
    "((status = 'picked'::queue.pgqueuer_status) AND (slot IS NOT NULL))",
    "CREATE INDEX pgqueuer_priority_id_id1_idx ON queue.pgqueuer USING btree (priority, id DESC) INCLUDE (id) "
    "WHERE (status = 'queued'::queue.pgqueuer_status)",
    "CREATE INDEX pgqueuer_queue_manager_id_idx ON queue.pgqueuer USING btree (queue_manager_id) WHERE "
    "(queue_manager_id IS NOT NULL)",
    "CREATE UNIQUE INDEX pgqueuer_statistics_unique_count ON queue.pgqueuer_statistics USING btree (priority, "
    "date_trunc('sec'::text, timezone('UTC'::text, created)), status, entrypoint)",
    "CREATE UNIQUE INDEX pgqueuer_unique_dedupe_key ON queue.pgqueuer USING btree (dedupe_key) WHERE ((status "
    "= ANY (ARRAY['queued'::queue.pgqueuer_status, 'picked'::queue.pgqueuer_status])) AND (dedupe_key IS NOT NULL))",
    "CREATE INDEX pgqueuer_updated_id_id1_idx ON queue.pgqueuer USING btree (updated, id DESC) INCLUDE (id) "
    "WHERE (status = 'picked'::queue.pgqueuer_status)",
    """CREATE FUNCTION queue.fn_pgqueuer_changed() RETURNS TRIGGER AS $$
DECLARE
    to_emit BOOLEAN := false;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS DISTINCT FROM NEW THEN
        to_emit := true;
    ELSIF TG_OP = 'DELETE' THEN
        to_emit := true;
    ELSIF TG_OP = 'INSERT' THEN
        to_emit := true;
    ELSIF TG_OP = 'TRUNCATE' THEN
        to_emit := true;
    END IF;
    IF to_emit THEN
        PERFORM pg_notify(
            'anjian_queue',
            json_build_object(
                'channel', 'anjian_queue',
                'operation', lower(TG_OP),
                'sent_at', NOW(),
                'table', TG_TABLE_NAME,
                'type', 'table_changed_event'
            )::text
        );
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSE
        RETURN NULL;
    END IF;
END;
$$ LANGUAGE plpgsql""",
    """CREATE TRIGGER tg_pgqueuer_changed
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON queue.pgqueuer
EXECUTE FUNCTION queue.fn_pgqueuer_changed()""",
)
