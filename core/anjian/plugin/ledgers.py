"""A ledger (台账): many lines of one kind at one entity, such as its substances, tanks or vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from pydantic import ConfigDict, model_validator

from anjian.plugin.profile import Fields, profile_fields
from anjian.words import Title


def require(schema: dict[str, Any], entry: type[Any]) -> None:
    """The form description says which fields a line cannot be without."""
    if names := required_fields(entry):
        schema["required"] = names


def required_fields(entry: type[Fields]) -> list[str]:
    return [name for name, fact in profile_fields(entry).items() if fact.required]


class Entry(Fields):
    """One line of a ledger."""

    model_config = ConfigDict(json_schema_extra=require)

    unsayable: ClassVar[frozenset[str]] = frozenset({"derived", "manual"})  # somebody writes it down, and all at once

    @model_validator(mode="after")
    def whole(self) -> Self:
        """It has what it cannot be without."""
        if lacking := [name for name in required_fields(type(self)) if getattr(self, name) is None]:
            raise ValueError(f"{type(self).__name__} needs {', '.join(lacking)}")
        return self


@dataclass(frozen=True, slots=True)
class Ledger:
    """Many lines per entity, under one sector. ``key``: no two lines of one entity share the values of these fields."""

    name: str
    entry: type[Entry]
    title: Title
    key: tuple[str, ...] = ()
