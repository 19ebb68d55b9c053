"""The nine roles of supervision; the supervising department keeps its tokens under its own name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BEFORE = ("enterprise", "inspector", "supervisor")
SINCE = (
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
PEOPLE = ("officer", "leader", "expert", "enterprise_staff")

token = sa.table("access_token", sa.column("role"))
person = sa.table("person", sa.column("kind"))


def known_as(old: str, new: str) -> None:
    op.execute(token.update().where(token.c.role == old).values(role=new))


def allow(table: str, constraint: str, column: str, values: tuple[str, ...]) -> None:
    op.create_check_constraint(op.f(constraint), table, sa.column(column).in_(values))


def upgrade() -> None:
    op.drop_constraint(op.f("ck_access_token_role"), "access_token")
    known_as("supervisor", "department")
    allow("access_token", "ck_access_token_role", "role", SINCE)
    op.drop_constraint(op.f("ck_person_personkind"), "person")
    allow("person", "ck_person_personkind", "kind", (*PEOPLE, "staff"))


def downgrade() -> None:
    """Tokens of roles that did not exist before are taken away: nothing they could do is left to them."""
    op.drop_constraint(op.f("ck_access_token_role"), "access_token")
    known_as("department", "supervisor")
    op.execute(token.delete().where(token.c.role.not_in(BEFORE)))
    allow("access_token", "ck_access_token_role", "role", BEFORE)
    op.drop_constraint(op.f("ck_person_personkind"), "person")
    op.execute(person.update().where(person.c.kind == "staff").values(kind="leader"))
    allow("person", "ck_person_personkind", "kind", PEOPLE)
