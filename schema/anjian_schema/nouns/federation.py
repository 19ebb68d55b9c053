"""Apollo Federation 2: other services extend entities, hazards, regions and organisations by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement

from anjian.regions.codes import canonical
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Field, KeyReader, Namespace, References, Type, Union
from anjian_schema.compiler.globalid import key_parts
from anjian_schema.compiler.leaves import STRING, storable
from anjian_schema.declare import expression
from anjian_schema.federation import subgraph


def by_code(given: str, _: Type) -> tuple[str]:
    return (storable(canonical(given)),)


BY_ID: Mapping[str, KeyReader] = {"id": key_parts}
KEYS: Mapping[str, Mapping[str, KeyReader]] = {
    "Entity": BY_ID,
    "Hazard": BY_ID,
    "Organization": BY_ID,
    "Region": {"code": by_code, **BY_ID},
}
BY_KEY = Title(
    "供联邦网关按键取记录；没有或看不到的为空，表示有误的单独报错。",
    "Records by key, for federation gateways; what is wrong is answered alone.",
)
FEDERATION_FIELDS: list[Field] = [
    Namespace("_service", "_Service", Title("供联邦网关组合的 Schema。", "This schema, for a gateway to compose.")),
    References("_entities", "_Entity", BY_KEY, KEYS),
]


def _sdl(_row: Any, asked: Asked) -> ColumnElement[str]:
    return asked.constant(subgraph(asked.schema, KEYS))


TYPES = [
    Type(
        "_Service",
        Title("本服务作为联邦子图。", "This service as a subgraph of a federation."),
        [expression("sdl", STRING, "带联邦指令的 Schema（SDL）。", "The schema with federation's directives.", _sdl)],
    )
]
UNIONS = [Union("_Entity", Title("其他服务可以引用的记录。", "A record that other services refer to."), sorted(KEYS))]
