"""The scalars of the schema, beyond those of GraphQL itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal as PythonDecimal
from decimal import InvalidOperation
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from anjian.regions.codes import canonical
from anjian_schema.compiler.leaves import exact_number

Date = NewType("Date", date)
DateTime = NewType("DateTime", datetime)
Decimal = NewType("Decimal", PythonDecimal)
RegionCode = NewType("RegionCode", str)
Cursor = NewType("Cursor", str)
Json = NewType("Json", object)
Any_ = NewType("Any_", object)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is given as text. {name} 应以字符串给出。")
    return value


def _date(value: Any) -> date:
    return date.fromisoformat(_text(value, "Date"))


def _datetime(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value, "DateTime"))
    if moment.tzinfo is None:
        raise ValueError("DateTime needs an offset, such as +08:00. DateTime 须带时区，例如 +08:00。")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("DateTime lies beyond the calendar. DateTime 超出历法范围。") from None


def _decimal(value: Any) -> PythonDecimal:
    try:
        return exact_number(_text(value, "Decimal"))
    except (ValueError, InvalidOperation):
        raise ValueError(
            "Decimal is a finite number of at most 1000 digits. Decimal 是有限的数，最多 1000 位。"
        ) from None


def _region(value: Any) -> str:
    return canonical(_text(value, "RegionCode"))


SCALARS: dict[object, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        description="日期，ISO 8601，例如 2019-10-01。\n\nA calendar date in China.",
        specified_by_url="https://scalars.graphql.org/andimarek/local-date",
        serialize=str,
        parse_value=_date,
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="带时区的时刻，例如 2019-10-01T08:00:00+08:00。\n\nA moment with its offset.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time",
        serialize=str,
        parse_value=_datetime,
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description='精确的十进制数，以字符串表示，例如 "65600.00"。\n\nAn exact decimal number, as text.',
        specified_by_url="https://scalars.graphql.org/chillicream/decimal",
        serialize=str,
        parse_value=_decimal,
    ),
    RegionCode: strawberry.scalar(
        name="RegionCode",
        description=(
            "行政区划代码（GB/T 2260 及其延拓）：2、4、6、9 或 12 位；补零的六位码也接受。\n\n"
            "A region code in short form: 2, 4, 6, 9 or 12 digits; zero-padded codes are accepted."
        ),
        serialize=str,
        parse_value=_region,
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="翻页位置，原样传回即可。\n\nA place in a list; hand it back as it is.",
        serialize=str,
        parse_value=lambda value: _text(value, "Cursor"),
    ),
    Json: strawberry.scalar(
        name="JSON",
        description="任意 JSON 值。\n\nAny JSON value.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
    ),
    Any_: strawberry.scalar(
        name="_Any",
        description="联邦网关对一条记录的表示。\n\nWhat a federation gateway says of one record.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
    ),
}

# What a plugin's functions say in plain Python: the same scalars, so that there is one of each name.
SCALARS |= {date: SCALARS[Date], datetime: SCALARS[DateTime], PythonDecimal: SCALARS[Decimal]}
