"""Listed supervision with grade, responsible body and public notice; listings of before are kept as actions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

GRADES = ("four", "three", "two", "one")
UUIDS = ("hazard_id", "action_id", "issuer_id", "responsible_id")
TEXTS = ("unit", "responsible_person")
PUBLIC = ("medium", "notice", "removal_notice")


def upgrade() -> None:
    op.create_table(
        "listing",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(collation="C"), nullable=False) for name in ("region_code", "sector")),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in UUIDS),
        sa.Column("grade", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("listed_on", "due_on")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("published_on", "removed_on")),
        *(sa.Column(name, sa.Text(), nullable=True) for name in PUBLIC),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "id"),
        *keys(),
        sa.CheckConstraint(sa.column("grade").in_(GRADES), name="listinggrade"),
        sa.CheckConstraint("(notice IS NULL) = (published_on IS NULL)", name="published_on_a_day"),
        sa.CheckConstraint("(removal_notice IS NULL) = (removed_on IS NULL)", name="removed_with_a_notice"),
    )
    op.create_index("ix_listing_city", "listing", [sa.text("left(region_code, 4)"), "listed_on", "id"])
    op.create_index("ix_listing_county", "listing", [sa.text("left(region_code, 6)"), "listed_on", "id"])
    for columns in (("listed_on", "id"), ("published_on", "id"), ("entity_id", "hazard_id")):
        op.create_index(op.f(f"ix_listing_{'_'.join(columns)}"), "listing", columns)
    may_hold("kind", "eventkind", [*words("eventkind"), "listing_published"])
    may_hold("subject_kind", "subjectkind", [*words("subjectkind"), "listing"])


def keys() -> list[sa.ForeignKeyConstraint]:
    plain = (("entity_id", "entity.id"), ("region_code", "region.code"))
    bodies = (("issuer_id", "organization.id"), ("responsible_id", "organization.id"))
    one = [
        sa.ForeignKeyConstraint([here], [there], name=op.f(f"fk_listing_{here}")) for here, there in (*plain, *bodies)
    ]
    return one + [
        sa.ForeignKeyConstraint(
            ["entity_id", f"{noun}_id"],
            [f"{noun}.entity_id", f"{noun}.id"],
            name=op.f(f"fk_listing_entity_id_{noun}_id"),
        )
        for noun in ("hazard", "action")
    ]


def words(check: str) -> list[str]:
    named = sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
    return re.findall(r"'(\w+)'", str(op.get_bind().scalar(named.bindparams(name=f"ck_event_{check}"))))


def may_hold(column: str, check: str, every: Sequence[str]) -> None:
    op.drop_constraint(op.f(f"ck_event_{check}"), "event")
    op.create_check_constraint(op.f(f"ck_event_{check}"), "event", sa.column(column).in_(every))


def downgrade() -> None:
    """The actions behind listings stay."""
    op.execute("DELETE FROM event WHERE kind = 'listing_published' OR subject_kind = 'listing'")
    may_hold("kind", "eventkind", [word for word in words("eventkind") if word != "listing_published"])
    may_hold("subject_kind", "subjectkind", [word for word in words("subjectkind") if word != "listing"])
    op.drop_table("listing")
