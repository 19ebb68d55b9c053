"""Leaf values: how a scalar is bound, shown, compared and read back from a cursor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.types import TypeEngine

from anjian.database.record import CODE

Show = Callable[[ColumnElement[Any]], ColumnElement[Any]]


INT64 = 2**63
MOST_DIGITS = 1_000  # PostgreSQL holds more, but writes every zero of an exponent out


def _as_it_is(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column


def storable(text: str) -> str:
    """Text that PostgreSQL can hold. Raises ``ValueError`` for a NUL and for half a character."""
    if "\0" in text:
        raise ValueError("PostgreSQL has no NUL")
    text.encode()
    return text


def whole_number(text: str) -> int:
    number = int(text)
    if not -INT64 <= number < INT64:
        raise ValueError("not a number of 64 bits")
    return number


def exact_number(text: str) -> Decimal:
    """A finite number of a length that can be worked with. Raises ``ValueError`` or ``ArithmeticError``."""
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS or len(number.as_tuple().digits) > MOST_DIGITS:
        raise ValueError("not finite, or too long")
    return number


def moment(text: str) -> datetime:
    """A moment, in UTC: years before the first and after the last have none."""
    return datetime.fromisoformat(text).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One kind of scalar.

    ``bind``: the SQL type of a parameter. ``to_driver``: a coerced GraphQL value as the driver takes it. ``show``: a
    column as it stands in JSON. ``from_text``: PostgreSQL's text of a value back as the driver takes it (cursors).
    """

    graphql: str
    bind: TypeEngine[Any]
    to_driver: Callable[[Any], Any] = lambda value: value
    show: Show = _as_it_is
    from_text: Callable[[str], Any] = storable
    ordered: bool = False
    textual: bool = False
    enum: type[Enum] | None = None

    @property
    def few(self) -> bool:
        """So few values, and so unevenly spread, that each makes a statement of its own."""
        return self.enum is not None or self.graphql == "Boolean"


STRING = Leaf("String", sa.Text(), to_driver=storable, ordered=True, textual=True)
CODE_TEXT = Leaf("String", CODE, to_driver=storable, ordered=True, textual=True)
INT = Leaf("Int", sa.BigInteger(), from_text=whole_number, ordered=True)
BOOLEAN = Leaf("Boolean", sa.Boolean(), from_text=lambda text: text == "true")
DATE = Leaf("Date", sa.Date(), from_text=date.fromisoformat, ordered=True)
DATETIME = Leaf("DateTime", sa.TIMESTAMP(timezone=True), from_text=moment, ordered=True)
# As text, because JSON numbers are binary floating point in most clients.
DECIMAL = Leaf(
    "Decimal",
    sa.Numeric(),
    show=lambda column: sa.cast(sa.func.trim_scale(column), sa.Text),
    from_text=exact_number,
    ordered=True,
)
ID = Leaf("ID", sa.Text())
REGION = Leaf("RegionCode", CODE, ordered=True)
ANY_JSON = Leaf("JSON", JSON())
# A date kept as ISO text inside JSON: orders like a date because the text does.
DATE_TEXT = Leaf("Date", CODE, to_driver=lambda day: day.isoformat(), ordered=True)


def enum_leaf(enum: type[Enum]) -> Leaf:
    """An enum stored by value and shown by name, in capitals."""
    return Leaf(enum.__name__, sa.Text(), to_driver=_enum_value, show=sa.func.upper, enum=enum)


def enum_list_leaf(enum: type[Enum]) -> Leaf:
    """A JSON list of enum values, shown by name."""
    return Leaf(enum.__name__, JSON(), to_driver=_enum_value, show=_upper_json, enum=enum)


def _enum_value(member: Any) -> Any:
    return member.value if isinstance(member, Enum) else member


def _upper_json(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return sa.cast(sa.func.upper(sa.cast(column, sa.Text)), JSON)
