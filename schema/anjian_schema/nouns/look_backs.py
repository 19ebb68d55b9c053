"""回头看."""

from __future__ import annotations

from anjian.look_backs.model import LookBack
from anjian.words import Title
from anjian_schema.compiler.catalog import Type
from anjian_schema.declare import belongs_to, column, identity, of_entity_scope, region_filter, sibling, table

TYPES = [
    Type(
        "LookBack",
        Title("一次回头看：已销号的隐患再看一次。", "A closed hazard that is looked at again."),
        [
            identity(LookBack, "LookBack", "entity_id", "id"),
            column(LookBack.sector, "行业。", "Sector.", filter=True),
            column(LookBack.due_on, "最迟日期。", "The last day.", filter=True, sort=True),
            column(LookBack.planned_at, "安排时间。", "Planned at."),
            column(LookBack.outcome, "结果；尚未回头看时为空。", "What was found; empty until then.", filter=True),
            column(LookBack.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "所在对象。", "Where it is.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("plannedBy", "Person", "安排人。", "Who planned it.", "planned_by"),
            sibling("hazard", "Hazard", "所回头看的隐患。", "The hazard.", "hazard_id", filter=True),
            sibling("inspection", "Inspection", "哪次检查看的。", "The inspection that looked.", "inspection_id"),
        ],
        table(LookBack),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("dueOn", False)],
        filters=[region_filter()],
    )
]
