"""A plugin's ledgers as GraphQL: each line a node, a list of them on the profile and on the plugin's root field."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.ledgers.model import LedgerEntry, LedgerObservation
from anjian.plugin import Ledger, Plugin, Sector
from anjian.words import Title
from anjian_schema.compiler import leaves
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Scalar, ToMany, Type
from anjian_schema.declare import belongs_to, by, camel, column, expression, identity, of_entity_scope, table
from anjian_schema.facts import fact_fields, prefixed


def literal(name: str) -> ColumnElement[str]:
    """The name of a sector or ledger as text of the statement: a partial index is chosen only where the planner sees
    its condition.

    Names are identifiers; the plugin host refused anything else.
    """
    if not name.replace("_", "").isalnum() or not name.isascii():
        raise ValueError(f"{name!r} is no name of a sector or ledger")
    return sa.literal_column(f"'{name}'", sa.Text())


def of_ledger(row: FromClause, sector: Sector, ledger: Ledger) -> ColumnElement[bool]:
    return sa.and_(row.c.sector == literal(sector.name), row.c.ledger == literal(ledger.name))


def line_type(plugin: Plugin, sector: Sector, ledger: Ledger) -> Type:
    name = prefixed(plugin, ledger.entry.__name__)
    return Type(
        name,
        Title(f"{ledger.title.zh}中的一行。", f"{ledger.title.en}: one line."),
        [
            identity(LedgerEntry, name, "entity_id", "id"),
            *fact_fields(plugin, ledger.entry),
            column(LedgerEntry.true_on, "何日如此。", "The day it was so."),
            column(LedgerEntry.kept_at, "何时登记。", "When we were told."),
            belongs_to("entity", "Entity", "监管对象。", "The entity.", "entity_id", nullable=False, filter=True),
        ],
        table(LedgerEntry),
        ("entity_id", "id"),
        of_entity_scope(),
        where=lambda row: of_ledger(row, sector, ledger),
        owner=plugin.name,
    )


def on_profile(plugin: Plugin, sector: Sector, ledger: Ledger) -> list[ToMany | Scalar]:
    """The lines of one entity, and when somebody last looked: no lines mean nothing there only if anybody did."""
    lines = Title(f"{ledger.title.zh}（台账）。", f"{ledger.title.en}: a ledger.")
    name, target = camel(ledger.name), prefixed(plugin, ledger.entry.__name__)
    kept_on = expression(
        f"{name}KeptOn",
        leaves.DATE,
        f"{ledger.title.zh}最近核实的日期；从未登记该台账时为空，此时没有行不等于没有。",
        "The last day the ledger was kept; empty if it never was, and then no lines do not mean that there are none.",
        lambda profile, asked: last_kept(profile, asked, sector, ledger),
        nullable=True,
    )
    return [ToMany(name, target, lines, by("entity_id", "entity_id"), filter=True), kept_on]


def last_kept(profile: FromClause, asked: Asked, sector: Sector, ledger: Ledger) -> ColumnElement[Any]:
    seen = table(LedgerObservation).alias(asked.name("t"))
    own = (seen.c.entity_id == profile.c.entity_id, of_ledger(seen, sector, ledger), seen.c.line_id.is_(None))
    return sa.select(sa.func.max(seen.c.true_on)).select_from(seen).where(*own).correlate_except(seen).scalar_subquery()
