"""A ledger (台账): many lines of one kind at one entity, such as its substances, tanks or vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import ConfigDict

from anjian.plugin.profile import Fields, profile_fields
from anjian.words import Title


def require(schema: dict[str, Any], entry: type[Fields]) -> None:
    """The form description says which fields a line cannot be without."""
    if names := [name for name, fact in profile_fields(entry).items() if fact.required]:
        schema["required"] = names


class Entry(Fields):
    """One line of a ledger."""

    model_config = ConfigDict(json_schema_extra=require)

    unsayable: ClassVar[frozenset[str]] = frozenset({"derived", "manual"})  # somebody writes it down, and all at once


@dataclass(frozen=True, slots=True)
class Ledger:
    """Many lines per entity, under one sector. ``key``: no two lines of one entity share the values of these fields."""

    name: str
    entry: type[Entry]
    title: Title
    key: tuple[str, ...] = ()
