"""监管措施."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.actions.model import Action
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Type
from anjian_schema.compiler.leaves import DECIMAL
from anjian_schema.declare import (
    belongs_to,
    column,
    expression,
    identity,
    of_entity_scope,
    region_filter,
    sibling,
    table,
)
from anjian_schema.nouns.evidence import files_of
from anjian_schema.nouns.figures import figure_filter


def _yuan(row: FromClause, _: Asked) -> ColumnElement[Any]:
    return sa.cast(row.c.amount_fen, sa.Numeric()) / sa.literal_column("100")


TYPES = [
    Type(
        "Action",
        Title(
            "监管措施：责令整改、约谈、通报、挂牌督办、罚款、停产整顿、联合惩戒等。",
            "A supervision action: an order, interview, circular, listing, fine, suspension, joint punishment …",
        ),
        [
            identity(Action, "Action", "entity_id", "id"),
            column(Action.kind, "种类。", "Kind.", filter=True),
            column(Action.sector, "行业。", "Sector.", filter=True, sort=True),
            column(Action.issued_on, "作出日期。", "Issued on.", filter=True, sort=True),
            column(Action.due_on, "所定期限；未定期限的为空。", "The term it sets, if any.", filter=True, sort=True),
            column(Action.document_no, "文书号。", "Document number.", filter=True),
            column(Action.basis, "依据。", "The article it rests on."),
            column(Action.content, "内容。", "Content."),
            column(Action.served_on, "送达日期。", "Served on."),
            expression(
                "amountYuan",
                DECIMAL,
                "罚款金额（元）；非罚款为空。",
                "Amount in yuan; empty unless a fine.",
                _yuan,
                nullable=True,
                filter=True,
            ),
            column(Action.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "对象。", "Towards whom.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("campaign", "Campaign", "所属专项行动。", "Its campaign.", "campaign_id", filter=True),
            belongs_to("issuer", "Organization", "作出机构。", "Who issued it.", "issuer_id"),
            belongs_to("signedBy", "Person", "签发人。", "Who signed it.", "signed_by"),
            sibling(
                "hazard",
                "Hazard",
                "针对的隐患；针对整个对象时为空。",
                "The hazard it is about.",
                "hazard_id",
                filter=True,
            ),
            files_of("action_id"),
            sibling("inspection", "Inspection", "起因的检查。", "The inspection behind it.", "inspection_id"),
        ],
        table(Action),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("issuedOn", True)],
        filters=[region_filter(), figure_filter(Action)],
    )
]
