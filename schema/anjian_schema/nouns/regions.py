"""行政区划."""

from __future__ import annotations

from anjian.regions.model import Region
from anjian.words import Title
from anjian_schema.compiler.catalog import PUBLIC, Type
from anjian_schema.compiler.leaves import REGION
from anjian_schema.declare import belongs_to, by, column, has_many, identity, table

REGION_TYPE = Type(
    "Region",
    Title("行政区划（GB/T 2260）。", "An administrative region."),
    [
        identity(Region, "Region", "code"),
        column(Region.code, "代码，规范短码。", "Code in short form.", leaf=REGION, filter=True, sort=True),
        column(Region.name, "名称。", "Name.", filter=True),
        column(Region.level, "层级。", "Level.", filter=True),
        column(Region.began_on, "启用日期；早于本系统记录时为空。", "In use since; empty when older than our records."),
        column(Region.ended_on, "停用日期；仍在使用时为空。", "Out of use since; empty while in use."),
        belongs_to(
            "parent", "Region", "上级区划；省级为空。", "One level up; empty for provinces.", "parent_code", "code"
        ),
        belongs_to("successor", "Region", "停用后的承接区划。", "What took its place.", "successor_code", "code"),
        has_many("children", "Region", "下级区划。", "One level down.", by("code", "parent_code")),
        has_many(
            "entities", "Entity", "本级直属的监管对象。", "Entities of this very code.", by("code", "region_code")
        ),
    ],
    table(Region),
    ("code",),
    PUBLIC,
    order=[("code", False)],
)

TYPES = [REGION_TYPE]
