"""Ranges of fines (罚款幅度) by article and edition: ``fines.yaml``. All of it is recalled, so it only prompts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

import yaml
from pydantic import ConfigDict, TypeAdapter

from anjian.words import Choice


class FineOn(Choice):
    """Whom a fine is imposed on."""

    UNIT = "unit", "单位", "the unit"
    PERSON = "person", "个人", "a person"


@dataclass(frozen=True, slots=True, kw_only=True)
class FineRange:
    """How much one article of one edition asks of whom, as somebody remembers it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    article: str
    edition: str
    since: date
    whom: FineOn
    most_fen: int
    zh: str
    en: str
    least_fen: int = 0
    until: date | None = None


FINE_RANGES: Sequence[FineRange] = TypeAdapter(tuple[FineRange, ...]).validate_python(
    yaml.safe_load(resources.files(__package__).joinpath("fines.yaml").read_text("utf-8"))
)
