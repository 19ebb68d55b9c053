"""The core records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checklist",
        sa.Column("code", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Text(collation="C"), nullable=False),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("code", "version", name=op.f("pk_checklist")),
    )
    op.create_index(op.f("ix_checklist_sector"), "checklist", ["sector"], unique=False)
    op.create_table(
        "entity_identifier",
        sa.Column("kind", sa.Text(collation="C"), nullable=False),
        sa.Column("value", sa.Text(collation="C"), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", name=op.f("pk_entity_identifier")),
    )
    op.create_index(op.f("ix_entity_identifier_entity_id"), "entity_identifier", ["entity_id"], unique=False)
    op.create_table(
        "region",
        sa.Column("code", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "province",
                "city",
                "county",
                "street",
                "village",
                name="regionlevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_code", sa.Text(collation="C"), nullable=True),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("successor_code", sa.Text(collation="C"), nullable=True),
        sa.CheckConstraint("code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'", name=op.f("ck_region_code")),
        sa.ForeignKeyConstraint(["parent_code"], ["region.code"], name=op.f("fk_region_parent_code")),
        sa.ForeignKeyConstraint(["successor_code"], ["region.code"], name=op.f("fk_region_successor_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
    )
    op.create_index(op.f("ix_region_parent_code"), "region", ["parent_code"], unique=False)
    op.create_table(
        "rule",
        sa.Column("code", sa.Text(collation="C"), nullable=False),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("standard_title_zh", sa.Text(), nullable=False),
        sa.Column("standard_title_en", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_until", sa.Date(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("rectification_zh", sa.Text(), nullable=True),
        sa.Column("rectification_en", sa.Text(), nullable=True),
        sa.Column("expression", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_rule")),
    )
    op.create_index(op.f("ix_rule_sector"), "rule", ["sector"], unique=False)
    op.create_table(
        "campaign",
        sa.Column("code", sa.Text(collation="C"), nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["campaign.id"], name=op.f("fk_campaign_parent_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_campaign_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("code", name=op.f("uq_campaign_code")),
    )
    op.create_index(op.f("ix_campaign_parent_id"), "campaign", ["parent_id"], unique=False)
    op.create_index(op.f("ix_campaign_region_code"), "campaign", ["region_code"], unique=False)
    op.create_table(
        "checklist_item",
        sa.Column("checklist_code", sa.Text(collation="C"), nullable=False),
        sa.Column("checklist_version", sa.Text(collation="C"), nullable=False),
        sa.Column("code", sa.Text(collation="C"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content_zh", sa.Text(), nullable=False),
        sa.Column("content_en", sa.Text(), nullable=False),
        sa.Column("method_zh", sa.Text(), nullable=False),
        sa.Column("method_en", sa.Text(), nullable=False),
        sa.Column("problem_zh", sa.Text(), nullable=False),
        sa.Column("problem_en", sa.Text(), nullable=False),
        sa.Column("rectification_zh", sa.Text(), nullable=False),
        sa.Column("rectification_en", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["checklist_code", "checklist_version"],
            ["checklist.code", "checklist.version"],
            name=op.f("fk_checklist_item_checklist_code_checklist_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("checklist_code", "checklist_version", "code", name=op.f("pk_checklist_item")),
    )
    op.create_table(
        "entity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "enterprise",
                "site",
                "project",
                "place",
                "fleet",
                "building",
                name="entitykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("credit_code", sa.Text(collation="C"), nullable=True),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("longitude", sa.Numeric(precision=10, scale=7), nullable=True),
        sa.Column("latitude", sa.Numeric(precision=10, scale=7), nullable=True),
        sa.Column(
            "coordinate_system",
            sa.Enum(
                "wgs84",
                "cgcs2000",
                "gcj02",
                "bd09",
                name="coordinatesystem",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("invented", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("registered_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(longitude IS NULL) = (coordinate_system IS NULL)", name=op.f("ck_entity_named_coordinates")
        ),
        sa.CheckConstraint("(longitude IS NULL) = (latitude IS NULL)", name=op.f("ck_entity_whole_coordinates")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_entity_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
    )
    op.create_index(op.f("ix_entity_name_id"), "entity", ["name", "id"], unique=False)
    op.create_index(op.f("ix_entity_region_code_id"), "entity", ["region_code", "id"], unique=False)
    op.create_index("ix_entity_city", "entity", [sa.literal_column("left(region_code, 4)"), "name", "id"], unique=False)
    op.create_index(
        "ix_entity_county", "entity", [sa.literal_column("left(region_code, 6)"), "name", "id"], unique=False
    )
    op.create_index(op.f("ix_entity_registered_at_id"), "entity", ["registered_at", "id"], unique=False)
    op.create_table(
        "organization",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "government",
                "department",
                "committee_office",
                "work_team",
                "agency",
                name="organizationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["organization.id"], name=op.f("fk_organization_parent_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_organization_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
    )
    op.create_index(op.f("ix_organization_region_code"), "organization", ["region_code"], unique=False)
    op.create_table(
        "campaign_duty",
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column(
            "cadence",
            sa.Enum(
                "day",
                "week",
                "half_month",
                "month",
                "quarter",
                "year",
                "holiday",
                "cumulative",
                name="cadence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_duty_campaign_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_campaign_duty_region_code")),
        sa.PrimaryKeyConstraint("campaign_id", "position", name=op.f("pk_campaign_duty")),
    )
    op.create_table(
        "campaign_ladder_step",
        sa.Column("overdue_days", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "order_immediate",
                "order_timed",
                "supervision_order",
                "warning_letter",
                "interview",
                "circular",
                "exposure",
                "evacuation",
                "temporary_suspension",
                "sealing",
                "detention",
                "power_cut",
                "fine",
                "daily_fine",
                "suspension",
                "license_suspension",
                "license_revocation",
                "closure",
                "criminal_transfer",
                "discipline_transfer",
                "listed_supervision",
                "joint_punishment",
                name="actionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_ladder_step_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "position", name=op.f("pk_campaign_ladder_step")),
    )
    op.create_table(
        "campaign_phase",
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_phase_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "position", name=op.f("pk_campaign_phase")),
    )
    op.create_table(
        "campaign_score",
        sa.Column("figure", sa.Text(collation="C"), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_score_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "position", name=op.f("pk_campaign_score")),
    )
    op.create_table(
        "campaign_sector",
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_sector_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "position", name=op.f("pk_campaign_sector")),
    )
    op.create_table(
        "campaign_target",
        sa.Column("figure", sa.Text(collation="C"), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_target_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "position", name=op.f("pk_campaign_target")),
    )
    op.create_table(
        "campaign_task",
        sa.Column(
            "level",
            sa.Enum(
                "enterprise",
                "department",
                "government",
                name="tasklevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_task_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "position", name=op.f("pk_campaign_task")),
    )
    op.create_table(
        "event",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "entity_registered",
                "facts_recorded",
                "inspection_submitted",
                "hazard_found",
                "rectification_ordered",
                "rectification_submitted",
                "rectification_accepted",
                "rectification_rejected",
                "hazard_closed",
                "action_issued",
                name="eventkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "subject_kind",
            sa.Enum(
                "entity",
                "inspection",
                "hazard",
                "action",
                name="subjectkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("trace_id", sa.Text(), nullable=True),
        sa.Column(
            "transaction_id",
            sa.BigInteger(),
            server_default=sa.text("pg_current_xact_id()::text::bigint"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_event_entity_id")),
        sa.PrimaryKeyConstraint("entity_id", "at", "id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_at_id"), "event", ["at", "id"], unique=False)
    op.create_index(
        op.f("ix_event_entity_id_subject_id_at_id"), "event", ["entity_id", "subject_id", "at", "id"], unique=False
    )
    op.create_index(op.f("ix_event_transaction_id_id"), "event", ["transaction_id", "id"], unique=False)
    op.create_table(
        "event_bookmark",
        sa.Column("plugin", sa.Text(collation="C"), nullable=False),
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("plugin", name=op.f("pk_event_bookmark")),
    )
    op.create_table(
        "parked_event",
        sa.Column("plugin", sa.Text(collation="C"), nullable=False),
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("parked_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("plugin", "transaction_id", "event_id", name=op.f("pk_parked_event")),
    )
    op.create_table(
        "person",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "officer",
                "leader",
                "expert",
                "enterprise_staff",
                name="personkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("specialties", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("certificate_no", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(kind = 'enterprise_staff') = (entity_id IS NOT NULL)", name=op.f("ck_person_staff_of_an_entity")
        ),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_person_organization_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_person_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_entity_id"), "person", ["entity_id"], unique=False)
    op.create_index(op.f("ix_person_kind"), "person", ["kind"], unique=False)
    op.create_index(op.f("ix_person_name_id"), "person", ["name", "id"], unique=False)
    op.create_index(op.f("ix_person_organization_id"), "person", ["organization_id"], unique=False)
    op.create_table(
        "profile",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("schema_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("updated_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_profile_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_profile_region_code")),
        sa.PrimaryKeyConstraint("entity_id", "sector", name=op.f("pk_profile")),
    )
    op.create_index(
        op.f("ix_profile_sector_region_code_entity_id"), "profile", ["sector", "region_code", "entity_id"], unique=False
    )
    op.create_table(
        "report",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column(
            "cadence",
            sa.Enum(
                "day",
                "week",
                "half_month",
                "month",
                "quarter",
                "year",
                "holiday",
                "cumulative",
                name="cadence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_until", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_report_campaign_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_report_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_campaign_id"), "report", ["campaign_id"], unique=False)
    op.create_table(
        "team",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "supervision",
                "covert",
                "expert",
                "task_force",
                name="teamkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("formed_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_team_campaign_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_team_organization_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_team_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_index(op.f("ix_team_campaign_id"), "team", ["campaign_id"], unique=False)
    op.create_table(
        "access_token",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "enterprise",
                "inspector",
                "supervisor",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=True),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("sectors", postgresql.ARRAY(sa.Text(collation="C")), nullable=True),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(role = 'enterprise') = (entity_id IS NOT NULL)", name=op.f("ck_access_token_enterprises_have_an_entity")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_access_token_person_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_access_token_region_code")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_access_token")),
    )
    op.create_table(
        "answered_command",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.LargeBinary(), nullable=False),
        sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("answered_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_answered_command_person_id")),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_answered_command")),
    )
    op.create_table(
        "inspection",
        sa.Column(
            "kind",
            sa.Enum(
                "self_inspection",
                "guidance",
                "enforcement",
                "supervision",
                "covert",
                "cross_region",
                "expert",
                "leader_led",
                "look_back",
                name="inspectionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("inspector_id", sa.Uuid(), nullable=True),
        sa.Column("checklist_code", sa.Text(collation="C"), nullable=True),
        sa.Column("checklist_version", sa.Text(collation="C"), nullable=True),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("signers", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_inspection_campaign_id")),
        sa.ForeignKeyConstraint(
            ["checklist_code", "checklist_version"],
            ["checklist.code", "checklist.version"],
            name=op.f("fk_inspection_checklist_code_checklist_version"),
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_inspection_entity_id")),
        sa.ForeignKeyConstraint(["inspector_id"], ["person.id"], name=op.f("fk_inspection_inspector_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_inspection_region_code")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_inspection_team_id")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_inspection")),
    )
    op.create_index(
        "ix_inspection_campaign",
        "inspection",
        ["campaign_id", "inspected_on", "kind", "region_code", "entity_id"],
        unique=False,
    )
    op.create_index(op.f("ix_inspection_inspected_on_id"), "inspection", ["inspected_on", "id"], unique=False)
    op.create_index(
        "ix_inspection_city",
        "inspection",
        [sa.literal_column("left(region_code, 4)"), "inspected_on", "id"],
        unique=False,
    )
    op.create_index(
        "ix_inspection_county",
        "inspection",
        [sa.literal_column("left(region_code, 6)"), "inspected_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_inspection_team_id"), "inspection", ["team_id"], unique=False)
    op.create_table(
        "report_figure",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("figure", sa.Text(collation="C"), nullable=False),
        sa.Column("title_zh", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("null_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(value IS NULL) = (null_reason IS NOT NULL)", name=op.f("ck_report_figure_null_has_a_reason")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_figure_report_id")),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_report_figure")),
    )
    op.create_table(
        "team_member",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_team_member_person_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id")),
        sa.PrimaryKeyConstraint("team_id", "person_id", name=op.f("pk_team_member")),
    )
    op.create_index(op.f("ix_team_member_person_id"), "team_member", ["person_id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("item_code", sa.Text(collation="C"), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "pass",
                "fail",
                "not_applicable",
                "not_checked",
                name="answerresult",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("values", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entity_id", "inspection_id"],
            ["inspection.entity_id", "inspection.id"],
            name=op.f("fk_answer_entity_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_answer_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_answer_region_code")),
        sa.PrimaryKeyConstraint("entity_id", "inspection_id", "item_code", name=op.f("pk_answer")),
    )
    op.create_table(
        "judgement",
        sa.Column("rule_code", sa.Text(collation="C"), nullable=False),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "major",
                "not_major",
                "undecided",
                name="storedverdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("judged_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("missing", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("explanation", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=True),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id", "inspection_id"],
            ["inspection.entity_id", "inspection.id"],
            name=op.f("fk_judgement_entity_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_judgement_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_judgement_region_code")),
        sa.ForeignKeyConstraint(["rule_code"], ["rule.code"], name=op.f("fk_judgement_rule_code")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_judgement")),
    )
    op.create_index(
        op.f("ix_judgement_entity_id_inspection_id"), "judgement", ["entity_id", "inspection_id"], unique=False
    )
    op.create_index(
        op.f("ix_judgement_entity_id_rule_code_judged_on"),
        "judgement",
        ["entity_id", "rule_code", "judged_on"],
        unique=False,
    )
    op.create_index(
        "ix_judgement_city", "judgement", [sa.literal_column("left(region_code, 4)"), "judged_on", "id"], unique=False
    )
    op.create_index(
        "ix_judgement_county", "judgement", [sa.literal_column("left(region_code, 6)"), "judged_on", "id"], unique=False
    )
    op.create_index(op.f("ix_judgement_judged_on_id"), "judgement", ["judged_on", "id"], unique=False)
    op.create_table(
        "observation",
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("fact", sa.Text(collation="C"), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("true_on", sa.Date(), nullable=False),
        sa.Column("learned_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=True),
        sa.Column("observed_by", sa.Uuid(), nullable=True),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id", "inspection_id"],
            ["inspection.entity_id", "inspection.id"],
            name=op.f("fk_observation_entity_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_observation_entity_id")),
        sa.ForeignKeyConstraint(["observed_by"], ["person.id"], name=op.f("fk_observation_observed_by")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_observation_region_code")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_observation")),
    )
    op.create_index(
        op.f("ix_observation_entity_id_sector_fact_true_on_learned_at"),
        "observation",
        ["entity_id", "sector", "fact", "true_on", "learned_at"],
        unique=False,
    )
    op.create_table(
        "hazard",
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column(
            "level",
            sa.Enum("general", "major", name="hazardlevel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "registered",
                "rectifying",
                "awaiting_acceptance",
                "accepted",
                "closed",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column(
            "found_by",
            sa.Enum(
                "enterprise",
                "department",
                "expert",
                "public_report",
                name="foundby",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fixed_on_the_spot", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("inspection_id", sa.Uuid(), nullable=True),
        sa.Column("judgement_id", sa.Uuid(), nullable=True),
        sa.Column("item_code", sa.Text(collation="C"), nullable=True),
        sa.Column("repeat_of", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("rectified_on", sa.Date(), nullable=True),
        sa.Column("rectification_id", sa.Uuid(), nullable=True),
        sa.Column("rectified_by", sa.Uuid(), nullable=True),
        sa.Column("acceptance_id", sa.Uuid(), nullable=True),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(stage = 'closed') = (closed_on IS NOT NULL)", name=op.f("ck_hazard_closed_on_a_day")),
        sa.CheckConstraint(
            "level <> 'major' OR stage <> 'closed' OR (acceptance_id IS NOT NULL"
            " AND accepted_by IS NOT NULL AND rectified_by IS NOT NULL AND accepted_by <> rectified_by)",
            name=op.f("ck_hazard_major_closed_by_another"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_hazard_campaign_id")),
        sa.ForeignKeyConstraint(
            ["entity_id", "inspection_id"],
            ["inspection.entity_id", "inspection.id"],
            name=op.f("fk_hazard_entity_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "judgement_id"],
            ["judgement.entity_id", "judgement.id"],
            name=op.f("fk_hazard_entity_id_judgement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "repeat_of"], ["hazard.entity_id", "hazard.id"], name=op.f("fk_hazard_entity_id_repeat_of")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_hazard_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_hazard_region_code")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_hazard")),
    )
    op.create_index(
        "ix_hazard_campaign",
        "hazard",
        ["campaign_id", "found_on", "level", "stage", "region_code", "entity_id"],
        unique=False,
    )
    op.create_index("ix_hazard_desk", "hazard", ["level", "stage", "due_on", "id", "region_code"], unique=False)
    op.create_index(op.f("ix_hazard_due_on_id"), "hazard", ["due_on", "id"], unique=False)
    op.create_index(op.f("ix_hazard_entity_id_found_on_id"), "hazard", ["entity_id", "found_on", "id"], unique=False)
    op.create_index(op.f("ix_hazard_entity_id_inspection_id"), "hazard", ["entity_id", "inspection_id"], unique=False)
    op.create_index(op.f("ix_hazard_found_on_id"), "hazard", ["found_on", "id"], unique=False)
    op.create_index(
        "ix_hazard_city", "hazard", [sa.literal_column("left(region_code, 4)"), "found_on", "id"], unique=False
    )
    op.create_index(
        "ix_hazard_county", "hazard", [sa.literal_column("left(region_code, 6)"), "found_on", "id"], unique=False
    )
    op.create_table(
        "action",
        sa.Column(
            "kind",
            sa.Enum(
                "order_immediate",
                "order_timed",
                "supervision_order",
                "warning_letter",
                "interview",
                "circular",
                "exposure",
                "evacuation",
                "temporary_suspension",
                "sealing",
                "detention",
                "power_cut",
                "fine",
                "daily_fine",
                "suspension",
                "license_suspension",
                "license_revocation",
                "closure",
                "criminal_transfer",
                "discipline_transfer",
                "listed_supervision",
                "joint_punishment",
                name="actionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sector", sa.Text(collation="C"), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("hazard_id", sa.Uuid(), nullable=True),
        sa.Column("inspection_id", sa.Uuid(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("issuer_id", sa.Uuid(), nullable=True),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(kind IN ('fine', 'daily_fine')) = (amount_fen IS NOT NULL)", name=op.f("ck_action_fines_have_amounts")
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_action_positive_amount")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_action_campaign_id")),
        sa.ForeignKeyConstraint(
            ["entity_id", "hazard_id"], ["hazard.entity_id", "hazard.id"], name=op.f("fk_action_entity_id_hazard_id")
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "inspection_id"],
            ["inspection.entity_id", "inspection.id"],
            name=op.f("fk_action_entity_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_action_entity_id")),
        sa.ForeignKeyConstraint(["issuer_id"], ["organization.id"], name=op.f("fk_action_issuer_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_action_region_code")),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_action_signed_by")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_action")),
    )
    op.create_index(
        "ix_action_campaign", "action", ["campaign_id", "kind", "issued_on", "region_code", "entity_id"], unique=False
    )
    op.create_index(op.f("ix_action_entity_id_hazard_id"), "action", ["entity_id", "hazard_id"], unique=False)
    op.create_index(op.f("ix_action_issued_on_id"), "action", ["issued_on", "id"], unique=False)
    op.create_index(
        "ix_action_city", "action", [sa.literal_column("left(region_code, 4)"), "issued_on", "id"], unique=False
    )
    op.create_index(
        "ix_action_county", "action", [sa.literal_column("left(region_code, 6)"), "issued_on", "id"], unique=False
    )
    op.create_table(
        "rectification",
        sa.Column("hazard_id", sa.Uuid(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("rectified_on", sa.Date(), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("evidence", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id", "hazard_id"],
            ["hazard.entity_id", "hazard.id"],
            name=op.f("fk_rectification_entity_id_hazard_id"),
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_rectification_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_rectification_region_code")),
        sa.ForeignKeyConstraint(["submitted_by"], ["person.id"], name=op.f("fk_rectification_submitted_by")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_rectification")),
        sa.UniqueConstraint("entity_id", "id", "submitted_by", name=op.f("uq_rectification_entity_id_id_submitted_by")),
    )
    op.create_index(
        op.f("ix_rectification_entity_id_hazard_id_rectified_on"),
        "rectification",
        ["entity_id", "hazard_id", "rectified_on"],
        unique=False,
    )
    op.create_table(
        "acceptance",
        sa.Column("hazard_id", sa.Uuid(), nullable=False),
        sa.Column("rectification_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "accepted", "rejected", name="acceptanceoutcome", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("signers", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("accepted_by", sa.Uuid(), nullable=False),
        sa.Column("evidence", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("decided_at", sa.TIMESTAMP(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), nullable=False),
        sa.CheckConstraint("cardinality(signers) >= 2", name=op.f("ck_acceptance_two_signers")),
        sa.ForeignKeyConstraint(["accepted_by"], ["person.id"], name=op.f("fk_acceptance_accepted_by")),
        sa.ForeignKeyConstraint(
            ["entity_id", "hazard_id"],
            ["hazard.entity_id", "hazard.id"],
            name=op.f("fk_acceptance_entity_id_hazard_id"),
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "rectification_id"],
            ["rectification.entity_id", "rectification.id"],
            name=op.f("fk_acceptance_entity_id_rectification_id"),
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_acceptance_entity_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_acceptance_region_code")),
        sa.PrimaryKeyConstraint("entity_id", "id", name=op.f("pk_acceptance")),
        sa.UniqueConstraint("entity_id", "id", "accepted_by", name=op.f("uq_acceptance_entity_id_id_accepted_by")),
    )
    op.create_index(
        op.f("ix_acceptance_entity_id_hazard_id_decided_on"),
        "acceptance",
        ["entity_id", "hazard_id", "decided_on"],
        unique=False,
    )
    # A hazard names its latest rectification and acceptance, which name the hazard: the circle is closed afterwards.
    op.create_foreign_key(
        "fk_hazard_rectification",
        "hazard",
        "rectification",
        ["entity_id", "rectification_id", "rectified_by"],
        ["entity_id", "id", "submitted_by"],
    )
    op.create_foreign_key(
        "fk_hazard_acceptance",
        "hazard",
        "acceptance",
        ["entity_id", "acceptance_id", "accepted_by"],
        ["entity_id", "id", "accepted_by"],
    )


def downgrade() -> None:
    op.drop_constraint("fk_hazard_acceptance", "hazard", type_="foreignkey")
    op.drop_constraint("fk_hazard_rectification", "hazard", type_="foreignkey")
    op.drop_index(op.f("ix_acceptance_entity_id_hazard_id_decided_on"), table_name="acceptance")
    op.drop_table("acceptance")
    op.drop_index(op.f("ix_rectification_entity_id_hazard_id_rectified_on"), table_name="rectification")
    op.drop_table("rectification")
    op.drop_index("ix_action_county", table_name="action")
    op.drop_index("ix_action_city", table_name="action")
    op.drop_index(op.f("ix_action_issued_on_id"), table_name="action")
    op.drop_index(op.f("ix_action_entity_id_hazard_id"), table_name="action")
    op.drop_index("ix_action_campaign", table_name="action")
    op.drop_table("action")
    op.drop_index("ix_hazard_county", table_name="hazard")
    op.drop_index("ix_hazard_city", table_name="hazard")
    op.drop_index(op.f("ix_hazard_found_on_id"), table_name="hazard")
    op.drop_index(op.f("ix_hazard_entity_id_inspection_id"), table_name="hazard")
    op.drop_index(op.f("ix_hazard_entity_id_found_on_id"), table_name="hazard")
    op.drop_index(op.f("ix_hazard_due_on_id"), table_name="hazard")
    op.drop_index("ix_hazard_desk", table_name="hazard")
    op.drop_index("ix_hazard_campaign", table_name="hazard")
    op.drop_table("hazard")
    op.drop_index(op.f("ix_observation_entity_id_sector_fact_true_on_learned_at"), table_name="observation")
    op.drop_table("observation")
    op.drop_index(op.f("ix_judgement_judged_on_id"), table_name="judgement")
    op.drop_index("ix_judgement_county", table_name="judgement")
    op.drop_index("ix_judgement_city", table_name="judgement")
    op.drop_index(op.f("ix_judgement_entity_id_rule_code_judged_on"), table_name="judgement")
    op.drop_index(op.f("ix_judgement_entity_id_inspection_id"), table_name="judgement")
    op.drop_table("judgement")
    op.drop_table("answer")
    op.drop_index(op.f("ix_team_member_person_id"), table_name="team_member")
    op.drop_table("team_member")
    op.drop_table("report_figure")
    op.drop_index(op.f("ix_inspection_team_id"), table_name="inspection")
    op.drop_index("ix_inspection_county", table_name="inspection")
    op.drop_index("ix_inspection_city", table_name="inspection")
    op.drop_index(op.f("ix_inspection_inspected_on_id"), table_name="inspection")
    op.drop_index("ix_inspection_campaign", table_name="inspection")
    op.drop_table("inspection")
    op.drop_table("answered_command")
    op.drop_table("access_token")
    op.drop_index(op.f("ix_team_campaign_id"), table_name="team")
    op.drop_table("team")
    op.drop_index(op.f("ix_report_campaign_id"), table_name="report")
    op.drop_table("report")
    op.drop_index(op.f("ix_profile_sector_region_code_entity_id"), table_name="profile")
    op.drop_table("profile")
    op.drop_index(op.f("ix_person_organization_id"), table_name="person")
    op.drop_index(op.f("ix_person_name_id"), table_name="person")
    op.drop_index(op.f("ix_person_kind"), table_name="person")
    op.drop_index(op.f("ix_person_entity_id"), table_name="person")
    op.drop_table("person")
    op.drop_table("parked_event")
    op.drop_table("event_bookmark")
    op.drop_index(op.f("ix_event_transaction_id_id"), table_name="event")
    op.drop_index(op.f("ix_event_entity_id_subject_id_at_id"), table_name="event")
    op.drop_index(op.f("ix_event_at_id"), table_name="event")
    op.drop_table("event")
    op.drop_table("campaign_task")
    op.drop_table("campaign_target")
    op.drop_table("campaign_sector")
    op.drop_table("campaign_score")
    op.drop_table("campaign_phase")
    op.drop_table("campaign_ladder_step")
    op.drop_table("campaign_duty")
    op.drop_index(op.f("ix_organization_region_code"), table_name="organization")
    op.drop_table("organization")
    op.drop_index(op.f("ix_entity_registered_at_id"), table_name="entity")
    op.drop_index(op.f("ix_entity_region_code_id"), table_name="entity")
    op.drop_index("ix_entity_county", table_name="entity")
    op.drop_index("ix_entity_city", table_name="entity")
    op.drop_index(op.f("ix_entity_name_id"), table_name="entity")
    op.drop_table("entity")
    op.drop_table("checklist_item")
    op.drop_index(op.f("ix_campaign_region_code"), table_name="campaign")
    op.drop_index(op.f("ix_campaign_parent_id"), table_name="campaign")
    op.drop_table("campaign")
    op.drop_index(op.f("ix_rule_sector"), table_name="rule")
    op.drop_table("rule")
    op.drop_index(op.f("ix_region_parent_code"), table_name="region")
    op.drop_table("region")
    op.drop_index(op.f("ix_entity_identifier_entity_id"), table_name="entity_identifier")
    op.drop_table("entity_identifier")
    op.drop_index(op.f("ix_checklist_sector"), table_name="checklist")
    op.drop_table("checklist")
