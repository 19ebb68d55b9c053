"""Reads the values of a row as its table's class describes them: every wrong one is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import to_jsonable_python

from anjian.judgement import Fact, Kind
from anjian.ledgers.reading import read_line
from anjian.plugin import Row, profile_fields


def read_row(row: type[Row], entered: Mapping[str, object]) -> dict[str, Any]:
    """A whole row as its columns keep it; what is not named is unknown."""
    kept = read_line(row, to_jsonable_python(dict(entered)))
    return {name: in_column(fact, kept.get(name)) for name, fact in profile_fields(row).items()}


def in_column(fact: Fact, value: object) -> object:
    """Numbers and days as PostgreSQL's own, choices by their values."""
    return fact.write(value) if fact.kind in (Kind.ENUM, Kind.ENUMS) else fact.read(value)
