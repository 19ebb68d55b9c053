"""What a line of each table holds. A cell that does not fit is an error of the data, found when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from anjian.plugin import Choice
from anjian_chemicals.gb18218.categories import Category

Words = Annotated[tuple[str, ...], BeforeValidator(lambda cell: tuple(filter(None, cell.split("|"))))]
Positive = Annotated[Decimal, Field(gt=0)]
EXACT = ConfigDict(extra="forbid")


class Grade(Choice):
    """Grade of a major hazard installation by GB 18218-2018, the gravest first."""

    I = "i", "一级", "grade I"  # noqa: E741 - the numeral of the standard
    II = "ii", "二级", "grade II"
    III = "iii", "三级", "grade III"
    IV = "iv", "四级", "grade IV"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of table 1. Several lines may share a CAS number, and a line may have several or none."""

    __pydantic_config__ = EXACT

    number: int
    zh: str
    en: str
    aliases: Words
    cas: Words
    critical_t: Positive
    category: Annotated[Category | None, BeforeValidator(lambda cell: cell or None)]  # of most: recalled, to start from


@dataclass(frozen=True, slots=True)
class OfCategory:
    """A line of table 2, with the β that table 4 gives it."""

    __pydantic_config__ = EXACT

    category: Category
    critical_t: Positive
    beta: Positive


@dataclass(frozen=True, slots=True)
class ToxicGas:
    """A line of table 3: a gas whose β goes by its name."""

    __pydantic_config__ = EXACT

    zh: str
    en: str
    cas: str
    beta: Positive


@dataclass(frozen=True, slots=True)
class Exposure:
    """A line of table 5: from so many residents on, α is this."""

    __pydantic_config__ = EXACT

    persons_from: Annotated[int, Field(ge=0)]
    alpha: Positive


@dataclass(frozen=True, slots=True)
class Graded:
    """A line of table 6: from this R on, it is this grade."""

    __pydantic_config__ = EXACT

    grade: Grade
    r_from: Annotated[Decimal, Field(ge=0)]
