"""Where a rule comes from: the standard, its edition and its clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anjian.words import Choice, Title


class Confidence(Choice):
    """Whether somebody compared the rule with the official text; a recalled rule only prompts a person."""

    VERIFIED = "verified", "已核对原文", "compared with the official text"
    RECALLED = "recalled", "凭记忆、待核对", "recalled, not yet compared"


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of a judgement standard (判定标准). The next edition is another Standard with its own rules."""

    number: str
    title: Title
    effective_from: date
    effective_until: date | None = None  # the last day it judges; empty while it is in force
    edition: str = ""

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_until is None or on <= self.effective_until)


@dataclass(frozen=True, slots=True)
class Clause:
    """The place in the standard, spelled as the standard spells it: 第四项."""

    standard: Standard
    item: str

    def __str__(self) -> str:
        return f"{self.standard.number} {self.item}"
