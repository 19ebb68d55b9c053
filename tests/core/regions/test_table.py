from __future__ import annotations

from collections import Counter

import pytest

from anjian.regions import codes
from anjian.regions.model import RegionLevel
from anjian.regions.table import StreetFileInvalid, packaged, parse_streets
from anjian.words import Language

KNOWN = {row.code for row in packaged()}


def test_every_region_down_to_the_county_ships() -> None:
    """34 provinces, 342 cities, 2,978 counties."""
    counted = Counter(row.level for row in packaged())
    assert counted == {RegionLevel.PROVINCE: 34, RegionLevel.CITY: 342, RegionLevel.COUNTY: 2978}
    assert len(KNOWN) == 3354


def test_every_shipped_row_agrees_with_its_code() -> None:
    """Codes are canonical, say their level, and hang under a row that stands before them."""
    seen: set[str | None] = {None}
    for row in packaged():
        assert (codes.canonical(row.code), codes.level(row.code)) == (row.code, row.level)
        assert codes.parent(row.code) in seen
        seen.add(row.code)


def test_streets_hang_under_known_regions_and_villages_under_streets_of_the_file() -> None:
    """Padded codes, a heading, blank lines and quoted names are all what offices send."""
    text = 'code,name\n610104001000,"青年路街道"\n\n610104001001,某社区居委会\n441900003,东城街道\n'
    assert parse_streets(text, KNOWN) == (
        ("610104001", "青年路街道", RegionLevel.STREET),
        ("610104001001", "某社区居委会", RegionLevel.VILLAGE),
        ("441900003", "东城街道", RegionLevel.STREET),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("61010400A,青年路街道", "not a region code"),
        ("610199001,某街道", "the region 610199 above 610199001 is unknown"),
        ("610104,莲湖区", "ship with the product"),
        ("610104001,又一个", "stands twice"),
        ("610104002,", "no readable name"),
        ("610104002,莲\x00湖", "no readable name"),
        ("610104002", "two columns"),
        ("610104002,北院门街道,多一列", "two columns"),
        ("610104002," + "长" * 200_000, "two columns"),
    ],
    ids=["letter", "no parent", "county", "twice", "no name", "NUL", "one column", "three columns", "endless"],
)
def test_a_wrong_line_is_named(line: str, words: str) -> None:
    """Each mistake is told with its line, and nothing of the file is taken."""
    with pytest.raises(StreetFileInvalid) as caught:
        parse_streets(f"610104001,青年路街道\n{line}\n", KNOWN)
    assert [problem.line for problem in caught.value.problems] == [2]
    assert words in caught.value.message(Language.EN)
    assert "第 2 行" in caught.value.message(Language.ZH)


def test_an_empty_file_is_a_mistake() -> None:
    """A file with a heading only was sent by accident."""
    with pytest.raises(StreetFileInvalid, match="no region in it"):
        parse_streets("code,name\n", KNOWN)


def test_a_long_list_of_mistakes_is_cut() -> None:
    """Whoever has a hundred mistakes has one cause: twenty are enough to see it."""
    with pytest.raises(StreetFileInvalid) as caught:
        parse_streets("x\n" * 100, KNOWN)
    assert len(caught.value.problems) == 100
    assert caught.value.message(Language.EN).count("\n") == 21
