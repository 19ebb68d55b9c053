"""The form of an input, read from its declaration: what schemas show, what checks measure, what the docs print."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, get_args, get_type_hints

from anjian.commands.command import Limit, Of, camel
from anjian.words import Title

TEXT_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One field: ``kind`` is its Python type without the marks, ``spelled`` its name for callers.

    ``noun`` is the type whose id it holds, if it holds any: ``hazard_id`` that of a Hazard.
    """

    name: str
    spelled: str
    kind: Any
    title: Title
    limit: int
    required: bool
    noun: str


@cache
def form_of(command: type) -> tuple[Entry, ...]:
    """The fields of a command, or of a part of one such as an answer: those that must be filled in come first."""
    hints = get_type_hints(command, include_extras=True)
    entries = (
        entry(field.name, hints[field.name], required=field.default is MISSING and field.default_factory is MISSING)
        for field in fields(command)
    )
    return tuple(sorted(entries, key=lambda entry: not entry.required))


def entry(name: str, hint: Any, *, required: bool) -> Entry:
    kind, *marks = get_args(hint)
    title = next(mark for mark in marks if isinstance(mark, Title))
    limit = next((mark.characters for mark in marks if isinstance(mark, Limit)), TEXT_LIMIT)
    noun = next((mark.noun for mark in marks if isinstance(mark, Of)), noun_in(name))
    return Entry(name, camel(name), kind, title, limit, required, noun)


def noun_in(name: str) -> str:
    return name.removesuffix("_id").title().replace("_", "")
