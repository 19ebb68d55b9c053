"""审计：谁、何时、从何处、为何，办了什么、看了什么."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.audit.model import AuditEntry, AuditSeal
from anjian.words import Title
from anjian_schema.compiler import leaves
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Scope, Type
from anjian_schema.declare import belongs_to, column, expression, identity, region_filter, table


def _position(entry: FromClause, _: Asked) -> ColumnElement[Any]:
    seal = table(AuditSeal).alias()
    return sa.select(seal.c.position).where(seal.c.entry_id == entry.c.id).correlate_except(seal).scalar_subquery()


TYPES = [
    Type(
        "AuditEntry",
        Title("一条审计记录，只增不改。", "One line of the audit; lines are added and never changed."),
        [
            identity(AuditEntry, "AuditEntry", "id"),
            column(AuditEntry.at, "何时。", "When.", filter=True, sort=True),
            column(AuditEntry.kind, "何事。", "What kind of thing.", filter=True),
            column(AuditEntry.name, "事项或查询的名称。", "The name of the command or query.", filter=True),
            column(AuditEntry.role, "当时的身份。", "As what they acted."),
            column(AuditEntry.keys, "所涉记录，如 hazard:对象:编号。", "The records, as noun:entity:id."),
            column(AuditEntry.details, "详情（JSON）。", "Details."),
            column(AuditEntry.address, "来自何处。", "From which address.", filter=True),
            column(AuditEntry.agent, "所用客户端。", "With which client."),
            column(AuditEntry.purpose, "所述事由。", "Why, in their own words."),
            column(AuditEntry.trace_id, "追踪编号。", "The trace."),
            belongs_to(
                "person",
                "Person",
                "何人；未能识别时为空。",
                "Who; empty where nobody was recognised.",
                "person_id",
                filter=True,
            ),
            expression(
                "position",
                leaves.INT,
                "在审计链中的位置；尚未入链时为空。",
                "Its place in the chain; empty until sealed.",
                _position,
                nullable=True,
                loose=True,
            ),
        ],
        table(AuditEntry),
        ("id",),
        Scope("region_code"),
        order=[("at", True)],
        filters=[region_filter()],
    )
]
