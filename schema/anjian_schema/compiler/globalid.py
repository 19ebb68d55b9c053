"""Global ids: the name of a type and its whole key, so that a node is found without asking every shard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from asyncpg.pgproto.pgproto import UUID  # a uuid.UUID, read six times as fast
from sqlalchemy import ColumnElement, FromClause

from anjian.errors import AnjianError
from anjian.words import Title
from anjian_schema.compiler.arguments import Argument, Getter, derived
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Type
from anjian_schema.compiler.leaves import storable

SEPARATOR = ":"


class BadId(AnjianError):
    code = "BAD_ID"
    words = Title(
        "“{id}”不是{type}的 id；请原样使用本接口给出的 id。",
        "“{id}” is not the id of a {type}; use ids exactly as this API gave them.",
    )


def global_id(type_: Type, row: FromClause) -> ColumnElement[str]:
    parts = [sa.cast(row.c[name], sa.Text) for name in type_.key]
    return sa.func.concat_ws(sa.literal_column(f"'{SEPARATOR}'"), sa.literal_column(f"'{type_.name}'"), *parts)


def type_name_of(text: str) -> str:
    return text.split(SEPARATOR, 1)[0]


def key_parts(text: str, type_: Type, path: Sequence[str | int] = ()) -> tuple[Any, ...]:
    """The key within an id, as the driver takes it.

    Raises :class:`BadId` for an id of another type, or one that this API never gave.
    """
    name, *parts = text.split(SEPARATOR)
    if name != type_.name or len(parts) != len(type_.key) or type_.table is None:
        raise BadId(path=path, id=text[:100], type=type_.name)
    try:
        return tuple(
            UUID(part) if isinstance(type_.table.c[column].type, sa.Uuid) else storable(part)
            for column, part in zip(type_.key, parts, strict=True)
        )
    except ValueError:
        raise BadId(path=path, id=text[:100], type=type_.name) from None


def key_of(given: Argument, type_: Type) -> Getter:
    """The key within an id that the caller gave; its parts are asked for one after the other, and read together."""
    read = lru_cache(1)(partial(key_parts, type_=type_, path=given.path))
    return derived(given.get, read)


def key_columns(asked: Asked, type_: Type, row: FromClause, key: Getter) -> list[ColumnElement[bool]]:
    """The row whose key is given at run time."""
    return [
        row.c[name] == asked.bind(derived(key, itemgetter(i)), row.c[name].type) for i, name in enumerate(type_.key)
    ]
