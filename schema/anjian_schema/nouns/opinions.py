"""现场检查意见书."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.opinions.model import Opinion
from anjian.words import Title
from anjian_schema import personal
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Type
from anjian_schema.compiler.leaves import STRING
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


def _number(row: FromClause, _: Asked) -> ColumnElement[str]:
    left, right, end = (sa.literal_column(f"'{sign}'", sa.Text()) for sign in ("〔", "〕", "号"))
    return sa.func.concat(left, row.c.year, right, row.c.sequence, end, type_=sa.Text())


TYPES = [
    Type(
        "Opinion",
        Title("一份现场检查意见书，三方签字。", "The written opinion on one inspection, signed three times."),
        [
            identity(Opinion, "Opinion", "entity_id", "id"),
            expression(
                "number",
                STRING,
                "编号：出具机构本年度内连续编号，如〔2026〕12号。",
                "Its number, counted by its body within the year.",
                _number,
            ),
            column(Opinion.year, "编号年份。", "The year of its number.", filter=True),
            column(Opinion.sequence, "编号序号。", "The count within that year.", filter=True),
            column(Opinion.sector, "行业。", "Sector.", filter=True),
            column(Opinion.issued_on, "出具日期。", "Issued on.", filter=True, sort=True),
            column(Opinion.content, "存在问题和处理意见。", "What was found and what is asked for."),
            column(Opinion.signed_leading, "带队人签字。", "Signed by whoever led."),
            column(Opinion.signed_inspecting, "检查人签字。", "Signed by whoever inspected."),
            expression(
                "signedInspected",
                STRING,
                "被检查单位负责人签字，对外只显示姓；拒绝签字时为空，见 refusal。",
                "Signed by the inspected side, of whom outsiders see the surname; empty where refusal tells why.",
                lambda row, asked: personal.of_the_enterprise(row.c.signed_inspected, asked),
                nullable=True,
            ),
            column(Opinion.refusal, "拒绝签字的情况。", "How the inspected side refused to sign."),
            belongs_to("entity", "Entity", "被检查对象。", "The entity.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("organization", "Organization", "出具机构。", "The body that issued it.", "organization_id"),
            sibling("inspection", "Inspection", "所依据的检查。", "The inspection.", "inspection_id", filter=True),
        ],
        table(Opinion),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("issuedOn", True)],
        filters=[region_filter()],
    )
]
