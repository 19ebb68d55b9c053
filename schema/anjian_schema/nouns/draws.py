"""随机抽取."""

from __future__ import annotations

from anjian.draws.model import DrawnEntity, InspectionDraw
from anjian.words import Title
from anjian_schema.compiler.catalog import PUBLIC, Scope, Type
from anjian_schema.declare import belongs_to, by, column, has_many, identity, region_filter, sector_column, table

TYPES = [
    Type(
        "InspectionDraw",
        Title(
            "一次随机抽取；凭种子和算法人人可复算。",
            "Who is inspected, drawn by lot; with the seed anybody draws the same again.",
        ),
        [
            identity(InspectionDraw, "InspectionDraw", "id"),
            column(InspectionDraw.sector, "行业。", "Sector.", filter=True),
            column(InspectionDraw.seed, "种子。", "The seed."),
            column(InspectionDraw.seed_source, "种子的出处。", "Where the seed can be read."),
            column(InspectionDraw.candidates, "参加抽取的对象数。", "How many could be drawn."),
            column(
                InspectionDraw.candidates_digest,
                "全部候选对象 id（UUID，排序，每行一个）的 SHA-256。",
                "SHA-256 of the UUIDs of all candidates, sorted, one a line.",
            ),
            column(InspectionDraw.drawn_at, "抽取时间。", "Drawn at.", filter=True, sort=True),
            belongs_to("drawnBy", "Person", "抽取人。", "Who drew.", "drawn_by"),
            belongs_to("campaign", "Campaign", "所属专项行动。", "Its campaign.", "campaign_id"),
            belongs_to("region", "Region", "抽取范围。", "Among whom.", "region_code", "code", nullable=False),
            has_many("drawn", "DrawnEntity", "抽中的对象，按次序。", "What was drawn.", by("id", "draw_id")),
        ],
        table(InspectionDraw),
        ("id",),
        Scope("region_code", None, sector_column),
        order=[("drawnAt", True)],
        filters=[region_filter()],
    ),
    Type(
        "DrawnEntity",
        Title("抽中的一个对象和前往的检查组。", "An entity that was drawn, and the team that goes."),
        [
            column(DrawnEntity.position, "次序。", "Its place.", sort=True),
            belongs_to("entity", "Entity", "对象。", "The entity.", "entity_id"),
            belongs_to("team", "Team", "异地检查组；没有外地的组时为空。", "The team from elsewhere.", "team_id"),
        ],
        table(DrawnEntity),
        (),
        PUBLIC,
        order=[("position", False)],
        tie=("draw_id",),
    ),
]
