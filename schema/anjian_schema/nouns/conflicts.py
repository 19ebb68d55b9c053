"""专家的利害关系声明."""

from __future__ import annotations

from anjian.people.model import Conflict
from anjian.words import Title
from anjian_schema.compiler.catalog import Type
from anjian_schema.declare import belongs_to, column, identity, of_entity_scope, table

TYPES = [
    Type(
        "Conflict",
        Title("专家与监管对象的利害关系，由本人声明。", "What binds an expert to an entity, as they declared it."),
        [
            identity(Conflict, "Conflict", "entity_id", "id"),
            column(Conflict.reason, "利害关系。", "What binds them."),
            column(Conflict.declared_at, "声明时间。", "When it was declared.", sort=True),
            belongs_to("person", "Person", "专家。", "The expert.", "person_id", filter=True),
            belongs_to("entity", "Entity", "监管对象；看不到的为空。", "The entity, where it is seen.", "entity_id"),
        ],
        table(Conflict),
        ("entity_id", "id"),
        of_entity_scope(sector=False),
        order=[("declaredAt", True)],
    )
]
