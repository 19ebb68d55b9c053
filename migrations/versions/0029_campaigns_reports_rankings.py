"""Campaigns as documents: tasks, targets, duties, lists, mechanisms; reports with a life; rankings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

CODE, MOMENT = sa.Text(collation="C"), sa.TIMESTAMP(timezone=True)
STATES = ("not_started", "under_way", "blocked", "done", "confirmed")
DUTIES = ("report", "statistics", "dispatch", "notice", "meeting", "inspection", "appraisal")
REPORT = {"code": CODE, "number": sa.Text(), "title_zh": sa.Text(), "title_en": sa.Text(), "signer": sa.Text()}
TASK = {"body": sa.Text(), "phase": sa.Integer(), "due_on": sa.Date(), "proof_zh": sa.Text(), "proof_en": sa.Text()}


def words(
    name: str, vocabulary: str, values: tuple[str, ...], *, nullable: bool = False, default: str | None = None
) -> sa.Column[str]:
    type_ = sa.Enum(*values, name=vocabulary, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, type_, nullable=nullable, server_default=default)


def upgrade() -> None:
    of_campaigns()
    of_the_work()
    of_rankings()
    targets()
    op.drop_table("campaign_ladder_step")
    op.drop_table("campaign_score")
    op.add_column("campaign", sa.Column("document", postgresql.JSONB(), nullable=True))
    op.add_column("campaign", sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
    op.drop_column("campaign", "version")
    op.add_column("campaign_sector", sa.Column("added", sa.Boolean(), server_default=sa.false(), nullable=False))
    tasks()
    duties()
    reports()


def added(table: str, column: sa.Column[str], vocabulary: str, values: tuple[str, ...]) -> None:
    """A column of words with its check, which ``add_column`` alone leaves out."""
    op.add_column(table, column)
    op.create_check_constraint(vocabulary, table, sa.column(column.name, sa.String(40)).in_(values))


def word(name: str, *, nullable: bool = False, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=nullable, server_default=default)


def tasks() -> None:
    """Tasks that were there before are called by their places."""
    op.add_column("campaign_task", sa.Column("code", CODE, nullable=True))
    op.execute("UPDATE campaign_task SET code = 'task-' || position")
    op.alter_column("campaign_task", "code", nullable=False)
    for name, type_ in TASK.items():
        op.add_column("campaign_task", sa.Column(name, type_, nullable=True))
    op.add_column("campaign_task", sa.Column("added", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("campaign_task", sa.Column("percent", sa.Integer(), server_default="0", nullable=False))
    added("campaign_task", word("state", default="not_started"), "taskstate", STATES)
    op.create_unique_constraint("uq_campaign_task_campaign_id_code", "campaign_task", ["campaign_id", "code"])
    op.create_index("ix_campaign_task_state_due_on", "campaign_task", ["state", "due_on"])


def duties() -> None:
    op.add_column("campaign_duty", sa.Column("code", CODE, nullable=True))
    op.execute("UPDATE campaign_duty SET code = 'duty-' || position")
    op.alter_column("campaign_duty", "code", nullable=False)
    added("campaign_duty", word("kind", default="report"), "dutykind", DUTIES)
    op.alter_column("campaign_duty", "kind", server_default=None)
    op.add_column(
        "campaign_duty", sa.Column("figures", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False)
    )
    for name in ("due_weekday", "due_day"):
        op.add_column("campaign_duty", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("campaign_duty", sa.Column("due_after", sa.Integer(), server_default="1", nullable=False))
    op.add_column("campaign_duty", sa.Column("due_hour", sa.Integer(), server_default="18", nullable=False))
    op.alter_column("campaign_duty", "cadence", nullable=True)


def targets() -> None:
    """Nothing was ever written there."""
    op.drop_table("campaign_target")
    op.create_table(
        "campaign_target",
        sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("figure", CODE, nullable=True),
        sa.Column("coverage", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("sector", CODE, nullable=True),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("null_reason", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("campaign_id", "position"),
        sa.UniqueConstraint("campaign_id", "code"),
        sa.CheckConstraint("(figure IS NULL) <> (coverage IS NULL)", name="a_figure_or_a_share"),
        sa.CheckConstraint("(value IS NULL) = (null_reason IS NOT NULL)", name="null_has_a_reason"),
    )


def reports() -> None:
    for name, type_ in REPORT.items():
        op.add_column("report", sa.Column(name, type_, nullable=True))
    for name in ("due_at", "submitted_at"):
        op.add_column("report", sa.Column(name, MOMENT, nullable=True))
    op.add_column("report", sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
    added("report", word("kind", default="published"), "reportkind", ("published", "duty", "list"))
    added("report", word("state", default="locked"), "reportstate", ("open", "submitted", "returned", "locked"))
    op.alter_column("report", "cadence", nullable=True)
    op.create_index("ix_report_region_code", "report", ["region_code"])
    op.create_index("ix_report_state_due_at", "report", ["state", "due_at"])
    op.create_unique_constraint("uq_report_number", "report", ["number"])
    op.create_index(
        "uq_report_period",
        "report",
        ["campaign_id", "code", "region_code", "window_from", "edition"],
        unique=True,
        postgresql_where=sa.text("kind = 'duty'"),
    )
    op.add_column("report_figure", sa.Column("explanation", sa.Text(), nullable=True))


def of_campaigns() -> None:
    op.create_table(
        "campaign_body",
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        words(
            "kind",
            "teamkind",
            (
                "supervision",
                "covert",
                "expert",
                "task_force",
            ),
            nullable=True,
        ),
        sa.Column("least", sa.Integer(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "position"),
    )
    op.create_table(
        "campaign_indicator",
        sa.Column("code", CODE, nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("weight", sa.Numeric(), nullable=False),
        sa.Column("figure", CODE, nullable=False),
        sa.Column("per", CODE, nullable=True),
        sa.Column("best", sa.Numeric(), nullable=False),
        sa.Column("worst", sa.Numeric(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "position"),
    )
    op.create_table(
        "campaign_ladder",
        sa.Column("ladder_code", CODE, nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "position"),
    )
    op.create_table(
        "campaign_list",
        sa.Column("code", CODE, nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("figures", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("set_name", sa.Text(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "position"),
    )
    op.create_table(
        "campaign_mechanism",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        words(
            "feature",
            "feature",
            (
                "acceptance",
                "action",
                "campaign",
                "checklist",
                "covert_inspection",
                "draw",
                "duty",
                "evidence",
                "expert_inspection",
                "figure",
                "inspection",
                "judgement",
                "ladder",
                "leniency",
                "list",
                "listing",
                "look_back",
                "opinion",
                "plan",
                "public_report",
                "ranking",
                "repeat",
                "report",
                "sector",
                "self_inspection",
                "target",
                "task",
                "team",
                "transfer",
                "visit_minimum",
            ),
            nullable=True,
        ),
        sa.Column("outside_zh", sa.Text(), nullable=True),
        sa.Column("outside_en", sa.Text(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("(feature IS NULL) <> (outside_zh IS NULL)", name="carried_or_outside"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "position"),
    )
    op.create_table(
        "campaign_pair",
        sa.Column("supervisor", sa.Text(), nullable=False),
        sa.Column("supervised", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "position"),
    )


def of_the_work() -> None:
    op.create_table(
        "target_excuse",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("target", CODE, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("excused_on", sa.Date(), nullable=False),
        sa.Column("excused_by", sa.Uuid(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"]),
        sa.ForeignKeyConstraint(["excused_by"], ["person.id"]),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"]),
        sa.PrimaryKeyConstraint("entity_id", "id"),
        sa.UniqueConstraint("entity_id", "campaign_id", "target"),
    )
    op.create_table(
        "task_progress",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        words(
            "state",
            "taskstate",
            (
                "not_started",
                "under_way",
                "blocked",
                "done",
                "confirmed",
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.ForeignKeyConstraint(["told_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("campaign_id", "code", "at"),
    )
    op.create_table(
        "report_move",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        words(
            "kind",
            "reportmovekind",
            (
                "opened",
                "submitted",
                "returned",
                "locked",
                "corrected",
                "issued",
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"]),
        sa.PrimaryKeyConstraint("report_id", "at"),
    )
    op.create_table(
        "reported_rows",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("chunk", sa.Integer(), nullable=False),
        sa.Column("entity_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.ForeignKeyConstraint(["report_id", "position"], ["report_figure.report_id", "report_figure.position"]),
        sa.PrimaryKeyConstraint("report_id", "position", "chunk"),
    )
    op.create_index("ix_target_excuse_campaign_id", "target_excuse", ["campaign_id"])


def of_rankings() -> None:
    op.create_table(
        "ranking",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        words(
            "level",
            "regionlevel",
            (
                "province",
                "city",
                "county",
                "street",
                "village",
            ),
            nullable=False,
        ),
        words(
            "cadence",
            "cadence",
            (
                "day",
                "week",
                "half_month",
                "month",
                "quarter",
                "year",
                "holiday",
                "cumulative",
            ),
            nullable=False,
        ),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_until", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(withdrawn_on IS NULL) = (withdrawal IS NULL)", name="withdrawn_for_a_reason"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"]),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"]),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "ranking_row",
        sa.Column("ranking_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("score", sa.Numeric(), nullable=True),
        sa.Column("null_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(score IS NULL) = (null_reason IS NOT NULL)", name="null_has_a_reason"),
        sa.ForeignKeyConstraint(["ranking_id"], ["ranking.id"]),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"]),
        sa.PrimaryKeyConstraint("ranking_id", "region_code"),
    )
    op.create_table(
        "ranking_part",
        sa.Column("ranking_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", CODE, nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("weight", sa.Numeric(), nullable=False),
        sa.Column("best", sa.Numeric(), nullable=False),
        sa.Column("worst", sa.Numeric(), nullable=False),
        sa.Column("counted", sa.Numeric(), nullable=False),
        sa.Column("per", sa.Numeric(), nullable=True),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("points", sa.Numeric(), nullable=False),
        sa.ForeignKeyConstraint(["ranking_id", "region_code"], ["ranking_row.ranking_id", "ranking_row.region_code"]),
        sa.PrimaryKeyConstraint("ranking_id", "region_code", "position"),
    )
    op.create_index("ix_ranking_campaign_id", "ranking", ["campaign_id"])
    op.create_index(
        "uq_ranking_in_force",
        "ranking",
        ["campaign_id", "level", "window_from", "window_until"],
        unique=True,
        postgresql_where=sa.text("withdrawn_on IS NULL"),
    )


def downgrade() -> None:
    """Reports and lists that were made since are not kept: the tables before could not say what they are."""
    gone = "SELECT id FROM report WHERE kind <> 'published'"
    for table in ("ranking_part", "ranking_row", "ranking", "reported_rows", "report_move", "task_progress"):
        op.drop_table(table)
    op.execute(f"DELETE FROM report_figure WHERE report_id IN ({gone})")  # noqa: S608 - our own words
    op.execute("DELETE FROM report WHERE kind <> 'published'")
    op.drop_column("report_figure", "explanation")
    for name in (*REPORT, "due_at", "submitted_at", "edition", "kind", "state"):
        op.drop_column("report", name)
    op.drop_index("ix_report_region_code", "report")
    op.alter_column("report", "cadence", nullable=False)
    for table in ("target_excuse", "campaign_pair", "campaign_mechanism", "campaign_list", "campaign_ladder"):
        op.drop_table(table)
    for table in ("campaign_indicator", "campaign_body", "campaign_target"):
        op.drop_table(table)
    op.execute("DELETE FROM campaign_duty WHERE cadence IS NULL")
    for name in ("code", "kind", "figures", "due_weekday", "due_day", "due_after", "due_hour"):
        op.drop_column("campaign_duty", name)
    op.alter_column("campaign_duty", "cadence", nullable=False)
    for name in (*TASK, "code", "added", "percent", "state"):
        op.drop_column("campaign_task", name)
    op.drop_column("campaign_sector", "added")
    op.add_column("campaign", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.drop_column("campaign", "edition")
    op.drop_column("campaign", "document")
    before()


def before() -> None:
    for table, columns in (
        ("campaign_target", ("figure", "value", "due_on")),
        ("campaign_score", ("figure", "points")),
        ("campaign_ladder_step", ("overdue_days", "action")),
    ):
        types = {"value": sa.Numeric(), "points": sa.Numeric(), "due_on": sa.Date(), "overdue_days": sa.Integer()}
        op.create_table(
            table,
            sa.Column("campaign_id", sa.Uuid(), sa.ForeignKey("campaign.id"), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            *(sa.Column(name, types.get(name, CODE), nullable=name == "due_on") for name in columns),
            sa.PrimaryKeyConstraint("campaign_id", "position"),
        )
