"""评分排名."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.rankings.model import Ranking, RankingPart, RankingRow
from anjian.words import Title
from anjian_schema.compiler.catalog import PUBLIC, Type
from anjian_schema.declare import belongs_to, by, column, has_many, identity, in_language, region_filter, table


def _parts(row: FromClause, part: FromClause) -> ColumnElement[bool]:
    return sa.and_(part.c.ranking_id == row.c.ranking_id, part.c.region_code == row.c.region_code)


TYPES = [
    Type(
        "Ranking",
        Title("一次公布的排名；每个得分可由其各项复算。", "A published ranking; each score adds up from its parts."),
        [
            identity(Ranking, "Ranking", "id"),
            column(Ranking.level, "排哪一级。", "The level of its regions.", filter=True),
            column(Ranking.cadence, "周期。", "Of a month, a quarter or a year.", filter=True),
            column(Ranking.window_from, "起。", "From.", filter=True, sort=True),
            column(Ranking.window_until, "止。", "Until.", filter=True),
            column(Ranking.published_on, "公布日期。", "Published on.", filter=True, sort=True),
            column(Ranking.withdrawn_on, "撤回日期；有效时为空。", "Withdrawn on; empty while in force.", filter=True),
            column(Ranking.withdrawal, "撤回理由。", "Why it was withdrawn."),
            belongs_to(
                "campaign", "Campaign", "专项行动。", "Its campaign.", "campaign_id", nullable=False, filter=True
            ),
            belongs_to(
                "region", "Region", "排名的范围。", "Under which region.", "region_code", "code", nullable=False
            ),
            belongs_to("publishedBy", "Person", "公布人。", "Who published it.", "published_by"),
            has_many("rows", "RankingRow", "各地区，按名次。", "Its regions, by rank.", by("id", "ranking_id")),
        ],
        table(Ranking),
        ("id",),
        PUBLIC,
        order=[("publishedOn", True)],
        filters=[region_filter()],
    ),
    Type(
        "RankingRow",
        Title("一个地区的名次和得分；没有数据的不排名。", "One region's rank and score; none without data."),
        [
            column(
                RankingRow.rank, "名次；同分同名次，没有数据时为空。", "Its rank; equal scores share one.", sort=True
            ),
            column(RankingRow.score, "得分。", "Its score of a hundred."),
            column(RankingRow.null_reason, "没有得分的原因。", "Why it has none."),
            belongs_to("region", "Region", "地区。", "The region.", "region_code", "code", nullable=False),
            has_many("parts", "RankingPart", "各项得分。", "What each indicator brought.", _parts),
        ],
        table(RankingRow),
        (),
        PUBLIC,
        order=[("rank", False)],
        tie=("ranking_id", "region_code"),
    ),
    Type(
        "RankingPart",
        Title(
            "一项得分 = 权重 ×（值 − 零分值）÷（满分值 − 零分值），不低于 0、不高于权重。",
            "Points = weight x (value - worst) / (best - worst), no less than 0, no more than the weight.",
        ),
        [
            column(RankingPart.position, "序号。", "Position.", sort=True),
            column(RankingPart.indicator, "指标代码。", "The indicator's code."),
            in_language("title", "title", "指标。", "The indicator."),
            column(RankingPart.weight, "权重。", "Its weight."),
            column(RankingPart.best, "得满分的值。", "The value that earns all points."),
            column(RankingPart.worst, "得零分的值。", "The value that earns none."),
            column(RankingPart.counted, "数字。", "The figure."),
            column(RankingPart.per, "除数；不除时为空。", "What it is divided by, if by anything."),
            column(RankingPart.value, "值；除数为 0 时为空。", "The value; empty where it would be divided by zero."),
            column(RankingPart.points, "得分。", "The points."),
        ],
        table(RankingPart),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("ranking_id", "region_code", "position"),
    ),
]
