"""The tables of the standard as data: read and checked once, when first asked for."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import TypeAdapter

from anjian_chemicals.gb18218.categories import Category
from anjian_chemicals.gb18218.lines import Exposure, Graded, Listed, OfCategory, ToxicGas

Row = TypeVar("Row")


def rows(table: str, kind: type[Row]) -> tuple[Row, ...]:
    lines = (files(__package__) / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    read = TypeAdapter(kind).validate_python
    return tuple(read(line) for line in csv.DictReader(lines))


@cache
def substances() -> tuple[Listed, ...]:
    return rows("substances", Listed)


@cache
def listed_by_cas() -> Mapping[str, tuple[Listed, ...]]:
    return grouped((number, line) for line in substances() for number in line.cas)


@cache
def listed_by_name() -> Mapping[str, tuple[Listed, ...]]:
    return grouped((plain(name), line) for line in substances() for name in (line.zh, line.en, *line.aliases))


@cache
def categories() -> Mapping[Category, OfCategory]:
    return {line.category: line for line in rows("categories", OfCategory)}


@cache
def toxic_gases() -> Mapping[str, ToxicGas]:
    return {line.cas: line for line in rows("toxic-gases", ToxicGas)}


@cache
def exposures() -> tuple[Exposure, ...]:
    return rows("exposure", Exposure)


@cache
def grades() -> tuple[Graded, ...]:
    return rows("grades", Graded)


def grouped(pairs: Iterable[tuple[str, Listed]]) -> Mapping[str, tuple[Listed, ...]]:
    found: dict[str, tuple[Listed, ...]] = defaultdict(tuple)
    for key, line in pairs:
        found[key] = (*found[key], line)
    return dict(found)


def plain(name: str) -> str:
    """A name however it is typed: full or half width, any case, blanks or none."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
