"""Region codes of GB/T 2260 and the statistical division codes, in canonical short form.

Two digits name a province, four a city, six a county, nine a street or town, twelve a village. Other systems fill up
with zeros to six or twelve digits (610000, 610104000000); here a code is as long as what it says: "under" is a prefix.
"""

from __future__ import annotations

from itertools import accumulate

from anjian.errors import AnjianError
from anjian.regions.model import RegionLevel
from anjian.words import Title

LENGTHS = tuple(accumulate((2, 2, 2, 3, 3)))
LEVELS = dict(zip(LENGTHS, RegionLevel, strict=True))

# 东莞, 中山 and 儋州 have no counties: their streets hang under a county row that is the city itself, zeros and all.
CITIES_AS_COUNTIES = frozenset({"441900", "442000", "460400"})


class BadRegionCode(AnjianError):
    code = "BAD_REGION_CODE"
    words = Title(
        "“{text}”不是行政区划代码：应为 2、4、6、9 或 12 位数字，如 41、4101、410104",
        '"{text}" is not a region code: it has 2, 4, 6, 9 or 12 digits, such as 41, 4101 or 410104',
    )


class UnknownRegion(AnjianError):
    code = "UNKNOWN_REGION"
    words = Title(
        "没有代码为“{region}”的行政区划；请核对代码，街道、乡镇须先用 anjian regions import 导入",
        'no region has the code "{region}"; check it, and import streets and towns with `anjian regions import` first',
    )


def canonical(text: str) -> str:
    """The short form of a code as people and other systems write it: trimmed, and without the zeros that fill it up."""
    code = text.strip()
    if len(code) not in LENGTHS or not (code.isascii() and code.isdigit()) or code.startswith("0"):
        raise BadRegionCode(text=text[:40])
    while (above := parent(code)) and not code.removeprefix(above).strip("0") and code not in CITIES_AS_COUNTIES:
        code = above
    return code


def level(code: str) -> RegionLevel:
    """The level of a canonical code: its length says it."""
    return LEVELS[len(code)]


def parent(code: str) -> str | None:
    """The code one level up, which every code begins with; empty for a province."""
    return next((code[:length] for length in reversed(LENGTHS) if length < len(code)), None)


def six_digits(code: str) -> str:
    """As GB/T 2260 prints it: 61 is 610000. Streets and villages are shown as their county."""
    return code[:6].ljust(6, "0")
