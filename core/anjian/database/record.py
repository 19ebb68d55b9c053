"""The base of every record: naming, column types, ids and the optimistic lock."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import MetaData
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from anjian.database.ids import UUID, uuid7

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

# Compared byte by byte, so that a prefix is an index range on every machine and every node.
CODE = sa.Text(collation="C")
Code = Annotated[str, mapped_column(CODE)]

# Text with a CHECK instead of a native enum: a new value is an ordinary migration, and schemas can be dropped freely.
VOCABULARY = sa.Enum(
    Enum, native_enum=False, create_constraint=True, length=40, values_callable=lambda words: [w.value for w in words]
)


class Record(DeclarativeBase):
    """A row. Enums are stored as their lower-case values, texts without length, times with zone."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: sa.Text(),
        datetime: sa.TIMESTAMP(timezone=True),
        Decimal: sa.Numeric(),
        Enum: VOCABULARY,
        dict[str, Any]: JSONB(),
        list[str]: ARRAY(sa.Text()),
        list[UUID]: ARRAY(sa.Uuid()),
    }


class Versioned:
    """Two writers never overwrite each other: each change raises ``version``, a stale one is refused."""

    version: Mapped[int] = mapped_column(default=1, server_default="1")

    @sa.orm.declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


class Identified:
    """A reference record (region, organisation, campaign …): not bound to one entity, kept on every node."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)


class OfEntity:
    """A record of one entity. ``entity_id`` leads every key, so one entity's records stay together when sharded.

    ``region_code`` is the entity's own, repeated here: a list is cut to a viewer's region without a join.
    """

    entity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("entity.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    region_code: Mapped[Code] = mapped_column(sa.ForeignKey("region.code"))


def to_sibling(table: str, column: str, *, name: str | None = None) -> sa.ForeignKeyConstraint:
    """``(entity_id, column)`` refers to another record of the same entity."""
    return sa.ForeignKeyConstraint(["entity_id", column], [f"{table}.entity_id", f"{table}.id"], name=name)


def within_places(table: str, *order: str) -> tuple[sa.Index, sa.Index]:
    """A list in its order within one city, and within one county: the first digits of the code lead each index."""
    city, county = sa.text("left(region_code, 4)"), sa.text("left(region_code, 6)")
    return sa.Index(f"ix_{table}_city", city, *order), sa.Index(f"ix_{table}_county", county, *order)
