"""The one door through which values become facts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from anjian.judgement import Fact, Kind, WrongFactName, WrongFactValue
from anjian.words import Language, Title

from .sample import FIELDS, Trade


@pytest.mark.parametrize(
    ("name", "stored", "value"),
    [
        ("licensed", True, True),
        ("present", 6, 6),
        ("stored", "1.50", Decimal("1.50")),
        ("stored", 1.5, Decimal("1.5")),
        ("stored", 2, Decimal(2)),
        ("note", "甲", "甲"),
        ("checked_on", "2019-09-01", date(2019, 9, 1)),
        ("trade", "producer", Trade.PRODUCER),
        ("trades", ["producer", "retailer"], (Trade.PRODUCER, Trade.RETAILER)),
        ("trades", [], ()),
    ],
)
def test_values_are_read_from_a_stored_profile(name: str, stored: object, value: object) -> None:
    """JSON and Python give the same value, and writing it gives JSON that reads the same."""
    fact = FIELDS[name]
    assert fact.read(stored) == fact.read(value) == value
    assert fact.read(fact.write(value)) == value


@pytest.mark.parametrize("name", FIELDS)
def test_nobody_recorded_it(name: str) -> None:
    """Null is unknown for every kind of fact."""
    assert FIELDS[name].read(None) is None
    assert FIELDS[name].write(None) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("licensed", 1),
        ("licensed", "true"),
        ("present", True),
        ("present", "6"),
        ("present", 6.0),
        ("present", 2**63),
        ("stored", True),
        ("stored", "NaN"),
        ("stored", float("inf")),
        ("stored", "1e101"),
        ("stored", "1e-101"),
        ("stored", "a lot"),
        ("note", 7),
        ("note", "a\0b"),
        ("checked_on", "20190901"),
        ("checked_on", "2019-02-30"),
        ("checked_on", datetime(2019, 9, 1)),  # noqa: DTZ001 - the point is that it is no day
        ("trade", "importer"),
        ("trade", Kind.TEXT),
        ("trades", "producer"),
        ("trades", ["importer"]),
        ("trades", {"producer": 1}),
    ],
)
def test_a_wrong_type_is_named(name: str, value: object) -> None:
    """Nothing is guessed: no number from text, no truth from numbers, no day without its month."""
    with pytest.raises(WrongFactValue) as refused:
        FIELDS[name].read(value)
    assert refused.value.path == (name,)
    assert FIELDS[name].title.zh in refused.value.message(Language.ZH)


def test_a_long_value_is_not_repeated_in_full() -> None:
    """The sentence about a megabyte of text is one line."""
    with pytest.raises(WrongFactValue) as refused:
        FIELDS["present"].read("9" * 1_000_000)
    assert len(refused.value.message(Language.EN)) < 200


@pytest.mark.parametrize("name", ["", "Name", "9a", "a-b", "a'b", "人数", "a" * 64])
def test_a_name_that_cannot_be_written_into_sql(name: str) -> None:
    """Keys are literal text in SQL, so a fact's name is a plain identifier."""
    with pytest.raises(WrongFactName):
        Fact(name, Kind.TEXT, Title("甲", "a"))
