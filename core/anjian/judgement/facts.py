"""A fact: one thing that can be known of an entity, with its label, unit and legal meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from anjian.errors import AnjianError
from anjian.words import Choice, Title

T = TypeVar("T")
Json = bool | int | str | list[str]
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")  # it is written into SQL as literal text
MOST_DIGITS = 100  # before or after the point: far beyond any quantity, far within what SQL multiplies exactly
LARGEST_INTEGER = 2**31 - 1  # what GraphQL calls Int; larger quantities are decimals


class Kind(Choice):
    """What a fact's values look like."""

    BOOLEAN = "boolean", "是否", "yes or no"
    INTEGER = "integer", "整数", "a whole number"
    DECIMAL = "decimal", "小数", "a decimal number"
    TEXT = "text", "文字", "text"
    DATE = "date", "日期", "a date"
    ENUM = "enum", "单选", "one of several"
    ENUMS = "enums", "多选", "some of several"

    @property
    def is_number(self) -> bool:
        return self in (Kind.INTEGER, Kind.DECIMAL)

    @property
    def is_ordered(self) -> bool:
        """Text has no order here: it would depend on the collation of the database that is asked."""
        return self.is_number or self is Kind.DATE


class WrongFactValue(AnjianError):
    code = "FACT_VALUE_WRONG"
    words = Title(
        "{title_zh}（{name}）应为{kind_zh}，不能是 {value}", "{title_en} ({name}) takes {kind_en}, not {value}"
    )

    def __init__(self, fact: Fact, value: object) -> None:
        members = f"（{'、'.join(fact.enum)}）" if fact.enum else "", f" ({', '.join(fact.enum)})" if fact.enum else ""
        kinds = {"kind_zh": fact.kind.words.zh + members[0], "kind_en": fact.kind.value + members[1]}
        words = {"title_zh": fact.title.zh, "title_en": fact.title.en, **kinds}
        super().__init__(path=(fact.name,), name=fact.name, value=shortened(value), **words)


class WrongFactName(AnjianError):
    code = "FACT_NAME_WRONG"
    words = Title(
        "字段名 {name} 须为小写字母、数字、下划线", "the field name {name} takes a-z, 0-9 and _, at most 63 of them"
    )


def shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a profile, as judgement, forms, filters and indexes see it."""

    name: str
    kind: Kind
    title: Title
    unit: Title | None = None
    meaning: Title | None = None  # what the law means by it, for whoever has to record it
    filter: bool = False
    sort: bool = False
    manual: bool = False  # only a person's answer to a checklist item sets it, never an import or a calculation
    enum: type[StrEnum] | None = None
    derived: bool = False  # computed from other facts and ledgers, never recorded by hand
    required: bool = False  # a line of a ledger without it is refused

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise WrongFactName(name=shortened(self.name))

    def read(self, value: object) -> object:
        """The value in Python, from Python or from the JSON of a stored profile; ``None`` means nobody recorded it."""
        if value is None:
            return None
        try:
            return READERS[self.kind](self, value)
        except (ValueError, TypeError, InvalidOperation):
            raise WrongFactValue(self, value) from None

    def write(self, value: object) -> Json | None:
        """The value as a stored profile spells it: decimals and dates as text, so that nothing is rounded."""
        match self.read(value):
            case None:
                return None
            case Decimal() as number:
                return f"{number:f}"
            case date() as day:
                return day.isoformat()
            case tuple() as members:
                return [str(member) for member in members]
            case StrEnum() as member:
                return member.value
            case bool() | int() | str() as plain:
                return plain
        raise WrongFactValue(self, value)


def read_boolean(_: Fact, value: object) -> bool:
    return exactly(bool, value)


def read_integer(_: Fact, value: object) -> int:
    number = exactly(int, value)
    if abs(number) > LARGEST_INTEGER:
        raise ValueError(number)
    return number


def read_decimal(_: Fact, value: object) -> Decimal:
    """A JSON number arrives as a float; its shortest spelling is what the document said."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise TypeError(value)
    number = Decimal(str(value))
    if not number.is_finite() or number.adjusted() > MOST_DIGITS or int(number.as_tuple().exponent) < -MOST_DIGITS:
        raise ValueError(number)
    return number


def read_text(_: Fact, value: object) -> str:
    text = exactly(str, value)
    if "\0" in text:  # PostgreSQL has no such character
        raise ValueError(text)
    return text


def read_date(_: Fact, value: object) -> date:
    if isinstance(value, datetime):
        raise TypeError(value)
    if isinstance(value, date):
        return value
    day = date.fromisoformat(exactly(str, value))
    if day.isoformat() != value:  # Python also reads 20190701 and week dates; as text these do not sort
        raise ValueError(value)
    return day


def read_enum(fact: Fact, value: object) -> StrEnum:
    if fact.enum is None or (isinstance(value, StrEnum) and not isinstance(value, fact.enum)):
        raise TypeError(value)
    return fact.enum(exactly(str, value))


def read_enums(fact: Fact, value: object) -> tuple[StrEnum, ...]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise TypeError(value)
    return tuple(read_enum(fact, member) for member in value)


def exactly(kind: type[T], value: object) -> T:
    """No truth from numbers and no numbers from text: what was recorded is what is read."""
    if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
        return value
    raise TypeError(value)


READERS: Mapping[Kind, Callable[[Fact, object], object]] = {
    Kind.BOOLEAN: read_boolean,
    Kind.INTEGER: read_integer,
    Kind.DECIMAL: read_decimal,
    Kind.TEXT: read_text,
    Kind.DATE: read_date,
    Kind.ENUM: read_enum,
    Kind.ENUMS: read_enums,
}
