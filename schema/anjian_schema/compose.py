"""Core types and plugins become one schema, or a report says why not."""

from __future__ import annotations

import strawberry
from strawberry.schema.config import StrawberryConfig

from anjian_schema.classes import Classes
from anjian_schema.compiler.catalog import Catalog
from anjian_schema.scalars import SCALARS


@strawberry.interface(description="可按全局 id 取得的记录。\n\nA record that can be found by its global id.")
class Node:
    id: strawberry.ID = strawberry.field(description="全局 id，原样使用。\n\nThe global id; use it as it is.")


def build(catalog: Catalog) -> strawberry.Schema:
    classes = Classes(catalog, Node)
    classes.finish()
    config = StrawberryConfig(auto_camel_case=True, scalar_map=SCALARS, sort_schema=True)
    return strawberry.Schema(classes.types["Query"], types=list(classes.types.values()), config=config)
