"""One class of fields, and what follows from it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from pydantic import ValidationError

from anjian.judgement import WrongFactName, WrongFactValue
from anjian.plugin import (
    Choice,
    Kind,
    Profile,
    Title,
    UnsupportedField,
    facts,
    field,
    profile_fields,
)


class Grade(Choice):
    FIRST = "1", "一级", "grade one"
    SECOND = "2", "二级", "grade two"


class Plain(StrEnum):
    A = "a"


class Tank(Profile):
    tons: Decimal | None = field(
        Title("储量", "Stored"), unit=Title("吨", "t"), meaning=Title("实际储量", "what is there"), filter=True, ge=0
    )
    grade: Grade | None = field(Title("等级", "Grade"), filter=True, sort=True)
    hazards: list[Grade] | None = field(Title("危险性", "Hazards"))
    sound: bool | None = field(Title("完好", "Sound"), manual=True)
    persons: int | None = field(Title("人数", "People"))
    note: str | None = field(Title("备注", "Note"), max_length=10)
    tested_on: date | None = field(Title("检测日期", "Tested on"))
    mode: Plain | None = field(Title("方式", "Mode"))


def test_fields_become_facts() -> None:
    """Kind, words and uses of each field, in the order of the class."""
    fields = profile_fields(Tank)
    assert [(name, fact.kind) for name, fact in fields.items()] == [
        ("tons", Kind.DECIMAL),
        ("grade", Kind.ENUM),
        ("hazards", Kind.ENUMS),
        ("sound", Kind.BOOLEAN),
        ("persons", Kind.INTEGER),
        ("note", Kind.TEXT),
        ("tested_on", Kind.DATE),
        ("mode", Kind.ENUM),
    ]
    tons = fields["tons"]
    assert (tons.title, tons.unit, tons.meaning) == (
        Title("储量", "Stored"),
        Title("吨", "t"),
        Title("实际储量", "what is there"),
    )
    assert (tons.filter, tons.sort, tons.manual, fields["sound"].manual) == (True, False, False, True)
    assert (fields["grade"].enum, fields["hazards"].enum, tons.enum) == (Grade, Grade, None)


def test_fields_are_expressions() -> None:
    """``facts(Tank).tons`` is the value of that field in a rule."""
    assert facts(Tank).tons.fact is profile_fields(Tank)["tons"]


def test_nothing_recorded() -> None:
    """A new profile knows nothing; nothing is not "no"."""
    assert set(Tank().model_dump().values()) == {None}


def test_a_profile_is_stored_and_read_again() -> None:
    """Decimals and dates as text, enums by value; what was not recorded leaves no key."""
    tank = Tank(tons=Decimal("1.50"), grade=Grade.FIRST, hazards=[Grade.SECOND], tested_on=date(2019, 9, 1))
    stored = tank.model_dump(mode="json", exclude_none=True)
    assert stored == {"tons": "1.50", "grade": "1", "hazards": ["2"], "tested_on": "2019-09-01"}
    assert Tank.model_validate(stored) == tank
    assert stored == {name: profile_fields(Tank)[name].write(getattr(tank, name)) for name in stored}


@pytest.mark.parametrize(
    "data",
    [{"tonnes": 1}, {"tons": -1}, {"note": "x" * 11}, {"grade": "3"}],
    ids=["unknown", "below", "long", "no grade"],
)
def test_what_the_sector_does_not_know_is_refused(data: dict[str, Any]) -> None:
    """Unknown keys, broken limits and unknown members never get into a profile."""
    with pytest.raises(ValidationError):
        Tank.model_validate(data)


@pytest.mark.parametrize("data", [{"persons": 2**63}, {"note": "a\0b"}, {"tons": "1e200"}])
def test_what_the_database_cannot_read_back_is_refused(data: dict[str, Any]) -> None:
    """One stored number beyond bigint would fail every statement that reads the field."""
    with pytest.raises(WrongFactValue):
        Tank.model_validate(data)


def test_a_form_describes_itself() -> None:
    """The JSON Schema of a profile has Chinese titles, both languages beside them, units, limits and choices."""
    properties = Tank.model_json_schema()["properties"]
    assert properties["tons"]["title"] == "储量"
    assert properties["tons"]["x-title"] == {"zh": "储量", "en": "Stored"}
    assert properties["tons"]["x-unit"] == {"zh": "吨", "en": "t"}
    assert properties["tons"]["x-meaning"]["zh"] == "实际储量"
    assert properties["sound"]["readOnly"] is True  # an answer sets it, no form does
    assert Tank.model_json_schema()["$defs"]["Grade"]["enum"] == ["1", "2"]


UNSUPPORTED: list[tuple[object, object]] = [
    (int, field(Title("数", "n"))),
    (int | str | None, field(Title("数", "n"))),
    (float | None, field(Title("数", "n"))),
    (datetime | None, field(Title("时刻", "at"))),
    (list[int] | None, field(Title("数", "n"))),
    (dict[str, int] | None, field(Title("数", "n"))),
    (Any, field(Title("数", "n"))),
    (int | None, None),
]


@pytest.mark.parametrize(("annotation", "value"), UNSUPPORTED, ids=lambda part: str(part)[:20])
def test_a_field_of_another_type_is_refused_where_it_is_written(annotation: object, value: object) -> None:
    """Not optional, not a known type, or without words: the class itself cannot be made."""
    with pytest.raises(UnsupportedField) as refused:
        type("Odd", (Profile,), {"__annotations__": {"thing": annotation}, "thing": value})
    assert "Odd.thing" in str(refused.value)


def test_a_field_name_is_a_plain_identifier() -> None:
    """Names go into SQL, GraphQL and imports."""
    with pytest.raises(WrongFactName):
        type("Odd", (Profile,), {"__annotations__": {"人数": int | None}, "人数": field(Title("人数", "People"))})
