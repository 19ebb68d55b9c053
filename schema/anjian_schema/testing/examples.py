"""A value that a field takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from anjian.judgement import Fact, Kind
from anjian.plugin.profile import Fields

NUMBERS = (1, 0, 7, 100, 1000, -1)
DAYS = (date(2026, 1, 31), date(1990, 1, 1), date(2050, 12, 31))
BOUNDS = ("ge", "le", "gt", "lt")


def example(fields: type[Fields], fact: Fact) -> Any:
    """The first that comes to mind; nothing for a text whose pattern only its author can meet."""
    info = fields.model_fields[fact.name]
    accepted: TypeAdapter[Any] = TypeAdapter(Annotated[info.annotation, info])  # type: ignore[arg-type]  # known only here
    for value in candidates(fields, fact):
        try:
            return fact.read(accepted.validate_python(value))
        except ValidationError:
            continue
    return None


def candidates(fields: type[Fields], fact: Fact) -> Iterator[Any]:
    match fact.kind:
        case Kind.BOOLEAN:
            yield True
        case Kind.INTEGER:
            yield from (int(number) for number in (*NUMBERS, *bounds(fields, fact)))
        case Kind.DECIMAL:
            yield from (Decimal(str(number)) for number in ("1.50", *NUMBERS, *bounds(fields, fact)))
        case Kind.DATE:
            yield from DAYS
        case Kind.TEXT:
            yield from (sign * length for sign in ("甲", "A", "1") for length in range(1, 60))
        case _:
            yield from ([member] if fact.kind is Kind.ENUMS else member for member in fact.enum or ())


def bounds(fields: type[Fields], fact: Fact) -> Iterator[Any]:
    """On, above and below each limit."""
    for limit in fields.model_fields[fact.name].metadata:
        for number in (getattr(limit, name) for name in BOUNDS if getattr(limit, name, None) is not None):
            yield from (number, number + 1, number - 1)
