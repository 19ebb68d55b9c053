"""Authorisations of people, tokens that open them, accounts at identity providers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ROLES = (
    "enterprise",
    "inspector",
    "expert",
    "department",
    "committee_office",
    "leader",
    "auditor",
    "exchange",
    "administrator",
)
CODE = sa.Text(collation="C")
NOW = sa.text("now()")


def upgrade() -> None:
    """Each token's role and reach become an authorisation that began long ago; the token opens it from here on."""
    op.create_table(
        "role_assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("region_code", CODE, nullable=True),
        sa.Column("sectors", postgresql.ARRAY(CODE), nullable=True),
        sa.Column("entity_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("delegated_from", sa.Uuid(), nullable=True),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("granted_at", sa.TIMESTAMP(timezone=True), server_default=NOW, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(sa.column("role").in_(ROLES), name=op.f("ck_role_assignment_role")),
        sa.CheckConstraint(
            "(role = 'enterprise') = (entity_id IS NOT NULL)",
            name=op.f("ck_role_assignment_enterprises_have_an_entity"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_role_assignment_ends_after_it_starts")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_role_assignment_{column}"))
            for column, target in (
                ("person_id", "person.id"),
                ("region_code", "region.code"),
                ("organization_id", "organization.id"),
                ("delegated_from", "role_assignment.id"),
                ("granted_by", "person.id"),
                ("revoked_by", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_assignment")),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "role_assignment", list(columns))
    op.create_table(
        "account",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", CODE, nullable=False),
        sa.Column("linked_at", sa.TIMESTAMP(timezone=True), server_default=NOW, nullable=False),
        sa.Column("last_session", sa.Text(), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_account")),
        sa.UniqueConstraint("id", name=op.f("uq_account_id")),
    )
    op.create_index(op.f("ix_account_person_id"), "account", ["person_id"])
    upgrade_tokens()
    op.drop_constraint(op.f("fk_audit_entry_person_id"), "audit_entry")  # a line outlives whatever it speaks of


INDEXES = {
    "ix_role_assignment_person_id_starts_on_id": ("person_id", "starts_on", "id"),
    "ix_role_assignment_city": (sa.text("left(region_code, 4)"), "starts_on", "id"),
    "ix_role_assignment_county": (sa.text("left(region_code, 6)"), "starts_on", "id"),
    "ix_role_assignment_delegated_from": ("delegated_from",),
}


def upgrade_tokens() -> None:
    for column in (
        sa.Column("id", sa.Uuid(), nullable=True),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=NOW, nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
    ):
        op.add_column("access_token", column)
    op.execute("UPDATE access_token SET id = gen_random_uuid(), assignment_id = gen_random_uuid()")
    op.execute(
        "INSERT INTO role_assignment (id, person_id, role, region_code, sectors, entity_id, starts_on, reason) "
        "SELECT assignment_id, person_id, role, region_code, sectors, entity_id, DATE '2000-01-01', label "
        "FROM access_token"
    )
    op.alter_column("access_token", "id", nullable=False)
    op.alter_column("access_token", "assignment_id", nullable=False)
    op.create_unique_constraint(op.f("uq_access_token_id"), "access_token", ["id"])
    op.create_foreign_key(
        op.f("fk_access_token_assignment_id"), "access_token", "role_assignment", ["assignment_id"], ["id"]
    )
    op.create_foreign_key(op.f("fk_access_token_created_by"), "access_token", "person", ["created_by"], ["id"])
    op.create_index(op.f("ix_access_token_assignment_id"), "access_token", ["assignment_id"])
    op.drop_constraint(op.f("ck_access_token_enterprises_have_an_entity"), "access_token")
    for name in ("role", "person_id", "entity_id"):
        op.drop_column("access_token", name)


def downgrade() -> None:
    """Tokens keep what they open at this moment, and those that were revoked are gone."""
    op.execute(
        "DELETE FROM access_token t USING role_assignment a WHERE a.id = t.assignment_id AND "
        "(t.revoked_at IS NOT NULL OR a.revoked_at IS NOT NULL OR a.delegated_from IS NOT NULL)"
    )
    for column in (
        sa.Column("role", sa.String(40)),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("entity_id", sa.Uuid()),
    ):
        op.add_column("access_token", column)
    op.create_foreign_key(op.f("fk_audit_entry_person_id"), "audit_entry", "person", ["person_id"], ["id"])
    op.execute(
        "UPDATE access_token t SET role = a.role, person_id = a.person_id, entity_id = a.entity_id, "
        "region_code = coalesce(t.region_code, a.region_code), sectors = coalesce(t.sectors, a.sectors) "
        "FROM role_assignment a WHERE a.id = t.assignment_id"
    )
    op.alter_column("access_token", "role", nullable=False)
    op.alter_column("access_token", "person_id", nullable=False)
    op.create_check_constraint(op.f("ck_access_token_role"), "access_token", sa.column("role").in_(ROLES))
    op.create_check_constraint(
        op.f("ck_access_token_enterprises_have_an_entity"),
        "access_token",
        "(role = 'enterprise') = (entity_id IS NOT NULL)",
    )
    op.create_foreign_key(op.f("fk_access_token_person_id"), "access_token", "person", ["person_id"], ["id"])
    for name in ("id", "assignment_id", "created_by", "created_at", "last_used_on", "revoked_at"):
        op.drop_column("access_token", name)
    op.drop_table("account")
    op.drop_table("role_assignment")
