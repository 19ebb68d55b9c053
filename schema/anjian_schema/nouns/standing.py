"""现行判定与历次判定：每条规则今天对每个对象怎么说，以前怎么说."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.standing.model import PastVerdict, StandingVerdict
from anjian.words import Title
from anjian_schema.compiler.catalog import Type
from anjian_schema.declare import belongs_to, column, has_many, of_entity_scope, region_filter, table
from anjian_schema.nouns.judgements import missing


def _same_pair(row: FromClause, other: FromClause) -> ColumnElement[bool]:
    return sa.and_(other.c.entity_id == row.c.entity_id, other.c.rule_code == row.c.rule_code)


TYPES = [
    Type(
        "StandingVerdict",
        Title(
            "一条规则今天对一个对象的结论；只在与此前不同时改写，此前的结论在 past。仅供提示，由有权限的人确认。",
            "What one rule says of one entity today; what it said before is in past. A person with authority confirms.",
        ),
        [
            column(StandingVerdict.verdict, "结论。", "The verdict.", filter=True),
            column(StandingVerdict.missing, "尚缺、且能决定结论的事实。", "Facts that would still decide it."),
            column(StandingVerdict.sector, "行业。", "Sector.", filter=True),
            column(StandingVerdict.since, "自哪天起如此。", "Since which day.", filter=True, sort=True),
            column(StandingVerdict.judged_at, "何时得出。", "When it was reached."),
            column(StandingVerdict.was, "此前的结论；首次判定时为空。", "The one before; empty at first.", filter=True),
            column(StandingVerdict.was_since, "此前的结论自哪天起。", "Since when that one stood."),
            has_many("missingFacts", "Fact", "尚缺的事实，其 items 能查明。", "They; items would tell.", missing),
            belongs_to("rule", "Rule", "规则。", "The rule.", "rule_code", "code", nullable=False, filter=True),
            belongs_to("entity", "Entity", "对象。", "The entity.", "entity_id", nullable=False, filter=True),
            has_many("judgements", "Judgement", "说明过理由的判定。", "Judgements with their reasons.", _same_pair),
            has_many("past", "PastVerdict", "历次结论，最近的在前。", "What it said before, latest first.", _same_pair),
        ],
        table(StandingVerdict),
        (),
        of_entity_scope(),
        order=[("since", True)],
        tie=("entity_id", "rule_code"),
        filters=[region_filter()],
    ),
    Type(
        "PastVerdict",
        Title("一个曾经有效的结论，从哪天到哪天。", "A verdict that stood, from which day until which."),
        [
            column(PastVerdict.verdict, "结论。", "The verdict.", filter=True),
            column(PastVerdict.sector, "行业。", "Sector.", filter=True),
            column(PastVerdict.since, "自哪天起。", "Since which day.", filter=True, sort=True),
            column(PastVerdict.until, "到哪天为止。", "Until which day.", filter=True, sort=True),
            column(
                PastVerdict.followed_by,
                "此后的结论；规则不再适用时为空。",
                "The verdict that followed; empty when the rule no longer judges here.",
                filter=True,
            ),
            belongs_to("rule", "Rule", "规则。", "The rule.", "rule_code", "code", nullable=False, filter=True),
            belongs_to("entity", "Entity", "对象。", "The entity.", "entity_id", nullable=False, filter=True),
        ],
        table(PastVerdict),
        (),
        of_entity_scope(),
        order=[("until", True), ("since", True)],
        tie=("entity_id", "rule_code", "judged_at"),
        filters=[region_filter()],
    ),
]
