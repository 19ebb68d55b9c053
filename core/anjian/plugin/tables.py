"""Tables of a plugin's own: many records with relations among them, which ledgers do not carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa

from anjian.plugin.profile import Fields
from anjian.words import Title

KEY = ("entity_id", "id")
CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Row(Fields):
    """One record of a plugin's own table, at one entity."""

    unsayable: ClassVar[frozenset[str]] = frozenset({"derived", "manual"})  # somebody writes it down, and all at once


@dataclass(frozen=True, slots=True)
class Table:
    """Many records per entity, in a table that the plugin's migrations make.

    ``of``: another table of the plugin. Each row then belongs to one row of that, at the same entity, by the column
    that is named after its class: ``permit_id`` leads to a ``Permit``.
    """

    name: str
    row: type[Row]
    title: Title
    of: str = ""

    @property
    def link(self) -> str:
        """The column by which rows of other tables refer to a row of this one."""
        return f"{CAPITAL.sub('_', self.row.__name__).lower()}_id"


def of_entity(**links: str) -> list[sa.schema.SchemaItem]:
    """The first columns of every table of a plugin, with their keys, for its first migration.

    ``op.create_table("permits", *of_entity(), …)``; what belongs to a permit has ``*of_entity(permit_id="permits")``.
    """
    columns: list[sa.schema.SchemaItem] = [
        sa.Column("entity_id", sa.Uuid(), sa.ForeignKey("entity.id"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(collation="C"), sa.ForeignKey("region.code"), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in links),
    ]
    parents = (
        sa.ForeignKeyConstraint(["entity_id", column], [f"{table}.entity_id", f"{table}.id"])
        for column, table in links.items()
    )
    return [*columns, sa.PrimaryKeyConstraint(*KEY), *parents]
