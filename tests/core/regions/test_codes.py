from __future__ import annotations

import pytest

from anjian.regions import codes
from anjian.regions.model import RegionLevel


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("61", "61"),
        ("610000", "61"),
        ("610100", "6101"),
        ("6100", "61"),
        (" 610104\n", "610104"),
        ("610104000", "610104"),
        ("610104000000", "610104"),
        ("610104001000", "610104001"),
        ("110101001001", "110101001001"),
        ("610000000000", "61"),
        ("441900", "441900"),
        ("441900000000", "441900"),
        ("441900003", "441900003"),
    ],
)
def test_zeros_that_fill_up_are_left_out(text: str, code: str) -> None:
    """A province is 61 however it is written; 东莞 has no counties, so its county row keeps the zeros."""
    assert codes.canonical(text) == code


@pytest.mark.parametrize(
    "text", ["", "6", "610", "61010", "6101041", "西安", "61010４", "00", "010104", "6101-4", "²1"]
)
def test_anything_else_is_refused(text: str) -> None:
    """Wrong lengths, other digits than ASCII and provinces that begin with zero are no codes."""
    with pytest.raises(codes.BadRegionCode):
        codes.canonical(text)


@pytest.mark.parametrize(
    ("code", "parent", "level"),
    [
        ("61", None, RegionLevel.PROVINCE),
        ("6101", "61", RegionLevel.CITY),
        ("610104", "6101", RegionLevel.COUNTY),
        ("610104001", "610104", RegionLevel.STREET),
        ("110101001001", "110101001", RegionLevel.VILLAGE),
    ],
)
def test_the_length_says_level_and_parent(code: str, parent: str | None, level: RegionLevel) -> None:
    """Each code begins with the code above it."""
    assert (codes.parent(code), codes.level(code)) == (parent, level)


def test_as_the_standard_prints_it() -> None:
    """GB/T 2260 prints six digits at every level."""
    assert [codes.six_digits(c) for c in ("61", "6101", "610104", "610104001")] == [
        "610000",
        "610100",
        "610104",
        "610104",
    ]
